import { parseJson, recordIn } from './json.ts'
import { asRaw, isMangled, type Line, lines, longestLine, notUtf8 } from './lines.ts'
import type { SourceItem, SourceRecord } from './source.ts'

/** One JSON object a line, as of https://github.com/ndjson/ndjson-spec. Empty lines are none. */
export async function* readNdjson(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<SourceItem, void, undefined> {
  let row = 0
  for await (const line of lines(bytes)) {
    if (line.text.trim() === '') continue
    row++
    const place = { row, line: line.number }
    const found = recordOf(line)
    yield typeof found === 'string' ? { place, problem: found, raw: asRaw(line.text) } : { place, record: found }
  }
}

/** The record, or what is wrong with the line. */
function recordOf({ text, isCut }: Line): SourceRecord | string {
  if (isCut) return `is longer than ${longestLine} characters`
  if (isMangled(text)) return notUtf8
  try {
    return recordIn(parseJson(text))
  } catch {
    return 'is no JSON'
  }
}

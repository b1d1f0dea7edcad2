import { parseJson, recordIn } from './json.ts'
import { asRaw, isMangled, longestLine, notUtf8 } from './lines.ts'
import { SourceError, type SourceItem } from './source.ts'

const malformed = 'It is no JSON; expected an object, or a list of objects.'

/**
 * The records in a JSON text: the object that it is, or each object of the list that it is. It is read as it comes: what is held of a list is one of its
 * records.
 *
 * @throws SourceError where it is neither, or ends before its end: also when records of it were told already
 */
export async function* readJsonRecords(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<SourceItem, void, undefined> {
  let row = 0
  for await (const text of elements(bytes)) yield { place: { row: ++row }, ...recordOf(text) }
}

function recordOf(text: string | null) {
  if (text === null) return { problem: `is longer than ${longestLine} characters`, raw: '' }
  if (isMangled(text)) return { problem: notUtf8, raw: asRaw(text) }
  const found = recordIn(parsed(text))
  return typeof found === 'string' ? { problem: found, raw: asRaw(text.trim()) } : { record: found }
}

function parsed(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    throw new SourceError(malformed)
  }
}

/** What stands around what is read: nothing yet, an object, a list, or a list that has ended. */
type Around = 'nothing' | 'object' | 'list' | 'end'

/** The texts between the commas of a list, or the whole text where it is an object; null for one that is longer than any record. */
async function* elements(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string | null, void, undefined> {
  const decoder = new TextDecoder()
  let around = 'nothing' as Around
  let count = 0
  let depth = 0
  let isInText = false
  let isEscaped = false
  let held = ''
  let isCut = false
  const keep = (text: string) => {
    isCut ||= held.length + text.length > longestLine
    held = isCut ? '' : held + text
  }
  const taken = () => {
    const text = isCut ? null : held
    held = ''
    isCut = false
    count++
    return text
  }

  function* read(text: string): Generator<string | null> {
    let from = 0
    for (let at = 0; at < text.length; at++) {
      const char = text[at]!
      if (isInText) {
        if (isEscaped) isEscaped = false
        else if (char === '\\') isEscaped = true
        else if (char === '"') isInText = false
        continue
      }
      if (around === 'nothing' || around === 'end') {
        if (isSpace(char)) continue
        if (around === 'end' || (char !== '[' && char !== '{')) throw new SourceError(malformed)
        around = char === '[' ? 'list' : 'object'
        from = around === 'list' ? at + 1 : at
        continue
      }
      if (char === '"') isInText = true
      else if (char === '[' || char === '{') depth++
      else if (around === 'list' && depth === 0 && (char === ',' || char === ']')) {
        keep(text.slice(from, at))
        from = at + 1
        if (char === ']') around = 'end'
        // a list of none
        if (char === ']' && count === 0 && !isCut && held.trim() === '') held = ''
        else yield taken()
      } else if (char === ']' || char === '}') depth--
    }
    if (around === 'list' || around === 'object') keep(text.slice(from))
  }

  for await (const chunk of bytes) yield* read(decoder.decode(chunk, { stream: true }))
  yield* read(decoder.decode())
  if (around !== 'end' && around !== 'object') throw new SourceError(malformed)
  if (around === 'object') yield taken()
}

const isSpace = (char: string) => char === ' ' || char === '\n' || char === '\r' || char === '\t'

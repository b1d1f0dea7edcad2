import { parse } from 'csv-parse/sync'
import { asRaw, isMangled, lines, longestLine, notUtf8 } from './lines.ts'
import { SourceError, type SourceItem, type SourceRecord } from './source.ts'

export type CsvOptions = {
  /** What stands between two cells: one character. @default ',' */
  delimiter?: string
}

const badQuote = 'has a quote that is not closed, or stands where none can; cells with quotes stand in quotes, and theirs are doubled'

/** A record may go over so many lines, in quotes. A quote that nobody closes would otherwise take the rest of the file with it. */
const mostLines = 1_000

/**
 * CSV as of RFC 4180: a header, then a record a row, every value of which is a text. Cells in quotes may hold delimiters, line ends and, doubled,
 * quotes. Lines end with `\n` or `\r\n`, mixed too; empty ones are none.
 *
 * A row that cannot be read is an item with a problem, and what comes behind it is read: of a quote that is not closed, what is on its line is lost.
 *
 * @throws SourceError where the header is no header
 */
export async function* readCsv(
  bytes: AsyncIterable<Uint8Array>,
  { delimiter = ',' }: CsvOptions = {},
): AsyncGenerator<SourceItem, void, undefined> {
  let header: readonly string[] | undefined
  let row = 0
  for await (const { number, text, cells } of rows(bytes, delimiter)) {
    if (!header) {
      header = headerOf(text, cells)
      continue
    }
    const place = { row: ++row, line: number }
    const found = recordOf(text, cells, header)
    yield typeof found === 'string' ? { place, problem: found, raw: asRaw(text) } : { place, record: found }
  }
  if (!header) throw isEmpty()
}

/**
 * The names of the columns.
 *
 * @throws SourceError where the header is no header
 */
export async function readHeader(bytes: AsyncIterable<Uint8Array>, { delimiter = ',' }: CsvOptions = {}): Promise<readonly string[]> {
  for await (const { text, cells } of rows(bytes, delimiter)) return headerOf(text, cells)
  throw isEmpty()
}

const isEmpty = () => new SourceError('The file is empty; expected a header, the names of the columns.')

function headerOf(text: string, cells: Row['cells']): readonly string[] {
  if (typeof cells === 'string' || isMangled(text))
    throw new SourceError(`The header ${typeof cells === 'string' ? cells : notUtf8}; expected the names of the columns.`)
  const names = cells.map((name) => name.trim())
  if (names.includes('')) throw new SourceError(`Column ${names.indexOf('') + 1} has no name in the header.`)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new SourceError(`The header has ${JSON.stringify(twice)} twice.`)
  return names
}

/** The record, or what is wrong with the row. */
function recordOf(text: string, cells: Row['cells'], header: readonly string[]): SourceRecord | string {
  if (typeof cells === 'string') return cells
  if (isMangled(text)) return notUtf8
  if (cells.length !== header.length) return `has ${cells.length} cells; the header has ${header.length}`
  return Object.fromEntries(header.map((name, index) => [name, cells[index]]))
}

/** `cells`: what stands in them, or why that cannot be said. */
type Row = { number: number; text: string; cells: readonly string[] | string }

type Lined = { number: number; text: string }

/** Lines, put together where a record in quotes goes over several. */
async function* rows(bytes: AsyncIterable<Uint8Array>, delimiter: string): AsyncGenerator<Row, void, undefined> {
  /** Lines of a record whose quotes are still open. */
  let open: Lined[] = []
  let size = 0
  let isInQuotes = false

  const take = (line: Lined) => {
    if (open.length === 0 && line.text.trim() === '') return
    open.push(line)
    size += line.text.length
    isInQuotes = isInQuotes !== hasOddQuotes(line.text)
  }
  /** What can be read of the lines that are open. Where they are no record, the first is none by itself, and the others are looked at again. */
  function* settle(isEnd: boolean): Generator<Row, void, undefined> {
    while (open.length > 0) {
      if (isInQuotes && !isEnd && open.length < mostLines && size < longestLine) return
      const [first, ...others] = open as [Lined, ...Lined[]]
      const text = open.map((line) => line.text).join('\n')
      const cells = isInQuotes ? badQuote : cellsOf(text, delimiter)
      open = []
      size = 0
      isInQuotes = false
      if (typeof cells !== 'string') yield { number: first.number, text: withoutReturn(text), cells }
      else {
        yield { number: first.number, text: withoutReturn(first.text), cells }
        for (const line of others) {
          take(line)
          if (!isInQuotes) yield* settle(false)
        }
      }
    }
  }

  for await (const { number, text, isCut } of lines(bytes)) {
    if (isCut) {
      yield* settle(true)
      yield { number, text, cells: `is longer than ${longestLine} characters` }
      continue
    }
    take({ number, text })
    if (!isInQuotes || open.length >= mostLines || size >= longestLine) yield* settle(false)
  }
  yield* settle(true)
}

function hasOddQuotes(text: string): boolean {
  let isOdd = false
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) isOdd = !isOdd
  return isOdd
}

const withoutReturn = (text: string) => (text.endsWith('\r') ? text.slice(0, -1) : text)

/** The cells of one record, or what is wrong with its quotes. */
function cellsOf(record: string, delimiter: string): readonly string[] | string {
  const text = withoutReturn(record)
  if (!text.includes('"')) return text.split(delimiter)
  try {
    const [cells, ...more] = parse(text, { delimiter, max_record_size: 0 })
    if (cells && more.length === 0) return cells
  } catch {
    // told below
  }
  return badQuote
}

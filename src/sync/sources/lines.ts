/** A line of a text. One that is longer than anybody meant holds its beginning alone, and says so. */
export type Line = { number: number; text: string; isCut: boolean }

/** Longer lines are no records; without a limit a file without line ends would be held in memory whole. */
export const longestLine = 1_000_000

/**
 * The lines of a text in UTF-8, without their `\n` and without a byte order mark; a `\r` stays, as it may stand in quotes. What is not UTF-8 reads as
 * U+FFFD. The last line needs no end.
 */
export async function* lines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Line, void, undefined> {
  const decoder = new TextDecoder()
  let number = 1
  let rest = ''
  let isCut = false
  const line = (text: string): Line => ({ number: number++, text, isCut })
  const keep = (text: string) => {
    isCut ||= rest.length + text.length > longestLine
    rest = isCut ? (rest + text).slice(0, longestLine) : rest + text
  }

  for await (const chunk of bytes) {
    const [first = '', ...more] = decoder.decode(chunk, { stream: true }).split('\n')
    keep(first)
    for (const next of more) {
      yield line(rest)
      rest = ''
      isCut = false
      keep(next)
    }
  }
  keep(decoder.decode())
  if (rest !== '') yield line(rest)
}

/** What reading made of bytes that are no UTF-8: sent on, it would stand in Intercom for ever. */
export const isMangled = (text: string) => text.includes('\u{fffd}')

export const notUtf8 = 'holds bytes that are not UTF-8; save the file as UTF-8'

/** So much of what cannot be read is told. */
const shown = 2_000
export const asRaw = (text: string) => (text.length > shown ? `${text.slice(0, shown)}…` : text)

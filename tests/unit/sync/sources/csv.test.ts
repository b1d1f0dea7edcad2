import { describe, expect, test } from 'vitest'
import { readCsv } from '../../../../src/sync/sources/csv.ts'
import type { SourceItem } from '../../../../src/sync/sources/source.ts'

/** Cut into chunks of so many bytes: what a file is read in ends anywhere. */
async function* inChunks(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
async function read(text: string | Buffer, options = {}, chunk = 3): Promise<SourceItem[]> {
  const items: SourceItem[] = []
  for await (const item of readCsv(inChunks(Buffer.from(text), chunk), options)) items.push(item)
  return items
}
/** `[line, record]`, or `[line, what is wrong]`. */
const shown = (items: SourceItem[]) => items.map((item) => [item.place.line, 'record' in item ? item.record : item.problem])

describe('rows', () => {
  test('are records under the names of the header, with their lines', async () => {
    expect(await read('a,b\n1,2\n3,\n')).toEqual([
      { place: { row: 1, line: 2 }, record: { a: '1', b: '2' } },
      { place: { row: 2, line: 3 }, record: { a: '3', b: '' } },
    ])
  })

  test('are the same however they are cut into chunks, with a byte order mark, and with every kind of line end', async () => {
    const text = '\u{feff}naïve, b \r\n"ü,1","x ""y"""\r\n\n"two\nlines",z\r\n 4 ,€'
    const expected = [
      [2, { naïve: 'ü,1', b: 'x "y"' }],
      [4, { naïve: 'two\nlines', b: 'z' }],
      [6, { naïve: ' 4 ', b: '€' }],
    ]
    for (const chunk of [1, 2, 5, 1000]) expect(shown(await read(text, {}, chunk))).toEqual(expected)
  })

  test('are cut at the delimiter that is named', async () => {
    expect(shown(await read('a;b\n1,5;"2;0"\n', { delimiter: ';' }))).toEqual([[2, { a: '1,5', b: '2;0' }]])
    expect(shown(await read('a\tb\n1\t\n', { delimiter: '\t' }))).toEqual([[2, { a: '1', b: '' }]])
  })
})

describe('a row that cannot be read is told by its line, and the others are read', () => {
  const quote = 'has a quote that is not closed, or stands where none can; cells with quotes stand in quotes, and theirs are doubled'
  test.each([
    ['too few cells', '1', 'has 1 cells; the header has 2'],
    ['too many cells', '1,2,3', 'has 3 cells; the header has 2'],
    ['a quote within a cell', '5" pipe,1', quote],
    ['something behind the quotes', '"5"x,1', quote],
    ['a quote that is not closed', '"open,1', quote],
  ])('%s', async (_, bad, problem) => {
    const items = await read(`a,b\n1,2\n${bad}\n3,4\n"5","6"\n`)
    expect(shown(items)).toEqual([
      [2, { a: '1', b: '2' }],
      [3, problem],
      [4, { a: '3', b: '4' }],
      [5, { a: '5', b: '6' }],
    ])
    expect(items[1]).toMatchObject({ raw: bad })
    expect(shown(await read(`a,b\n1,2\n${bad}\n3,4`))).toEqual([
      [2, { a: '1', b: '2' }],
      [3, problem],
      [4, { a: '3', b: '4' }],
    ])
  })

  test('what is not UTF-8', async () => {
    const latin1 = Buffer.concat([Buffer.from('a,b\n'), Buffer.from('Zoë,1\n', 'latin1'), Buffer.from('Zoë,2\n')])
    expect(shown(await read(latin1))).toEqual([
      [2, 'holds bytes that are not UTF-8; save the file as UTF-8'],
      [3, { a: 'Zoë', b: '2' }],
    ])
  })

  test('a line without an end in sight is not held in memory', async () => {
    const [long, next] = await read(`a,b\n${'x'.repeat(3_000_000)},1\n1,2`, {}, 65_536)
    expect(long).toMatchObject({ place: { line: 2 }, problem: 'is longer than 1000000 characters' })
    expect('raw' in long! && long.raw.length).toBeLessThan(3_000)
    expect(next).toMatchObject({ place: { line: 3 }, record: { a: '1', b: '2' } })
  })

  test('a quote that is open takes a thousand lines at most with it until it is told', async () => {
    const text = `a,b\n"open,1\n${'1,2\n\n'.repeat(1_250)}${'1,2\n'.repeat(1_250)}`
    const items = await read(text, {}, 65_536)
    expect(items).toHaveLength(2_501)
    expect(items.filter((item) => 'problem' in item)).toMatchObject([{ place: { row: 1, line: 2 } }])
    expect(items.at(-1)).toEqual({ place: { row: 2_501, line: 3_752 }, record: { a: '1', b: '2' } })
  })
})

test.each([
  ['', 'The file is empty; expected a header, the names of the columns.'],
  ['a,,c\n', 'Column 2 has no name in the header.'],
  ['a,b,a\n', 'The header has "a" twice.'],
  [
    'a,"b\n1,2\n',
    'The header has a quote that is not closed, or stands where none can; cells with quotes stand in quotes, and theirs are doubled; expected the names of the columns.',
  ],
])('a header that is none is told as that: %j', async (text, sentence) => {
  await expect(read(text)).rejects.toThrow(sentence)
})

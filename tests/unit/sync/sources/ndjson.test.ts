import { expect, test } from 'vitest'
import { readNdjson } from '../../../../src/sync/sources/ndjson.ts'

async function read(text: string | Buffer, chunk = 3) {
  async function* chunks(bytes = Buffer.from(text)) {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
  }
  const items: unknown[] = []
  for await (const item of readNdjson(chunks())) items.push(item)
  return items
}

test('each line is a record, however it ends and wherever it is cut; what JSON lets stand in a text ends no line', async () => {
  for (const chunk of [1, 2, 1000])
    expect(await read('\u{feff}{"a":1}\r\n\n{"b":{"c":"€ \u{2028} \\n"}}\n  \n{"d":null}', chunk)).toEqual([
      { place: { row: 1, line: 1 }, record: { a: 1 } },
      { place: { row: 2, line: 3 }, record: { b: { c: '€ \u{2028} \n' } } },
      { place: { row: 3, line: 5 }, record: { d: null } },
    ])
})

test.each([
  ['[1]', 'is no JSON object'],
  ['null', 'is no JSON object'],
  ['"a"', 'is no JSON object'],
  ['{"a":', 'is no JSON'],
  ['{"a":1}{"b":2}', 'is no JSON'],
])('a line that is no object is told, and the next one read: %s', async (bad, problem) => {
  expect(await read(`{"a":1}\n${bad}\n{"a":2}\n`)).toEqual([
    { place: { row: 1, line: 1 }, record: { a: 1 } },
    { place: { row: 2, line: 2 }, problem, raw: bad },
    { place: { row: 3, line: 3 }, record: { a: 2 } },
  ])
})

test('what no writer of JSON could write down is told, and the next one read', async () => {
  const nested = (levels: number) => `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`
  const problem = 'has more than 100 levels of lists and objects in each other'
  expect(await read(`${nested(100_000)}\n${nested(100)}\n${nested(99)}\n`, 10_000)).toMatchObject([
    { problem },
    { problem },
    { record: { a: expect.any(Array) } },
  ])
})

test('a line that is not UTF-8, or without an end in sight, is none', async () => {
  expect(await read(Buffer.from('{"a":"Zoë"}\n{"a":"b"}', 'latin1'))).toMatchObject([
    { problem: 'holds bytes that are not UTF-8; save the file as UTF-8' },
    { record: { a: 'b' } },
  ])
  expect(await read(`{"a":"${'x'.repeat(2_000_000)}"}\n{}`, 65_536)).toMatchObject([
    { problem: 'is longer than 1000000 characters' },
    { place: { row: 2, line: 2 }, record: {} },
  ])
})

test('an id with more digits than a number has is a text, so that two of them stay two', async () => {
  expect(await read('{"id":9007199254740993}\n{"id":9007199254740992}\n{"id":12}')).toMatchObject([
    { record: { id: '9007199254740993' } },
    { record: { id: '9007199254740992' } },
    { record: { id: 12 } },
  ])
})

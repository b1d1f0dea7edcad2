import { expect, test } from 'vitest'
import { readJsonRecords } from '../../../../src/sync/sources/json-records.ts'

async function read(text: string | Buffer, chunk = 3) {
  async function* chunks(bytes = Buffer.from(text)) {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
  }
  const items: unknown[] = []
  for await (const item of readJsonRecords(chunks())) items.push(item)
  return items
}

test('an object is a record, and so is each of a list, wherever the text is cut', async () => {
  const first = { id: 'a', name: 'Zoë "Z", [x] {y} \\', tags: [['a', 'b'], {}], none: null }
  for (const chunk of [1, 2, 1000]) {
    expect(await read(` \n${JSON.stringify(first, null, 2)}\n`, chunk)).toEqual([{ place: { row: 1 }, record: first }])
    expect(await read(` [ ${JSON.stringify(first)} ,\n{"id":"b"}, {} ]\n`, chunk)).toEqual([
      { place: { row: 1 }, record: first },
      { place: { row: 2 }, record: { id: 'b' } },
      { place: { row: 3 }, record: {} },
    ])
  }
  expect(await read(' [ \n ] ')).toEqual([])
})

test('digits that JavaScript would lose are kept', async () => {
  expect(await read('{"id":12345678901234567890,"seats":3}')).toEqual([
    { place: { row: 1 }, record: { id: '12345678901234567890', seats: 3 } },
  ])
})

test('what no writer of JSON could write down is told, and the others are read', async () => {
  const nested = `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
  expect(await read(`[${nested},{"a":1}]`, 10_000)).toMatchObject([
    { problem: 'has more than 100 levels of lists and objects in each other' },
    { record: { a: 1 } },
  ])
})

test('what is no object in a list is told, and the others are read', async () => {
  expect(await read('[1,{"a":1},[{}],null]')).toEqual([
    { place: { row: 1 }, problem: 'is no JSON object', raw: '1' },
    { place: { row: 2 }, record: { a: 1 } },
    { place: { row: 3 }, problem: 'is no JSON object', raw: '[{}]' },
    { place: { row: 4 }, problem: 'is no JSON object', raw: 'null' },
  ])
  expect(await read(`[{"a":"${'x'.repeat(1_000_001)}"},{"a":1}]`, 65_536)).toMatchObject([
    { problem: 'is longer than 1000000 characters' },
    { record: { a: 1 } },
  ])
  expect(await read(Buffer.from('[{"a":"Zoë"},{"a":1}]', 'latin1'), 1000)).toMatchObject([
    { problem: 'holds bytes that are not UTF-8; save the file as UTF-8' },
    { record: { a: 1 } },
  ])
})

test.each([
  '',
  ' ',
  'null',
  '"a"',
  '1',
  '{"a":1',
  '{"a":1}{"b":2}',
  '{"a":1}x',
  '[{"a":1}',
  '[{"a":1},',
  '[{"a":1},]',
  '[,]',
  '[{"a":1}]]',
  '[}]',
  '{]',
])('a text that is neither is none: %s', async (text) => {
  await expect(read(text)).rejects.toThrow('It is no JSON; expected an object, or a list of objects.')
})

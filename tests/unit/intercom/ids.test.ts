import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asSdkNumber, checkExternalId, checkId, type IdType, idReader, noneIfZero } from '../../../src/intercom/ids.ts'
import { connect, json, startUpstream } from './upstream.ts'

const hexTypes: IdType[] = ['contact', 'company', 'segment']
const digitTypes: IdType[] = ['admin', 'team', 'tag', 'note', 'conversation', 'conversation part', 'help center', 'collection', 'article']
const types = [...hexTypes, ...digitTypes]

/** Each of them is, or leads to, another path upstream; or is not what it looks like. */
const hostile = [
  ...['', ' ', '.', '..', '../', '../admins', '..%2fadmins', '%2e', '%2e%2e', '%2E%2E/', '%252e%252e', '/', '\\', '..\\'],
  ...['scroll', 'search', 'last', 'list', 'merge', 'find_by_external_id', 'null', 'undefined', 'NaN'],
  ...['?', '?page=2', '123?x=1', '#', '123#x', '123/tags', '123;x', '123,124', '1\r\nX: y', '123\n', '\n123', '123\0', '\u2028'],
  ...['+1', '-1', '1e3', '0x1f', '1.0', '1_000', '٣٢١', '１２３', '𝟙𝟚𝟛', '1234567890123456789', '12 3', '١٢'],
  ...['6762f1571bb69f9f2193bbb', '6762f1571bb69f9f2193bbbbb', '6762f1571bb69f9f2193bbbg', '６762f1571bb69f9f2193bbbb'],
  ...['6762f1571bb69f9f2193bbbb\n', ' 6762f1571bb69f9f2193bbbb', '6762f1571bb69f9f2193bb/..'],
]

test.each(types)('nothing hostile is the id of a %s', (type) => {
  for (const value of hostile)
    expect(() => checkId(type, value), JSON.stringify(value)).toThrow(expect.objectContaining({ code: 'INVALID' }))
})

test('ids are taken in the form that Intercom compares them in', () => {
  for (const type of hexTypes) expect(checkId(type, '6762F1571BB69F9F2193BBBB')).toBe('6762f1571bb69f9f2193bbbb')
  for (const type of digitTypes) expect(checkId(type, '215472621202693')).toBe('215472621202693')
  for (const type of digitTypes) expect(checkId(type, '007')).toBe('7')
})

test('what Intercom calls an id is read in the same form, and is none where it has not the shape of one', () => {
  expect([7, '7', '007', ' 7', 0, '0', '', null, undefined, {}, ['7'], '../me'].map(idReader('admin'))).toEqual([
    ...['7', '7', '7'],
    ...Array(9).fill(null),
  ])
  expect(idReader('contact')('6762F1571BB69F9F2193BBBB')).toBe('6762f1571bb69f9f2193bbbb')
})

test('the message names the type, what came in one printable line, and what was expected', () => {
  const message = (type: IdType, value: string) => {
    try {
      return checkId(type, value)
    } catch (error) {
      return (error as Error).message
    }
  }
  expect(message('contact', 'scroll')).toBe('"scroll" is not the id of a contact; expected 24 hexadecimal digits.')
  expect(message('help center', '1\r\n\u202e2')).toBe('"1\\r\\n\\u{202e}2" is not the id of a help center; expected 1 to 18 digits.')
  expect(message('admin', 'x'.repeat(1_000))).toHaveLength('"" is not the id of an admin; expected 1 to 18 digits.'.length + 41)
})

test('whatever passes is safe in a path, and says the same to everybody', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[0-9a-fA-F]{22,26}$/),
    fc.stringMatching(/^[0-9]{1,20}$/),
    fc.constantFrom(...hostile),
    fc.tuple(fc.stringMatching(/^[0-9]{1,9}$/), fc.constantFrom(...hostile)).map((parts) => parts.join('')),
  )
  let passed = 0
  fc.assert(
    fc.property(fc.constantFrom(...types), anything, (type, value) => {
      let id: string
      try {
        id = checkId(type, value)
      } catch (error) {
        const { message, code } = error as Error & { code: string }
        expect(code).toBe('INVALID')
        expect(message).not.toMatch(/\p{C}/u)
        expect(message.length).toBeLessThan(500)
        return
      }
      passed++
      expect(id).toMatch(/^[0-9a-f]+$/)
      expect(new URL(`http://h/x/${id}/y`).pathname).toBe(`/x/${id}/y`)
      expect(checkId(type, id)).toBe(id)
    }),
    { numRuns: 3_000 },
  )
  expect(passed).toBeGreaterThan(100)
})

test('an external id may be any text, but stays in its segment', async () => {
  await using upstream = await startUpstream((response) => json(response, { id: '6762f1571bb69f9f2193bbbb' }))
  await using intercom = connect(upstream.url)
  const externalId = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom(...hostile),
  )

  await fc.assert(
    fc.asyncProperty(externalId, async (value) => {
      let id: string
      try {
        id = checkExternalId(value)
      } catch (error) {
        expect(error).toMatchObject({ code: 'INVALID' })
        return
      }
      expect(id).toBe(value)
      await intercom.call((sdk, options) => sdk.contacts.showContactByExternalId({ external_id: id }, options))
      const path = upstream.requests.at(-1)?.url.split('/') ?? []
      expect(path.slice(0, -1)).toEqual(['', 'contacts', 'find_by_external_id'])
      expect(decodeURIComponent(path.at(-1) ?? '')).toBe(value)
    }),
    { numRuns: 300 },
  )
  expect(upstream.requests.length).toBeGreaterThan(50)
  for (const value of ['', '.', '..', 'a\r\nb', '\0', '\ud800', 'x'.repeat(256)])
    expect(() => checkExternalId(value)).toThrow(expect.objectContaining({ code: 'INVALID' }))
})

test('an id beyond 2^53 reaches the path whole where the SDK wants a number', async () => {
  await using upstream = await startUpstream((response) => json(response, { id: '1' }))
  await using intercom = connect(upstream.url)

  await intercom.call((sdk, options) => sdk.articles.find({ article_id: asSdkNumber('900719925474099301') }, options))
  expect(upstream.requests[0]?.url).toBe('/articles/900719925474099301')
})

test('none is said in five ways', () => {
  expect([0, '0', '', null, undefined].map(noneIfZero)).toEqual([null, null, null, null, null])
  expect([7, '7', '00', 991_267_715].map(noneIfZero)).toEqual(['7', '7', '00', '991267715'])
})

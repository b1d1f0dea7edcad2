import { describe, expect, test } from 'vitest'
import { askedPage, askedPart } from '../../../../src/api/connections/asked-page.ts'
import { bindingOf, encodeCursor } from '../../../../src/api/connections/cursor.ts'

const context = { workspaceId: 'w', limits: { maxPageSize: 150 } }
const binding = bindingOf(['w', 'a list'])
const page = (args: Parameters<typeof askedPage>[0]) => askedPage(args, ['a list'], context)
const part = (args: Parameters<typeof askedPart>[0]) => askedPart(args, ['a list'], context)
const cursor = (...place: unknown[]) => encodeCursor(binding, place as never)

test.each([0, -1, 151, 10_000, 2 ** 31 - 1, -(2 ** 31)])('a page size of %i is refused with what is allowed', (size) => {
  const told = (name: string) => `Argument "${name}" is ${size}; this gateway answers at least 1 and at most 150.`
  expect(() => page({ first: size })).toThrow(told('first'))
  expect(() => part({ first: size })).toThrow(told('first'))
  expect(() => part({ last: size })).toThrow(told('last'))
})

test('first and last together are refused, whatever they are', () => {
  for (const size of [0, 1]) expect(() => part({ first: size, last: size })).toThrow('pass one of them')
})

test('one end unless said, and all that fits', () => {
  expect(part({})).toMatchObject({ size: 150, isFromEnd: false, after: null, before: null })
  expect(part({ first: null, last: 3 })).toMatchObject({ size: 3, isFromEnd: true })
})

test('a place comes back as a cursor said it, with what its list took for now', () => {
  expect(page({ first: 5, after: cursor('an upstream cursor', 50, 7, 1_700_000_000) })).toMatchObject({
    from: { page: 'an upstream cursor', size: 50, skip: 7 },
    now: new Date(1_700_000_000_000),
  })
  expect(part({ after: cursor('a'), before: cursor('b') })).toMatchObject({ after: 'a', before: 'b' })
})

test('without one, now is the whole second that the clock says', () => {
  const { now, from } = page({ first: 5 })
  expect(from).toBeNull()
  expect(now.getTime() % 1000).toBe(0)
  expect(Math.abs(now.getTime() - Date.now())).toBeLessThan(60_000)
})

const foreign = encodeCursor(bindingOf(['w', 'another list']), [null, 5, 1])
const changed = (change: (parts: unknown[]) => unknown) =>
  Buffer.from(JSON.stringify(change(JSON.parse(Buffer.from(cursor(null, 5, 1), 'base64url').toString())))).toString('base64url')

describe('refused is', () => {
  test.each<[what: string, after: string, why: string]>([
    ['nonsense', 'nonsense', 'it cannot be read'],
    ['nothing', '', 'it cannot be read'],
    ['a cursor cut off', cursor(null, 5, 1).slice(0, -4), 'it cannot be read'],
    ['one of another list', foreign, 'it belongs to another field, filter or workspace'],
    ['one with another place written into it', changed(([bound, ...place]) => [bound, ...place.with(2, 2)]), 'or was changed'],
    ['one with a "now" written into it', changed((parts) => [...parts, 1e20]), 'or was changed'],
    ['a place past its page', cursor(null, 5, 6), 'it cannot be read'],
    ['a page larger than any', cursor(null, 100_000, 1), 'it cannot be read'],
    ['a page that is no text', cursor({ $ne: 1 }, 5, 1), 'it cannot be read'],
    ...[1e20, -1, 1.5, '2026-01-01', null, 253_402_300_800].map((now): [string, string, string] => [
      `${JSON.stringify(now)} for now`,
      cursor(null, 5, 1, now),
      'it cannot be read',
    ]),
    ['more than a place', cursor(null, 5, 1, 1, 1), 'it cannot be read'],
    ['an empty id behind it', cursor(null, 5, 1, null, ''), 'it cannot be read'],
    ['more ids than a cursor carries', cursor(null, 5, 1, null, ...Array(101).fill('1')), 'it cannot be read'],
  ])('%s', (_, after, why) => {
    expect(() => page({ first: 5, after })).toThrow(why)
  })

  test.each([[foreign], [cursor(7)], [cursor(null)], [cursor('a', 'b')], ['']])('in a whole list, %s', (after) => {
    expect(() => part({ after })).toThrow('Argument "after" is not a cursor of this list')
    expect(() => part({ before: after })).toThrow('Argument "before" is not a cursor of this list')
  })
})

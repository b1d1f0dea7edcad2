import { expect, test } from 'vitest'
import { createSaidLately } from '../../../src/cache/said-lately.ts'
import type { Change } from '../../../src/changes/change.ts'
import { formatCursor } from '../../../src/changes/cursor.ts'
import { changeOf } from '../../support/house.ts'

const at = (second: number) => new Date(1_800_000_000_000 + second * 1_000)

/** What is remembered of one thing, told entry by entry at the times that a test says. */
function remember() {
  const said = createSaidLately('thing', (topic) => topic !== 'thing.archived')
  let number = 0
  const entry = (second: number, change: Partial<Omit<Change, 'erase'>>) => ({
    cursor: formatCursor('epoch', at(second).getTime(), number++),
    previous: '',
    change: { ...changeOf('thing:1', change) },
  })
  const about = [{ type: 'thing', id: '1' }]
  return {
    said,
    /** That it was updated in this second. */
    updated(second: number, change: Partial<Omit<Change, 'erase'>> = {}) {
      const one = entry(second, { about, facts: { judged: { updatedAt: at(second).toISOString() } }, ...change })
      said.note('1', one)
      return one
    },
    shows: (second: number, fromSecond = 0) => said.showsSince(at(fromSecond).getTime())('1', at(second)),
  }
}

test('what is as new as was announced shows it, and what is older does not', () => {
  const { updated, shows } = remember()
  updated(5)
  expect([4, 5, 6].map((second) => shows(second))).toEqual([false, true, true])
  updated(3)
  expect([4, 5].map((second) => shows(second))).toEqual([false, true])
})

test('our own write and what Intercom says of it are one update', () => {
  const { updated, shows } = remember()
  updated(5, { origin: 'GATEWAY_WRITE' })
  updated(5, { origin: 'WEBHOOK' })
  expect(shows(5)).toBe(true)
})

test.each<[string, Partial<Change>]>([
  ['two announcements', { origin: 'WEBHOOK' }],
  ['another topic', { origin: 'GATEWAY_WRITE', topic: 'thing.created' }],
])('in one second %s may be two updates, of which only a later one shows both', (_, change) => {
  const { updated, shows } = remember()
  updated(5, { origin: 'WEBHOOK' })
  updated(5, change)
  expect([5, 6].map((second) => shows(second))).toEqual([false, true])
  updated(7)
  expect(shows(7)).toBe(true)
})

test('an entry that is noted twice is one', () => {
  const { said, updated, shows } = remember()
  said.note('1', updated(5))
  expect(shows(5)).toBe(true)
})

test('nothing shows what was announced without saying when, as long as it is of late', () => {
  const { updated, shows } = remember()
  updated(5)
  updated(6, { facts: {} })
  expect(shows(100)).toBe(false)
  updated(9)
  expect([shows(100, 6), shows(100, 7)]).toEqual([false, true])
})

test('what happens without an update is shown by nothing, whatever is said of the last one', () => {
  const { updated, shows } = remember()
  updated(5, { topic: 'thing.archived' })
  expect([5, 100].map((second) => shows(second))).toEqual([false, false])
})

test('when another record was updated says nothing of this one', () => {
  const { updated, shows } = remember()
  updated(5, { about: [{ type: 'other', id: '1' }] })
  expect(shows(100)).toBe(false)
})

test('nothing is said of whom nothing was announced lately', () => {
  const { said, updated, shows } = remember()
  expect(shows(5)).toBeUndefined()
  updated(5)
  expect(shows(5, 6)).toBeUndefined()
  updated(8)
  said.clear()
  expect(shows(8)).toBeUndefined()
})

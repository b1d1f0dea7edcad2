import { expect, test } from 'vitest'
import type { LogEntry, Said } from '../../../src/changes/change.ts'
import { createSequence } from '../../../src/changes/sequence.ts'
import { changeOf } from '../../support/house.ts'

/** The entries of a log that say this, one after the other, of conversation 1 unless they say of which. */
const entriesOf = (...said: Said[]): LogEntry[] =>
  said.map(({ id = '1', ...judged }, index) => ({
    cursor: `ab.1:${index + 1}-0`,
    previous: `ab.1:${index}-0`,
    change: changeOf('a', { about: [{ type: 'conversation', id: String(id) }], facts: { judged } }),
  }))
const at = (second: number) => `2026-01-02T12:00:0${second}.000Z`
const is = (state: string, second: number, id = '1') => ({ id, state, updatedAt: at(second) })

test('what is older than what was said before is no news, nor what is another of the same second, nor all else of that second', () => {
  const { isNews } = createSequence()
  const entries = entriesOf(is('OPEN', 1), is('OPEN', 1), is('CLOSED', 3), is('OPEN', 2), is('OPEN', 3), is('CLOSED', 3), is('CLOSED', 4))
  expect(entries.map(isNews)).toEqual([true, true, true, false, false, false, true])
})

test('the answer for an entry is the same whoever asks, and whenever: once what it knows is further, too', () => {
  const { isNews } = createSequence()
  const entries = entriesOf(is('CLOSED', 3), is('OPEN', 2), is('OPEN', 3), is('CLOSED', 4))
  const answers = entries.map(isNews)
  expect(answers).toEqual([true, false, false, true])
  expect(entries.toReversed().map(isNews)).toEqual(answers.toReversed())
})

test('each record has its own sequence, and what says nothing has none', () => {
  const { isNews } = createSequence()
  expect(entriesOf(is('OPEN', 3), is('CLOSED', 2, '2'), is('OPEN', 3, '2')).map(isNews)).toEqual([true, true, true])
  expect(isNews({ cursor: 'ab.1:9-0', previous: 'ab.1:8-0', change: changeOf('a', { about: [{ type: 'conversation', id: '1' }] }) })).toBe(
    true,
  )
})

test('it remembers no more than it may', () => {
  const { isNews } = createSequence(2)
  const [newer, second, third, older] = entriesOf(is('OPEN', 3), is('OPEN', 3, '2'), is('OPEN', 3, '3'), is('CLOSED', 2))
  expect([newer!, second!, third!, older!].map(isNews)).toEqual([true, true, true, true])
})

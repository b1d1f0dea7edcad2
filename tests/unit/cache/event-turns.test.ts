import { expect, test } from 'vitest'
import { createEventTurns } from '../../../src/cache/event-turns.ts'

/** A shared store in which a lock is held by whoever took it first. */
function sharedStore() {
  const held = new Set<string>()
  const lock = (name: string) => ({
    take: () => Promise.resolve(!held.has(name) && Boolean(held.add(name))),
    release: () => Promise.resolve(),
  })
  return { held, lock }
}

test('a record has one turn a second, of one process', async () => {
  let nowMs = 0
  const l2 = sharedStore()
  const [one, other] = [1, 2].map(() => createEventTurns({ l2, now: () => nowMs, isClosing: () => false })) as [Turns, Turns]
  expect([await one.take('a'), await one.take('a'), await other.take('a'), await other.take('b')]).toEqual([true, false, false, true])
  nowMs = 1_000
  l2.held.clear()
  // whoever was refused by the other process has not taken anything of its own
  expect([await other.take('a'), await one.take('a')]).toEqual([true, false])
})
type Turns = ReturnType<typeof createEventTurns>

test('of two who ask at the same moment one has the turn, also without a shared store and beside one that fails', async () => {
  const failing = { lock: () => ({ take: () => Promise.reject(new Error('away')), release: () => Promise.resolve() }) }
  for (const l2 of [null, failing]) {
    const turns = createEventTurns({ l2, now: () => 0, isClosing: () => false })
    expect(await Promise.all([turns.take('a'), turns.take('a')])).toEqual([true, false])
  }
})

test('a process that closes waits for nobody', async () => {
  const turns = createEventTurns({ l2: null, now: () => 0, isClosing: () => true })
  expect([await turns.take('a'), await turns.take('a')]).toEqual([true, true])
})

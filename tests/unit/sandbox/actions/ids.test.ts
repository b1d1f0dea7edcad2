import { expect, test } from 'vitest'
import { createIds } from '../../../../src/sandbox/actions/ids.ts'
import { createLiveWorld } from '../../../../src/sandbox/store/world.ts'
import { aConversation, aWorld } from '../small-world.ts'

test('two runs of the same world give no conversation and no part the same id', () => {
  const run = (startedAtMs: number) => {
    const world = createLiveWorld(aWorld({ conversations: [aConversation(1)] }), { now: () => startedAtMs, indexLagMs: () => 0 })
    const ids = createIds(world, startedAtMs)
    return Array.from({ length: 500 }, () => [`part ${ids.part()}`, `conversation ${ids.conversation()}`]).flat()
  }
  const first = run(1_780_000_000_000)
  const second = run(1_780_003_600_000)
  expect(new Set([...first, ...second]).size).toBe(2_000)
})

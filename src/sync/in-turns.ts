import { setImmediate as nextTurn } from 'node:timers/promises'

/** So many are looked at in a millisecond or two. */
const atOnce = 25

/** All of them, in their order. Between some and the next everybody else has a turn: whoever waits for an answer would feel how long a whole batch takes. */
export async function* inTurns<One>(all: Iterable<One>): AsyncGenerator<One> {
  let count = 0
  for (const one of all) {
    if (count > 0 && count % atOnce === 0) await nextTurn()
    count++
    yield one
  }
}

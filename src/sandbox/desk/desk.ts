import type { Actions } from '../actions/actions.ts'
import { createRandom } from '../seed/random.ts'
import type { LiveWorld } from '../store/world.ts'
import type { createTimers } from '../timer.ts'
import { movesIn } from './moves.ts'

export type Desk = ReturnType<typeof createDesk>

type DeskDeps = {
  world: LiveWorld
  actions: Actions
  timers: ReturnType<typeof createTimers>
  /** The same seed in the same world at the same times does the same. */
  seed: string
}

/** A support desk that lives: customers write, teammates take conversations, answer and close them. */
export function createDesk({ world, actions, timers, seed }: DeskDeps) {
  const random = createRandom(`desk ${seed}`)
  /** Whoever runs the desk now; a later `open` ends the runs before it. */
  let run = 0

  /** Lets one thing happen and tells what; undefined where nobody is there to do anything. */
  function step(): string | undefined {
    if (world.contacts.size === 0 || world.admins.size === 0) return undefined
    const moves = movesIn(world, actions, random)
    let left = random.int(
      1,
      moves.reduce((sum, { weight }) => sum + weight, 0),
    )
    const move = moves.find(({ weight }) => {
      left -= weight
      return left <= 0
    })
    move?.make()
    return move?.name
  }

  function next(mine: number, everyMs: number) {
    timers.later(random.int(Math.ceil(everyMs / 2), Math.ceil(everyMs * 1.5)), () => {
      if (mine !== run) return
      step()
      next(mine, everyMs)
    })
  }

  return {
    step,
    /** Lets something happen every so many milliseconds on average, a half to one and a half of it apart. 0 closes the desk. */
    open(everyMs: number) {
      run += 1
      if (everyMs > 0) next(run, everyMs)
    },
  }
}

import type { CallLife } from './call-life.ts'
import { createLaneQueue } from './lane-queue.ts'

/**
 * The line in front of the sockets: the most urgent lane first, and in a lane who came first. It stands here and not in the pool, because the
 * pool can only drop a waiting request by destroying the socket that was meant for it.
 *
 * @param places how many calls may be under way at once
 */
export function createLine(places: number) {
  let free = places
  const waiting = createLaneQueue<() => void>()
  return {
    /** Resolves when there is a place; every enter that resolves is followed by a leave. Rejects, and is out of the line, when `life` ends. */
    async enter(life: CallLife, rank: number): Promise<void> {
      if (free > 0) free--
      else
        await life.hold<void>((resolve) => {
          const step = () => resolve()
          waiting.add(rank, step)
          return () => waiting.remove(rank, step)
        })
    },
    leave(): void {
      const next = waiting.shift()
      if (next) next()
      else free++
    },
  }
}

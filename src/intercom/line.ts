import type { CallLife } from './call-life.ts'

/**
 * The line in front of the sockets: first come, first served. It stands here and not in the pool, because the pool can only drop a waiting
 * request by destroying the socket that was meant for it.
 *
 * @param places how many calls may be under way at once
 */
export function createLine(places: number) {
  let free = places
  const waiting = new Set<() => void>()
  return {
    /** Resolves when there is a place; every enter that resolves is followed by a leave. Rejects, and is out of the line, when `life` ends. */
    async enter(life: CallLife): Promise<void> {
      if (free > 0) free--
      else
        await life.hold<void>((resolve) => {
          const step = () => resolve()
          waiting.add(step)
          return () => waiting.delete(step)
        })
    },
    leave(): void {
      const next = waiting.values().next().value
      if (!next) free++
      else {
        waiting.delete(next)
        next()
      }
    },
  }
}

import type { ChangeLog } from '../changes/log.ts'
import { currentScope } from '../monitoring/request-scope.ts'

export type FenceOptions = {
  log: ChangeLog
  /** How long a request waits for this process to have followed to the log's head. */
  timeoutMs: number
  /** How old what L1 shows may be while the log cannot be asked. */
  isolatedMaxAgeMs: number
  now(): number
}

/** Keeps a request from being shown, out of this process's memory, what another process knows to be over. */
export function createFence({ log, timeoutMs, isolatedMaxAgeMs, now }: FenceOptions) {
  let nextHead: Promise<{ head: string; sentAtMs: number } | undefined> | undefined
  /** Everything in L1 was known to be true then. */
  let confirmedAtMs = Number.NEGATIVE_INFINITY
  /** The last who asked was told where the log's head is. Redis may answer, and yet refuse that: busy, loading, without its master. */
  let isHeadTold = true
  /** Where following stood when somebody last waited in vain: until it moves, nobody else waits. */
  let stuckAt: string | undefined

  /** One read for all who ask in this turn of the event loop; never one that was sent before they asked. */
  function readHead() {
    nextHead ??= new Promise((resolve) =>
      setImmediate(() => {
        nextHead = undefined
        const sentAtMs = now()
        log.head().then(
          (head) => resolve({ head, sentAtMs }),
          () => resolve(undefined),
        )
      }),
    )
    return nextHead
  }

  async function hasFollowedTo(head: string) {
    if (log.position() === head) return true
    const isStuck = stuckAt === log.position()
    const arrived = await log.until(head, isStuck ? 0 : timeoutMs)
    stuckAt = arrived ? undefined : log.position()
    return arrived
  }

  return {
    async pass(): Promise<void> {
      if (log.isLocal) return
      const scope = currentScope()
      const read = await readHead()
      isHeadTold = read !== undefined
      if (!read) {
        scope?.degraded.add(`Changes made elsewhere may show up to ${isolatedMaxAgeMs / 1000} s late: Redis cannot be reached.`)
        return
      }
      if (await hasFollowedTo(read.head)) confirmedAtMs = Math.max(confirmedAtMs, read.sentAtMs)
      else if (scope) scope.bypassL1 = true
    },

    /** What L1 shows must have been known to be true at this time or later. */
    oldestShownMs(nowMs: number): number {
      if ((log.isReachable() && isHeadTold) || nowMs - confirmedAtMs <= isolatedMaxAgeMs) return Number.NEGATIVE_INFINITY
      return nowMs - isolatedMaxAgeMs
    },
  }
}

import { RateLimitedError } from '../errors.ts'
import { type Lane, lanes } from '../monitoring/lanes.ts'
import type { CallLife } from './call-life.ts'
import { createLaneQueue } from './lane-queue.ts'
import type { PerLane, Reply, Report } from './ledger.ts'
import type { UsualDuration } from './usual-duration.ts'

type WaitingDeps = {
  /** Milliseconds until a caller can be served, at the earliest, before whom so many wait here in each lane up to its own. */
  forecastMs: (before: PerLane) => number
  windowEndsInMs: () => number
  usual: UsualDuration
  now: () => number
  onWaited: (wait: { lane: Lane; waitedMs: number }) => void
  onRefused: (refusal: { lane: Lane }) => void
}

type Waiting = { life: CallLife; go: (window: number) => void; refuse: (error: RateLimitedError) => void }

/** The calls that wait for their turn. Nobody waits beyond its deadline: whoever cannot be served before it, and answered, is refused at once. */
export function createWaitingCalls({ forecastMs, windowEndsInMs, usual, now, onWaited, onRefused }: WaitingDeps) {
  const queue = createLaneQueue<Waiting>()
  /** The first lane whose callers last got less than they could use: asking again for them and those after is left to the timer. */
  let dryFrom: number = lanes.length

  const forecastFor = (rank: number) => forecastMs(queue.sizes().slice(0, rank + 1))
  const isTooLate = (waitMs: number, life: CallLife) => waitMs > 0 && waitMs + usual.ms() >= life.leftMs()

  /** The first of a lane for whom there is time to be answered; those before it, whom the budget made wait so long, are refused. */
  function shiftInTime(rank: number): Waiting | undefined {
    for (let next = queue.shift(rank); next; next = queue.shift(rank)) {
      if (rank < dryFrom || next.life.leftMs() > usual.ms()) return next
      next.refuse(new RateLimitedError(windowEndsInMs()))
    }
    return undefined
  }

  return {
    sizes: queue.sizes,
    upTo: queue.upTo,
    isEmpty: queue.isEmpty,
    /** Whether asking the ledger for this lane may bring more than it last gave. */
    mayGet: (rank: number) => rank < dryFrom,
    /** How many wait in the lanes that the ledger last gave all that they could use. */
    unserved: () => queue.upTo(dryFrom - 1),
    /** The first of a lane goes, in this window. False when nobody is there to: who wanted it has given up meanwhile. */
    serve(rank: number, window: number): boolean {
      const next = shiftInTime(rank)
      next?.go(window)
      return next !== undefined
    },
    /** What the ledger gave has been used. */
    served: (report: Report, reply: Reply) => {
      dryFrom = firstDry(report, reply)
    },
    refuseTheHopeless() {
      for (const { one, rank, before } of queue.inOrder()) {
        const waitMs = forecastMs(before)
        if (!isTooLate(waitMs, one.life)) continue
        queue.remove(rank, one)
        one.refuse(new RateLimitedError(waitMs))
      }
    },
    /** Resolves with the window of its call. `arrived` once it stands in line. Rejects with RATE_LIMITED and the time to wait, or as `life` ends. */
    async wait(life: CallLife, lane: Lane, arrived: () => void): Promise<number> {
      const rank = lanes.indexOf(lane)
      const refused = (error: RateLimitedError) => {
        onRefused({ lane })
        return error
      }
      const waitMs = forecastFor(rank)
      if (isTooLate(waitMs, life)) throw refused(new RateLimitedError(waitMs))
      const startedAtMs = now()
      try {
        return await life.hold<number>((go, reject) => {
          const waiting: Waiting = { life, go, refuse: (error) => reject(refused(error)) }
          queue.add(rank, waiting)
          arrived()
          return () => queue.remove(rank, waiting)
        })
      } catch (error) {
        // its deadline came first: others were more urgent than could be foreseen. Or it waited for a socket, which is not the budget's fault
        if (error instanceof RateLimitedError || life.leftMs() > 1 || rank < dryFrom) throw error
        throw refused(new RateLimitedError(Math.max(forecastFor(rank), windowEndsInMs())))
      } finally {
        onWaited({ lane, waitedMs: now() - startedAtMs })
      }
    },
  }
}

/** The first lane that got less than there was room for; the number of lanes when none did. */
function firstDry({ needs, room }: Report, { granted }: Reply): number {
  let places = room
  for (const [rank, need] of needs.entries()) {
    const given = granted[rank] ?? 0
    if (given < Math.min(need, places)) return rank
    places -= given
  }
  return needs.length
}

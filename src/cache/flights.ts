import type { ChangeLog } from '../changes/log.ts'
import { lanes } from '../monitoring/lanes.ts'
import type { RequestScope } from '../monitoring/request-scope.ts'
import type { Kept } from './kept.ts'
import type { MemoryStore } from './memory-store.ts'
import type { Slot, Standing } from './store.ts'

/** One key being answered, for all who may wait for it. */
export type Flight<Model> = {
  slot: Slot
  scope: RequestScope | undefined
  startedAtMs: number
  /** It knows every Change up to this place in the log. */
  since: string
  /** The generation it was sent upstream under; undefined while, or when, the shared store has not said. */
  standing: Standing | undefined
  settled: Promise<Outcome<Model>>
  /**
   * Of one for an event, which may be told a little later, until it goes upstream. While its turn is waited for it asks nobody, and will know all that
   * has happened until it does. Only events board it.
   */
  turn?: 'waited for' | 'coming' | undefined
}

export type Outcome<Model> = { answer: Kept<Model> | Error; isStale: boolean }

/** The flight stands no farther back than its passenger would: where calls are scarce, whoever waits for an answer waits for no backfill. */
const isSoonEnough = (flight: Flight<unknown>, scope: RequestScope | undefined) => rankOf(flight.scope) <= rankOf(scope)
const rankOf = (scope: RequestScope | undefined) => (scope ? lanes.indexOf(scope.lane) : 0)

/**
 * Who waits for whom. A flight that a Change has overtaken still answers those who are on it, but nobody boards it any more: the next caller
 * takes off anew.
 */
export function createFlights<Model>({ l1, log, now }: { l1: MemoryStore<unknown>; log: ChangeLog; now(): number }) {
  type Own = Flight<Model> & {
    settle(outcome: Outcome<Model>): void
    /** Its place among all that took off. */
    number: number
    /** The last that had taken off when it landed. */
    lastBefore: number
  }
  let takenOff = 0
  /** The newest flight of each key. */
  const airborne = new Map<string, Own>()
  /** The newest of those that went on to upstream. */
  const upstream = new Map<string, Own>()

  function takeOff(slot: Slot, scope: RequestScope | undefined): Own {
    const { promise, resolve } = Promise.withResolvers<Outcome<Model>>()
    const flight: Own = {
      slot,
      scope,
      startedAtMs: now(),
      since: log.position(),
      standing: undefined,
      settled: promise,
      settle: resolve,
      number: ++takenOff,
      lastBefore: Number.POSITIVE_INFINITY,
    }
    airborne.set(slot.key, flight)
    return flight
  }

  /** Nobody follows it any more. */
  function retire(flight: Flight<Model>) {
    if (upstream.get(flight.slot.key) === flight) upstream.delete(flight.slot.key)
  }

  /**
   * @param isBeingShared what it brought is on its way into the shared store: who took off before, and does not find it there yet, may still
   * follow, until it retires
   */
  function land(flight: Flight<Model>, outcome: Outcome<Model>, { isBeingShared = false } = {}) {
    if (airborne.get(flight.slot.key) === flight) airborne.delete(flight.slot.key)
    if (!isBeingShared) retire(flight)
    ;(flight as Own).lastBefore = takenOff
    ;(flight as Own).settle(outcome)
  }

  return {
    has: (key: string) => airborne.has(key),
    land,
    retire,

    /** A flight for each slot: one that is airborne, no less urgent, and knows every Change this process has followed, else a new one of the caller's own. */
    board(slots: readonly Slot[], scope: RequestScope | undefined) {
      const own = new Set<Flight<Model>>()
      let joined = 0
      const awaited = slots.map((slot) => {
        const running = airborne.get(slot.key)
        if (running && own.has(running)) return running
        // who reads past L1 knows of no Change but what the shared store will tell: it takes off, and may follow another to upstream
        const isPatient = running?.turn === undefined || scope?.eventCursor !== undefined
        const isCurrent = running && (running.turn === 'waited for' || l1.isUnchanged(slot.generation, running.since))
        if (running && isCurrent && isPatient && !scope?.bypassL1 && isSoonEnough(running, scope)) {
          if (running.scope !== scope) joined++
          return running
        }
        const flight = takeOff(slot, scope)
        own.add(flight)
        return flight
      })
      return { awaited, own: [...own], joined }
    },

    /** When upstream is being asked under the very generation that this flight found, that answer is its own. Otherwise it is the one to follow. */
    followUpstream(flight: Flight<Model>): boolean {
      if (!flight.standing) return false
      const leader = upstream.get(flight.slot.key)
      const isTooLate = leader !== undefined && (flight as Own).number > leader.lastBefore
      if (isTooLate || leader?.standing?.generation !== flight.standing.generation || !isSoonEnough(leader, flight.scope)) {
        upstream.set(flight.slot.key, flight as Own)
        return false
      }
      void leader.settled.then((outcome) => land(flight, outcome))
      return true
    },
  }
}

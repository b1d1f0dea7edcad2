import { setTimeout as delay } from 'node:timers/promises'
import { reaches } from '../changes/cursor.ts'
import { GatewayError, RateLimitedError } from '../errors.ts'
import { currentScope } from '../monitoring/request-scope.ts'
import type { EventTurns } from './event-turns.ts'
import { createFlights, type Flight, type Outcome } from './flights.ts'
import type { Copy, Kept, OpenedKept } from './kept.ts'
import type { Load, Loaded } from './load.ts'
import { olderCopy } from './older-copy.ts'
import type { Policy } from './policy.ts'
import type { Found, Slot } from './store.ts'
import type { Keeping, Tiers } from './tiers.ts'

export type FetcherOptions<Model> = {
  kind: string
  policy: Policy
  /** For how long a value is fresh. */
  freshMs(kept: Kept<unknown>): number
  /** For how long it is shown, with a fresh one being fetched behind it. */
  shownMs(kept: Kept<unknown>): number
  /** What the shared store keeps, unless it cannot be read. */
  open(found: Found<string>): OpenedKept<Model> | undefined
  /** The same, unless a Change that concerns it has overtaken it. */
  openCurrent(slot: Slot, found: Found<string> | undefined): OpenedKept<Model> | undefined
  /** Who asks upstream for an event, where not everybody may. @default everybody */
  turns?: EventTurns | undefined
  /** A value was answered that is past its time. */
  onPastFresh(slot: Slot, load: Load<Model>): void
}

/** How often who waits for its turn looks whether another one's has brought what it wants. */
const LOOK_EVERY_MS = 25
/** Whoever has waited for so long goes itself. */
const LONGEST_WAIT_MS = 5_000

type Failed<Model> = { flight: Flight<Model>; error: Error }

/** L2 over upstream for one kind of value, each key asked for once at a time; what comes is kept. */
export function createFetcher<Model>(
  tiers: Tiers,
  { kind, policy, freshMs, shownMs, open, openCurrent, turns, onPastFresh }: FetcherOptions<Model>,
) {
  const { l1, l2, log, now, say, onRead, circuit } = tiers
  const flights = createFlights<Model>({ l1, log, now })

  function outcomesOf(slots: readonly Slot[], load: Load<Model>, { isRefresh = false } = {}): Promise<Outcome<Model>[]> {
    const { awaited, own, joined } = flights.board(slots, currentScope())
    if (turns && currentScope()?.eventCursor !== undefined) for (const flight of own) flight.turn = 'coming'
    if (own.length > 0) void fly(own, load, isRefresh)
    countJoined(joined)
    return Promise.all(awaited.map(({ settled }) => settled))
  }

  async function fly(own: Flight<Model>[], load: Load<Model>, isRefresh: boolean) {
    try {
      const rest = await askL2(own, load, isRefresh)
      await goUpstream(turns ? await whoseTurnItIs(turns, rest, load) : rest, load)
    } catch (error) {
      // nothing above is meant to throw; whatever does must not leave a caller waiting
      for (const flight of own) flights.land(flight, { answer: toError(error), isStale: false })
    }
  }

  async function goUpstream(rest: Flight<Model>[], load: Load<Model>) {
    for (const flight of rest) flight.turn = undefined
    const wanted = rest.filter((flight) => !flights.followUpstream(flight))
    if (wanted.length < rest.length) countJoined(rest.length - wanted.length)
    if (wanted.length > 0) await askUpstream(wanted, load)
  }

  /** Those who go at once; the others go by themselves, when it is their turn or there is no need any more. */
  async function whoseTurnItIs(turns: EventTurns, rest: Flight<Model>[], load: Load<Model>): Promise<Flight<Model>[]> {
    const isTheirs = await Promise.all(rest.map(({ slot, turn }) => turn === undefined || turns.take(slot.generation)))
    rest.forEach((flight, index) => {
      if (isTheirs[index]) return
      void goInTurn(turns, flight, load).catch((error: unknown) => flights.land(flight, { answer: toError(error), isStale: false }))
    })
    return rest.filter((_, index) => isTheirs[index])
  }

  /** Until it goes, whatever Change comes, events may board it. While a tier is being asked, which may not know the next Change, none may. */
  async function goInTurn(turns: EventTurns, flight: Flight<Model>, load: Load<Model>) {
    for (const endsAtMs = performance.now() + LONGEST_WAIT_MS; performance.now() < endsAtMs; ) {
      flight.turn = 'waited for'
      await delay(LOOK_EVERY_MS)
      const held = heldFor(flight)
      if (held) return flights.land(flight, { answer: held, isStale: false })
      flight.turn = 'coming'
      if ((await askL2([flight], load, false)).length === 0) return
      if (!(await turns.take(flight.slot.generation))) continue
      break
    }
    // what boarded it before the turn was taken is known to the store by now
    const rest = await askL2([flight], load, false)
    await goUpstream(rest, load)
  }

  function heldFor({ slot, scope }: Flight<Model>): Kept<Model> | undefined {
    const copy = scope?.bypassL1 ? undefined : l1.held(slot.key)
    if (!copy?.isCurrent || copy.seenAtMs < tiers.oldestShownMs(now()) || now() - copy.storedAtMs >= freshMs(copy.value)) return undefined
    return copy.value as Kept<Model> // only values of this kind lie under its keys
  }

  /** Lands what L2 can answer and notes the others' generations; answers the others. */
  async function askL2(own: Flight<Model>[], load: Load<Model>, isRefresh: boolean): Promise<Flight<Model>[]> {
    const slots = own.map((flight) => flight.slot)
    const found = await tiers.findShared(slots)
    if (!found) {
      if (!l2) for (const [index, standing] of l1.standings(slots.map((slot) => slot.generation)).entries()) note(own[index], standing)
      return own
    }
    const rest = own.filter((flight, index) => {
      const one = found[index]
      if (!one) return true
      note(flight, one)
      const copy = openCurrent(flight.slot, one)
      if (!copy) return true
      const ageMs = now() - one.storedAtMs
      const isFresh = ageMs < freshMs(copy.kept)
      if (!isFresh && (isRefresh || ageMs >= shownMs(copy.kept))) return true
      const { carries, ...opened } = copy
      const shared: Copy = { slot: { ...flight.slot, carries }, ...opened, policy, text: () => '', sharedAtMs: one.storedAtMs }
      tiers.keep([{ copy: shared, since: flight.since, standing: one, askedAtMs: flight.startedAtMs }])
      flights.land(flight, { answer: copy.kept, isStale: false })
      if (!isFresh) onPastFresh(flight.slot, load)
      return false
    })
    const hits = own.length - rest.length
    countHits(hits)
    onRead({ tier: 'l2', kind, hits, misses: rest.length })
    return rest
  }

  async function askUpstream(wanted: Flight<Model>[], load: Load<Model>) {
    const loaded = await loadAll(wanted, load)
    const failed: Failed<Model>[] = []
    const keepings: Keeping[] = []
    const landed: (() => void)[] = []
    const written: (() => void)[] = []
    for (const [index, flight] of wanted.entries()) {
      const one = loaded[index] ?? new GatewayError('INTERNAL', `The answer for one ${kind} was left out.`)
      if (one instanceof Error) {
        failed.push({ flight, error: one })
        continue
      }
      const { since, startedAtMs: askedAtMs } = flight
      const standing = flight.standing ?? one.standing
      for (const copy of one.copies) keepings.push({ copy, since, standing, askedAtMs })
      const isBeingShared = one.copies.length > 0
      if (isBeingShared) written.push(() => flights.retire(flight))
      if (one.onWritten) written.push(one.onWritten)
      landed.push(() => flights.land(flight, { answer: one.answer, isStale: false }, { isBeingShared }))
    }
    // kept before they land, so that whoever asks next finds one or the other
    tiers.keep(keepings, () => written.forEach((tell) => void tell()))
    landed.forEach((land) => void land())
    onRead({ tier: 'upstream', kind, hits: landed.length, misses: failed.length })
    if (landed.length > 0) circuit.worked(kind)
    else noteFailures(failed)
    if (failed.length > 0) await landFailed(failed)
  }

  /** What the budget refused says nothing of Intercom, and what fails in a lane behind may only have had to stand back. */
  function noteFailures(failed: readonly Failed<Model>[]) {
    // an error that will not pass was an answer, which is not to be hidden behind older copies
    if (failed.some(({ error }) => !mayPass(error))) return circuit.worked(kind)
    if ((currentScope()?.lane ?? 'interactive') !== 'interactive') return
    const sent = failed.filter(({ error }) => !(error instanceof RateLimitedError && error.status === undefined))
    // by call: one that was for all of them rejects with one error
    const calls = new Map(sent.map(({ flight, error }) => [error, flight.slot.key]))
    for (const [error, key] of calls) circuit.failed(kind, key, error)
  }

  async function loadAll(wanted: Flight<Model>[], load: Load<Model>): Promise<readonly (Loaded<Model> | Error)[]> {
    const learned = l1.standings(wanted.map(({ slot }) => slot.generation))
    const asked = wanted.map(({ slot, standing }, index) => {
      const { changedAtMs = 0, knownSinceMs = 0 } = standing ?? learned[index] ?? {}
      return { slot, generation: standing?.generation, changedAtMs, knownSinceMs }
    })
    try {
      return await load(asked)
    } catch (error) {
      return wanted.map(() => toError(error))
    }
  }

  /** After a failure that may pass, a copy within its grace is better than nothing. What was erased is in no store any more. */
  async function landFailed(failed: readonly Failed<Model>[]) {
    const found = policy.staleOnErrorMs > 0 ? await tiers.findShared(failed.map(({ flight }) => flight.slot)) : undefined
    let stale = 0
    for (const [index, { flight, error }] of failed.entries()) {
      const copy = mayPass(error)
        ? olderCopy(tiers, { slot: flight.slot, found: found?.[index], policy, open, mayBeOvertaken: true })
        : undefined
      if (copy) stale++
      flights.land(flight, copy ? { answer: copy, isStale: true } : { answer: error, isStale: false })
    }
    if (stale === 0) return
    onRead({ tier: 'stale', kind, hits: stale, misses: failed.length - stale })
    say.warn({ kind, count: stale, err: failed[0]?.error }, 'Intercom failed; older copies are shown')
  }

  function countHits(hits: number) {
    const scope = currentScope()
    if (scope) scope.cacheHits += hits
  }

  function countJoined(joined: number) {
    if (joined === 0) return
    const scope = currentScope()
    if (scope) scope.coalesced += joined
    onRead({ tier: 'coalesced', kind, hits: joined, misses: 0 })
  }

  return {
    /** The key is being asked for. */
    isAsking: flights.has,
    /** One for each slot, aligned. Never rejects. With `isRefresh` only what is fresh is taken from the shared store. */
    outcomesOf,
  }
}

/** A flight notes the generation that it was sent under, and how far in the log that is true. */
function note<Model>(flight: Flight<Model> | undefined, standing: Flight<Model>['standing']) {
  if (!flight || !standing) return
  flight.standing = standing
  if (reaches(standing.asOf, flight.since)) flight.since = standing.asOf
}

const mayPass = (error: Error) => error instanceof GatewayError && error.retryable
const toError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))

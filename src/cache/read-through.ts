import { setImmediate as endOfTurn } from 'node:timers/promises'
import { reaches } from '../changes/cursor.ts'
import { GatewayError } from '../errors.ts'
import { createRequestScope, currentScope, runInScope } from '../monitoring/request-scope.ts'
import { createFlights, type Flight, type Outcome } from './flights.ts'
import { type Copy, type Kept, openKept } from './kept.ts'
import type { Held } from './memory-store.ts'
import { olderCopy } from './older-copy.ts'
import { freshMsOf, type Policy } from './policy.ts'
import type { Found, Slot, Standing } from './store.ts'
import type { Keeping, Tiers } from './tiers.ts'

/** A slot that no tier answered, with what is known of its Changes. */
export type Wanted = Pick<Standing, 'changedAtMs' | 'knownSinceMs'> & {
  slot: Slot
  /** Undefined when the shared store has not said. */
  generation: string | undefined
}

export type Loaded<Model> = {
  answer: Kept<Model>
  /** What of it is kept, if no Change came meanwhile. */
  copies: readonly Copy[]
  /** What the shared store said before upstream was asked, when it had not said it in time for `Wanted`. */
  standing?: Standing
  /** When the copies have been written, or refused. */
  onWritten?(): void
}

/** Asks upstream: aligned with what is wanted. May reject: then all of it has failed. */
export type Load<Model> = (wanted: readonly Wanted[]) => Promise<readonly (Loaded<Model> | Error)[]>

export type ReaderOptions<Model> = {
  kind: string
  policy: Policy
  /**
   * Past its time a value is shown, as long as the policy says, while a fresh one is fetched behind it. For what one call fetches whole: of many
   * that age together each would be a call of its own, on which whoever asks next would wait. @default false
   */
  refreshesBehind?: boolean
  /** From the JSON that the shared store keeps. What it throws is logged, and a miss. */
  decode(json: string): { model: Model; bytes: number }
}

/** After a refresh that failed the next one has so much time: upstream is not asked by everybody who is shown the older value. */
const REFRESH_PAUSE_MS = 5_000

/** L1 over L2 over upstream for one kind of value, each key asked for once at a time. */
export function createReader<Model>(tiers: Tiers, { kind, policy, refreshesBehind = false, decode }: ReaderOptions<Model>) {
  const { l1, l2, log, now, say, onRead, circuit } = tiers
  const flights = createFlights<Model>({ l1, log, now })
  const graceMs = refreshesBehind ? policy.staleWhileRevalidateMs : 0
  /** When the last refresh of a key failed, if none has succeeded since. */
  const refreshFailedAtMs = new Map<string, number>()

  const freshMs = (kept: Kept<unknown>) => freshMsOf(policy, kept.state)
  /** For how long it is shown, with a fresh one being fetched behind it. */
  const shownMs = (kept: Kept<unknown>) => freshMs(kept) + (kept.state === 'here' ? graceMs : 0)

  /**
   * What of L1's copy may be shown right now; `load` is called behind the answer when that is past its time. Never a copy that a Change has overtaken.
   * Asked once per key of every request: it must stay cheap.
   */
  function shown(
    copy: Held<Kept<unknown>> | undefined,
    nowMs: number,
    oldestShownMs: number,
    refreshing?: { slot: Slot; load: Load<Model> },
  ) {
    if (!copy?.isCurrent || copy.seenAtMs < oldestShownMs) return undefined
    const ageMs = nowMs - copy.storedAtMs
    const kept = copy.value as Kept<Model> // only values of this kind lie under its keys
    if (ageMs < freshMs(kept)) return kept
    if (!refreshing || ageMs >= shownMs(kept)) return undefined
    refresh(refreshing.slot, refreshing.load)
    return kept
  }

  /** Fetches anew behind an answer that was already given, on nobody's bill. */
  function refresh(slot: Slot, load: Load<Model>) {
    if (flights.has(slot.key) || now() - (refreshFailedAtMs.get(slot.key) ?? Number.NEGATIVE_INFINITY) < REFRESH_PAUSE_MS) return
    tiers.inBackground(
      runInScope(createRequestScope('background', 'enrichment'), async () => {
        const [outcome] = await outcomesOf([slot], load, { isRefresh: true })
        if (outcome?.isStale || outcome?.answer instanceof Error) refreshFailedAtMs.set(slot.key, now())
        else refreshFailedAtMs.delete(slot.key)
      }),
    )
  }

  /** Answers each slot from L2 or upstream, an Error for each that failed. Never rejects. */
  async function read(slots: readonly Slot[], load: Load<Model>): Promise<(Kept<Model> | Error)[]> {
    const older = circuit.isOpen(kind) ? await olderAtOnce(slots, load) : []
    const rest = slots.filter((_, index) => !older[index])
    const outcomes = rest.length > 0 ? await outcomesOf(rest, load) : []
    if (rest.length < slots.length || outcomes.some(({ isStale }) => isStale))
      currentScope()?.degraded.add(`An older copy of ${kind} is shown: Intercom could not be asked.`)
    let next = 0
    return slots.map((_, index) => older[index] ?? outcomes[next++]!.answer)
  }

  /** While Intercom is known to fail, copies within their grace, and one of them fetched anew behind the answer. Aligned; undefined for whoever has to wait. */
  async function olderAtOnce(slots: readonly Slot[], load: Load<Model>): Promise<(Kept<Model> | undefined)[]> {
    const found = await tiers.findShared(slots)
    const copies = slots.map((slot, index) => {
      const one = found?.[index]
      const copy = one?.isCurrent ? open(one) : undefined
      const isGood = one && copy && now() - one.storedAtMs < shownMs(copy.kept)
      return isGood ? undefined : olderCopy(tiers, { slot, found: one, policy, open })
    })
    const probed = slots.find((_, index) => copies[index])
    if (!probed) return copies
    const stale = copies.filter((copy) => copy).length
    onRead({ tier: 'stale', kind, hits: stale, misses: slots.length - stale })
    tiers.inBackground(runInScope(createRequestScope('background'), () => circuit.probe(kind, () => probe(probed, load))))
    return copies
  }

  async function probe(slot: Slot, load: Load<Model>) {
    await endOfTurn() // whoever has been answered is gone by then, also with what `load` gathers for it
    await outcomesOf([slot], load, { isRefresh: true })
  }

  function outcomesOf(slots: readonly Slot[], load: Load<Model>, { isRefresh = false } = {}): Promise<Outcome<Model>[]> {
    const { awaited, own, joined } = flights.board(slots, currentScope())
    if (own.length > 0) void fly(own, load, isRefresh)
    countJoined(joined)
    return Promise.all(awaited.map(({ settled }) => settled))
  }

  async function fly(own: Flight<Model>[], load: Load<Model>, isRefresh: boolean) {
    try {
      const rest = await askL2(own, load, isRefresh)
      const wanted = rest.filter((flight) => !flights.followUpstream(flight))
      if (wanted.length < rest.length) countJoined(rest.length - wanted.length)
      if (wanted.length > 0) await askUpstream(wanted, load)
    } catch (error) {
      // nothing above is meant to throw; whatever does must not leave a caller waiting
      for (const flight of own) flights.land(flight, { answer: toError(error), isStale: false })
    }
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
      const copy = one.isCurrent ? open(one) : undefined
      if (!copy) return true
      const ageMs = now() - one.storedAtMs
      const isFresh = ageMs < freshMs(copy.kept)
      if (!isFresh && (isRefresh || ageMs >= shownMs(copy.kept))) return true
      const shared: Copy = { slot: flight.slot, ...copy, policy, text: () => '', sharedAtMs: one.storedAtMs }
      tiers.keep([{ copy: shared, since: flight.since, standing: one, askedAtMs: flight.startedAtMs }])
      flights.land(flight, { answer: copy.kept, isStale: false })
      if (!isFresh) refresh(flight.slot, load)
      return false
    })
    const hits = own.length - rest.length
    countHits(hits)
    onRead({ tier: 'l2', kind, hits, misses: rest.length })
    return rest
  }

  async function askUpstream(wanted: Flight<Model>[], load: Load<Model>) {
    const loaded = await loadAll(wanted, load)
    const failed: { flight: Flight<Model>; error: Error }[] = []
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
    else noteFailure(failed.map(({ error }) => error))
    if (failed.length > 0) await landFailed(failed)
  }

  /** What fails in a lane behind may only have had to stand back. */
  function noteFailure(errors: readonly Error[]) {
    const error = errors.find(mayPass)
    if (error && (currentScope()?.lane ?? 'interactive') === 'interactive') circuit.failed(kind, error)
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
  async function landFailed(failed: { flight: Flight<Model>; error: Error }[]) {
    const found = policy.staleOnErrorMs > 0 ? await tiers.findShared(failed.map(({ flight }) => flight.slot)) : undefined
    let stale = 0
    for (const [index, { flight, error }] of failed.entries()) {
      const copy = mayPass(error) ? olderCopy(tiers, { slot: flight.slot, found: found?.[index], policy, open }) : undefined
      if (copy) stale++
      flights.land(flight, copy ? { answer: copy, isStale: true } : { answer: error, isStale: false })
    }
    if (stale === 0) return
    onRead({ tier: 'stale', kind, hits: stale, misses: failed.length - stale })
    say.warn({ kind, count: stale, err: failed[0]?.error }, 'Intercom failed; older copies are shown')
  }

  function open({ value }: Found<string>) {
    if (value === undefined) return undefined
    try {
      return openKept(value, decode)
    } catch (error) {
      say.warn({ kind, err: error }, 'a copy in redis could not be read; asking Intercom')
      return undefined
    }
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
    shown,
    read,
    /** What can be answered without asking upstream, aligned; undefined for what cannot. */
    async peek(slots: readonly Slot[]): Promise<(Kept<Model> | undefined)[]> {
      const nowMs = now()
      const oldestShownMs = tiers.oldestShownMs(nowMs)
      const isPastL1 = currentScope()?.bypassL1 ?? false
      const answers = slots.map((slot) => (isPastL1 ? undefined : shown(l1.held(slot.key), nowMs, oldestShownMs)))
      const rest = slots.filter((_, index) => !answers[index])
      const found = rest.length > 0 ? await tiers.findShared(rest) : undefined
      if (!found) return answers
      let next = 0
      return answers.map((answer) => {
        if (answer) return answer
        const one = found[next++]
        const copy = one?.isCurrent ? open(one) : undefined
        return one && copy && now() - one.storedAtMs < freshMs(copy.kept) ? copy.kept : undefined
      })
    },
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

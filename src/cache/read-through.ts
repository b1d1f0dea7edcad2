import { setImmediate as endOfTurn } from 'node:timers/promises'
import { createRequestScope, currentScope, runInScope } from '../monitoring/request-scope.ts'
import type { EventTurns } from './event-turns.ts'
import { createFetcher } from './fetcher.ts'
import { type Kept, type Opened, openKept } from './kept.ts'
import type { Load } from './load.ts'
import type { Held } from './memory-store.ts'
import { olderCopy } from './older-copy.ts'
import { freshMsOf, type Policy } from './policy.ts'
import type { Found, Slot } from './store.ts'
import type { Tiers } from './tiers.ts'

export type ReaderOptions<Model> = {
  kind: string
  policy: Policy
  /**
   * Past its time a value is shown, as long as the policy says, while a fresh one is fetched behind it. For what one call fetches whole: of many
   * that age together each would be a call of its own, on which whoever asks next would wait. @default false
   */
  refreshesBehind?: boolean
  /** Who asks upstream for an event. @default everybody who has to */
  turns?: EventTurns
  /** From the JSON that the shared store keeps. What it throws is logged, and a miss. */
  decode(json: string): Opened<Model>
}

/** After a refresh that failed the next one has so much time: upstream is not asked by everybody who is shown the older value. */
const REFRESH_PAUSE_MS = 5_000

/** L1 over L2 over upstream for one kind of value, each key asked for once at a time. */
export function createReader<Model>(tiers: Tiers, { kind, policy, refreshesBehind = false, turns, decode }: ReaderOptions<Model>) {
  const { l1, now, say, onRead, circuit } = tiers
  const graceMs = refreshesBehind ? policy.staleWhileRevalidateMs : 0
  /** When the last refresh of a key failed, if none has succeeded since. */
  const refreshFailedAtMs = new Map<string, number>()

  const freshMs = (kept: Kept<unknown>) => freshMsOf(policy, kept.state)
  /** For how long it is shown, with a fresh one being fetched behind it. */
  const shownMs = (kept: Kept<unknown>) => freshMs(kept) + (kept.state === 'here' ? graceMs : 0)

  const { isAsking, outcomesOf } = createFetcher<Model>(tiers, {
    kind,
    policy,
    freshMs,
    shownMs,
    open,
    openCurrent,
    turns,
    onPastFresh: refresh,
  })

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
    if (isAsking(slot.key) || now() - (refreshFailedAtMs.get(slot.key) ?? Number.NEGATIVE_INFINITY) < REFRESH_PAUSE_MS) return
    tiers.inBackground(
      runInScope(createRequestScope('background', 'enrichment'), async () => {
        const [outcome] = await outcomesOf([slot], load, { isRefresh: true })
        if (outcome?.isStale || outcome?.answer instanceof Error) refreshFailedAtMs.set(slot.key, now())
        else refreshFailedAtMs.delete(slot.key)
      }),
    )
  }

  const isOpenFor = ({ key }: Slot) => circuit.isOpen(kind, key)

  /** Answers each slot from L2 or upstream, an Error for each that failed. Never rejects. */
  async function read(slots: readonly Slot[], load: Load<Model>): Promise<(Kept<Model> | Error)[]> {
    const older = slots.some(isOpenFor) ? await olderAtOnce(slots, load) : []
    const rest = slots.filter((_, index) => !older[index])
    const outcomes = rest.length > 0 ? await outcomesOf(rest, load) : []
    if (rest.length < slots.length || outcomes.some(({ isStale }) => isStale))
      currentScope()?.degraded.add(`An older copy of ${kind} is shown: Intercom could not be asked.`)
    let next = 0
    return slots.map((_, index) => older[index] ?? outcomes[next++]!.answer)
  }

  /**
   * Where Intercom is known to fail, copies within their grace that no Change has overtaken, and one of them fetched anew behind the answer.
   * Aligned; undefined for whoever has to wait.
   */
  async function olderAtOnce(slots: readonly Slot[], load: Load<Model>): Promise<(Kept<Model> | undefined)[]> {
    const found = await tiers.findShared(slots)
    const copies = slots.map((slot, index) => {
      const one = found?.[index]
      const copy = openCurrent(slot, one)
      const isGood = one && copy && now() - one.storedAtMs < shownMs(copy.kept)
      return isOpenFor(slot) && !isGood ? olderCopy(tiers, { slot, found: one, policy, open, mayBeOvertaken: false }) : undefined
    })
    const shown = slots.filter((_, index) => copies[index])
    if (shown.length === 0) return copies
    onRead({ tier: 'stale', kind, hits: shown.length, misses: slots.length - shown.length })
    const probed = circuit.toProbe(
      kind,
      shown.filter(({ key }) => !isAsking(key)),
    )
    if (probed) tiers.inBackground(runInScope(createRequestScope('background'), () => probe(probed, load)))
    return copies
  }

  async function probe(slot: Slot, load: Load<Model>) {
    await endOfTurn() // whoever has been answered is gone by then, also with what `load` gathers for it
    await outcomesOf([slot], load, { isRefresh: true })
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

  /** The same, unless a Change that concerns it has overtaken it. */
  function openCurrent({ outlives }: Slot, found: Found<string> | undefined) {
    if (found?.under === undefined || !(found.isCurrent || outlives)) return undefined
    const copy = open(found)
    return copy && (found.isCurrent || outlives?.(copy.kept, found.under, found.generation)) ? copy : undefined
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

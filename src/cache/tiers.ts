import { setImmediate as endOfTurn } from 'node:timers/promises'
import type { ChangeLog, Say } from '../changes/log.ts'
import { createOutage, type Outage } from '../changes/outage.ts'
import { createCircuit } from './circuit.ts'
import { createEventTurns } from './event-turns.ts'
import type { Copy, Kept } from './kept.ts'
import type { MemoryStore } from './memory-store.ts'
import { freshMsOf, keepMsOf } from './policy.ts'
import type { RedisStore } from './redis-store.ts'
import type { Fill, Found, Slot, Standing } from './store.ts'

/** One look at a tier: of so many keys of a kind, how many it answered. */
export type OnRead = (read: { tier: 'l1' | 'l2' | 'upstream' | 'coalesced' | 'stale'; kind: string; hits: number; misses: number }) => void

export type TiersOptions = {
  l1: MemoryStore<Kept<unknown>>
  l2: RedisStore | null
  log: ChangeLog
  /** What is larger, as text in UTF-8, is kept in this process only. */
  maxValueBytes: number
  now(): number
  say: Say
  onRead: OnRead
  /** L1 copies that were last known to be true before this may not be shown; minus infinity while the log can be followed. */
  oldestShownMs(nowMs: number): number
}

/** Something to keep, and what was known when it was asked for. */
export type Keeping = {
  copy: Copy
  /** The log's position up to which every Change was known. */
  since: string
  /** The generation the shared store had; undefined when it did not answer. */
  standing: Standing | undefined
  askedAtMs: number
}

/** What goes to the shared store, before it is text. */
type Shared = { fill: Omit<Fill<string>, 'value' | 'bytes'>; copy: Copy }

export type Tiers = ReturnType<typeof createTiers>

/** Both tiers under one roof: a shared store that fails is logged, and a miss. */
export function createTiers(options: TiersOptions) {
  const { l1, l2, log, maxValueBytes, now, say } = options
  const running = new Set<Promise<unknown>>()
  let isClosing = false

  /** Work that goes on behind an answer. It must not reject. */
  function inBackground(work: Promise<unknown>) {
    running.add(work)
    void work.finally(() => running.delete(work))
  }

  const outage = (begins: string, ends: string) => createOutage({ begins, ends, now, say })
  const findingCopies = outage('copies in redis cannot be read; going on without them', 'copies in redis can be read again')
  const findingStandings = outage('generations in redis cannot be read; going on without them', 'generations in redis can be read again')
  const keepingCopies = outage('copies cannot be kept in redis; the next process asks Intercom', 'copies are kept in redis again')

  function failed(what: Outage, error: unknown) {
    if (l2?.isReachable()) what.failed(error) // otherwise its link has said so
  }

  async function orNothing<T>(work: Promise<T>, what: Outage): Promise<T | undefined> {
    try {
      const value = await work
      what.worked()
      return value
    } catch (error) {
      failed(what, error)
      return undefined
    }
  }

  function* written(shared: readonly Shared[]): Iterable<Fill<string>> {
    for (const { fill, copy } of shared) {
      const value = copy.text()
      const bytes = Buffer.byteLength(value)
      if (bytes <= maxValueBytes) yield { ...fill, value, bytes }
    }
  }

  /** Writing fifty records out takes milliseconds: whoever waits for them is answered, or on to the next call, before that begins. */
  async function share(store: RedisStore, shared: readonly Shared[]) {
    await endOfTurn()
    const isWritten = await store.fill(written(shared))
    if (isWritten.length > 0) keepingCopies.worked()
    await endOfTurn() // what was asked before they lay there, and answered without them, has been read by then
  }

  /** Where Changes came since it was asked for, none of which concerns it, the generation up to which it is good all the same. */
  function outlivedUntil({ slot, kept }: Copy, since: string): string | undefined {
    // a purge replaces no generation, and nothing outlives it
    if (!slot.outlives || l1.isUnchanged(slot.generation, since) || !l1.isSincePurge(since)) return undefined
    const [standing] = l1.standings([slot.generation])
    return standing && slot.outlives(kept, since, standing.generation) ? standing.generation : undefined
  }

  return {
    ...options,
    /** Whether Intercom fails, as every kind of read learns it. */
    circuit: createCircuit({ now, say }),
    /** Who asks for a record for an event. */
    turns: createEventTurns({ l2, now, isClosing: () => isClosing }),
    inBackground,
    /** What the shared store has; undefined when there is none, or it does not answer, and in the place of what it did not answer in time. */
    findShared: async (slots: readonly Slot[]): Promise<(Found<string> | undefined)[] | undefined> =>
      l2 ? orNothing(l2.getMany(slots), findingCopies) : undefined,
    /** The generations as the shared store has them, or as this process has learned them. */
    async standings(generations: readonly string[]): Promise<{ isShared: boolean; standings: Standing[] }> {
      // before the log is reached its clock is not known, and "lately" means nothing
      const shared = l2 && log.isReachable() && (await orNothing(l2.standings(generations), findingStandings))
      return shared ? { isShared: true, standings: shared } : { isShared: false, standings: l1.standings(generations) }
    },
    /** Keeps what no Change has overtaken: here at once, in the shared store behind the answer. `onWritten` is called in any case. */
    keep(keepings: readonly Keeping[], onWritten?: () => void) {
      const shared: Shared[] = []
      for (const { copy, since, standing, askedAtMs } of keepings) {
        const storedAtMs = copy.sharedAtMs ?? now() - tooFreshMs(copy)
        const fill = { ...copy.slot, storedAtMs, seenAtMs: askedAtMs, keepMs: keepMsOf(copy.policy) }
        const until = outlivedUntil(copy, since)
        l1.fill([{ ...fill, value: copy.kept, bytes: copy.bytes, under: until ?? since }])
        // what was asked for before a purge is refused here, and is not to lie there either
        if (standing && copy.sharedAtMs === undefined && l1.isSincePurge(since))
          shared.push({ fill: { ...fill, under: until ?? standing.generation, asOf: until ?? standing.asOf }, copy })
      }
      if (!l2 || shared.length === 0) return onWritten?.()
      const sharing = share(l2, shared).catch((error) => failed(keepingCopies, error))
      inBackground(sharing.then(() => onWritten?.()))
    },
    /** The cache is being closed: what goes on in the background waits for nobody else. */
    isClosing: () => isClosing,
    /** Resolves when nothing goes on in the background any more. */
    async close() {
      isClosing = true
      while (running.size > 0) await Promise.allSettled(running)
    },
  }
}

/** How much less than by its policy it is to be fresh for: it starts that much older. */
const tooFreshMs = ({ kept, policy, freshForMs = Number.POSITIVE_INFINITY }: Copy) =>
  Math.max(0, freshMsOf(policy, kept.state) - freshForMs)

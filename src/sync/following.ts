import { setTimeout as delay } from 'node:timers/promises'
import type { LogEntry } from '../changes/change.ts'
import { beganAtMsOf, reaches, timeOf } from '../changes/cursor.ts'
import type { Hub, HubItem } from '../changes/hub.ts'
import type { SyncConfig } from '../config/syncs.ts'
import type { Collections } from '../storage/collections.ts'
import type { DurableStore } from '../storage/durable-store.ts'
import { ledgerOf } from './ledger.ts'
import { markOf } from './marks.ts'
import { stateOf } from './state.ts'
import { exclusiveOf } from './sync.ts'
import type { Syncables } from './syncable.ts'

export type FollowingOptions = {
  hub: Pick<Hub, 'subscribe'>
  definitions: readonly SyncConfig[]
  store: DurableStore
  collections: Collections
  syncables: Pick<Syncables, 'contact' | 'company'>
  /** What came with the Change of this dedupe id: a notification, as text. */
  payloadOf(dedupeId: string): Promise<string | undefined>
  /** Something is to be looked at that was changed in Intercom. `round`: the same in all processes, for what was marked before it ended. */
  onTouched(sync: SyncConfig, round: number): Promise<void>
  /** How long Changes are gathered, before what they are about is looked at. */
  gatherMs: number
  say: { warn(facts: object, sentence: string): void }
  now(): number
}

const cursorKey = 'sync:cursor'
/** Entries that are marked together, and how long the first of them waits for others. */
const batchSize = 500
const batchMs = 200
const [firstRetryMs, longestRetryMs] = [100, 2_000]
/** What goes on after fewer failures in a row is no news: whatever is away says so itself. */
const worthTelling = 5
const mostTries = 20

/**
 * Follows the log of changes, and marks in the ledgers who was changed in Intercom by others than the sync itself. How far it is, is kept: after a
 * restart it goes on there, and what the log does not have any more is written down as a gap, for a catch-up.
 *
 * Each process of many does this, as marking twice is marking once.
 */
export function createFollowing(options: FollowingOptions) {
  const { hub, definitions, store, collections, syncables, payloadOf, onTouched, gatherMs, say, now } = options
  const syncs = definitions.map((sync) => ({ sync, ledger: ledgerOf(collections, sync.name), state: stateOf(store, sync.name) }))
  const stopping = new AbortController()
  const rounds = new Map<string, NodeJS.Timeout>()
  let failures = 0

  const isOurs = ({ change }: LogEntry) => change.about[0]?.type === 'contact' || change.about[0]?.type === 'company'

  async function keep(cursor: string) {
    for (let tries = 0; tries < mostTries; tries++) {
      const stored = await store.get(cursorKey)
      // another process is further
      if (stored && reaches(stored.value, cursor)) return
      if ((await store.put(cursorKey, cursor, { over: stored?.version ?? null, keepMs: null })) !== undefined) return
    }
  }

  /** Of those that a sync knows, or would make in the CRM. */
  async function mark(entries: readonly LogEntry[]) {
    for (const { sync, ledger } of syncs) {
      const others = entries.filter(({ change }) => change.by !== exclusiveOf(sync.name))
      const about = others.flatMap(({ change }) => change.about.flatMap(({ type, id }) => (type === sync.object ? [{ change, id }] : [])))
      const keys = about.length === 0 ? [] : await ledger.keysOf(about.map(({ id }) => id))
      const concerned = about.filter((_, at) => keys[at] !== undefined || sync.create.crm)
      const marks = await Promise.all(
        concerned.map(async ({ change, id }) => ({
          id,
          mark: await markOf(change, id, { sync, syncable: syncables[sync.object], payloadOf }),
        })),
      )
      const said = marks.flatMap(({ id, mark }) => (mark === null ? [] : [{ id, mark }]))
      if (said.length === 0) continue
      await ledger.touch(said)
      announce(sync)
    }
  }

  /** At the end of a round, which is the same in every process: so that many who saw the same ask for one look at it. */
  function announce(sync: SyncConfig) {
    if (rounds.has(sync.name)) return
    const round = Math.floor(now() / gatherMs) + 1
    const timer = setTimeout(
      () => {
        rounds.delete(sync.name)
        onTouched(sync, round).catch((error: unknown) => {
          say.warn({ sync: sync.name, err: error }, 'what was changed in Intercom waits for the next Change, or the next plan')
        })
      },
      round * gatherMs - now(),
    ).unref()
    rounds.set(sync.name, timer)
  }

  async function missed(since: string) {
    const fromMs = timeOf(since) || beganAtMsOf(since)
    for (const { sync, ledger, state } of syncs) {
      if ((await ledger.count()) === 0 && !sync.create.crm) continue
      await state.missedFrom(fromMs)
      announce(sync)
    }
  }

  async function follow() {
    let at = (await store.get(cursorKey))?.value
    const stream = hub.subscribe<HubItem>({ wants: isOurs, tell: (item) => item, after: at, signal: stopping.signal })
    // one that fails while the one before is dealt with is told when it is awaited
    const ask = () => {
      const asked = stream.next()
      asked.catch(() => {})
      return asked
    }
    let next = ask()
    try {
      for (;;) {
        const first = await next
        if (first.done) return
        const items = [first.value]
        const untilMs = performance.now() + batchMs
        for (next = ask(); items.length < batchSize; next = ask()) {
          const more = await Promise.race([next, delay(Math.max(0, untilMs - performance.now()), undefined, { ref: false })])
          if (!more || more.done) break
          items.push(more.value)
        }
        await mark(items.flatMap((item) => (item.kind === 'CHANGE' ? [item.entry] : [])))
        for (const item of items) if (item.kind === 'GAP') await missed(at ?? item.cursor)
        at = items.at(-1)!.cursor
        await keep(at)
        failures = 0
      }
    } finally {
      await stream.return()
    }
  }

  async function goOn() {
    while (!stopping.signal.aborted) {
      await follow().catch((error: unknown) => {
        if (stopping.signal.aborted || ++failures !== worthTelling) return
        say.warn({ err: error }, 'syncs do not follow the changes of Intercom; they go on where they were as soon as they can')
      })
      if (stopping.signal.aborted) return
      const waitMs = Math.min(longestRetryMs, firstRetryMs * 2 ** failures)
      await delay(waitMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
    }
  }
  const running = syncs.length === 0 ? Promise.resolve() : goOn()

  function stop() {
    stopping.abort()
    for (const timer of rounds.values()) clearTimeout(timer)
  }

  return {
    /** Nothing more is followed, or asked for: to be said before the hub ends, which would be told as a fault. */
    stop,
    async dispose() {
      stop()
      await running
    },
  }
}

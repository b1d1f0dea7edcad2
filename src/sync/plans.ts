import type { KeptError } from '../errors.ts'
import type { Collections, Entry, EntryChange } from '../storage/collections.ts'
import type { DurableStore } from '../storage/durable-store.ts'
import type { Hashes } from './hashes.ts'
import type { Direction, ItemAction, PlanItem } from './item.ts'

/**
 * What a plan looks at: all records, those that changed since the last run, those that were sent to the gateway, or those that were changed in
 * Intercom.
 */
export type PlanMode = 'whole' | 'changed' | 'records' | 'intercom'

export type Counts = Readonly<Record<ItemAction, number>>

export type Plan = {
  readonly __typename: 'SyncPlan'
  id: string
  sync: string
  direction: Direction
  mode: PlanMode
  /** Of the definition that it was made under. */
  fingerprint: string
  createdAtMs: number
  /** Afterwards it is not there any more. */
  expiresAtMs: number
  /** From here on what is in it does not change, but for conflicts that somebody resolves. */
  isReady: boolean
  /** Only some of the CRM's records were looked at. */
  isPartial: boolean
  /** Records that were looked at, of both sides, and those of them that are as they should be. */
  records: number
  unchanged: number
  counts: Counts
  /** Calls to Intercom that applying it takes, and how long these take at the pace that is left to it. */
  estimatedCalls: number
  estimatedMs: number | null
  warnings: readonly string[]
  /** The runs that applied it, the newest last. */
  runs: readonly string[]
  /** When its source began to be read, where everything that changed before is in it: the next plan of changes begins here. Null where not all of it is. */
  readFromMs: number | null
}

/** An item with what applying it needs beside what people see. */
export type StoredItem = PlanItem & {
  /** What the CRM had, what Intercom had: a record that is otherwise by now is not written. */
  source: Hashes | null
  seen: Hashes | null
  /** What the ledger is to know of the contact's companies before its attachments are done: see `Pair.companies`. */
  companies?: readonly string[]
  /** Of an attachment, or a company that is made: your own id of it, and Intercom's, where there is one yet. */
  companyId?: string
  company?: string | null
  /** Of CONFLICT: so many of its changes, the first, wait for somebody to choose. */
  conflicts?: number
  /** Of MERGE: who becomes part of `id`. */
  from?: string
  /** Of a custom attribute that is made: its type. */
  attributeType?: string
}

/** What became of an item, and in which run. */
export type StoredOutcome = { run: string; state: 'DONE' | 'FAILED'; id: string | null; error: KeptError | null }

/** In which order things are done: what others need comes first. The last two are not done at all. */
export const ranks = { attribute: '0', company: '1', record: '2', attachment: '3', ending: '4', conflict: '8', skip: '9' } as const
type Rank = (typeof ranks)[keyof typeof ranks]

const ranksOf: Record<ItemAction, readonly Rank[]> = {
  CREATE: [ranks.attribute, ranks.company, ranks.record],
  MERGE: [ranks.record],
  UPDATE: [ranks.record],
  ATTACH: [ranks.attachment],
  DETACH: [ranks.attachment],
  ARCHIVE: [ranks.ending],
  DELETE: [ranks.ending],
  CONFLICT: [ranks.conflict],
  SKIP: [ranks.skip],
}

/** Where an item stands among the others of its plan. */
export const placeOf = (rank: Rank, action: ItemAction, seq: number) => `${rank}:${action}:${String(seq).padStart(9, '0')}`

export const isToDo = (place: string) => place < ranks.conflict
export const todoOf = (counts: Counts) =>
  Object.entries(counts).reduce((sum, [action, count]) => (isDone[action as ItemAction] ? sum + count : sum), 0)
const isDone: Record<ItemAction, boolean> = {
  ...{ CREATE: true, UPDATE: true, MERGE: true, ATTACH: true, DETACH: true, ARCHIVE: true, DELETE: true },
  ...{ SKIP: false, CONFLICT: false },
}

export const noCounts: Counts = { CREATE: 0, UPDATE: 0, MERGE: 0, ATTACH: 0, DETACH: 0, ARCHIVE: 0, DELETE: 0, SKIP: 0, CONFLICT: 0 }

export type Placed = { place: string; item: StoredItem }

/** How often a record that others write at the same time is tried. */
const mostTries = 20

export type Plans = ReturnType<typeof plansOf>

/** Plans and what became of them: a record of each in the durable store, its items in collections that go with it. */
export function plansOf({
  store,
  collections,
  planMs,
  now,
}: {
  store: DurableStore
  collections: Collections
  planMs: number
  now(): number
}) {
  const keyOf = (id: string) => `sync:plan:${id}`
  const itemsOf = (id: string) => `sync:plan:${id}:items`
  const namesOf = (id: string) => `sync:plan:${id}:names`
  const outcomesOf = (id: string) => `sync:plan:${id}:outcomes`
  const failedOf = (id: string) => `sync:plan:${id}:failed`
  const begunOf = (id: string) => `sync:plan:${id}:begun`
  const all = [itemsOf, namesOf, outcomesOf, failedOf, begunOf]
  const placed = ({ key, value }: Entry): Placed => ({ place: key, item: JSON.parse(value) as StoredItem })

  async function read(id: string) {
    const stored = await store.get(keyOf(id))
    return stored && { plan: JSON.parse(stored.value) as Plan, version: stored.version }
  }
  const put = (plan: Plan, over: string | null) =>
    store.put(keyOf(plan.id), JSON.stringify(plan), { over, keepMs: Math.max(1, plan.expiresAtMs - now()) })

  async function change(id: string, step: (plan: Plan) => Plan): Promise<Plan> {
    for (let tries = 0; tries < mostTries; tries++) {
      const found = await read(id)
      if (!found) throw new Error(`The plan ${id} is gone.`)
      const next = step(found.plan)
      if ((await put(next, found.version)) !== undefined) return next
    }
    throw new Error(`The plan ${id} is written by too many at the same time.`)
  }

  return {
    get: async (id: string): Promise<Plan | null> => (await read(id))?.plan ?? null,
    change,
    /** A new one, empty; or the same begun anew. */
    async begin(fresh: Pick<Plan, 'id' | 'sync' | 'direction' | 'mode' | 'fingerprint' | 'isPartial'>): Promise<Plan> {
      const known = await read(fresh.id)
      const plan: Plan = {
        ...{ __typename: 'SyncPlan', ...fresh, createdAtMs: known?.plan.createdAtMs ?? now(), expiresAtMs: now() + planMs },
        ...{ isReady: false, records: 0, unchanged: 0, counts: noCounts, estimatedCalls: 0, estimatedMs: null },
        ...{ warnings: [], runs: [], readFromMs: null },
      }
      // somebody else has begun it at the same moment, and may have something in it
      if ((await put(plan, known?.version ?? null)) === undefined) return (await read(fresh.id))?.plan ?? plan
      for (const collection of all) {
        await collections.drop(collection(fresh.id))
        await collections.expire(collection(fresh.id), planMs)
      }
      return plan
    },

    /** It is applied now, and is kept for as long as one that was just made. */
    async prolong(id: string): Promise<void> {
      await change(id, (plan) => ({ ...plan, expiresAtMs: now() + planMs }))
      for (const collection of all) await collections.expire(collection(id), planMs)
    },

    /** Changes that write an item down, and under what it is found. */
    added: (id: string, { place, item }: Placed): EntryChange[] => [
      { collection: itemsOf(id), key: place, value: JSON.stringify(item) },
      { collection: namesOf(id), key: `item:${item.key}`, value: place },
    ],
    /** Whatever else a plan remembers of what it has seen, so that nothing is planned twice. */
    named: (id: string, name: string, value: string): EntryChange => ({ collection: namesOf(id), key: name, value }),
    names: (id: string, names: readonly string[]) => collections.getMany(namesOf(id), names),

    /** In the order in which they are done. */
    async items(
      id: string,
      { action, after, limit }: { action?: ItemAction | null; after: string | null; limit: number },
    ): Promise<Placed[]> {
      if (!action) return (await collections.list(itemsOf(id), { after, limit })).map(placed)
      const found: Placed[] = []
      for (const rank of ranksOf[action]) {
        const prefix = `${rank}:${action}:`
        if (after !== null && after >= `${prefix}~`) continue
        const page = await collections.list(itemsOf(id), { prefix, after, limit: limit - found.length })
        found.push(...page.map(placed))
        if (found.length >= limit) break
      }
      return found
    },
    async itemsAt(id: string, places: readonly string[]): Promise<Placed[]> {
      const values = await collections.getMany(itemsOf(id), places)
      return values.flatMap((value, at) => (value === undefined ? [] : [placed({ key: places[at]!, value })]))
    },
    async itemOf(id: string, key: string): Promise<Placed | null> {
      const [place] = await collections.getMany(namesOf(id), [`item:${key}`])
      const [value] = place === undefined ? [] : await collections.getMany(itemsOf(id), [place])
      return place === undefined || value === undefined ? null : placed({ key: place, value })
    },
    /** Whether this is the first to say so, over all processes; who cannot do what follows takes it back. For what is counted once. */
    async claim(id: string, what: string): Promise<{ release(): Promise<void> } | null> {
      const key = `sync:plan:${id}:claim:${what}`
      const version = await store.put(key, '1', { over: null, keepMs: planMs })
      return version === undefined ? null : { release: async () => void (await store.remove(key, version)) }
    },
    /** Puts an item in the place of another. */
    replaced: (id: string, was: string, next: Placed): EntryChange[] => [
      { collection: itemsOf(id), key: was, value: null },
      { collection: itemsOf(id), key: next.place, value: JSON.stringify(next.item) },
      { collection: namesOf(id), key: `item:${next.item.key}`, value: next.place },
    ],

    /** Aligned with the places. */
    outcomes: async (id: string, places: readonly string[]): Promise<(StoredOutcome | undefined)[]> =>
      (await collections.getMany(outcomesOf(id), places)).map((text) =>
        text === undefined ? undefined : (JSON.parse(text) as StoredOutcome),
      ),
    ended: (id: string, place: string, outcome: StoredOutcome): EntryChange[] => [
      { collection: outcomesOf(id), key: place, value: JSON.stringify(outcome) },
      { collection: failedOf(id), key: place, value: outcome.state === 'FAILED' ? outcome.run : null },
      // what may have been done all the same is looked for before it is tried again
      ...(outcome.error?.code === 'OUTCOME_UNKNOWN' ? [] : [{ collection: begunOf(id), key: place, value: null }]),
    ],
    /** The places of what failed, in their order. */
    failed: async (id: string, { after, limit }: { after: string | null; limit: number }): Promise<string[]> =>
      (await collections.list(failedOf(id), { after, limit })).map(({ key }) => key),
    endedCount: (id: string) => collections.count(outcomesOf(id)),
    failedCount: (id: string) => collections.count(failedOf(id)),
    /** Written down before anything of it is sent: after a kill it is known what may have been done. */
    begun: (id: string, place: string): EntryChange => ({ collection: begunOf(id), key: place, value: String(now()) }),
    notBegun: (id: string, place: string): EntryChange => ({ collection: begunOf(id), key: place, value: null }),
    /** When each was, aligned; undefined for those that were not. */
    wereBegun: async (id: string, places: readonly string[]): Promise<(Date | undefined)[]> =>
      (await collections.getMany(begunOf(id), places)).map((ms) => (ms === undefined ? undefined : new Date(Number(ms)))),
    write: collections.write,
  }
}

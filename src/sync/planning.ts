import { InvalidInputError, type KeptError } from '../errors.ts'
import { inBatches } from './batches.ts'
import { catchUp } from './catch-up.ts'
import { problemsWith } from './check-mapping.ts'
import { type Draft, draftOf } from './draft.ts'
import type { Ledger } from './ledger.ts'
import { isNews } from './marks.ts'
import { newcomersOf } from './newcomers.ts'
import type { SyncJob, SyncParts } from './parts.ts'
import { planChanged, planCounterparts } from './plan-intercom.ts'
import { type PlanningParts, planRecords, seenOf } from './plan-records.ts'
import { type Plan, type PlanMode, type Plans, ranks } from './plans.ts'
import type { Source, SourceItem } from './sources/source.ts'
import type { SyncState } from './state.ts'
import type { Syncable } from './syncable.ts'

export type PlanInput = {
  sync: string
  mode: PlanMode
  /** ISO 8601. Of `changed`: from when on; null: from where the last run ended. */
  since: string | null
  /** Only the first so many records of the CRM; null: all. */
  limit: number | null
  /** Everything is compared, what the ledger takes for unchanged too. */
  verify: boolean
  /** The collection that records were kept in that were sent, which are read in place of the CRM's; null: none were. */
  upload: string | null
}

export type PlanningOptions = {
  plans: Plans
  ledger: Ledger
  parts: SyncParts
  /** Whose records are read: the CRM's, or those that were sent. Null: none are. */
  reading: Source | null
  state: SyncState
  fields: Awaited<ReturnType<Syncable['fields']>>
  itemErrorOf(error: unknown): KeptError
  /** How many calls a minute are left to a sync. */
  callsPerMinute(): Promise<number | null>
  now(): number
}

/** Records that are looked at together: ten searches for those whom the ledger does not know. */
const batchSize = 500
/** What was changed so long before the last reading began is read again: clocks differ, and transactions end later than they begin. */
const overlapMs = 300_000

/** Makes a plan: reads what there is, in a stream, and writes down what would have to be done. Nothing is changed in Intercom or the CRM. */
export async function makePlan(job: SyncJob, input: PlanInput, options: PlanningOptions): Promise<Plan> {
  const { plans, ledger, parts, state, itemErrorOf, now } = options
  const { sync, syncable } = parts
  await check(options)
  const begun = await plans.begin({
    id: job.id,
    sync: sync.name,
    direction: sync.direction,
    mode: input.mode,
    fingerprint: parts.fingerprint,
    isPartial: input.limit !== null,
  })
  const draft = draftOf(job.id, plans)
  const planning: PlanningParts = { ...parts, draft, ledger, isVerifying: input.verify, itemErrorOf }
  const beganAtMs = now()

  async function checkpoint(facts: Partial<Plan> = {}) {
    await draft.flush()
    const { counts, unchanged, records, failed, warnings } = draft.state()
    await plans.change(job.id, (plan) => ({ ...plan, counts, unchanged, records, warnings, ...facts }))
    await job.reach({ checkpoint: null, progress: { done: records, total: facts.isReady ? records : null, failed } })
  }

  planAttributes(draft, options)
  // before anything is read, so that whatever is read has the Changes whose marks are taken
  await ledger.take((mark, pair) => isNews(mark, pair, sync))
  if (input.mode !== 'records' && state.gapFromMs !== null)
    await catchUp(new Date(state.gapFromMs - overlapMs), { ...parts, ledger, write: plans.write })
  if (options.reading) {
    for await (const batch of inBatches(recordsOf(input, options), batchSize)) {
      await planRecords(batch, planning)
      await checkpoint()
    }
  }
  const isWhole = input.mode === 'whole' && input.limit === null
  if (isWhole && options.reading) await planMissing(planning, checkpoint)
  if (input.mode !== 'records') {
    const isReadSince = input.mode === 'changed' && input.limit === null && input.since === null && options.reading?.canReadSince === true
    const newcomers = once(() => (options.reading ? Promise.resolve(new Set<string>()) : newcomersOf(fromOf(state), planning)))
    const intercom = { ...planning, isEverybodyKnown: isWhole || state.wholeAtMs !== null, isReadSince, newcomers }
    for await (const ids of ledger.taken()) {
      await planChanged(ids, intercom)
      await checkpoint()
    }
    if (isWhole && sync.direction !== 'CRM_TO_INTERCOM' && (sync.create.crm || !options.reading)) {
      for await (const page of syncable.changedSince(new Date(state.scannedFromMs ?? 0))) {
        await planCounterparts(page, intercom)
        await checkpoint()
      }
    }
  }
  if (isWhole) for (const sentence of syncable.limits) draft.warn(sentence)
  const estimate = await estimateOf(draft, options)
  const readFromMs = isAllSinceLast(input, state) && draft.state().unread === 0 ? beganAtMs : null
  await checkpoint({ ...estimate, isReady: true, readFromMs, expiresAtMs: begun.expiresAtMs })
  return (await plans.get(job.id)) ?? begun
}

/** @throws InvalidInputError with everything that is wrong with the definition */
async function check({ parts: { sync, syncable }, reading, fields }: PlanningOptions) {
  const { matchFields, requiredToCreate } = syncable
  const columns = reading ? await reading.columns() : null
  const problems = problemsWith(sync, fields, { matchFields, requiredToCreate, columns })
  const ends = sync.deleted?.action === 'ARCHIVE' || sync.missing === 'ARCHIVE'
  if (ends && !syncable.archive) problems.push(`A ${syncable.object} cannot be archived; take DELETE, or leave it.`)
  if (problems.length > 0)
    throw new InvalidInputError([`The sync ${sync.name} does not fit this workspace:`, ...problems.map((each) => `- ${each}`)].join('\n'))
}

/** Whether everything is read that has changed since the last run. */
const isAllSinceLast = ({ since }: PlanInput, { changedFromMs }: SyncState) =>
  since === null || (changedFromMs !== null && Date.parse(since) <= changedFromMs)

/** From when on the CRM's changes are read. */
const fromOf = ({ changedFromMs }: SyncState) => (changedFromMs === null ? null : changedFromMs - overlapMs)

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined
  return () => {
    asked ??= ask()
    return asked
  }
}

function recordsOf({ mode, since, limit }: PlanInput, { reading, state }: PlanningOptions): AsyncGenerator<SourceItem> {
  const fromMs = since !== null ? Date.parse(since) : fromOf(state)
  const items = reading!.read(mode === 'changed' && fromMs !== null ? { since: new Date(fromMs) } : {})
  return limit === null ? items : firstOf(items, limit)
}

async function* firstOf<Item>(items: AsyncGenerator<Item>, count: number): AsyncGenerator<Item> {
  let left = count
  for await (const item of items) {
    if (left-- <= 0) return
    yield item
  }
}

/** Custom attributes that are mapped, are not there, and may be made. */
function planAttributes(draft: Draft, { parts: { sync }, fields }: PlanningOptions) {
  for (const { field, column } of sync.fields) {
    const name = /^customAttributes\.(.+)$/.exec(field)?.[1]
    const attributeType = name === undefined ? undefined : sync.createAttributes[name]
    if (name === undefined || attributeType === undefined || fields.has(field)) continue
    draft.add(ranks.attribute, {
      ...{ key: `attribute ${name}`, action: 'CREATE', record: null, type: 'DataAttribute', id: null, place: null, error: null },
      ...{ source: null, seen: null, attributeType, reasons: [`The workspace has no custom attribute ${name}.`] },
      changes: [{ field, column, from: null, to: attributeType, rule: 'SOURCE_WINS', side: 'INTERCOM' }],
    })
  }
}

/** Those whom the ledger knows and the source does not hold any more. */
async function planMissing(parts: PlanningParts, checkpoint: () => Promise<void>) {
  const { sync, draft, ledger, syncable } = parts
  const { missing } = sync
  if (missing === 'KEEP') return
  const { failed } = draft.state()
  if (failed > 0) {
    draft.warn(`${failed} records could not be planned, and one of them may be anybody: so nobody is taken for missing.`)
    return
  }
  for await (const page of ledger.all()) {
    await draft.lookUp(page.map(({ key }) => `record:${key}`))
    const gone = page.filter(({ key }) => draft.claimOf(`record:${key}`) === undefined)
    const found = gone.length === 0 ? [] : await syncable.readMany(gone.map(({ pair }) => pair.id))
    for (const [at, { key, pair }] of gone.entries()) {
      const now = found[at]
      if (!now || now instanceof Error || 'movedTo' in now) {
        if (!(now instanceof Error)) draft.settle(ledger.unpaired(key, pair))
        continue
      }
      draft.claim(`counterpart:${pair.id}`, key)
      draft.add(ranks.ending, {
        ...{ key, action: missing, record: key, type: syncable.type, id: pair.id, place: null, changes: [], error: null, source: null },
        ...{ reasons: ['The CRM does not have it any more.'], seen: seenOf(now, parts) },
      })
    }
    await checkpoint()
  }
}

/** What applying a plan costs: a call for each write, and what is read again before. */
async function estimateOf(draft: Draft, { parts: { sync, syncable }, callsPerMinute }: PlanningOptions) {
  const { counts, writes } = draft.state()
  const reads = syncable.callsToRead(counts.UPDATE + counts.ARCHIVE + counts.DELETE)
  const finds = sync.match.reduce((sum, field) => sum + syncable.callsToFind(field, counts.CREATE), 0)
  const estimatedCalls = writes + reads + finds
  const perMinute = await callsPerMinute()
  return { estimatedCalls, estimatedMs: perMinute ? Math.ceil((estimatedCalls / perMinute) * 60_000) : null }
}

import { InvalidInputError, NotFoundError, UpstreamError } from '../errors.ts'
import type { EntryChange } from '../storage/collections.ts'
import { type Applied, type ApplyParts, applyItem, type Prepared } from './apply-item.ts'
import type { ItemAction, ItemError } from './item.ts'
import { lookUp } from './look-up.ts'
import type { Mapped, Unmapped } from './mapping.ts'
import type { SyncJob } from './parts.ts'
import { mayPass, persistently } from './persistence.ts'
import { isToDo, type Placed, type Plan, type Plans, type StoredOutcome, todoOf } from './plans.ts'
import type { SinkOutcome } from './sources/sink.ts'
import type { Counterpart, Found } from './syncable.ts'

export type ApplyInput = {
  plan: string
  /** `all`: what has not been tried. `failed`: what was, and failed, and what was not. */
  items: 'all' | 'failed'
}

export type ApplyingOptions = {
  plans: Plans
  plan: Plan
  parts: ApplyParts
  itemErrorOf(error: unknown): ItemError
  /** Writes at the same time. */
  concurrency: number
  onItem(action: ItemAction, state: StoredOutcome['state']): void
}

/** Between two checkpoints: what one search reads again. */
const chunkSize = 50

type Ended = { placed: Placed; outcome: StoredOutcome; learned: readonly EntryChange[]; isPassing: boolean }

/**
 * Does what a plan says, in its order, and writes down what became of each item. A record that is not as the plan saw it is left, and the others go on. After a kill
 * it goes on behind its checkpoint: what may have been done by then is looked for first.
 *
 * @throws UpstreamError, retryable, when nothing goes through at all; NotFoundError when the time of the plan ends meanwhile
 */
export async function applyPlan(job: SyncJob, input: ApplyInput, options: ApplyingOptions): Promise<void> {
  const { plans, plan, parts } = options
  if (plan.fingerprint !== parts.fingerprint)
    throw new InvalidInputError(`The definition of the sync ${plan.sync} was changed since this plan was made. Plan again.`)
  let { done, failed } = job.progress
  let at = (job.checkpoint as { after: string } | null)?.after ?? null
  const total = job.progress.total ?? (await leftOf(input, options))

  for (;;) {
    const chunk = await nextOf(plan.id, at, plans)
    if (chunk.length === 0) {
      // one whose time is over has no items either, and what was left of it is not done
      if (!(await plans.get(plan.id)))
        throw new NotFoundError('The time of the plan has ended in the middle of its run. What was done stays done; plan again.', {
          path: ['plan'],
          id: plan.id,
        })
      break
    }
    const outcomes = await plans.outcomes(
      plan.id,
      chunk.map(({ place }) => place),
    )
    const isOpen = (outcome: StoredOutcome | undefined) =>
      !outcome || (input.items === 'failed' && outcome.state === 'FAILED' && outcome.run !== job.id)
    // done by this very run, before it was killed ahead of its checkpoint; what earlier runs have done is no part of it
    const before = outcomes.filter((outcome) => outcome?.run === job.id)
    done += before.length
    failed += before.filter((outcome) => outcome?.state === 'FAILED').length
    const reached = { done, failed }
    for (const group of inGroups(chunk.filter((_, index) => isOpen(outcomes[index])))) {
      const ended = await applyGroup(group, job, options)
      done += ended.length
      failed += ended.filter(({ outcome }) => outcome.state === 'FAILED').length
      if (job.signal.aborted) {
        await job.reach({ checkpoint: { after: at }, progress: { ...reached, total } })
        throw job.signal.reason
      }
    }
    at = chunk.at(-1)!.place
    await job.reach({ checkpoint: { after: at }, progress: { done, total, failed } })
  }
}

/** How many items there are to do, when it begins. */
async function leftOf({ items }: ApplyInput, { plans, plan }: ApplyingOptions): Promise<number> {
  const untried = todoOf(plan.counts) - (await plans.endedCount(plan.id))
  return items === 'failed' ? untried + (await plans.failedCount(plan.id)) : untried
}

async function nextOf(id: string, after: string | null, plans: Plans): Promise<Placed[]> {
  const page = await plans.items(id, { after, limit: chunkSize })
  return page.filter(({ place }) => isToDo(place))
}

/** What may be done at the same time: not what others of the chunk wait for, and not twice to one record. */
function inGroups(chunk: readonly Placed[]): Placed[][] {
  const groups: Placed[][] = []
  let kind = ''
  for (const placed of chunk) {
    const own = placed.place.slice(0, placed.place.lastIndexOf(':'))
    if (own !== kind) groups.push([])
    kind = own
    groups.at(-1)!.push(placed)
  }
  return groups
}

/** Does a group of items, and writes down what became of them, together with what the ledger learns. */
async function applyGroup(group: readonly Placed[], job: SyncJob, options: ApplyingOptions): Promise<Ended[]> {
  const { plans, plan, parts, concurrency, itemErrorOf, onItem } = options
  const prepared = await persistently(job.signal, () => prepare(group, options))
  // from here on it may have been done
  await plans.write(prepared.filter(({ begunAt }) => !begunAt).map(({ place }) => plans.begun(plan.id, place)))

  const applied = await eachOf(prepared, concurrency, (one) =>
    persistently(job.signal, () => applyItem(one, parts)).catch((error: unknown) => error as Error),
  )
  const results = await writeCrm(prepared, applied, options)
  // what the end of the job has broken off is no failure: it is looked at again when the run goes on
  const isBrokenOff = (result: Applied | Error) => job.signal.aborted && result instanceof Error && mayPass(result)
  const ended: Ended[] = prepared.flatMap((placed, at) => {
    const result = results[at]!
    if (result === job.signal.reason || isBrokenOff(result)) return []
    const isFailed = result instanceof Error
    const outcome: StoredOutcome = isFailed
      ? { run: job.id, state: 'FAILED', id: null, error: itemErrorOf(result) }
      : { run: job.id, state: 'DONE', id: result.id, error: null }
    return [{ placed, outcome, learned: isFailed ? [] : result.learned, isPassing: isFailed && mayPass(result) }]
  })

  // where nothing at all goes through it is not about the items
  if (ended.length > 0 && ended.every(({ isPassing }) => isPassing) && !job.isLastTry) {
    const cause = results.find((result) => result instanceof Error)
    throw new UpstreamError('UPSTREAM_UNREACHABLE', 'Nothing goes through at the moment; the run goes on by itself.', {
      cause,
      retryable: true,
    })
  }
  await plans.write(ended.flatMap(({ placed, outcome, learned }) => [...plans.ended(plan.id, placed.place, outcome), ...learned]))
  for (const { placed, outcome } of ended) onItem(placed.item.action, outcome.state)
  return ended
}

/** Reads again what the plan has seen: in batches, as it was planned. */
async function prepare(group: readonly Placed[], options: ApplyingOptions): Promise<Prepared[]> {
  const { plans, plan, parts } = options
  const { syncable, ledger, companyIds, sync } = parts
  const begun = await plans.wereBegun(
    plan.id,
    group.map(({ place }) => place),
  )
  const pairs = await ledger.pairs(group.map(({ item }) => item.record ?? ''))
  const sharedPairs = new Map(group.map(({ item }, at) => [item.record, pairs[at]]))
  const records = await recordsOf(group, parts)

  const isRead = ({ item }: Placed) => item.id !== null && item.action !== 'ATTACH' && item.action !== 'DETACH'
  const toRead = [...new Set(group.filter(isRead).map(({ item }) => item.id!))]
  const read = toRead.length === 0 ? [] : await syncable.readMany(toRead)
  const found = new Map<string, Found>(toRead.map((id, at) => [id, read[at]!]))

  const isNew = ({ item }: Placed) => item.action === 'CREATE' && item.type === syncable.type && item.record !== null
  const toFind = group.filter((placed, at) => isNew(placed) && !begun[at])
  const others = new Map<Placed, Counterpart[]>()
  for (const field of toFind.length === 0 ? [] : sync.match) {
    const wantedOf = ({ item }: Placed) => item.changes.find((change) => change.field === field && change.side === 'INTERCOM')?.to
    const values = toFind.map(wantedOf).filter((value) => typeof value === 'string')
    const having = values.length === 0 ? undefined : await syncable.findMany(field, [...new Set(values)])
    for (const placed of toFind) {
      const value = wantedOf(placed)
      const here = typeof value === 'string' ? (having?.get(value) ?? []) : []
      others.set(placed, [...(others.get(placed) ?? []), ...here])
    }
  }

  const ownIds = group.flatMap(({ item }) => (item.action === 'ATTACH' && item.company === null && item.companyId ? [item.companyId] : []))
  const companies = ownIds.length === 0 ? new Map<string, string>() : await companyIds.resolve(ownIds)
  return group.map((placed, at) => ({
    ...placed,
    ...{ begunAt: begun[at], others: others.get(placed) ?? [], pair: sharedPairs.get(placed.item.record) },
    record: records.get(placed.item.record ?? ''),
    now: placed.item.id === null ? undefined : found.get(placed.item.id),
    company: placed.item.company ?? companies.get(placed.item.companyId ?? '') ?? null,
  }))
}

/** What the CRM has by now of those whose values there would be written over, and of those who are to go; where it can be asked. */
async function recordsOf(group: readonly Placed[], parts: ApplyParts): Promise<ReadonlyMap<string, Mapped | Unmapped>> {
  const isAsked = ({ action, changes }: Placed['item']) =>
    action === 'ARCHIVE' || action === 'DELETE' || changes.some(({ side }) => side === 'CRM')
  const keys = group.flatMap(({ item }) => (item.record !== null && isAsked(item) ? [item.record] : []))
  return (await lookUp(keys, parts)) ?? new Map()
}

/** Writes into the CRM what goes there, all of a group at once. What failed before stays failed. */
async function writeCrm(
  prepared: readonly Prepared[],
  results: readonly (Applied | Error)[],
  { parts }: ApplyingOptions,
): Promise<(Applied | Error)[]> {
  const toWrite = results.flatMap((result, at) => (!(result instanceof Error) && result.inCrm ? [{ at, result, inCrm: result.inCrm }] : []))
  if (toWrite.length === 0) return [...results]
  const outcomes = await written(
    toWrite.map(({ at, inCrm }) => ({
      key: prepared[at]!.item.record,
      intercomId: inCrm.intercomId,
      values: parts.mapping.toColumns(inCrm.changes),
    })),
    parts,
  )
  const ended = [...results]
  for (const [index, { at, result, inCrm }] of toWrite.entries()) {
    const outcome = outcomes[index]!
    ended[at] = outcome instanceof Error ? outcome : { ...result, learned: [...result.learned, ...inCrm.learned(outcome.key)] }
  }
  return ended
}

async function written(
  records: Parameters<NonNullable<ApplyParts['sink']>['write']>[0],
  { sink }: ApplyParts,
): Promise<readonly SinkOutcome[]> {
  try {
    if (!sink) throw new NotFoundError('There is nothing that writes into the CRM any more. Plan again.')
    return await sink.write(records)
  } catch (error) {
    return records.map(() => error as Error)
  }
}

async function eachOf<One, Result>(all: readonly One[], concurrency: number, work: (one: One) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  const worker = async () => {
    for (let at = next++; at < all.length; at = next++) results[at] = await work(all[at]!)
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, all.length) }, worker))
  return results
}

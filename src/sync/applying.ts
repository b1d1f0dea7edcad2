import { InvalidInputError, type KeptError, NotFoundError, UpstreamError } from '../errors.ts'
import type { EntryChange } from '../storage/collections.ts'
import { type Applied, type ApplyParts, applyItem, type Prepared } from './apply-item.ts'
import type { ItemAction } from './item.ts'
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
  itemErrorOf(error: unknown): KeptError
  /** Writes at the same time. */
  concurrency: number
  onItem(action: ItemAction, state: StoredOutcome['state']): void
}

/** Between two checkpoints: what one search reads again. */
const chunkSize = 50

/** Behind which place a run goes on, and what had come of the items until there. */
type Reached = { after: string | null; done: number; failed: number }

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
  let at: Reached = (job.checkpoint as Reached | null) ?? { after: null, done: 0, failed: 0 }
  const total = job.progress.total ?? (await leftOf(input, options))
  let told = job.progress.done
  let { isLastTry } = job
  async function tell({ done, failed }: Pick<Reached, 'done' | 'failed'>) {
    await job.reach({ checkpoint: at, progress: { done, total, failed } })
    // whoever goes on has all its tries again
    if (done > told) isLastTry = false
    told = done
  }
  // while nothing of it is done: after a kill nobody could tell how much there was
  if (job.progress.total === null) await tell(at)

  for (;;) {
    const chunk = await nextOf(plan.id, at.after, plans)
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
    let done = at.done + before.length
    let failed = at.failed + before.filter((outcome) => outcome?.state === 'FAILED').length
    for (const group of inGroups(chunk.filter((_, index) => isOpen(outcomes[index])))) {
      const ended = await applyGroup(group, { ...job, isLastTry }, options)
      done += ended.length
      failed += ended.filter(({ outcome }) => outcome.state === 'FAILED').length
      if (job.signal.aborted) {
        await tell({ done, failed })
        throw job.signal.reason
      }
    }
    at = { after: chunk.at(-1)!.place, done, failed }
    await tell(at)
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

  const isTried = new Set<Prepared>()
  const applied = await eachOf(prepared, concurrency, (one) =>
    persistently(job.signal, () => {
      isTried.add(one)
      return applyItem(one, parts)
    }).catch((error: unknown) => error as Error),
  )
  // what the end of the job has come before was not done: nobody has to look for it
  const untried = prepared.filter((one) => !one.begunAt && !isTried.has(one))
  if (untried.length > 0) await plans.write(untried.map(({ place }) => plans.notBegun(plan.id, place)))
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

  const isNew = ({ item }: Placed) => item.action === 'CREATE' && item.type === syncable.type && item.record !== null
  /** Of one that is to be made: the counterpart that its record had, which is gone, or has come by since. */
  const targetOf = (placed: Placed, at: number) => {
    if (isNew(placed)) return pairs[at]?.id
    return placed.item.action === 'ATTACH' || placed.item.action === 'DETACH' ? undefined : (placed.item.id ?? undefined)
  }
  const targets = group.map(targetOf)
  const toRead = [...new Set(targets.filter((id) => id !== undefined))]
  const read = toRead.length === 0 ? [] : await syncable.readMany(toRead)
  const found = new Map<string, Found>(toRead.map((id, at) => [id, read[at]!]))

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
    now: found.get(targets[at] ?? ''),
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

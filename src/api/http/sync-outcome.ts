import type { KeptError } from '../../errors.ts'
import { isOver, type Job } from '../../jobs/job.ts'
import type { Jobs } from '../../jobs/jobs.ts'
import type { ItemAction } from '../../sync/item.ts'
import { type Plan, type Plans, todoOf } from '../../sync/plans.ts'
import { globalIdOf } from '../node.ts'

type House = {
  workspaceId: string
  sync: { plans: Plans }
  jobs: Pick<Jobs, 'get' | 'follow'>
  /** Whether to wait until all is over; else only what is known now is told. */
  isWaiting: boolean
  /** Ends the waiting. */
  signal: AbortSignal
}

/** So many of what failed are told one by one. */
const mostFailures = 100

type Failure = { key: string; action: ItemAction; error: KeptError | null }

/**
 * What became of records that were sent: of their plan, and of the run that follows from it by itself. `status` is that of the run, or of the plan where
 * there is none (yet). The rest is told of what is over, to whoever waited for it.
 */
export async function outcomeOf({ plan, count }: { plan: Plan; count: number }, house: House) {
  const { workspaceId, sync, jobs, isWaiting, signal } = house
  const look = (id: string) => (isWaiting ? lastOf(jobs.follow(id, signal), jobs, id) : jobs.get(id))
  const planning = await look(plan.id)
  const made = (await sync.plans.get(plan.id)) ?? plan
  const runId = made.runs.at(-1)
  const run = runId === undefined ? null : await look(runId)
  const last = run ?? planning
  const isDone = last === null || isOver(last)
  const gid = (typename: string, id: string) => globalIdOf({ __typename: typename, id }, workspaceId)
  const result = isWaiting && isDone ? await resultOf(made, { planning, last }, sync.plans) : {}
  return {
    isOver: isDone,
    body: {
      ...{ plan: gid('SyncPlan', plan.id), run: runId === undefined ? null : gid('SyncRun', runId), records: count },
      ...{ status: last?.status ?? 'SUCCEEDED', ...result },
    },
  }
}

/** As it is when it is over, or nobody waits any longer. */
async function lastOf(following: AsyncGenerator<Job>, jobs: Pick<Jobs, 'get'>, id: string): Promise<Job | null> {
  for await (const _ of following);
  return jobs.get(id)
}

async function resultOf(made: Plan, { planning, last }: { planning: Job | null; last: Job | null }, plans: Plans) {
  const [ended, failed] = await Promise.all([plans.endedCount(made.id), plans.failedCount(made.id)])
  return {
    counts: made.counts,
    unchanged: made.unchanged,
    /** Items that wait for somebody to apply them, or to choose between two values. */
    toReview: todoOf(made.counts) - ended + made.counts.CONFLICT,
    failed: failed + (planning?.progress.failed ?? 0),
    failures: [...(await unplanned(made.id, plans)), ...(await undone(made.id, plans))].slice(0, mostFailures),
    warnings: made.warnings,
    errors: last?.status === 'FAILED' ? last.errors : [],
  }
}

/** What could not be planned. */
async function unplanned(id: string, plans: Plans): Promise<Failure[]> {
  const [skipped, conflicts] = await Promise.all(
    (['SKIP', 'CONFLICT'] as const).map((action) => plans.items(id, { action, after: null, limit: mostFailures })),
  )
  return [...skipped!, ...conflicts!].flatMap(({ item: { key, action, error } }) => (error ? [{ key, action, error }] : []))
}

/** What was tried, and failed. */
async function undone(id: string, plans: Plans): Promise<Failure[]> {
  const places = await plans.failed(id, { after: null, limit: mostFailures })
  const [items, outcomes] = await Promise.all([plans.itemsAt(id, places), plans.outcomes(id, places)])
  const errors = new Map(places.map((place, at) => [place, outcomes[at]?.error ?? null]))
  return items.map(({ place, item: { key, action } }) => ({ key, action, error: errors.get(place) ?? null }))
}

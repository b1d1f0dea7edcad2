import { NotFoundError, UpstreamError } from '../../errors.ts'
import { isOver, type Job } from '../../jobs/job.ts'
import { applyKind, planKind } from '../../sync/sync.ts'
import { builder } from '../builder.ts'
import { needs } from '../callers/scopes.ts'
import type { Context } from '../context.ts'
import { costsCalls } from '../guard/price.ts'
import { readId } from '../node.ts'
import { followed } from '../streams/followed.ts'
import { type SyncPlan, SyncPlanType } from './plan-type.ts'
import { asRun, type SyncRun, SyncRunType } from './run-type.ts'

const common = { authScopes: needs('SYNC_RUN'), extensions: costsCalls(0) }

builder.subscriptionFields((t) => ({
  syncRunProgress: t.field({
    ...common,
    type: SyncRunType,
    description:
      'How far a run is: as it stands now, then each time it has gone on, and the last when it is over, with which the subscription ends. Whoever reads slowly is told the newest alone. It has no cursors: whoever was away subscribes again.',
    args: { id: t.arg.id({ required: true, description: 'Its id, as `syncPlanApply` gave it.' }) },
    subscribe: (_, { id }, context) => progressOf<SyncRun>(readId(id, 'SyncRun', context), applyKind, context, asRun),
    resolve: renewed,
  }),
  syncPlanProgress: t.field({
    ...common,
    type: SyncPlanType,
    description: 'The same of a plan that is being made.',
    args: { id: t.arg.id({ required: true, description: 'Its id, as `syncPlanCreate` gave it.' }) },
    subscribe: (_, { id }, context) =>
      progressOf<SyncPlan>(readId(id, 'SyncPlan', context), planKind, context, async (job) => {
        const plan = await context.sync.plans.get(job.id)
        return plan && { ...plan, job }
      }),
    resolve: renewed,
  }),
}))

/** Each is answered like a request of its own, behind the fence. */
async function renewed<Item>(item: Item, _: unknown, context: Context): Promise<Item> {
  await context.renew()
  return item
}

/**
 * What is told of a job, each time that it has gone on. `itemOf` answers null for nothing.
 *
 * @throws NotFoundError where there is no job of this kind (any more)
 */
async function progressOf<Item>(
  id: string,
  kind: string,
  { jobs, viewer }: Pick<Context, 'jobs' | 'viewer'>,
  itemOf: (job: Job) => Item | null | Promise<Item | null>,
) {
  const known = await jobs.get(id)
  if (known?.kind !== kind) throw new NotFoundError('There is nothing (any more) under this id.', { path: ['id'], id })
  return followed<Item>(viewer, async function* (signal): AsyncGenerator<Item, undefined> {
    let isDone = false
    for await (const job of jobs.follow(id, signal)) {
      isDone = isOver(job)
      const item: Item | null = await itemOf(job)
      if (item !== null) yield item
    }
    if (isDone || signal.aborted) return undefined
    throw new UpstreamError('UPSTREAM_UNREACHABLE', 'The gateway is stopping: connect again.', { retryable: true })
  })
}

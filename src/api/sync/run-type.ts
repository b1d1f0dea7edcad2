import { InvalidInputError } from '../../errors.ts'
import type { Job } from '../../jobs/job.ts'
import { applyKind } from '../../sync/sync.ts'
import { builder } from '../builder.ts'
import { needs } from '../callers/scopes.ts'
import { pageArgs } from '../connections/page-args.ts'
import type { Context } from '../context.ts'
import { costsCalls } from '../guard/price.ts'
import { failureIn, JobStatusEnum, ProgressType } from '../jobs/job-type.ts'
import { MutationError } from '../mutations/error-types.ts'
import { Node, readId, registerNode } from '../node.ts'
import { SyncItemConnection } from './item-type.ts'
import { itemsOfRun } from './items.ts'
import { loadPlan, SyncPlanType } from './plan-type.ts'

/** A job that applies a plan. */
export type SyncRun = { readonly __typename: 'SyncRun'; readonly id: string; job: Job }

/** What the engine says of each of them. */
type Facts = { sync: string; plan: string; items: 'all' | 'failed' }
const factsOf = ({ job }: SyncRun) => job.facts as Facts

export const planIdOf = (run: SyncRun): string => factsOf(run).plan

export const SyncRunType = builder.objectRef<SyncRun>('SyncRun').implement({
  description:
    'A plan that is being applied, or was. What fails with one item is told by that item, and the others go on. After a restart it goes on where it was.',
  authScopes: needs('SYNC_RUN'),
  interfaces: [Node],
  fields: (t) => ({
    sync: t.string({ description: 'The name of its sync.', resolve: (run) => factsOf(run).sync }),
    plan: t.field({
      type: SyncPlanType,
      nullable: true,
      description: 'What it applies; null when that is not kept any more.',
      resolve: (run, _, context) => loadPlan(planIdOf(run), context),
    }),
    retriesFailed: t.boolean({
      description: 'It tries again what had failed in runs before, and does what they had not come to.',
      resolve: (run) => factsOf(run).items === 'failed',
    }),
    status: t.field({ type: JobStatusEnum, description: 'Where it stands.', resolve: ({ job }) => job.status }),
    createdAt: t.field({ type: 'DateTime', description: 'When it was asked for.', resolve: ({ job }) => new Date(job.createdAtMs) }),
    startedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was last begun: after a pause, or a restart of the gateway, again. Null while it has not.',
      resolve: ({ job }) => job.pace && new Date(job.pace.fromMs),
    }),
    finishedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was over; null while it is not.',
      resolve: ({ job }) => (job.finishedAtMs === null ? null : new Date(job.finishedAtMs)),
    }),
    checkpoint: t.string({
      nullable: true,
      description: 'The place in its plan behind which it goes on after a stop: opaque, and null before the first.',
      resolve: ({ job }) => (job.checkpoint as { after: string | null } | null)?.after,
    }),
    progress: t.field({ type: ProgressType, description: 'How far it is.', resolve: ({ job }) => job }),
    errors: t.field({
      type: [MutationError],
      description: 'Why it was given up; empty when it was not. What is wrong with single items stands there.',
      resolve: ({ job }) => job.errors.flatMap(failureIn),
    }),
    items: t.field({
      type: SyncItemConnection,
      nullable: true,
      description:
        'What its plan has to be done, in its order, with what became of it in this run and in others; null when the plan is not kept any more.',
      args: {
        ...pageArgs(50),
        failedOnly: t.arg.boolean({ required: true, defaultValue: false, description: 'Only what was tried, and is not done.' }),
      },
      async resolve(run, args, context) {
        const plan = await context.sync.plans.get(planIdOf(run))
        return plan && itemsOfRun(plan, args, context)
      },
    }),
  }),
})

export const asRun = (job: Job): SyncRun => ({ __typename: 'SyncRun', id: job.id, job })

/** Null where there is none (any more), and for a job of another kind. */
export async function loadRun(id: string, { jobs }: Pick<Context, 'jobs'>): Promise<SyncRun | null> {
  const job = await jobs.get(id)
  return job?.kind === applyKind ? asRun(job) : null
}

registerNode<SyncRun>('SyncRun', {
  check(id) {
    if (/^[0-9a-f]{24}$/.test(id)) return id
    throw new InvalidInputError(`${JSON.stringify(id.slice(0, 60))} is not the id of a SyncRun.`)
  },
  load: loadRun,
})

builder.objectField(SyncPlanType, 'runs', (t) =>
  t.field({
    type: [SyncRunType],
    description: 'The runs that have applied it, the newest last, as long as they are kept.',
    async resolve({ runs }, _, context) {
      const found = await Promise.all(runs.map((id) => loadRun(id, context)))
      return found.flatMap((run) => run ?? [])
    },
  }),
)

builder.queryField('syncRun', (t) =>
  t.field({
    type: SyncRunType,
    nullable: true,
    description: 'A run of a sync, whoever asked for it; null when there is none (any more). Nothing is asked of Intercom.',
    extensions: costsCalls(0),
    args: { id: t.arg.id({ required: true, description: 'Its id, as `syncPlanApply` gave it.' }) },
    resolve: (_, { id }, context) => loadRun(readId(id, 'SyncRun', context), context),
  }),
)

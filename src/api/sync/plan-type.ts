import { InvalidInputError } from '../../errors.ts'
import type { Job } from '../../jobs/job.ts'
import type { ItemAction } from '../../sync/item.ts'
import type { Counts, Plan } from '../../sync/plans.ts'
import { builder } from '../builder.ts'
import { needs } from '../callers/scopes.ts'
import { pageArgs } from '../connections/page-args.ts'
import type { Context } from '../context.ts'
import { costsCalls } from '../guard/price.ts'
import { failureIn, JobStatusEnum, type Progressing, ProgressType } from '../jobs/job-type.ts'
import { MutationError } from '../mutations/error-types.ts'
import { Node, readId, registerNode } from '../node.ts'
import { SyncDirectionEnum, SyncItemActionEnum, SyncPlanModeEnum } from './enums.ts'
import { SyncItemConnection } from './item-type.ts'
import { itemsOfPlan } from './items.ts'

/** A plan, and the job that makes it: they have one id. Null when that job is not kept any more. */
export type SyncPlan = Plan & { job: Job | null }

const SyncCountsType = builder.objectRef<Counts>('SyncCounts').implement({
  description: 'How many items a plan has, by what is to be done.',
  fields: (t) => {
    const count = (action: ItemAction, description: string) => t.int({ description, resolve: (counts) => counts[action] })
    return {
      create: count('CREATE', 'Made.'),
      update: count('UPDATE', 'Changed.'),
      merge: count('MERGE', 'Leads that become part of a user.'),
      attach: count('ATTACH', 'Contacts that join a company.'),
      detach: count('DETACH', 'Contacts that leave a company.'),
      archive: count('ARCHIVE', 'Archived.'),
      delete: count('DELETE', 'Deleted.'),
      skip: count('SKIP', 'Left, for a reason that its item says.'),
      conflict: count('CONFLICT', 'Left until somebody decides.'),
    }
  },
})

/** Of a plan whose job is not kept any more it is known what it came to. */
const progressOf = ({ job, records, isReady }: SyncPlan): Progressing =>
  job ?? {
    status: statusOf({ job, isReady }),
    progress: { done: records, total: isReady ? records : null, failed: 0 },
    pace: null,
  }

const statusOf = ({ job, isReady }: Pick<SyncPlan, 'job' | 'isReady'>) => job?.status ?? (isReady ? 'SUCCEEDED' : 'FAILED')

export const SyncPlanType = builder.objectRef<SyncPlan>('SyncPlan').implement({
  description:
    'What would change, and why, before anything changes. It is there at once, and grows while it is made; when its `status` is SUCCEEDED it can be reviewed and applied, and what is in it changes no more but for conflicts that somebody resolves.',
  authScopes: needs('SYNC_RUN'),
  interfaces: [Node],
  fields: (t) => ({
    sync: t.exposeString('sync', { description: 'The name of its sync.' }),
    direction: t.expose('direction', { type: SyncDirectionEnum, description: 'Where values go, for fields that say nothing else.' }),
    mode: t.expose('mode', { type: SyncPlanModeEnum, description: 'What it looks at.' }),
    partial: t.boolean({ description: 'Only the first records were looked at, as `limit` said.', resolve: ({ isPartial }) => isPartial }),
    status: t.field({
      type: JobStatusEnum,
      description: 'How far it is made. What became of it after that is told by its `runs`.',
      resolve: statusOf,
    }),
    progress: t.field({ type: ProgressType, description: 'How far it is made: records that were looked at.', resolve: progressOf }),
    errors: t.field({
      type: [MutationError],
      description: 'Why it could not be made; empty when it could.',
      resolve: ({ job }) => (job?.errors ?? []).flatMap(failureIn),
    }),
    createdAt: t.field({ type: 'DateTime', description: 'When it was asked for.', resolve: ({ createdAtMs }) => new Date(createdAtMs) }),
    expiresAt: t.field({ type: 'DateTime', description: 'When it goes away.', resolve: ({ expiresAtMs }) => new Date(expiresAtMs) }),
    records: t.exposeInt('records', { description: 'Records that were looked at, on both sides.' }),
    unchanged: t.exposeInt('unchanged', { description: 'Of them those that are as they should be. They have no items.' }),
    counts: t.expose('counts', { type: SyncCountsType, description: 'How many items it has.' }),
    estimatedCalls: t.exposeInt('estimatedCalls', {
      description: 'Calls to Intercom that applying it takes: to write, and to read again before what is written.',
    }),
    estimatedSeconds: t.float({
      nullable: true,
      description: 'How long these take with the calls that are left to a sync; null while that is not known.',
      resolve: ({ estimatedMs }) => (estimatedMs === null ? null : estimatedMs / 1_000),
    }),
    warnings: t.stringList({ description: 'What to know before it is applied.', resolve: ({ warnings }) => [...warnings] }),
    items: t.field({
      type: SyncItemConnection,
      description: 'What is to be done, in its order: what others need comes first; then conflicts, and what is left.',
      args: {
        ...pageArgs(50),
        action: t.arg({ type: SyncItemActionEnum, description: 'Only those with this to be done; all unless said.' }),
      },
      resolve: (plan, args, context) => itemsOfPlan(plan, args, context),
    }),
  }),
})

/** Null where there is none (any more). */
export async function loadPlan(id: string, { sync, jobs }: Pick<Context, 'sync' | 'jobs'>): Promise<SyncPlan | null> {
  const [plan, job] = await Promise.all([sync.plans.get(id), jobs.get(id)])
  return plan && { ...plan, job }
}

registerNode<SyncPlan>('SyncPlan', {
  check(id) {
    if (/^[0-9a-f]{24}$/.test(id)) return id
    throw new InvalidInputError(`${JSON.stringify(id.slice(0, 60))} is not the id of a SyncPlan.`)
  },
  load: loadPlan,
})

builder.queryField('syncPlan', (t) =>
  t.field({
    type: SyncPlanType,
    nullable: true,
    description: 'A plan, whoever asked for it; null when there is none (any more). Nothing is asked of Intercom.',
    extensions: costsCalls(0),
    args: { id: t.arg.id({ required: true, description: 'Its id, as `syncPlanCreate` gave it.' }) },
    resolve: (_, { id }, context) => loadPlan(readId(id, 'SyncPlan', context), context),
  }),
)

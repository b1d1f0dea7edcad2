import type { Job } from '../../jobs/job.ts'
import { entryOf } from '../../jobs/records.ts'
import { applyKind, planKind } from '../../sync/sync.ts'
import { builder } from '../builder.ts'
import { needs } from '../callers/scopes.ts'
import { askedPart } from '../connections/asked-page.ts'
import type { Connection } from '../connections/connection.ts'
import { connectionType } from '../connections/connection-types.ts'
import { brokenCursor, encodeCursor } from '../connections/cursor.ts'
import { pageArgs } from '../connections/page-args.ts'
import type { Context } from '../context.ts'
import { costsCalls } from '../guard/price.ts'
import { SyncPlanType } from './plan-type.ts'
import { asRun, SyncRunType } from './run-type.ts'

const options = { edges: false, counts: false } as const
const SyncRunConnection = connectionType('SyncRun', SyncRunType, options)
const SyncPlanConnection = connectionType('SyncPlan', SyncPlanType, options)

builder.queryFields((t) => ({
  syncRuns: t.field({
    type: SyncRunConnection,
    authScopes: needs('SYNC_RUN'),
    nullable: true,
    description: 'Runs of all syncs, whoever asked for them, the newest first: the last thousand, as long as they are kept.',
    extensions: costsCalls(0),
    args: pageArgs(20),
    resolve: (_, asked, context) => pageOf(applyKind, 'Query.syncRuns', asked, context, async (job) => asRun(job)),
  }),
  syncPlans: t.field({
    type: SyncPlanConnection,
    authScopes: needs('SYNC_RUN'),
    nullable: true,
    description:
      'Plans of all syncs, whoever asked for them, the newest first: the last thousand, as long as their jobs are kept. Those of a schedule that did more than may be done without a review are among them, and have no `runs`.',
    extensions: costsCalls(0),
    args: pageArgs(20),
    resolve: (_, asked, context) =>
      pageOf(planKind, 'Query.syncPlans', asked, context, async (job) => {
        const plan = await context.sync.plans.get(job.id)
        return plan && { ...plan, job }
      }),
  }),
}))

async function pageOf<Node>(
  kind: string,
  field: string,
  asked: { first: number; after?: string | null | undefined },
  context: Context,
  nodeOf: (job: Job) => Promise<Node | null>,
): Promise<Connection<Node>> {
  const { size, after, binding } = askedPart(asked, [field], context)
  if (after !== null && !/^\d{15}:[0-9a-f]{24}$/.test(after)) throw brokenCursor()
  const page = await context.jobs.list(kind, { first: size, after })
  const nodes = await Promise.all(page.jobs.map(nodeOf))
  const cursors = page.jobs.map((job) => () => encodeCursor(binding, [entryOf(job)]))
  return {
    // one whose time was up before that of its job is left out
    edges: nodes.flatMap((node, at) => (node === null ? [] : [{ cursor: cursors[at]!, node }])),
    totalCount: null,
    pageInfo: {
      hasNextPage: page.after !== null,
      hasPreviousPage: after !== null,
      startCursor: cursors[0] ?? null,
      endCursor: cursors.at(-1) ?? null,
    },
  }
}

import { createHash } from 'node:crypto'
import { ConflictError, GatewayError, InvalidInputError, NotFoundError } from '../../errors.ts'
import { isOver, type Job } from '../../jobs/job.ts'
import { currentRun } from '../../writes/run.ts'
import { builder } from '../builder.ts'
import { needs } from '../callers/scopes.ts'
import type { Context } from '../context.ts'
import { costsCalls } from '../guard/price.ts'
import { payloadType } from '../mutations/payload.ts'
import { readId } from '../node.ts'
import { ConflictChoiceEnum } from './enums.ts'
import { SyncConfirmInput, SyncPlanInput } from './inputs.ts'
import { loadPlan, SyncPlanType } from './plan-type.ts'
import { loadRun, planIdOf, type SyncRun, SyncRunType } from './run-type.ts'

const SyncPlanPayload = payloadType<{ planId: string }>('SyncPlanPayload', 'What a mutation of a plan came to.')
builder.objectField(SyncPlanPayload, 'plan', (t) =>
  t.field({
    type: SyncPlanType,
    nullable: true,
    description: 'The plan, as it stands now.',
    extensions: costsCalls(0),
    resolve: ({ planId }, _, context) => (planId === undefined ? null : loadPlan(planId, context)),
  }),
)

const SyncRunPayload = payloadType<{ runId: string }>('SyncRunPayload', 'What a mutation of a run came to.')
builder.objectField(SyncRunPayload, 'run', (t) =>
  t.field({
    type: SyncRunType,
    nullable: true,
    description: 'The run, as it stands now.',
    extensions: costsCalls(0),
    resolve: ({ runId }, _, context) => (runId === undefined ? null : loadRun(runId, context)),
  }),
)

const runArg = { required: true, description: 'Its id, as `syncPlanApply` gave it.' } as const
const planArg = { required: true, description: 'Its id, as `syncPlanCreate` gave it.' } as const
const common = { authScopes: needs('SYNC_RUN'), extensions: costsCalls(0) }

builder.mutationFields((t) => ({
  syncPlanCreate: t.field({
    ...common,
    type: SyncPlanPayload,
    description:
      'Finds out what a sync would change, behind the answer and with the calls that nobody else needs. The plan is there at once; when its `status` is SUCCEEDED it can be reviewed, and applied with `syncPlanApply`. Nothing is changed in Intercom or the CRM. Of one sync one plan or run is worked on at a time; the others wait.',
    args: { input: t.arg({ type: SyncPlanInput, required: true, description: 'What to look at.' }) },
    async resolve(_, { input }, context) {
      const { sync, since = null, limit = null, changedOnly, verify } = input
      if (limit !== null && limit < 1)
        throw new InvalidInputError(`"input.limit" is ${limit}; expected at least 1.`, { path: ['input', 'limit'], constraint: 'min' })
      const mode = changedOnly || since !== null ? 'changed' : 'whole'
      const asked = { sync, mode, since, limit, verify: verify ?? false, caller: context.viewer.id, id: keyedId({ ...input }) } as const
      const { id } = await told(['input'], () => context.sync.plan(asked))
      return { planId: id }
    },
  }),
  syncPlanApply: t.field({
    ...common,
    type: SyncRunPayload,
    description:
      'Does what a plan says, behind the answer and with the calls that nobody else needs. A record that is not as the plan saw it is left, and is an item that failed. `CONFLICT` for a plan that is not ready, is being applied, or has nothing left to do; after a run that was cancelled or given up it does the rest.',
    args: {
      plan: t.arg.id(planArg),
      confirm: t.arg({ type: SyncConfirmInput, description: 'How much is meant. Without it nothing is deleted or archived.' }),
    },
    async resolve(_, args, context) {
      const plan = readId(args.plan, 'SyncPlan', context, 'plan')
      const { viewer, sync } = context
      return { runId: await sync.apply({ plan, caller: viewer.id, confirm: args.confirm ?? {}, id: keyedId({ plan }) }) }
    },
  }),
  syncPlanCancel: t.field({
    ...common,
    type: SyncPlanPayload,
    description: 'Ends the making of a plan. `CONFLICT` for one that is made, or could not be.',
    args: { plan: t.arg.id(planArg) },
    async resolve(_, args, context) {
      const id = readId(args.plan, 'SyncPlan', context, 'plan')
      const known = await loadPlan(id, context)
      if (!known) throw new NotFoundError('There is no such plan (any more).', { path: ['plan'], id: String(args.plan) })
      refuseOver(known.job, ['plan'], 'CANCELLED')
      await context.jobs.cancel(id)
      return { planId: id }
    },
  }),
  syncConflictResolve: t.field({
    ...common,
    type: SyncPlanPayload,
    description:
      'Decides about an item of a plan that is a CONFLICT: it becomes an UPDATE, which the next run of the plan does. Nothing is written by this.',
    args: {
      plan: t.arg.id(planArg),
      key: t.arg.string({ required: true, description: 'The `key` of the item.' }),
      choice: t.arg({ type: ConflictChoiceEnum, required: true, description: 'Whose values count, in all fields that wait for it.' }),
    },
    async resolve(_, { key, choice, ...args }, context) {
      const plan = readId(args.plan, 'SyncPlan', context, 'plan')
      await context.sync.resolve({ plan, key, choice })
      return { planId: plan }
    },
  }),
  syncRunPause: t.field({
    ...common,
    type: SyncRunPayload,
    description:
      'Holds a run at its next checkpoint, until `syncRunResume`; for 30 days at most. Other plans and runs of its sync go on meanwhile. `CONFLICT` for one that is over.',
    args: { id: t.arg.id(runArg) },
    resolve: (_, { id }, context) => asked(id, context, (run) => context.jobs.pause(run)),
  }),
  syncRunResume: t.field({
    ...common,
    type: SyncRunPayload,
    description: 'Lets a run go on that is paused; one that is not just goes on. `CONFLICT` for one that is over.',
    args: { id: t.arg.id(runArg) },
    resolve: (_, { id }, context) => asked(id, context, (run) => context.jobs.resume(run)),
  }),
  syncRunCancel: t.field({
    ...common,
    type: SyncRunPayload,
    description: 'Ends a run at its next checkpoint. What was done until then stays done. `CONFLICT` for one that is over.',
    args: { id: t.arg.id(runArg) },
    resolve: (_, { id }, context) => asked(id, context, (run) => context.jobs.cancel(run), 'CANCELLED'),
  }),
  syncRunRetryFailed: t.field({
    ...common,
    type: SyncRunPayload,
    description:
      'Tries again what has failed of the plan of a run, and what was not tried, in a new run. `CONFLICT` when nothing has, and while another run of the plan is not over.',
    args: { id: t.arg.id(runArg) },
    async resolve(_, { id }, context) {
      const run = await runOf(id, context)
      const plan = planIdOf(run)
      if (!(await context.sync.plans.get(plan)))
        throw new NotFoundError('The plan of this run is not kept any more. Plan again.', { path: ['id'], id: String(id) })
      return { runId: await context.sync.retry({ plan, caller: context.viewer.id, id: keyedId({ run: run.id }) }) }
    },
  }),
}))

/** With a key a repetition finds what the first has begun; the key may be another's after a day, so its input counts too. */
function keyedId(input: object): string | undefined {
  const keyed = currentRun()?.keyed
  return (
    keyed &&
    createHash('sha256')
      .update(JSON.stringify([keyed.id, input]))
      .digest('hex')
      .slice(0, 24)
  )
}

/** The engine names what it was given; this is where in the arguments that stands. */
async function told<T>(within: readonly string[], work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof GatewayError && error.path) error.path = [...within, ...error.path]
    throw error
  }
}

async function runOf(id: string | number, context: Context): Promise<SyncRun> {
  const run = await loadRun(readId(id, 'SyncRun', context), context)
  if (run) return run
  throw new NotFoundError('There is no such run (any more).', { path: ['id'], id: String(id) })
}

/** Something is asked of a run that is not over, or is `unless` that. */
async function asked(id: string | number, context: Context, wish: (id: string) => Promise<Job | null>, unless?: Job['status']) {
  const { id: runId, job } = await runOf(id, context)
  refuseOver(job, ['id'], unless)
  await wish(runId)
  return { runId }
}

function refuseOver(job: Job | null, path: readonly string[], unless?: Job['status']) {
  if (job && (!isOver(job) || job.status === unless)) return
  throw new ConflictError(`It is over${job ? `: ${job.status}` : ''}.`, { path })
}

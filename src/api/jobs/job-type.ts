import { InvalidInputError, type KeptError } from '../../errors.ts'
import type { Job, JobStatus } from '../../jobs/job.ts'
import { errorOf } from '../../jobs/job-error.ts'
import { etaMsOf, perMinuteOf } from '../../jobs/pace.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import { costsCalls } from '../guard/price.ts'
import { MutationError } from '../mutations/error-types.ts'
import { failureOf } from '../mutations/failures.ts'
import { payloadType } from '../mutations/payload.ts'
import { loadRecord, Node, readId, registerNode } from '../node.ts'

export const JobStatusEnum = builder.enumType('JobStatus', {
  description: 'Where a job stands.',
  values: {
    QUEUED: { description: 'It waits for its turn, for another try, or for the gateway to start again.' },
    RUNNING: { description: 'It is being done.' },
    PAUSED: { description: 'Somebody holds it: it goes on from its last checkpoint when somebody lets it, and is kept for 30 days.' },
    SUCCEEDED: { description: 'All of its items were dealt with. `progress.failed` says how many were not done, `errors` why.' },
    FAILED: { description: 'It was given up, for the last reason in `errors`. What was done until then stays done.' },
    CANCELLED: { description: 'Somebody ended it. What was done until then stays done.' },
  } as const satisfies Record<JobStatus, object>,
})

export type Progressing = Pick<Job, 'progress' | 'pace' | 'status'>

export const ProgressType = builder.objectRef<Progressing>('Progress').implement({
  description: 'How far something is, as of its last checkpoint: no more is ever said than is done.',
  fields: (t) => ({
    done: t.int({ description: 'Items that are dealt with, those that failed too.', resolve: ({ progress }) => progress.done }),
    total: t.int({ nullable: true, description: 'Of so many; null while nobody knows.', resolve: ({ progress }) => progress.total }),
    failed: t.int({ description: 'Items of them that were not done.', resolve: ({ progress }) => progress.failed }),
    perMinute: t.float({ nullable: true, description: 'Items a minute, since it was last begun.', resolve: perMinuteOf }),
    eta: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it will be over at this pace.',
      resolve(job) {
        const etaMs = etaMsOf(job)
        return etaMs === null ? null : new Date(etaMs)
      },
    }),
  }),
})

/** What the graph says of an error that a record holds. */
export const failureIn = (error: KeptError) => failureOf(errorOf(error), {}, Date.now()) ?? []

const JobType = builder.objectRef<Job>('Job').implement({
  description:
    'Something that takes longer than an answer, done behind it, after a restart too. Seen by who asked for it, and by callers with the scope ADMIN; a day longer than it takes, unless it is configured otherwise.',
  interfaces: [Node],
  fields: (t) => ({
    status: t.expose('status', { type: JobStatusEnum, description: 'Where it stands.' }),
    createdAt: t.field({ type: 'DateTime', description: 'When it was asked for.', resolve: ({ createdAtMs }) => new Date(createdAtMs) }),
    finishedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was over; null while it is not.',
      resolve: ({ finishedAtMs }) => (finishedAtMs === null ? null : new Date(finishedAtMs)),
    }),
    progress: t.field({ type: ProgressType, nullable: true, description: 'How far it is.', resolve: (job) => job }),
    result: t.field({
      type: Node,
      nullable: true,
      description: 'What it made, where that is one record; null for what makes many, or none.',
      extensions: costsCalls(1),
      resolve: ({ result }, _, context, info) => result && loadRecord(result.type, result.id, context, info.schema),
    }),
    errors: t.field({
      type: [MutationError],
      description:
        'What went wrong with single items, each by the `path` to it in the input, and at the end why the job failed, if it did. The first thousand of them.',
      resolve: ({ errors }) => errors.flatMap(failureIn),
    }),
  }),
})

/** Whoever may not see it is told what somebody is told where there is none. */
async function loadJob(id: string, { jobs, viewer }: Pick<Context, 'jobs' | 'viewer'>): Promise<Job | null> {
  const job = await jobs.get(id)
  return job && (job.caller === viewer.id || viewer.scopes.has('ADMIN')) ? job : null
}

registerNode<Job>('Job', {
  check(id) {
    if (/^[0-9a-f]{24}$/.test(id)) return id
    throw new InvalidInputError(`${JSON.stringify(id.slice(0, 60))} is not the id of a Job.`)
  },
  load: loadJob,
})

builder.queryField('job', (t) =>
  t.field({
    type: JobType,
    nullable: true,
    description: 'A job of yours; null when there is none (any more). Nothing is asked of Intercom.',
    extensions: costsCalls(0),
    args: { id: t.arg.id({ required: true, description: 'Its id, as the mutation gave it that asked for it.' }) },
    resolve: (_, { id }, context) => loadJob(readId(id, 'Job', context), context),
  }),
)

/** What a mutation answers that goes on behind its answer: the id of a job. */
export const JobPayload = payloadType<{ jobId: string }>('JobPayload', 'What became of a wish that takes longer than an answer.')
builder.objectField(JobPayload, 'job', (t) =>
  t.field({
    type: JobType,
    nullable: true,
    description: 'What was taken, as it stands now: it will be done, also when the gateway ends before. Ask for it again by its `id`.',
    extensions: costsCalls(0),
    resolve: ({ jobId }, _, context) => (jobId === undefined ? null : loadJob(jobId, context)),
  }),
)

import { createHash } from 'node:crypto'
import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import type { Context } from '../../api/context.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { JobPayload } from '../../api/jobs/job-type.ts'
import { GatewayError, InvalidInputError } from '../../errors.ts'
import { jobErrorOf } from '../../jobs/job-error.ts'
import { currentRun } from '../../writes/run.ts'
import { type ContactBy, namedContact } from '../contacts/graphql-by.ts'
import { DataEventInput } from './mutations.ts'
import { checkedEvent, type GivenEvent } from './mutations-rules.ts'
import { type BatchItem, trackBatchKind } from './service-batch.ts'

type Given = GivenEvent & { contact: ContactBy }

/** Those that can be sent, and what is wrong with each of the others. */
function sorted(input: readonly Given[], context: Context, nowMs: number) {
  const items: BatchItem[] = []
  const wrongs: GatewayError[] = []
  for (const [at, { contact, ...given }] of input.entries()) {
    const path = ['input', String(at)]
    try {
      const { event } = checkedEvent(given, path, nowMs, context.services.events.catalogue)
      // fixed here, so that it is the same event whenever it is sent, and however often
      const createdAt = event.createdAt ?? Math.floor(nowMs / 1000)
      items.push({ at, contact: namedContact(contact, context, [...path, 'contact'].join('.')), event: { ...event, createdAt } })
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error
      wrongs.push(error)
    }
  }
  return { items, wrongs }
}

/** With a key a repetition finds the job of the first; the key may be another's after a day, so its input counts too. */
function jobIdOf(keyed: { id: string } | undefined, input: object): string | undefined {
  return (
    keyed &&
    createHash('sha256')
      .update(JSON.stringify([keyed.id, input]))
      .digest('hex')
      .slice(0, 24)
  )
}

builder.mutationField('dataEventTrackBatch', (t) =>
  t.field({
    authScopes: needs('EVENTS_WRITE'),
    type: JobPayload,
    description:
      'Tells Intercom of many events, up to 500, behind the answer and with the calls that nobody else needs. What is wrong with single ones stands in `Job.errors`, by its path: `["input", "3", "name"]`; the others are sent. Only where none can be sent there is no job, and `errors` has what is wrong with each. Events of one contact with the same name in the same second are one, and sent once; without `occurredAt` they happened when this was answered.',
    args: { input: t.arg({ type: [DataEventInput], required: true, description: 'What happened, to whom; 500 at most.' }) },
    extensions: costsCalls(0),
    async resolve(_, { input }, context) {
      if (input.length === 0)
        throw new InvalidInputError('"input" is empty; expected one event at least.', { path: ['input'], constraint: 'minItems' })
      const { items, wrongs } = sorted(input, context, Date.now())
      if (items.length === 0) throw new AggregateError(wrongs)
      const { id } = await context.jobs.submit({
        id: jobIdOf(currentRun()?.keyed, input),
        kind: trackBatchKind,
        caller: context.viewer.id,
        input: JSON.parse(JSON.stringify(items)),
        progress: { done: wrongs.length, total: input.length, failed: wrongs.length },
        errors: wrongs.map(jobErrorOf),
      })
      return { jobId: id }
    },
  }),
)

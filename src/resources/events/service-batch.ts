import type { Json } from '../../changes/change.ts'
import { GatewayError, NotFoundError, OutcomeUnknownError, UpstreamError } from '../../errors.ts'
import type { JobKind } from '../../jobs/job.ts'
import { jobErrorOf } from '../../jobs/job-error.ts'
import type { ContactsService } from '../contacts/service.ts'
import type { EventsService } from './service.ts'
import type { TrackedEvent } from './service-writes.ts'

/** Named like the mutation that asks for it, which the audit names. */
export const trackBatchKind = 'dataEventTrackBatch'

/** One event of a batch, held against the rules. Its second is fixed, so that it is one event however often it is sent. */
export type BatchItem = {
  /** Its place in the caller's list. */
  at: number
  contact: { id: string } | { externalId: string } | { email: string } | { phone: string }
  event: TrackedEvent & { createdAt: number }
}

/** Sent side by side; after each such group is written down how far it is. */
const perCheckpoint = 8

type Services = {
  events: { write: Pick<EventsService['write'], 'track'> }
  contacts: Pick<ContactsService, 'getByExternalId' | 'getOnlyBy' | 'survivorOf'>
}

/**
 * Tells Intercom of many events. What Intercom refuses is an error of that item, and the rest goes on; what may pass is left for another try of the
 * job, behind all others. Nothing is sent twice but what was under way when a process was killed, and that is one event to Intercom.
 */
export function trackBatch({ events, contacts }: Services): JobKind {
  async function contactIdOf({ at, contact }: BatchItem): Promise<string> {
    if ('id' in contact) return contacts.survivorOf(contact.id)
    const found =
      'externalId' in contact
        ? await contacts.getByExternalId(contact.externalId)
        : 'email' in contact
          ? await contacts.getOnlyBy('email', contact.email)
          : await contacts.getOnlyBy('phone', contact.phone)
    if (found) return found.id
    const [name] = Object.keys(contact)
    throw new NotFoundError(`There is no contact with this ${name}.`, { path: pathOf(at, 'contact', name) })
  }

  return {
    kind: trackBatchKind,
    async run({ input, checkpoint, progress, isLastTry, reach }) {
      const items = input as unknown as BatchItem[]
      const left = (checkpoint as { left: number[] } | null)?.left ?? [...items.keys()]
      const sent = new Map<string, Promise<unknown>>()

      /** The same event of the same contact in the same second is sent once. */
      async function send(item: BatchItem): Promise<GatewayError | undefined> {
        try {
          const contactId = await contactIdOf(item)
          const tuple = JSON.stringify([contactId, item.event.name, item.event.createdAt])
          const sending = sent.get(tuple) ?? events.write.track(contactId, item.event)
          sent.set(tuple, sending)
          await sending
          return undefined
        } catch (error) {
          if (error instanceof GatewayError) return placed(error, item)
          throw error
        }
      }

      let { done, failed } = progress
      const later: number[] = []
      let passing: GatewayError | undefined
      for (let from = 0; from < left.length; from += perCheckpoint) {
        const group = left.slice(from, from + perCheckpoint)
        const rest = left.slice(from + perCheckpoint)
        const outcomes = await Promise.all(group.map(async (place) => ({ place, error: await send(items[place]!) })))
        // where nothing at all goes through it is not about the items
        const isAway = outcomes.every(({ error }) => mayPass(error))
        const isGivenUp = isLastTry && !(isAway && rest.length > 0)
        const waiting = outcomes.filter(({ error }) => mayPass(error) && !isGivenUp)
        const settled = outcomes.filter((outcome) => !waiting.includes(outcome))
        const errors = settled.flatMap(({ error }) => (error ? [jobErrorOf(error)] : []))
        later.push(...waiting.map(({ place }) => place))
        passing = waiting[0]?.error ?? passing
        done += settled.length
        failed += errors.length
        await reach({ checkpoint: { left: [...later, ...rest] } satisfies Json, progress: { ...progress, done, failed }, errors })
        if (isAway && waiting.length > 0) break
      }
      if (passing) throw new UpstreamError('UPSTREAM_ERROR', passing.message, again(passing))
      return undefined
    },
  }
}

const pathOf = (at: number, ...inside: (string | undefined)[]) => ['input', String(at), ...inside.filter((step) => step !== undefined)]

const again = (cause: GatewayError) => ({
  ...{ cause, retryable: true },
  ...(cause.retryAfterMs !== undefined && { retryAfterMs: cause.retryAfterMs }),
})

/** Whether another try may come to something else. An event of which nobody knows may be sent again: it is one to Intercom. */
const mayPass = (error: GatewayError | undefined) => error !== undefined && (error.retryable || error instanceof OutcomeUnknownError)

/** Says where in the caller's list the cause is. */
function placed(error: GatewayError, { at, contact }: BatchItem): GatewayError {
  const fields: Record<string, string> = { event_name: 'name', created_at: 'occurredAt' }
  const field = fields[error.upstreamField ?? '']
  error.path ??= error.code === 'NOT_FOUND' ? pathOf(at, 'contact', Object.keys(contact)[0]) : pathOf(at, field)
  return error
}

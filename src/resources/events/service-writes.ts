import type * as Intercom from '../../intercom/types.ts'
import type { ResourceDeps } from '../deps.ts'

/** Something that a contact did, to be told to Intercom. */
export type TrackedEvent = {
  name: string
  /** Unix seconds; the moment at which it is sent unless given. */
  createdAt?: number
  metadata?: Readonly<Record<string, unknown>>
}

type Deps = Pick<ResourceDeps, 'intercom' | 'writes' | 'now'> & {
  /** A contact's events of this second, and some before it, read anew. */
  readUntil(contactId: string, second: number): Promise<readonly Intercom.DataEvent[]>
  keysOfContact(contactId: string): string[]
}

/**
 * Tells Intercom what happened, once: OpenAPI 2.14, POST /events. The same name in the same second of the same contact is one event to Intercom, however
 * often it comes; so the second is always said. The contact is named by the id, as leads have no other.
 */
export function createEventWrites({ intercom, writes, now, readUntil, keysOfContact }: Deps) {
  return {
    track(contactId: string, { name, createdAt, metadata }: TrackedEvent) {
      let second = createdAt
      return writes.once({
        step: 'track',
        about: { type: 'contact', id: contactId },
        async send() {
          second ??= Math.floor(now() / 1000)
          const body = { event_name: name, created_at: second, id: contactId, ...(metadata && { metadata }) }
          await intercom.request({ method: 'POST', route: '/events', body })
          return 'accepted' as const
        },
        resultOf: () => ({ accepted: true }),
        announcedAs: () => ({ topic: 'event.created', item: { intercom_user_id: contactId } }),
        take: () => null,
        touches: keysOfContact(contactId),
        look: {
          async find() {
            // sent by a process that is no more, in a second of its choice
            if (second === undefined) return []
            const events = await readUntil(contactId, second)
            return events.some((event) => event.event_name === name && event.created_at === second) ? ['accepted' as const] : []
          },
        },
        checkWith: `Look at the events of contact ${contactId} in Intercom.`,
      })
    },
  }
}

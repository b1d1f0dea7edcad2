import { asWireNumber } from '../../intercom/ids.ts'
import { allOf, where } from '../../intercom/search.ts'
import type * as Intercom from '../../intercom/ticket-types.ts'
import { ownTopic } from '../../webhooks/topics.ts'
import { type Deleted, deletion } from '../../writes/deletion.ts'
import type { Window } from '../../writes/write.ts'
import { hasAttributes, isAs, type TicketAttributes, type TicketChanges } from './model-changes.ts'
import { toldByUpdate } from './model-event.ts'
import { answered, lookAt, touchedBy, type WriteDeps } from './service-writes.ts'

type Answer = Intercom.Ticket | undefined

export type NewTicket = {
  typeId: string
  contactId: string
  attributes?: TicketAttributes | undefined
  companyId?: string | undefined
  assignee?: { type: 'admin' | 'team'; id: string } | undefined
  /** A conversation that it hangs together with. */
  conversationId?: string | undefined
}

/** What makes a ticket, changes facts of it, and takes it away. Intercom answers with the ticket. */
export function createRecordWrites(deps: WriteDeps) {
  const { intercom, writes, tickets, read, search, listKeys, keysOfConversation, now } = deps
  const taken = (id?: string) => ({
    resultOf: (answer: Answer) => ({ ticketId: String(answered(answer, id).id) }),
    take: (answer: Answer, at: Parameters<typeof tickets.written>[1]) => tickets.written(answered(answer, id), at),
  })

  return {
    create: ({ typeId, contactId, attributes = {}, companyId, assignee, conversationId }: NewTicket) =>
      writes.once({
        ...taken(),
        step: 'create',
        about: { type: 'contact', id: contactId },
        send: () =>
          intercom.request<Answer>({
            method: 'POST',
            route: '/tickets',
            body: {
              ticket_type_id: typeId,
              contacts: [{ id: contactId }],
              ...(isFilled(attributes) && { ticket_attributes: attributes }),
              ...(companyId !== undefined && { company_id: companyId }),
              ...(assignee && { assignment: { [`${assignee.type}_assignee_id`]: assignee.id } }),
              ...(conversationId !== undefined && { conversation_to_link_id: conversationId }),
            },
          }),
        announcedAs: (answer) => ({ topic: 'ticket.created', item: answered(answer) }),
        touches: [...listKeys(), ...(conversationId === undefined ? [] : keysOfConversation(conversationId))],
        // a search may not know it for minutes, and nothing tells one of which nothing is said from another
        ...(isFilled(attributes) && {
          look: {
            async find({ fromMs, toMs }: Window) {
              const since = where('created_at', '>', Math.floor(fromMs / 1000) - 1)
              const found = await search(allOf(where('contact_ids', '=', contactId), where('ticket_type_id', '=', typeId), since))
              return found.filter(
                (one) => String(one.ticket_type?.id) === typeId && (one.created_at ?? 0) * 1000 <= toMs && hasAttributes(one, attributes),
              )
            },
            // one of which more is said has these attributes, too
            alike: {
              as: JSON.stringify(['ticket', contactId, typeId]),
              madeOf: (answer: Answer) => (answer ? String(answer.id) : null),
            },
          },
        }),
        checkWith: `Look at the tickets of contact ${contactId} in Intercom.`,
      }),

    /** A conversation becomes a ticket of its own id. */
    convert: (id: string, { typeId, attributes = {} }: { typeId: string; attributes?: TicketAttributes | undefined }) =>
      writes.once({
        ...taken(id),
        step: 'convert',
        about: { type: 'ticket', id },
        send: () =>
          intercom.request<Answer>({
            method: 'POST',
            route: '/conversations/{conversation_id}/convert',
            params: { conversation_id: id },
            body: { ticket_type_id: typeId, ...(isFilled(attributes) && { attributes }) },
          }),
        announcedAs: (answer) => ({ topic: 'ticket.created', item: answered(answer, id) }),
        touches: touchedBy(deps, id),
        look: {
          find: async () =>
            [await read(id)].flatMap((one) =>
              one && String(one.ticket_type?.id) === typeId && hasAttributes(one, attributes) ? [one] : [],
            ),
        },
        checkWith: `Look at conversation ${id} in Intercom: it is a ticket of that type when it was converted.`,
      }),

    update: (id: string, changes: TicketChanges, { by }: { by: { admin: string } }) => {
      const sentAtMs = now()
      return writes.once({
        ...taken(id),
        step: 'update',
        about: { type: 'ticket', id },
        send: () =>
          intercom.request<Answer>({
            method: 'PUT',
            route: '/tickets/{ticket_id}',
            params: { ticket_id: id },
            body: { ...changesToIntercom(changes), admin_id: asWireNumber(by.admin) },
          }),
        // Intercom announces each thing that was changed by itself
        announcedAs: (answer) => ({
          topic: ownTopic('ticket.updated'),
          item: { ...answered(answer, id), told: toldByUpdate(answered(answer, id), { changes, sinceMs: sentAtMs }) },
        }),
        touches: touchedBy(deps, id),
        look: { find: async () => [await read(id)].flatMap((one) => (one && isAs(one, changes) ? [one] : [])) },
        checkWith: lookAt(id),
      })
    },

    /** For good, and the conversation that it is with it. */
    delete: (id: string) =>
      writes.once(
        deletion({
          about: { type: 'ticket', id },
          send: () => intercom.request<Deleted>({ method: 'DELETE', route: '/tickets/{ticket_id}', params: { ticket_id: id } }),
          announcedAs: () => ({ topic: 'conversation.deleted', item: { type: 'conversation', conversation_id: id } }),
          touches: touchedBy(deps, id),
          read,
        }),
      ),
  }
}

const isFilled = (attributes: TicketAttributes) => Object.keys(attributes).length > 0

const changesToIntercom = ({ attributes = {}, stateId, open, shared, snoozedUntil, assignee, companyId }: TicketChanges) => ({
  ...(isFilled(attributes) && { ticket_attributes: attributes }),
  ...(stateId !== undefined && { ticket_state_id: stateId }),
  ...(open !== undefined && { open }),
  ...(shared !== undefined && { is_shared: shared }),
  ...(snoozedUntil !== undefined && { snoozed_until: snoozedUntil }),
  ...(assignee !== undefined && { assignee_id: assignee?.id ?? '0' }),
  ...(companyId !== undefined && { company_id: companyId }),
})

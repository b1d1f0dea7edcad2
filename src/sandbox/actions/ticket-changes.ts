import { since, type Version } from '../http/versions.ts'
import type { AttachmentRecord, AttributeValue, AuthorRecord, PartRecord } from '../records.ts'
import { createBot } from '../seed/staff.ts'
import type { TicketPartRecord, TicketRecord } from '../ticket-records.ts'
import { type ActionDeps, secondsOf } from './deps.ts'
import { adminAuthor, find } from './find.ts'
import { makePart, type NewPart } from './thread.ts'
import { topicOf } from './ticket-topics.ts'

type NewTicket = Pick<TicketRecord, 'ticket_type_id' | 'contact_ids' | 'attributes'> &
  Partial<Pick<TicketRecord, 'company_id' | 'admin_assignee_id' | 'team_assignee_id' | 'links' | 'created_at'>>

/** What is done with tickets, as far as it is not done in the conversation that a ticket may be. Without a teammate it is Fin who does it. */
export function createTicketChanges({ world, items, announce, ids }: ActionDeps, version: Version) {
  const authorOf = (admin: string | undefined): AuthorRecord =>
    admin === undefined ? createBot(world.workspace.id_code) : adminAuthor(world, admin)

  function withPart(ticket: TicketRecord, part: TicketPartRecord, fields: Partial<TicketRecord> = {}): TicketRecord {
    const teammates = part.author.type === 'admin' ? [part.author.id] : []
    const after = {
      ...{ ...ticket, ...fields, updated_at: Math.max(ticket.updated_at, part.created_at), parts: [...ticket.parts, part] },
      teammate_ids: [...new Set([...ticket.teammate_ids, ...teammates])],
    }
    world.tickets.put(after)
    return after
  }

  const ownPart = (part_type: string, author: AuthorRecord): TicketPartRecord => {
    const at = secondsOf(world)
    return {
      ...{ id: ids.part(), part_type, body: null, created_at: at, updated_at: at, assigned_to: null, author },
      ...{ attachments: [], external_id: null, redacted: false, app_package_code: null },
    }
  }

  function begin(ticket: Omit<TicketRecord, 'ticket_id' | 'state_id' | 'previous_state_id'>) {
    const [state_id = ''] = find(world, 'ticket_types', ticket.ticket_type_id).state_ids
    const { category } = find(world, 'ticket_states', state_id)
    const part = {
      ...ownPart('ticket_state_updated_by_admin', authorOf(undefined)),
      ticket_state: category,
      previous_ticket_state: category,
    }
    const after = withPart({ ...ticket, ticket_id: ids.ticketNumber(), state_id, previous_state_id: null }, part)
    announce('ticket.created', items.ticket(after), `ticket ${after.id}`)
    return { ticket: after.id }
  }

  return {
    /** In the first state of its type. */
    create({ created_at = secondsOf(world), ...fields }: NewTicket) {
      return begin({
        ...{ id: ids.conversation(), company_id: null, admin_assignee_id: null, team_assignee_id: null, links: [] },
        ...{ teammate_ids: [], open: true, snoozed_until: null, is_shared: false, created_at, updated_at: created_at, parts: [] },
        ...fields,
      })
    },

    /** A conversation that becomes a ticket keeps its id, its people and its thread. */
    adopt({ conversation: id, type, attributes }: { conversation: string; type: string; attributes: TicketRecord['attributes'] }) {
      const { contact_ids, teammate_ids, admin_assignee_id, team_assignee_id, company_id, ...rest } = find(world, 'conversations', id)
      const { created_at, updated_at, open, snoozed_until, parts } = rest
      return begin({
        ...{ id, ticket_type_id: type, attributes, contact_ids, teammate_ids, admin_assignee_id, team_assignee_id, company_id },
        ...{ created_at, updated_at, open, snoozed_until, parts, is_shared: true, links: [] },
      })
    },

    /** Moves a ticket on to another state of its type. */
    moveTo({ ticket: id, state: stateId, admin }: { ticket: string; state: string; admin?: string | undefined }) {
      const ticket = find(world, 'tickets', id)
      const [state, before] = [find(world, 'ticket_states', stateId), find(world, 'ticket_states', ticket.state_id)]
      const states = { ticket_state: state.category, previous_ticket_state: before.category }
      const part = { ...ownPart('ticket_state_updated_by_admin', authorOf(admin)), ...states }
      const after = withPart(ticket, part, { state_id: stateId, previous_state_id: before.id, open: state.category !== 'resolved' })
      announce('ticket.state.updated', items.ticket(after), `ticket ${id}`)
      const isResolved = state.category === 'resolved' && before.category !== 'resolved'
      // until 2.15 a ticket that was resolved was said to be closed
      if (isResolved) announce(since(version, '2.15') ? 'ticket.resolved' : 'ticket.closed', items.ticket(after), `ticket ${id}`)
      return { part: part.id }
    },

    /** Each that changes is a part of its own, by Fin. */
    setAttributes({ ticket: id, attributes }: { ticket: string; attributes: Record<string, AttributeValue | AttachmentRecord[]> }) {
      const { ticket_type_id } = find(world, 'tickets', id)
      const known = find(world, 'ticket_types', ticket_type_id).attributes
      for (const [name, value] of Object.entries(attributes)) {
        const ticket = find(world, 'tickets', id)
        if (value === (ticket.attributes[name] ?? null)) continue
        const updated_attribute = {
          id: known.find((one) => one.name === name)?.id ?? name,
          name,
          value: Array.isArray(value) ? '' : String(value ?? ''),
        }
        const part = { ...ownPart('ticket_attribute_updated_by_admin', authorOf(undefined)), updated_attribute }
        const after = withPart(ticket, part, { attributes: { ...ticket.attributes, [name]: value } })
        announce('ticket.attribute.updated', items.ticketPart(after, part), `ticket ${id}`)
      }
    },

    /** A part of a ticket that is no conversation: a reply, a note, an assignment. */
    happens(id: string, what: NewPart, fields: Partial<TicketRecord> = {}) {
      const part: PartRecord = makePart(what, ids.part(), secondsOf(world), 'open')
      const after = withPart(find(world, 'tickets', id), part, fields)
      const topic = topicOf(part)
      if (topic) announce(topic, items.ticketPart(after, part), `ticket ${id}`)
      return { part: part.id }
    },

    /** What nobody is told of: whether customers see it, whose company it is about, its tags. */
    set({
      ticket: id,
      ...fields
    }: Partial<Pick<TicketRecord, 'is_shared' | 'company_id' | 'open' | 'snoozed_until' | 'tags'>> & { ticket: string }) {
      const ticket = find(world, 'tickets', id)
      world.tickets.put({ ...ticket, ...fields, updated_at: Math.max(ticket.updated_at, secondsOf(world)) })
    },

    /** A ticket is a conversation at Intercom, and is told of as one when it is gone. */
    deleteTicket({ ticket: id }: { ticket: string }) {
      find(world, 'tickets', id)
      world.tickets.remove(id)
      world.conversations.remove(id)
      announce('conversation.deleted', items.deletedConversation(id), `conversation ${id}`)
    },
  }
}

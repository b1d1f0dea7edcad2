import { since, type Version } from '../http/versions.ts'
import type { AttachmentRecord, AttributeValue } from '../records.ts'
import type { LiveWorld } from '../store/world.ts'
import type { TicketPartRecord, TicketRecord } from '../ticket-records.ts'
import { renderAttachment } from './attachment.ts'
import { renderLinkedObjects } from './linked-objects.ts'
import { renderTicketState, renderTicketType } from './ticket-type.ts'

/** "There is a limit of 500 parts": OpenAPI 2.14, schema `ticket_parts`. As with conversations, the newest. */
const maxParts = 500

/** OpenAPI 2.14, schema `ticket`: whole, also in a search. */
export function renderTicket(world: LiveWorld, ticket: TicketRecord, version: Version) {
  const ticketType = world.ticket_types.get(ticket.ticket_type_id)
  const state = world.ticket_states.get(ticket.state_id)
  const parts = ticket.parts.slice(-maxParts).map(renderTicketPart)
  return {
    type: 'ticket',
    id: ticket.id,
    ticket_id: ticket.ticket_id,
    ticket_attributes: Object.fromEntries(
      (ticketType?.attributes ?? []).map(({ name }) => [name, renderAttribute(ticket.attributes[name] ?? null)]),
    ),
    ticket_state: state ? renderTicketState(state) : null,
    ticket_type: ticketType ? renderTicketType(world, ticketType) : null,
    contacts: {
      type: 'contact.list',
      contacts: ticket.contact_ids.map((id) => ({ type: 'contact', id, external_id: world.contacts.get(id)?.external_id ?? null })),
    },
    admin_assignee_id: assignee(ticket.admin_assignee_id, version),
    team_assignee_id: assignee(ticket.team_assignee_id, version),
    created_at: ticket.created_at,
    updated_at: ticket.updated_at,
    ticket_parts: { type: 'ticket_part.list', ticket_parts: parts, total_count: parts.length },
    open: ticket.open,
    ...(ticket.snoozed_until === null ? {} : { snoozed_until: ticket.snoozed_until }),
    linked_objects: renderLinkedObjects(world, ticket),
    category: ticketType?.category,
    is_shared: ticket.is_shared,
    company_id: ticket.company_id,
    ...(since(version, '2.16') ? { previous_ticket_state_id: ticket.previous_state_id } : {}),
  }
}

// nobody is "0", and from 2.16 on 0
const assignee = (id: string | null, version: Version) => (since(version, '2.16') ? Number(id ?? 0) : (id ?? '0'))

const renderAttribute = (value: AttributeValue | AttachmentRecord[]) => (Array.isArray(value) ? value.map(renderAttachment) : value)

/** OpenAPI 2.14, schema `ticket_part`. What a part does not have is not there: only an author's type is one of four, in which a lead is a user. */
export function renderTicketPart(part: TicketPartRecord) {
  const { id, part_type, body, created_at, updated_at, assigned_to, author, attachments, external_id, redacted } = part
  const { app_package_code, ticket_state, previous_ticket_state, updated_attribute } = part
  const isContact = author.type === 'lead' || author.type === 'contact'
  return {
    type: 'ticket_part',
    id,
    part_type,
    ...(body === null ? {} : { body }),
    ...(ticket_state === undefined ? {} : { ticket_state, previous_ticket_state }),
    created_at,
    updated_at,
    ...(assigned_to === null ? {} : { assigned_to }),
    author: { id: author.id, type: isContact ? 'user' : author.type, name: author.name, email: author.email },
    attachments: attachments.map(renderAttachment),
    ...(external_id === null ? {} : { external_id }),
    redacted,
    ...(app_package_code === null ? {} : { app_package_code }),
    ...(updated_attribute === undefined ? {} : { updated_attribute_data: renderUpdate(updated_attribute) }),
  }
}

const renderUpdate = ({ id, name, value }: NonNullable<TicketPartRecord['updated_attribute']>) => ({
  attribute: { type: 'attribute', id, label: name },
  value: { type: 'value', id: value, label: value },
})

import { noneIfZero } from '../../intercom/ids.ts'
import type * as Intercom from '../../intercom/ticket-types.ts'
import { instantFrom, instantOrEpoch, linkedIdsFrom, textFrom } from '../../intercom/values.ts'
import { type ContactReference, contactReferencesFrom } from '../conversations/model-facts.ts'
import {
  type TicketCategory,
  type TicketState,
  type TicketType,
  ticketCategoryFrom,
  ticketStateFromIntercom,
  ticketTypeFromIntercom,
} from '../ticket-types/model.ts'
import { type TicketPart, ticketPartFromIntercom } from './model-part.ts'

/** "There is a limit of 500 parts": OpenAPI 2.14, schema ticket_parts. */
const mostParts = 500

/** A ticket, whole wherever it comes from: Intercom gives its parts in a search too. */
export type Ticket = {
  __typename: 'Ticket'
  /** That of the conversation it is, too. */
  id: string
  displayNumber: string
  /** Null only if Intercom does not say. */
  type: TicketType | null
  category: TicketCategory
  /** Null only if Intercom does not say. */
  state: TicketState | null
  open: boolean
  shared: boolean
  title: string | null
  description: string | null
  /** By the names of the type's attributes, title and description among them. */
  attributes: Record<string, unknown>
  contacts: readonly ContactReference[]
  adminAssigneeId: string | null
  teamAssigneeId: string | null
  companyId: string | null
  createdAt: Date
  updatedAt: Date
  snoozedUntil: Date | null
  linkedConversationIds: readonly string[]
  /** The newest last, as far back as Intercom gives them. */
  parts: readonly TicketPart[]
  /** How many there are in all; null when there may be older ones, which Intercom does not count. */
  partCount: number | null
}

export function ticketFromIntercom(ticket: Intercom.Ticket): Ticket {
  const id = String(ticket.id)
  const type = ticket.ticket_type ? ticketTypeFromIntercom(ticket.ticket_type) : null
  const attributes = ticket.ticket_attributes ?? {}
  return {
    __typename: 'Ticket',
    id,
    displayNumber: textFrom(ticket.ticket_id) ?? '',
    type,
    category: ticketCategoryFrom(ticket.category) ?? type?.category ?? 'CUSTOMER',
    state: ticketStateFromIntercom(ticket.ticket_state),
    open: ticket.open ?? true,
    shared: ticket.is_shared ?? false,
    title: wordsFrom(attributes._default_title_),
    description: wordsFrom(attributes._default_description_),
    attributes,
    contacts: contactReferencesFrom(ticket.contacts?.contacts),
    adminAssigneeId: noneIfZero(ticket.admin_assignee_id),
    teamAssigneeId: noneIfZero(ticket.team_assignee_id),
    companyId: noneIfZero(ticket.company_id),
    createdAt: instantOrEpoch(ticket.created_at),
    updatedAt: instantOrEpoch(ticket.updated_at),
    snoozedUntil: instantFrom(ticket.snoozed_until),
    linkedConversationIds: linkedIdsFrom(ticket.linked_objects, 'conversation'),
    ...partsFrom(ticket, id),
  }
}

function partsFrom({ ticket_parts: list }: Intercom.Ticket, ticketId: string): Pick<Ticket, 'parts' | 'partCount'> {
  const parts = (list?.ticket_parts ?? [])
    .map((part, place) => ticketPartFromIntercom(part, ticketId, place))
    .sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime())
  const counted = list?.total_count ?? 0
  // as with conversations, `total_count` may count what is given: of a list as long as Intercom's limit nobody knows what it lacks
  if (counted > parts.length) return { parts, partCount: counted }
  return { parts, partCount: parts.length >= mostParts ? null : parts.length }
}

const wordsFrom = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? textFrom(value) : null)

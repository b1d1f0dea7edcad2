import type { AttachmentRecord, AttributeValue, PartRecord, Seconds } from './records.ts'

/** Intercom's words for who sees a ticket: the customer, only the team, or nobody alone, as many reports hang on it. */
export type TicketCategory = 'Customer' | 'Back-office' | 'Tracker'

export type TicketStateRecord = {
  /** Digits. */
  id: string
  category: 'submitted' | 'in_progress' | 'waiting_on_customer' | 'resolved'
  internal_label: string
  external_label: string
  archived: boolean
}

export type TicketTypeAttributeRecord = {
  /** Digits, of its own in every type. */
  id: string
  name: string
  description: string
  data_type: 'string' | 'list' | 'integer' | 'decimal' | 'boolean' | 'datetime' | 'files'
  /** What a list offers; null for everything else. */
  list_options: { id: string; label: string }[] | null
  multiline: boolean
  required_to_create: boolean
  required_to_create_for_contacts: boolean
  visible_to_contacts: boolean
  /** Title and description, which every type has. */
  default: boolean
  archived: boolean
}

export type TicketTypeRecord = {
  /** Digits. */
  id: string
  name: string
  description: string
  icon: string
  category: TicketCategory
  archived: boolean
  created_at: Seconds
  updated_at: Seconds
  attributes: TicketTypeAttributeRecord[]
  /** The states its tickets go through, in their order. */
  state_ids: string[]
}

/** What happened with a ticket. A part of the conversation that it is, too, or a change of its state or attributes. */
export type TicketPartRecord = Pick<
  PartRecord,
  | 'id'
  | 'part_type'
  | 'body'
  | 'created_at'
  | 'updated_at'
  | 'assigned_to'
  | 'author'
  | 'attachments'
  | 'external_id'
  | 'redacted'
  | 'app_package_code'
> & {
  ticket_state?: TicketStateRecord['category']
  previous_ticket_state?: TicketStateRecord['category']
  /** The attribute that was changed, and to what, in the words for people. */
  updated_attribute?: { id: string; name: string; value: string }
}

export type TicketRecord = {
  /** Digits. A conversation that became a ticket keeps its id. */
  id: string
  /** The number that people see. */
  ticket_id: string
  ticket_type_id: string
  state_id: string
  /** The state it was in before; null when it is in its first. */
  previous_state_id: string | null
  /** By the names of its type's attributes; what is not said is null on the wire. A date is unix seconds. */
  attributes: Record<string, AttributeValue | AttachmentRecord[]>
  contact_ids: string[]
  /** The admins who took part. */
  teammate_ids: string[]
  admin_assignee_id: string | null
  team_assignee_id: string | null
  company_id: string | null
  created_at: Seconds
  updated_at: Seconds
  open: boolean
  snoozed_until: Seconds | null
  is_shared: boolean
  /** Of a ticket that is no conversation; no answer shows them. */
  tags?: string[]
  /** What it was made from, or gathers: conversations, and tickets that customers see. Those know of it by an index. */
  links: { type: 'conversation' | 'ticket'; id: string }[]
  /** Everything that happened, oldest first. A reader is given the newest 500. */
  parts: TicketPartRecord[]
}

import type { Attachment, ContactReference, PartAuthor } from './conversation-types.ts'
import type { Attributes, Id, LinkedObjects, Loose, Reference } from './wire.ts'

/** The SDK's types allow for holes in these. */
type Sparse<Item> = (Item | null | undefined)[]

/** A ticket, whole in a search too: its type, its state, and the newest 500 of its parts. */
export type Ticket = { id: Id } & Loose<{
  type: string
  /** The number that people see; no call takes it. */
  ticket_id: Id
  category: string
  ticket_attributes: Attributes
  ticket_state: TicketState
  ticket_type: TicketType
  contacts: Loose<{ contacts: ContactReference[] }>
  /** Text until 2.15 and a number from 2.16 on, as the team's. */
  admin_assignee_id: Id
  team_assignee_id: Id
  /** On the wire, and in no description. */
  company_id: string
  created_at: number
  updated_at: number
  snoozed_until: number
  open: boolean
  is_shared: boolean
  linked_objects: LinkedObjects
  ticket_parts: Loose<{ ticket_parts: TicketPart[]; total_count: number }>
}>

export type TicketPart = Loose<{
  type: string
  id: Id
  part_type: string
  body: string
  /** The category of a state, where it changed. */
  ticket_state: string
  previous_ticket_state: string
  created_at: number
  updated_at: number
  assigned_to: Reference
  author: PartAuthor
  attachments: Attachment[]
  external_id: string
  redacted: boolean
  app_package_code: string
  updated_attribute_data: Loose<{ attribute: Loose<{ id: Id; label: string }> }>
}>

/** Beside its types in GET /ticket_states, alone everywhere else. */
export type TicketState = Loose<{
  type: string
  id: Id
  category: string
  internal_label: string
  external_label: string
  archived: boolean
  ticket_types: Loose<{ data: Reference[] }>
}>

/** With its states in GET /ticket_types, without them in a ticket. */
export type TicketType = Loose<{
  type: string
  id: Id
  name: string
  description: string
  icon: string
  category: string
  archived: boolean
  /** `data` on the wire, `ticket_type_attributes` in the description. */
  ticket_type_attributes: Loose<Record<'data' | 'ticket_type_attributes', Sparse<TicketTypeAttribute>>>
  ticket_states: Loose<{ data: Sparse<TicketState> }>
  created_at: number
  updated_at: number
}>

export type TicketTypeAttribute = Loose<{
  type: string
  id: Id
  name: string
  description: string
  data_type: string
  /** Of a list, its items are somewhere in here. */
  input_options: Attributes
  order: number
  required_to_create: boolean
  default: boolean
  archived: boolean
}>

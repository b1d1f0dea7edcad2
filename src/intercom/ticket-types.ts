import type { Attributes, Id, Loose, Reference } from './wire.ts'

/** The SDK's types allow for holes in these. */
type Sparse<Item> = (Item | null | undefined)[]

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

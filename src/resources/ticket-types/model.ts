import { noneIfZero } from '../../intercom/ids.ts'
import type * as Intercom from '../../intercom/ticket-types.ts'
import { idsFrom, textFrom } from '../../intercom/values.ts'
import { optionsFrom, type TicketOption } from './model-options.ts'

export type TicketCategory = 'CUSTOMER' | 'BACK_OFFICE' | 'TRACKER'

/** What a ticket can be: what is asked for and which states it goes through. */
export type TicketType = {
  __typename: 'TicketType'
  id: string
  name: string
  category: TicketCategory
  icon: string | null
  archived: boolean
  attributes: readonly TicketTypeAttribute[]
  /** Null where they do not come along: in a ticket. */
  states: readonly TicketState[] | null
}

export type TicketTypeAttribute = {
  __typename: 'TicketTypeAttribute'
  id: string
  name: string
  /** Intercom's word: `string`, `list`, `integer`, `decimal`, `boolean`, `datetime`, `files`. */
  dataType: string
  /** Teammates have to fill it in. */
  required: boolean
  /** What a list offers; null for everything else. */
  options: readonly TicketOption[] | null
  archived: boolean
}

/** Where a ticket stands. Several may be of one category. */
export type TicketState = { __typename: 'TicketState'; id: string; category: string; internalLabel: string; externalLabel: string }

/** A state as GET /ticket_states lists it: with the types whose tickets go through it. */
export type ListedTicketState = TicketState & { archived: boolean; typeIds: readonly string[] }

export function ticketTypeFromIntercom(type: Intercom.TicketType): TicketType {
  const { ticket_type_attributes: attributes, ticket_states: states } = type
  return {
    __typename: 'TicketType',
    id: String(type.id),
    name: type.name ?? '',
    category: ticketCategoryFrom(type.category) ?? 'CUSTOMER',
    icon: textFrom(type.icon),
    archived: type.archived ?? false,
    attributes: (attributes?.data ?? attributes?.ticket_type_attributes ?? []).flatMap((attribute) => attributeFrom(attribute) ?? []),
    states: states?.data ? states.data.flatMap((state) => ticketStateFromIntercom(state) ?? []) : null,
  }
}

const categories: Readonly<Record<string, TicketCategory>> = { Customer: 'CUSTOMER', 'Back-office': 'BACK_OFFICE', Tracker: 'TRACKER' }

/** Null for a word that is none of the three. */
export const ticketCategoryFrom = (word: string | null | undefined): TicketCategory | null =>
  word && Object.hasOwn(categories, word) ? (categories[word] ?? null) : null

/** Null when it cannot be told which one it is. */
export function ticketStateFromIntercom(state: Intercom.TicketState | null | undefined): TicketState | null {
  const id = noneIfZero(state?.id)
  if (!state || id === null) return null
  const category = state.category ?? ''
  const internalLabel = textFrom(state.internal_label) ?? category
  return { __typename: 'TicketState', id, category, internalLabel, externalLabel: textFrom(state.external_label) ?? internalLabel }
}

export function listedTicketStateFromIntercom(state: Intercom.TicketState): ListedTicketState | null {
  const known = ticketStateFromIntercom(state)
  return known && { ...known, archived: state.archived ?? false, typeIds: idsFrom(state.ticket_types?.data) }
}

function attributeFrom(attribute: Intercom.TicketTypeAttribute | null | undefined): TicketTypeAttribute | null {
  const id = noneIfZero(attribute?.id)
  if (!attribute || id === null) return null
  const dataType = textFrom(attribute.data_type) ?? 'string'
  return {
    __typename: 'TicketTypeAttribute',
    id,
    name: attribute.name ?? '',
    dataType,
    required: attribute.required_to_create ?? false,
    options: dataType === 'list' ? optionsFrom(attribute.input_options) : null,
    archived: attribute.archived ?? false,
  }
}

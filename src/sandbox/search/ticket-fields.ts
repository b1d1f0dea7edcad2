import type { LiveWorld } from '../store/world.ts'
import type { TicketRecord } from '../ticket-records.ts'
import { boolean, date, type Field, type Fields, integer, string } from './fields.ts'

type TicketField = Field<TicketRecord>

const ids = (index: string, of: TicketField['of']) => string(of, { index, exact: true })

/** Searched by other words than tickets are shown with: OpenAPI 2.14, POST /tickets/search, "Searching by Category". */
const categoryWords = { Customer: 'request', 'Back-office': 'task', Tracker: 'tracker' } as const

/** The accepted fields of OpenAPI 2.14 and 2.16, POST /tickets/search. */
export function ticketFields(world: LiveWorld): Fields<TicketRecord> {
  const typeOf = ({ ticket_type_id }: TicketRecord) => world.ticket_types.get(ticket_type_id)
  const fields: Record<string, TicketField> = {
    id: string(({ id }) => id, { index: 'id', exact: true }),
    created_at: date(({ created_at }) => created_at, { also: ['>=', '<='] }),
    updated_at: date(({ updated_at }) => updated_at),
    title: string(({ attributes }) => textOf(attributes._default_title_)),
    description: string(({ attributes }) => textOf(attributes._default_description_)),
    category: string((ticket) => categoryWords[typeOf(ticket)?.category ?? 'Customer']),
    ticket_type_id: ids('ticket_type_id', ({ ticket_type_id }) => ticket_type_id),
    contact_ids: ids('contact_ids', ({ contact_ids }) => contact_ids),
    teammate_ids: ids('teammate_ids', ({ teammate_ids }) => teammate_ids),
    admin_assignee_id: ids('admin_assignee_id', ({ admin_assignee_id }) => admin_assignee_id ?? '0'),
    team_assignee_id: ids('team_assignee_id', ({ team_assignee_id }) => team_assignee_id ?? '0'),
    open: boolean(({ open }) => open),
    // a text of which no value is published: the id of a state finds it, and so does its category
    state: string(({ state_id }) => [state_id, world.ticket_states.get(state_id)?.category ?? '']),
    snoozed_until: date(({ snoozed_until }) => snoozed_until),
  }
  return (name) => {
    const [, attributeId] = /^ticket_attribute\.(\d+)$/.exec(name) ?? []
    if (attributeId !== undefined) return attributeField(world, attributeId)
    return Object.hasOwn(fields, name) ? fields[name] : undefined
  }
}

const kinds = { string, list: string, integer, decimal: integer, boolean, datetime: date }

/** An attribute by its id, which only the tickets of one type have. Files cannot be searched. */
function attributeField(world: LiveWorld, attributeId: string): TicketField | undefined {
  for (const { id, attributes } of world.ticket_types.values()) {
    const attribute = attributes.find((each) => each.id === attributeId)
    if (!attribute || attribute.data_type === 'files') continue
    return kinds[attribute.data_type]<TicketRecord>((ticket) => {
      const value = ticket.ticket_type_id === id ? ticket.attributes[attribute.name] : null
      return typeof value === 'object' ? null : value
    })
  }
  return undefined
}

const textOf = (value: TicketRecord['attributes'][string] | undefined) => (typeof value === 'string' ? value : null)

import type { LiveWorld } from '../store/world.ts'
import { recordsOf } from '../store/world.ts'
import type { TicketStateRecord, TicketTypeAttributeRecord, TicketTypeRecord } from '../ticket-records.ts'

/** OpenAPI 2.14, schema `ticket_state`. */
export const renderTicketState = ({ id, category, internal_label, external_label }: TicketStateRecord) => ({
  type: 'ticket_state',
  id,
  category,
  internal_label,
  external_label,
})

/** A ticket type as it stands in the list of states: without its attributes. */
export const renderTicketTypeName = ({ id, name, description, icon, archived, category }: TicketTypeRecord) => ({
  type: 'ticket_type',
  id,
  name,
  description,
  icon,
  archived,
  // in every example of the description, whatever the category is
  is_internal: false,
  category,
})

/** OpenAPI 2.14, schema `ticket_type`: as it stands in a ticket, with its attributes and without its states. */
export const renderTicketType = (world: LiveWorld, ticketType: TicketTypeRecord) => ({
  ...renderTicketTypeName(ticketType),
  workspace_id: world.workspace.id_code,
  created_at: ticketType.created_at,
  updated_at: ticketType.updated_at,
  ticket_type_attributes: {
    type: 'list',
    data: ticketType.attributes.map((attribute, at) => renderAttribute(world, ticketType, attribute, at)),
  },
})

/** As it is listed: with its states too. */
export const renderTicketTypeWithStates = (world: LiveWorld, ticketType: TicketTypeRecord) => ({
  ...renderTicketType(world, ticketType),
  ticket_states: {
    type: 'list',
    data: recordsOf(world.ticket_states, ticketType.state_ids)
      .filter(({ archived }) => !archived)
      .map(renderTicketState),
  },
})

/** OpenAPI 2.14, schema `ticket_type_attribute`. */
function renderAttribute(
  world: LiveWorld,
  { id, created_at, updated_at }: TicketTypeRecord,
  attribute: TicketTypeAttributeRecord,
  order: number,
) {
  const { list_options, multiline, ...rest } = attribute
  return {
    type: 'ticket_type_attribute',
    ...rest,
    workspace_id: world.workspace.id_code,
    input_options: inputOptionsOf(attribute),
    order,
    visible_on_create: true,
    ticket_type_id: Number(id),
    created_at,
    updated_at,
  }
}

/** What it says of a text is in the examples. How the items of a list stand in it is published nowhere: only that they have ids. */
function inputOptionsOf({ data_type, list_options, multiline }: TicketTypeAttributeRecord) {
  if (data_type === 'string') return { multiline }
  return list_options && { allow_multiple_values: false, list_options }
}

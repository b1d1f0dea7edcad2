import { notFound } from '../http/errors.ts'
import type { Call, Route } from '../http/router.ts'
import { renderTicketState, renderTicketTypeName, renderTicketTypeWithStates } from './ticket-type.ts'

/** Every state with the types whose tickets go through it: OpenAPI 2.14, schema `ticket_state_detailed`. Archived ones are among them. */
function listTicketStates({ world }: Call) {
  const types = [...world.ticket_types.values()]
  const data = Array.from(world.ticket_states.values(), (state) => ({
    ...renderTicketState(state),
    archived: state.archived,
    ticket_types: { type: 'list', data: types.filter(({ state_ids }) => state_ids.includes(state.id)).map(renderTicketTypeName) },
  }))
  return { type: 'list', data }
}

export const ticketTypeRoutes: Route[] = [
  { method: 'GET', path: '/ticket_states', answer: listTicketStates },
  {
    method: 'GET',
    path: '/ticket_types',
    answer: ({ world }) => ({
      type: 'list',
      data: Array.from(world.ticket_types.values(), (ticketType) => renderTicketTypeWithStates(world, ticketType)),
    }),
  },
  {
    method: 'GET',
    path: '/ticket_types/{ticket_type_id}',
    answer({ world, params: { ticket_type_id = '' } }) {
      const ticketType = world.ticket_types.get(ticket_type_id)
      if (!ticketType) throw notFound()
      return renderTicketTypeWithStates(world, ticketType)
    },
  },
]

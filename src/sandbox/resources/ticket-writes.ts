import { ApiError, notFound, parameterInvalid } from '../http/errors.ts'
import { type Fields, fieldsOf, flagIn, idIn, neededId, objectIn, objectsIn, parameterNotFound, wholeIn } from '../http/fields.ts'
import type { Call, Route } from '../http/router.ts'
import type { TicketRecord } from '../ticket-records.ts'
import { namedContact, userNotFound } from './acting.ts'
import { companyNotFound } from './companies.ts'
import { conversationOf } from './conversation-answer.ts'
import { validEmail } from './email.ts'
import { renderTicket } from './ticket.ts'
import { refuseIncomplete, ticketAttributesIn } from './ticket-attributes-in.ts'

export function ticketOf({ world, params: { ticket_id = '' } }: Call): TicketRecord {
  const ticket = world.tickets.get(ticket_id)
  if (!ticket) throw notFound('ticket_not_found', 'Ticket not found')
  return ticket
}

const answer = ({ world, version }: Call, id: string) => renderTicket(world, world.tickets.get(id) as TicketRecord, version)

function create(call: Call) {
  const { world, actions, body } = call
  const fields = fieldsOf(body)
  const type = typeIn(call, fields)
  const attributes = ticketAttributesIn(type, objectIn(fields, 'ticket_attributes') ?? {})
  refuseIncomplete(type, attributes)
  const company_id = companyIn(call, fields) ?? null
  const assignment = objectIn(fields, 'assignment') ?? {}
  const admin_assignee_id = knownIn(assignment, 'admin_assignee_id', world.admins)
  const team_assignee_id = knownIn(assignment, 'team_assignee_id', world.teams)
  const links = linksIn(call, fields)
  const created_at = wholeIn(fields, 'created_at') ?? undefined
  const { ticket } = actions.tickets.create({
    ...{
      ticket_type_id: type.id,
      contact_ids: [contactIn(call, fields)],
      attributes,
      company_id,
      admin_assignee_id,
      team_assignee_id,
      links,
    },
    ...(created_at === undefined ? {} : { created_at }),
  })
  return answer(call, ticket)
}

function typeIn({ world }: Call, fields: Fields) {
  const type = world.ticket_types.get(neededId(fields, 'ticket_type_id'))
  if (!type || type.archived) throw parameterInvalid('ticket_type_id must be the id of a ticket type')
  return type
}

/** "Currently only one is allowed"; an address that nobody has makes a lead: OpenAPI 2.14, schema `create_ticket_request`. */
function contactIn(call: Call, fields: Fields): string {
  const [one, another] = objectsIn(fields, 'contacts')
  if (!one) throw parameterNotFound('contacts')
  if (another) throw parameterInvalid('contacts may have one item only')
  const known = namedContact(call, { intercom_user_id: one.id, user_id: one.external_id, email: one.email })
  if (known) return known.id
  if (typeof one.email !== 'string' || one.id !== undefined || one.external_id !== undefined) throw userNotFound()
  return call.actions.contacts.create({ role: 'lead', email: validEmail(one.email) }).contact
}

function companyIn({ world }: Call, fields: Fields): string | null | undefined {
  const id = idIn(fields, 'company_id')
  if (id && !world.companies.has(id)) throw companyNotFound()
  return id === '' ? null : id
}

function knownIn(fields: Fields, name: string, table: { has(id: string): boolean }): string | null {
  const id = idIn(fields, name)
  if (!id || id === '0') return null
  if (!table.has(id)) throw assigneeNotFound()
  return id
}

const assigneeNotFound = () => notFound('assignee_not_found', 'Assignee not found')

function linksIn({ world }: Call, fields: Fields): TicketRecord['links'] {
  const id = idIn(fields, 'conversation_to_link_id')
  if (!id) return []
  if (!world.conversations.has(id)) throw notFound()
  return [{ type: 'conversation', id }]
}

/** The errors are those of OpenAPI 2.14, PUT /tickets/{ticket_id}. Everything is looked at before anything is written. */
function update(call: Call) {
  const { world, actions, body } = call
  const before = ticketOf(call)
  const { id } = before
  const fields = fieldsOf(body)
  const type = world.ticket_types.get(before.ticket_type_id)
  const attributes = type ? ticketAttributesIn(type, objectIn(fields, 'ticket_attributes') ?? {}) : {}
  const state = idIn(fields, 'ticket_state_id')
  if (state && !type?.state_ids.includes(state)) {
    const words = 'Ticket state id is not valid or is not associated with the ticket type'
    throw new ApiError(400, 'ticket_state_id_invalid', words)
  }
  const admin = idIn(fields, 'admin_id') ?? undefined
  if (admin !== undefined && !world.admins.has(admin)) throw assigneeNotFound()
  const assignee = assigneeIn(call, fields)
  const [company, open, shared, until] = [
    companyIn(call, fields),
    flagIn(fields, 'open'),
    flagIn(fields, 'is_shared'),
    wholeIn(fields, 'snoozed_until'),
  ]

  actions.tickets.setAttributes({ ticket: id, attributes })
  if (state && state !== before.state_id) actions.tickets.moveTo({ ticket: id, state, admin })
  if (assignee) assign(call, id, { ...assignee, admin: admin ?? world.workspace.token_admin_id })
  actions.tickets.set({
    ticket: id,
    ...(company === undefined ? {} : { company_id: company }),
    ...(open === undefined ? {} : { open }),
    ...(shared === undefined ? {} : { is_shared: shared }),
    ...(until === undefined ? {} : { snoozed_until: until }),
  })
  return answer(call, id)
}

/** A teammate or a team, whoever has that id; `0` is nobody. */
function assigneeIn({ world }: Call, fields: Fields): { type: 'admin' | 'team'; assignee: string } | undefined {
  const assignee = idIn(fields, 'assignee_id')
  if (!assignee) return undefined
  if (assignee === '0' || world.admins.has(assignee)) return { type: 'admin', assignee }
  if (world.teams.has(assignee)) return { type: 'team', assignee }
  throw assigneeNotFound()
}

/** In the conversation that the ticket is, where it is one. */
function assign(
  { world, actions }: Call,
  id: string,
  { type, assignee, admin }: { type: 'admin' | 'team'; assignee: string; admin: string },
) {
  if (world.conversations.has(id)) return actions.conversations.assign({ conversation: id, admin, type, assignee })
  const assigned = assignee === '0' ? null : assignee
  const by = world.admins.get(admin)
  const author = { type: 'admin' as const, id: admin, name: by?.name ?? null, email: by?.email ?? '' }
  const field = type === 'admin' ? { admin_assignee_id: assigned } : { team_assignee_id: assigned }
  return actions.tickets.happens(id, { type: 'assignment', author, assignedTo: { type, id: assigned } }, field)
}

function remove(call: Call) {
  const { id } = ticketOf(call)
  call.actions.tickets.deleteTicket({ ticket: id })
  return { id, object: 'ticket', deleted: true }
}

/** OpenAPI 2.14, POST /conversations/{conversation_id}/convert. One that is a ticket already is answered as the ticket it is. */
function convert(call: Call) {
  const { id } = conversationOf(call)
  const fields = fieldsOf(call.body)
  const type = typeIn(call, fields)
  if (type.category !== 'Customer') throw parameterInvalid('Ticket type is not a customer ticket type')
  const attributes = ticketAttributesIn(type, objectIn(fields, 'attributes') ?? {})
  if (!call.world.tickets.has(id)) call.actions.tickets.adopt({ conversation: id, type: type.id, attributes })
  return answer(call, id)
}

export const ticketWriteRoutes: Route[] = [
  { method: 'POST', path: '/tickets', answer: create },
  { method: 'PUT', path: '/tickets/{ticket_id}', answer: update },
  { method: 'DELETE', path: '/tickets/{ticket_id}', answer: remove },
  { method: 'POST', path: '/conversations/{conversation_id}/convert', answer: convert },
]

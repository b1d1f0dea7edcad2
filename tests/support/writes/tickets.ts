import { aConversation, aTicket } from '../../unit/sandbox/small-world.ts'
import { calls, leadingOf, newNumber, type World } from '../write-deeds.ts'
import type { Deed, WriteRow } from '../write-faults.ts'

type Ticket = World['tickets'] extends { get(id: string): infer Found } ? NonNullable<Found> : never

/** Words that nobody has written before. */
const newWords = () => `Words ${newNumber()} of a ticket`
const newId = () => String(600_000_000 + newNumber())

/** A type that customers see, and of which no more than a title has to be said. */
const customerType = (world: World) =>
  [...world.ticket_types.values()].find(
    ({ category, archived, attributes }) =>
      category === 'Customer' && !archived && attributes.filter((one) => one.required_to_create).length === 1,
  )!
const someTag = (world: World) => world.tags.keys().next().value!
const someAdmin = (world: World) => world.admins.keys().next().value!
const aUser = ({ contacts }: World, place: number) => [...contacts.values()].filter(({ role }) => role === 'user')[place % 50]!.id

function remove({ tickets, conversations }: World, id: string) {
  tickets.remove(id)
  conversations.remove(id)
}

/** A ticket that customers see, with the conversation that it is, which no other deed knows. */
function start(world: World, place: number, title = 'A title'): Ticket {
  const id = newId()
  const contact_ids = [aUser(world, place)]
  world.conversations.put({ ...aConversation(0), id, contact_ids })
  const { id: ticket_type_id, state_ids } = customerType(world)
  return { ...aTicket(0, { ticket_type_id, state_id: state_ids[0]!, attributes: { _default_title_: title }, contact_ids }), id }
}

const leading = leadingOf<Ticket>({ table: ({ tickets }) => tickets, start, clear: (world, { id }) => remove(world, id) })
const tagsOf = (world: World, ticket: Ticket | undefined) => world.conversations.get(ticket?.id ?? '')?.tags ?? []

export const ticketWrites: readonly WriteRow[] = [
  {
    mutation: 'ticketCreate',
    prepare(world, place): Deed {
      const title = newWords()
      const made = ({ tickets }: World) => [...tickets.values()].filter((one) => one.attributes._default_title_ === title)
      const who = `type: "${customerType(world).id}", contacts: [{ id: "${aUser(world, place)}" }]`
      return {
        field: `ticketCreate(input: { ${who}, attributes: { _default_title_: "${title}" } })`,
        isMeant: calls('POST', '/tickets', `"${title}"`),
        effects: (world) => made(world).length,
        clear(world) {
          for (const { id } of made(world)) remove(world, id)
        },
      }
    },
  },
  {
    mutation: 'ticketReply',
    prepare(world, place): Deed {
      const ticket = start(world, place)
      world.tickets.put(ticket)
      const { id } = ticket
      const words = newWords()
      return {
        field: `ticketReply(id: "${id}", input: { body: "<p>${words}</p>" })`,
        isMeant: calls('POST', `/tickets/${id}/reply`),
        effects: (world) => (world.tickets.get(id)?.parts ?? []).filter(({ body }) => body?.includes(words)).length,
        clear: (world) => remove(world, id),
      }
    },
  },
  leading('ticketUpdate', {
    method: 'PUT',
    path: (id) => `/tickets/${id}`,
    field: (id) => `ticketUpdate(id: "${id}", input: { attributes: { _default_title_: "Another title" }, open: false })`,
    isSo: (ticket) => ticket?.attributes._default_title_ === 'Another title' && !ticket.open,
  }),
  leading('ticketTagAdd', {
    method: 'POST',
    path: (id) => `/tickets/${id}/tags`,
    field: (id, world) => `ticketTagAdd(id: "${id}", tag: { id: "${someTag(world)}" })`,
    isSo: (ticket, world) => tagsOf(world, ticket).length === 1,
  }),
  leading('ticketTagRemove', {
    method: 'DELETE',
    path: (id, world) => `/tickets/${id}/tags/${someTag(world)}`,
    field: (id, world) => `ticketTagRemove(id: "${id}", tag: "${someTag(world)}")`,
    arrange(world, { id }) {
      const applied_by = { type: 'admin' as const, id: someAdmin(world) }
      world.conversations.put({ ...world.conversations.get(id)!, tags: [{ id: someTag(world), applied_at: 0, applied_by }] })
    },
    isSo: (ticket, world) => tagsOf(world, ticket).length === 0,
  }),
  leading('ticketDelete', {
    method: 'DELETE',
    path: (id) => `/tickets/${id}`,
    field: (id) => `ticketDelete(id: "${id}")`,
    isSo: (ticket) => ticket === undefined,
  }),
  leading('conversationConvertToTicket', {
    method: 'POST',
    path: (id) => `/conversations/${id}/convert`,
    field: (id, world) => `conversationConvertToTicket(id: "${id}", ticketType: "${customerType(world).id}")`,
    arrange: ({ tickets }, { id }) => tickets.remove(id),
    isSo: (ticket) => ticket !== undefined,
  }),
]

import type { startSandbox } from '../../../src/sandbox/server.ts'
import type { Passing } from '../fault-proxy.ts'
import type { Deed, WriteRow } from '../write-faults.ts'

type World = Awaited<ReturnType<typeof startSandbox>>['world']
type Ticket = World['tickets'] extends { get(id: string): infer Found } ? NonNullable<Found> : never

let made = 0
/** Words and ids that nobody has had before. */
const newWords = () => `Words ${++made} of a ticket`
const newId = () => String(600_000_000 + ++made)

/** One that customers see, with the conversation that it is, of its own. */
function aTicketOf(world: World): Ticket {
  const [template] = [...world.tickets.values()].filter(({ id }) => world.conversations.has(id))
  if (!template) throw new Error('The sandbox has no ticket that is a conversation.')
  const id = newId()
  world.conversations.put({ ...world.conversations.get(template.id)!, id, tags: [] })
  const ticket = { ...template, id, open: true, parts: [] }
  world.tickets.put(ticket)
  return ticket
}
const now = (world: World, id: string) => world.tickets.get(id)
const calls = (method: string, path: string) => (call: Passing) => call.method === method && call.path === path

/** They are taken in turn. */
function someone(world: World, place: number): string {
  const users = [...world.contacts.values()].filter(({ role }) => role === 'user')
  return users[place % users.length]!.id
}
const someTag = (world: World) => [...world.tags.keys()][0]!
/** One that customers see, and of which no more than a title has to be said. */
const customerType = (world: World) =>
  [...world.ticket_types.values()].find(
    ({ category, archived, attributes }) =>
      category === 'Customer' && !archived && attributes.filter((one) => one.required_to_create).length === 1,
  )!
const tagsOf = (world: World, id: string) => world.conversations.get(id)?.tags.map((tag) => tag.id) ?? []

export const ticketWrites: readonly WriteRow[] = [
  {
    mutation: 'ticketCreate',
    prepare(world, place): Deed {
      const title = newWords()
      const attributes = `{ _default_title_: "${title}" }`
      return {
        field: `ticketCreate(input: { type: "${customerType(world).id}", contacts: [{ id: "${someone(world, place)}" }], attributes: ${attributes} })`,
        isMeant: ({ method, path, body }) => method === 'POST' && path === '/tickets' && body.includes(`"${title}"`),
        effects: ({ tickets }) => [...tickets.values()].filter((one) => one.attributes._default_title_ === title).length,
      }
    },
  },
  {
    mutation: 'ticketUpdate',
    prepare(world): Deed {
      const { id } = aTicketOf(world)
      const title = newWords()
      return {
        field: `ticketUpdate(id: "${id}", input: { attributes: { _default_title_: "${title}" }, open: false })`,
        isMeant: calls('PUT', `/tickets/${id}`),
        // done twice it is so as well, and leaves no second line in the thread
        effects: (world) => (now(world, id)?.attributes._default_title_ === title && now(world, id)?.open === false ? 1 : 0),
      }
    },
  },
  {
    mutation: 'ticketReply',
    prepare(world): Deed {
      const { id } = aTicketOf(world)
      const words = newWords()
      return {
        field: `ticketReply(id: "${id}", input: { body: "<p>${words}</p>" })`,
        isMeant: calls('POST', `/tickets/${id}/reply`),
        effects: (world) => (now(world, id)?.parts ?? []).filter(({ body }) => body?.includes(words)).length,
      }
    },
  },
  {
    mutation: 'ticketTagAdd',
    prepare(world): Deed {
      const { id } = aTicketOf(world)
      return {
        field: `ticketTagAdd(id: "${id}", tag: { id: "${someTag(world)}" })`,
        isMeant: calls('POST', `/tickets/${id}/tags`),
        effects: (world) => (tagsOf(world, id).includes(someTag(world)) ? 1 : 0),
      }
    },
  },
  {
    mutation: 'ticketTagRemove',
    prepare(world): Deed {
      const { id } = aTicketOf(world)
      const applied_by = { type: 'admin' as const, id: [...world.admins.keys()][0]! }
      world.conversations.put({ ...world.conversations.get(id)!, tags: [{ id: someTag(world), applied_at: 0, applied_by }] })
      return {
        field: `ticketTagRemove(id: "${id}", tag: "${someTag(world)}")`,
        isMeant: calls('DELETE', `/tickets/${id}/tags/${someTag(world)}`),
        effects: (world) => (tagsOf(world, id).length === 0 ? 1 : 0),
      }
    },
  },
  {
    mutation: 'ticketDelete',
    prepare(world): Deed {
      const { id } = aTicketOf(world)
      return {
        field: `ticketDelete(id: "${id}")`,
        isMeant: calls('DELETE', `/tickets/${id}`),
        effects: (world) => (world.tickets.has(id) ? 0 : 1),
      }
    },
  },
  {
    mutation: 'conversationConvertToTicket',
    prepare(world): Deed {
      const id = newId()
      world.conversations.put({ ...[...world.conversations.values()][0]!, id })
      return {
        field: `conversationConvertToTicket(id: "${id}", ticketType: "${customerType(world).id}")`,
        isMeant: calls('POST', `/conversations/${id}/convert`),
        effects: (world) => (world.tickets.has(id) ? 1 : 0),
      }
    },
  },
]

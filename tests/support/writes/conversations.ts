import type { startSandbox } from '../../../src/sandbox/server.ts'
import type { Passing } from '../fault-proxy.ts'
import type { Deed, WriteRow } from '../write-faults.ts'

type World = Awaited<ReturnType<typeof startSandbox>>['world']
type Conversation = World['conversations'] extends { get(id: string): infer Found } ? NonNullable<Found> : never

/** One that no other run has: they are taken in turn, and each run's words are its own. */
function conversationOf(world: World, run: number): Conversation {
  const all = [...world.conversations.values()]
  return all[run % all.length]!
}
const now = (world: World, id: string) => world.conversations.get(id)
const partsLike = (world: World, id: string, fits: (part: Conversation['parts'][number]) => boolean) =>
  (now(world, id)?.parts ?? []).filter(fits).length
const calls = (method: string, path: string) => (call: Passing) => call.method === method && call.path === path

let words = 0
/** Words that nobody has written before. */
const newWords = () => `Words ${++words} & more`
const asHtml = (text: string) => text.replace('&', '&amp;')
const says = (text: string) => (part: { body: string | null }) => part.body?.includes(asHtml(text)) ?? false

/** One that says something in the thread. */
const saying = (mutation: string, path: string, field: (id: string, html: string) => string): WriteRow => ({
  mutation,
  prepare(world, run): Deed {
    const { id } = conversationOf(world, run)
    const text = newWords()
    return {
      field: field(id, JSON.stringify(`<p>${asHtml(text)}</p>`)),
      isMeant: calls('POST', `/conversations/${id}/${path}`),
      effects: (world) => partsLike(world, id, says(text)),
    }
  },
})

/** One that leads to a state, from another that it is brought into before. */
const leading = (
  mutation: string,
  {
    method,
    path,
    field,
    before,
    isSo,
  }: {
    method: string
    path(id: string, world: World): string
    field(id: string, world: World): string
    before(conversation: Conversation, world: World): Partial<Conversation>
    isSo(conversation: Conversation | undefined, world: World): boolean
  },
): WriteRow => ({
  mutation,
  prepare(world, run): Deed {
    const conversation = conversationOf(world, run)
    const { id } = conversation
    world.conversations.put({ ...conversation, ...before(conversation, world) })
    const length = conversation.parts.length
    return {
      field: field(id, world),
      isMeant: calls(method, path(id, world)),
      // done twice it is so as well, and leaves two lines in the thread
      effects: (world) => (isSo(now(world, id), world) ? Math.max(1, (now(world, id)?.parts.length ?? 0) - length) : 0),
    }
  },
})

const someTag = (world: World) => [...world.tags.keys()][0]!
const someone = (world: World) => [...world.contacts.values()].find(({ role }) => role === 'user')!.id
const another = (world: World) => [...world.contacts.values()].filter(({ role }) => role === 'user')[1]!.id
const someTeam = (world: World) => [...world.teams.keys()][0]!

export const conversationWrites: readonly WriteRow[] = [
  saying('conversationReply', 'reply', (id, html) => `conversationReply(id: "${id}", input: { body: ${html} })`),
  saying('conversationNoteAdd', 'reply', (id, html) => `conversationNoteAdd(id: "${id}", input: { body: ${html} })`),
  saying('conversationClose with words', 'parts', (id, html) => `conversationClose(id: "${id}", body: ${html})`),
  saying('conversationAssign with words', 'parts', (id, html) => `conversationAssign(id: "${id}", to: { unassign: true }, note: ${html})`),
  leading('conversationClose', {
    method: 'POST',
    path: (id) => `/conversations/${id}/parts`,
    field: (id) => `conversationClose(id: "${id}")`,
    before: () => ({ state: 'open' }),
    isSo: (conversation) => conversation?.state === 'closed',
  }),
  leading('conversationOpen', {
    method: 'POST',
    path: (id) => `/conversations/${id}/parts`,
    field: (id) => `conversationOpen(id: "${id}")`,
    before: () => ({ state: 'closed' }),
    isSo: (conversation) => conversation?.state === 'open',
  }),
  leading('conversationSnooze', {
    method: 'POST',
    path: (id) => `/conversations/${id}/parts`,
    field: (id) => `conversationSnooze(id: "${id}", until: "2040-01-01T00:00:00Z")`,
    before: () => ({ state: 'open', snoozed_until: null }),
    isSo: (conversation) => conversation?.state === 'snoozed' && conversation.snoozed_until === Date.UTC(2040, 0, 1) / 1000,
  }),
  leading('conversationAssign', {
    method: 'POST',
    path: (id) => `/conversations/${id}/parts`,
    field: (id, world) => `conversationAssign(id: "${id}", to: { team: "${someTeam(world)}" })`,
    before: () => ({ team_assignee_id: null }),
    isSo: (conversation, world) => String(conversation?.team_assignee_id) === someTeam(world),
  }),
  leading('conversationUpdate', {
    method: 'PUT',
    path: (id) => `/conversations/${id}`,
    field: (id) => `conversationUpdate(id: "${id}", input: { title: "Another title" })`,
    before: () => ({ title: 'A title' }),
    isSo: (conversation) => conversation?.title === 'Another title',
  }),
  leading('conversationTagAdd', {
    method: 'POST',
    path: (id) => `/conversations/${id}/tags`,
    field: (id, world) => `conversationTagAdd(id: "${id}", tag: { id: "${someTag(world)}" })`,
    before: () => ({ tags: [] }),
    isSo: (conversation, world) => conversation?.tags.some(({ id }) => id === someTag(world)) ?? false,
  }),
  leading('conversationTagRemove', {
    method: 'DELETE',
    path: (id, world) => `/conversations/${id}/tags/${someTag(world)}`,
    field: (id, world) => `conversationTagRemove(id: "${id}", tag: "${someTag(world)}")`,
    before: (_, world) => ({
      tags: [{ id: someTag(world), applied_at: 0, applied_by: { type: 'admin', id: [...world.admins.keys()][0]! } }],
    }),
    isSo: (conversation) => conversation?.tags.length === 0,
  }),
  leading('conversationContactAttach', {
    method: 'POST',
    path: (id) => `/conversations/${id}/customers`,
    field: (id, world) => `conversationContactAttach(id: "${id}", contact: { id: "${another(world)}" })`,
    before: (_, world) => ({ contact_ids: [someone(world)] }),
    isSo: (conversation, world) => conversation?.contact_ids.includes(another(world)) ?? false,
  }),
  leading('conversationContactDetach', {
    method: 'DELETE',
    path: (id, world) => `/conversations/${id}/customers/${another(world)}`,
    field: (id, world) => `conversationContactDetach(id: "${id}", contact: "${another(world)}")`,
    before: (_, world) => ({ contact_ids: [someone(world), another(world)] }),
    isSo: (conversation, world) => !(conversation?.contact_ids.includes(another(world)) ?? true),
  }),
  {
    mutation: 'conversationMerge',
    prepare(world, run): Deed {
      const [from, into] = [String(700_000_000 + ++words), conversationOf(world, run).id]
      world.conversations.put({ ...conversationOf(world, run), id: from, state: 'open' })
      return {
        field: `conversationMerge(from: "${from}", into: "${into}")`,
        isMeant: calls('POST', `/conversations/${from}/merge`),
        effects: (world) => (world.merged_conversations.get(from) === into ? 1 : 0),
      }
    },
  },
  {
    mutation: 'conversationCreate',
    prepare(world): Deed {
      const text = newWords()
      return {
        field: `conversationCreate(input: { from: { id: "${someone(world)}" }, body: "${text}" })`,
        isMeant: ({ method, path, body }) => method === 'POST' && path === '/conversations' && body.includes(`"${text}"`),
        effects: ({ conversations }) =>
          [...conversations.values()].filter(({ source }) => source.body.includes(`>${asHtml(text)}<`)).length,
      }
    },
  },
  {
    mutation: 'conversationPartRedact',
    prepare(world, run): Deed {
      const conversation = conversationOf(world, run)
      const { id } = conversation
      const part = { ...conversation.parts[0]!, id: String(800_000_000 + ++words), body: '<p>Words</p>', redacted: false }
      world.conversations.put({ ...conversation, parts: [...conversation.parts, part] })
      return {
        field: `conversationPartRedact(conversation: "${id}", part: "${part.id}")`,
        isMeant: ({ path, body }) => path === '/conversations/redact' && body.includes(`"${part.id}"`),
        effects: (world) => (now(world, id)?.parts.find((one) => one.id === part.id)?.redacted ? 1 : 0),
      }
    },
  },
  {
    mutation: 'conversationDelete',
    prepare(world): Deed {
      const template = conversationOf(world, 0)
      const id = String(900_000_000 + ++words)
      world.conversations.put({ ...template, id })
      return {
        field: `conversationDelete(id: "${id}")`,
        isMeant: calls('DELETE', `/conversations/${id}`),
        effects: (world) => (world.conversations.has(id) ? 0 : 1),
      }
    },
  },
]

import { calls, leadingOf, newNumber, type World } from '../write-deeds.ts'
import type { Deed, WriteRow } from '../write-faults.ts'

type Conversation = World['conversations'] extends { get(id: string): infer Found } ? NonNullable<Found> : never

/** One that no other deed has meanwhile: the sandbox's first are more than there are places, and none of them goes. */
const conversationAt = ({ conversations }: World, place: number) => conversations.values().drop(place).next().value!
const now = (world: World, id: string) => world.conversations.get(id)

/** Words that nobody has written before. */
const newWords = () => `Words ${newNumber()} & more`
const asHtml = (text: string) => text.replace('&', '&amp;')

/** One that says something in the thread. */
const saying = (mutation: string, path: string, field: (id: string, html: string) => string): WriteRow => ({
  mutation,
  prepare(world, place): Deed {
    const { id } = conversationAt(world, place)
    const html = asHtml(newWords())
    return {
      field: field(id, JSON.stringify(`<p>${html}</p>`)),
      isMeant: calls('POST', `/conversations/${id}/${path}`),
      effects: (world) => (now(world, id)?.parts ?? []).filter(({ body }) => body?.includes(html)).length,
    }
  },
})

/** One that leads to a state; done twice it is so as well, and leaves two lines in the thread. */
const leading = leadingOf<Conversation>({
  table: ({ conversations }) => conversations,
  start: conversationAt,
  timesDone: (before, after) => Math.max(1, (after?.parts.length ?? 0) - before.parts.length),
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
    prepare(world, place): Deed {
      const [from, into] = [String(700_000_000 + newNumber()), conversationAt(world, place).id]
      world.conversations.put({ ...conversationAt(world, place), id: from, state: 'open' })
      return {
        field: `conversationMerge(from: "${from}", into: "${into}")`,
        isMeant: calls('POST', `/conversations/${from}/merge`),
        effects: (world) => (world.merged_conversations.get(from) === into ? 1 : 0),
        clear: (world) => void world.conversations.remove(from),
      }
    },
  },
  {
    mutation: 'conversationCreate',
    prepare(world): Deed {
      const text = newWords()
      const from = someone(world)
      const made = (world: World) =>
        [...world.conversations.idsBy('contact_id', from)].filter((id) => now(world, id)?.source.body.includes(`>${asHtml(text)}<`))
      return {
        field: `conversationCreate(input: { from: { id: "${from}" }, body: "${text}" })`,
        isMeant: calls('POST', '/conversations', `"${text}"`),
        effects: (world) => made(world).length,
        clear: (world) => made(world).forEach(world.conversations.remove),
      }
    },
  },
  {
    mutation: 'conversationPartRedact',
    prepare(world, place): Deed {
      const conversation = conversationAt(world, place)
      const { id } = conversation
      const part = { ...conversation.parts[0]!, id: String(800_000_000 + newNumber()), body: '<p>Words</p>', redacted: false }
      world.conversations.put({ ...conversation, parts: [...conversation.parts, part] })
      return {
        field: `conversationPartRedact(conversation: "${id}", part: "${part.id}")`,
        isMeant: calls('POST', '/conversations/redact', `"${part.id}"`),
        effects: (world) => (now(world, id)?.parts.find((one) => one.id === part.id)?.redacted ? 1 : 0),
      }
    },
  },
  {
    mutation: 'conversationDelete',
    prepare(world): Deed {
      const template = conversationAt(world, 0)
      const id = String(900_000_000 + newNumber())
      world.conversations.put({ ...template, id })
      return {
        field: `conversationDelete(id: "${id}")`,
        isMeant: calls('DELETE', `/conversations/${id}`),
        effects: (world) => (world.conversations.has(id) ? 0 : 1),
      }
    },
  },
]

import type { Json } from '../../changes/change.ts'
import { idReader } from '../../intercom/ids.ts'
import { type Item, idAt, idsAt, isObject, valuesAt, wordAt } from '../../webhooks/item.ts'
import { forEach, type TopicRules } from '../../webhooks/topics.ts'
import type { ConversationsService } from './service.ts'

const conversationId = idReader('conversation')
const partId = idReader('conversation part')
const contactId = idReader('contact')
const adminId = idReader('admin')
const teamId = idReader('team')

/** A part was added, or a fact of the conversation has changed. */
const changes = [
  'conversation.admin.assigned',
  'conversation.admin.closed',
  'conversation.admin.noted',
  'conversation.admin.open.assigned',
  'conversation.admin.opened',
  'conversation.admin.replied',
  'conversation.admin.replied.translated',
  'conversation.admin.single.created',
  'conversation.admin.snoozed',
  'conversation.admin.unsnoozed',
  'conversation.operator.replied',
  'conversation.priority.updated',
  'conversation.rating.added',
  'conversation.user.created',
  'conversation.user.replied',
  'conversation.read',
  'conversation.company.updated',
  'conversation_part.tag.created',
  'conversation.contact.attached',
  'conversation.contact.detached',
]

type Needs = { conversations: ConversationsService; contacts: { keyOf(id: string): string } }

export const conversationTopics = ({ conversations, contacts }: Needs): TopicRules => {
  const idIn = (item: Item) => idAt(item, conversationId, 'id', 'conversation_id', 'conversation.model.id', 'conversation.id')

  /** Who takes part, and who wrote what is in it. */
  const peopleIn = (item: Item) =>
    idsAt(item, contactId, 'contacts.contacts[].id', 'contact.id', 'source.author.id', 'conversation_parts.conversation_parts[].author.id')

  function changed(item: Item) {
    const id = idIn(item)
    if (id === null) return null
    const people = peopleIn(item)
    const key = conversations.keyOf(id)
    return {
      about: [{ type: 'conversation', id }, ...people.map((person) => ({ type: 'contact', id: person }))],
      facts: factsOf(item),
      forget: [key, ...conversations.listKeys()],
      names: [key, ...people.map(contacts.keyOf)],
    }
  }

  function erased(item: Item) {
    const id = idIn(item)
    if (id === null) return null
    const facts = { parts: partsOf(item) }
    return { about: [{ type: 'conversation', id }], facts, erase: [conversations.keyOf(id)], forget: conversations.listKeys() }
  }

  return {
    ...forEach(changes, changed),
    ...forEach(['conversation.deleted', 'conversation_part.redacted'], erased),
    // a customer's ticket is a conversation too, under the same id, and tickets of all kinds may hang together with others
    'ticket.*': (item) => {
      const ids = idsAt(item, conversationId, 'ticket.id', 'id')
      const linked = ['linked_objects.data[]', 'ticket.linked_objects.data[]'].flatMap((path) => valuesAt(item, path))
      const linkedIds = linked.flatMap((one) => (isObject(one) && one.type === 'conversation' ? (conversationId(one.id) ?? []) : []))
      return { forget: [...[...ids, ...linkedIds].map(conversations.keyOf), ...conversations.listKeys()] }
    },
    // whose conversations they are has changed with them
    ...forEach(['contact.merged', 'contact.deleted'], () => ({ forget: conversations.listKeys() })),
  }
}

const factsOf = (item: Item) => ({
  state: wordAt(item, 'state'),
  adminAssigneeId: idAt(item, adminId, 'admin_assignee_id'),
  teamAssigneeId: idAt(item, teamId, 'team_assignee_id'),
  parts: partsOf(item),
})

/** The parts of this event, which are all that an item has. */
const partsOf = (item: Item): Json[] =>
  valuesAt(item, 'conversation_parts.conversation_parts[]').flatMap((part) => {
    const id = isObject(part) ? partId(part.id) : null
    if (id === null || !isObject(part)) return []
    const authorId = [contactId, adminId].map((idOf) => idAt(part, idOf, 'author.id')).find((found) => found !== null)
    return [{ id, type: wordAt(part, 'part_type'), authorType: wordAt(part, 'author.type'), authorId: authorId ?? null }]
  })

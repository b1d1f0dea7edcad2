import { idReader } from '../../intercom/ids.ts'
import { type Item, idAt, idsAt, isObject, valuesAt, wordAt } from '../../webhooks/item.ts'
import { count, each, flag, idAlways, idOrNone, instant, instantAlways, saidIn, within, word } from '../../webhooks/said.ts'
import { forEach, ownTopic, type TopicRules } from '../../webhooks/topics.ts'
import { conversationStateFrom, isUrgent } from './model.ts'
import { toldOnce } from './model-event.ts'
import { resolutionInNewerWords } from './model-facts.ts'
import type { ConversationsService } from './service.ts'

const conversationId = idReader('conversation')
const partId = idReader('conversation part')
const contactId = idReader('contact')
const adminId = idReader('admin')
const teamId = idReader('team')
const tagId = idReader('tag')

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

  function changed(item: Item, topic: string) {
    const id = idIn(item)
    if (id === null) return null
    const people = peopleIn(item)
    const [key, parts] = [conversations.keyOf(id), partsOf(item)]
    return {
      about: [{ type: 'conversation', id }, ...people.map((person) => ({ type: 'contact', id: person }))],
      facts: { parts, judged: judgedOf(item) },
      once: toldOnce(
        topic,
        id,
        parts.map((part) => part.id),
      ),
      forget: [key, ...conversations.listKeys()],
      names: [key, ...people.map(contacts.keyOf)],
    }
  }

  function erased(item: Item, topic: string) {
    const id = idIn(item)
    if (id === null) return null
    const parts = partsOf(item)
    return {
      about: [{ type: 'conversation', id }],
      facts: { parts },
      once: toldOnce(
        topic,
        id,
        parts.map((part) => part.id),
      ),
      erase: [conversations.keyOf(id)],
      forget: conversations.listKeys(),
    }
  }

  /** The conversation that a ticket is, and those that it hangs together with. */
  function ofTicket(item: Item) {
    const ids = idsAt(item, conversationId, 'ticket.id', 'id')
    const linked = ['linked_objects.data[]', 'ticket.linked_objects.data[]'].flatMap((path) => valuesAt(item, path))
    const linkedIds = linked.flatMap((one) => (isObject(one) && one.type === 'conversation' ? (conversationId(one.id) ?? []) : []))
    return { forget: [...[...ids, ...linkedIds].map(conversations.keyOf), ...conversations.listKeys()] }
  }

  return {
    ...forEach(changes, changed),
    // what the gateway itself has changed and Intercom has no topic for
    [ownTopic('conversation.updated')]: (item) => {
      const effect = changed(item, ownTopic('conversation.updated'))
      const names = valuesAt(item, 'changed[]').filter((name): name is string => typeof name === 'string')
      return effect && { ...effect, facts: { ...effect.facts, changed: names } }
    },
    [ownTopic('conversation.merged')]: (item) => {
      const effect = changed(item, ownTopic('conversation.merged'))
      const from = idsAt(item, conversationId, 'merged_from.id').map(conversations.keyOf)
      return effect && { ...effect, facts: { ...effect.facts, changed: ['parts'] }, forget: [...effect.forget, ...from] }
    },
    ...forEach(['conversation.deleted', 'conversation_part.redacted'], erased),
    // a customer's ticket is a conversation too, under the same id, and tickets of all kinds may hang together with others
    'ticket.*': ofTicket,
    [ownTopic('ticket.updated')]: ofTicket,
    // whose conversations they are has changed with them
    ...forEach(['contact.merged', 'contact.deleted'], () => ({ forget: conversations.listKeys() })),
  }
}

/**
 * What a filter can be judged by. Where Intercom's items have null for what a conversation may well have (statistics, ratings), that says nothing; of
 * source and tags only what nobody wrote.
 */
const judgedOf = (item: Item) =>
  saidIn(item, {
    state: ['state', word(conversationStateFrom)],
    read: ['read', flag],
    priority: ['priority', word(isUrgent)],
    adminAssigneeId: ['admin_assignee_id', idOrNone(adminId)],
    teamAssigneeId: ['team_assignee_id', idOrNone(teamId)],
    contacts: ['contacts.contacts', each(within('id', idAlways(contactId)))],
    tags: ['tags.tags', each(within('id', idAlways(tagId)))],
    source: ['source', within('type', word(channelFrom))],
    createdAt: ['created_at', instantAlways],
    updatedAt: ['updated_at', instantAlways],
    waitingSince: ['waiting_since', instant],
    snoozedUntil: ['snoozed_until', instant],
    rating: ['conversation_rating', within('rating', count)],
    statistics: ['statistics', within('count_reopens', count, 'reopenCount')],
    aiAgent: ['ai_agent', within('resolution_state', word(resolutionFrom), 'resolutionState')],
  })

const simple = /^\w{1,64}$/
const channelFrom = (name: string) => (simple.test(name) ? name : null)
const resolutionFrom = (name: string) => (simple.test(name) ? resolutionInNewerWords(name) : null)

/** The parts of this event, which are all that an item has. */
const partsOf = (item: Item) =>
  valuesAt(item, 'conversation_parts.conversation_parts[]').flatMap((part) => {
    const id = isObject(part) ? partId(part.id) : null
    if (id === null || !isObject(part)) return []
    const authorId = [contactId, adminId].map((idOf) => idAt(part, idOf, 'author.id')).find((found) => found !== null)
    return [{ id, type: wordAt(part, 'part_type'), authorType: wordAt(part, 'author.type'), authorId: authorId ?? null }]
  })

import { idReader } from '../../intercom/ids.ts'
import { type Item, idAt, idsAt, isObject, valuesAt, wordAt } from '../../webhooks/item.ts'
import { forEach, ownTopic, type TopicRules } from '../../webhooks/topics.ts'
import { isStatePart, stateTopics, toldOnce } from './model-event.ts'
import { judgedOf } from './model-judged.ts'
import type { TicketsService } from './service.ts'

const ticketId = idReader('ticket')
const partId = idReader('ticket part')
const contactId = idReader('contact')

const changes = [
  'ticket.created',
  'ticket.state.updated',
  'ticket.note.created',
  'ticket.admin.assigned',
  'ticket.team.assigned',
  'ticket.admin.replied',
  'ticket.admin.replied.translated',
  'ticket.contact.replied',
  'ticket.contact.attached',
  'ticket.contact.detached',
  'ticket.attribute.updated',
  'ticket.closed',
  'ticket.rating.provided',
  'ticket.resolved',
]

type Needs = { tickets: TicketsService; contacts: { keyOf(id: string): string } }

export const ticketTopics = ({ tickets, contacts }: Needs): TopicRules => {
  /** Bare, or with the part that was added beside it: `{ ticket, ticket_part }`. */
  function changed(item: Item, topic: string) {
    const id = idAt(item, ticketId, 'ticket.id', 'id')
    if (id === null) return null
    const people = idsAt(item, contactId, 'contacts.contacts[].id', 'ticket.contacts.contacts[].id', 'contact.id', 'ticket_part.author.id')
    const key = tickets.keyOf(id)
    const part = stateTopics.includes(topic) ? newestStatePart(item) : idAt(item, partId, 'ticket_part.id')
    return {
      about: [{ type: 'ticket', id }, ...people.map((person) => ({ type: 'contact', id: person }))],
      facts: {
        partType: wordAt(item, 'ticket_part.part_type'),
        judged: judgedOf(item),
      },
      once: toldOnce(topic, id, part),
      forget: [key, ...tickets.listKeys()],
      names: [key, ...people.map(contacts.keyOf)],
    }
  }

  /** A customer's ticket is a conversation too, under the same id. */
  const idsIn = (item: Item) => idsAt(item, ticketId, 'id', 'conversation_id', 'ticket.id')

  return {
    ...forEach(changes, changed),
    // what the gateway itself has changed, of which Intercom announces each thing by itself, or nothing
    [ownTopic('ticket.updated')]: (item) => {
      const effect = changed(item, ownTopic('ticket.updated'))
      const once = valuesAt(item, 'told[]').filter((name): name is string => typeof name === 'string')
      return effect && { ...effect, once }
    },
    ...forEach(['conversation.deleted', 'conversation_part.redacted'], (item) => ({
      erase: idsIn(item).map(tickets.keyOf),
      forget: tickets.listKeys(),
    })),
    // whose tickets they are has changed with them
    ...forEach(['contact.merged', 'contact.deleted'], () => ({ forget: tickets.listKeys() })),
  }
}

/** The part in which a ticket came to the state that it is in: an item of states has the ticket with its thread. */
function newestStatePart(item: Item): string | null {
  const parts = ['ticket_parts.ticket_parts[]', 'ticket.ticket_parts.ticket_parts[]'].flatMap((path) => valuesAt(item, path))
  const ofStates = parts.filter((part) => isObject(part) && isStatePart(part.part_type)) as Item[]
  const newest = ofStates.toSorted((one, other) => Number(one.created_at) - Number(other.created_at)).at(-1)
  return newest ? partId(newest.id) : null
}

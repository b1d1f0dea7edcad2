import { idReader } from '../../intercom/ids.ts'
import { idAt } from '../../webhooks/item.ts'
import type { TopicRules } from '../../webhooks/topics.ts'
import type { EventsService } from './service.ts'

const contactId = idReader('contact')

type Needs = { events: EventsService; contacts: { keyOf(id: string): string } }

export const eventTopics = ({ events, contacts }: Needs): TopicRules => ({
  'event.created': (item) => {
    const id = idAt(item, contactId, 'intercom_user_id', 'contact.id')
    return id === null ? null : { about: [{ type: 'contact', id }], forget: events.keysOfContact(id), names: [contacts.keyOf(id)] }
  },
  'contact.merged': (item) => {
    const id = idAt(item, contactId, 'id')
    return id === null ? null : { forget: events.keysOfContact(id) }
  },
  'contact.deleted': (item) => {
    const id = idAt(item, contactId, 'id')
    return id === null ? null : { erase: events.keysOfContact(id) }
  },
})

import { idReader } from '../../intercom/ids.ts'
import { idAt } from '../../webhooks/item.ts'
import { forEach, type TopicRules } from '../../webhooks/topics.ts'
import type { TagsService } from './service.ts'

const contactId = idReader('contact')

/** Tags have no topics of their own; contacts say what they are tagged with. */
export const tagTopics = ({ tags }: { tags: TagsService }): TopicRules =>
  forEach(
    [
      'contact.lead.tag.created',
      'contact.lead.tag.deleted',
      'contact.user.tag.created',
      'contact.user.tag.deleted',
      'contact.merged',
      'contact.deleted',
    ],
    (item) => {
      const id = idAt(item, contactId, 'contact.id', 'id')
      return id === null ? null : { forget: tags.listKeysOfContact(id) }
    },
  )

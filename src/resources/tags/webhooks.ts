import { idReader } from '../../intercom/ids.ts'
import { idAt } from '../../webhooks/item.ts'
import { forEach, ownTopic, type TopicRules } from '../../webhooks/topics.ts'
import type { TagsService } from './service.ts'

const contactId = idReader('contact')
const tagId = idReader('tag')

/** Tags have no topics of their own; contacts say what they are tagged with. */
export const tagTopics = ({ tags }: { tags: TagsService }): TopicRules => ({
  // what the gateway itself has written
  [ownTopic('tag.upserted')]: (item) => {
    const id = idAt(item, tagId, 'id')
    return id === null ? null : { about: [{ type: 'tag', id }], forget: [tags.keyOf(id), tags.listKey()] }
  },
  // with every copy of what it was on, as these carry it
  [ownTopic('tag.deleted')]: (item) => {
    const id = idAt(item, tagId, 'id')
    return id === null ? null : { about: [{ type: 'tag', id }], erase: [tags.keyOf(id)], forget: [tags.listKey()] }
  },
  ...forEach(
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
  ),
})

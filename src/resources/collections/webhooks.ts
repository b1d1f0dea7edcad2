import { idReader } from '../../intercom/ids.ts'
import { idAt } from '../../webhooks/item.ts'
import { ownTopic, type TopicRules } from '../../webhooks/topics.ts'
import type { CollectionsService } from './service.ts'

const collectionId = idReader('collection')

/** Collections have no topics of Intercom's: these are what the gateway itself has written. */
export const collectionTopics = ({ collections }: { collections: CollectionsService }): TopicRules => ({
  [ownTopic('collection.written')]: (item) => {
    const id = idAt(item, collectionId, 'id')
    return id === null ? null : { about: [{ type: 'collection', id }], forget: [collections.keyOf(id), collections.listKey()] }
  },
  [ownTopic('collection.deleted')]: (item) => {
    const id = idAt(item, collectionId, 'id')
    return id === null ? null : { about: [{ type: 'collection', id }], erase: [collections.keyOf(id)], forget: [collections.listKey()] }
  },
})

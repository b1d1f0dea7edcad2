import { idReader } from '../../intercom/ids.ts'
import { idAt } from '../../webhooks/item.ts'
import { ownTopic, type TopicRules } from '../../webhooks/topics.ts'
import type { DataAttributesService } from './service.ts'

const attributeId = idReader('data attribute')

/** Intercom has no topics for data attributes: these are what the gateway itself has written. */
export const dataAttributeTopics = ({ dataAttributes }: { dataAttributes: DataAttributesService }): TopicRules => ({
  [ownTopic('data_attribute.written')]: (item) => {
    const id = idAt(item, attributeId, 'id')
    return id === null ? null : { about: [{ type: 'data attribute', id }], forget: [dataAttributes.listKey()] }
  },
})

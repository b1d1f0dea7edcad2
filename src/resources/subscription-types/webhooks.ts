import { idReader } from '../../intercom/ids.ts'
import { idAt } from '../../webhooks/item.ts'
import { forEach, type TopicRules } from '../../webhooks/topics.ts'
import type { SubscriptionTypesService } from './service.ts'

const contactId = idReader('contact')

/** Subscription types have no topics of their own; contacts say what they have chosen. */
export const subscriptionTypeTopics = ({ subscriptionTypes }: { subscriptionTypes: SubscriptionTypesService }): TopicRules =>
  forEach(
    ['contact.subscribed', 'contact.unsubscribed', 'granular.subscribe', 'granular.unsubscribe', 'contact.merged', 'contact.deleted'],
    (item) => {
      const id = idAt(item, contactId, 'contact.id', 'id')
      return id === null ? null : { forget: subscriptionTypes.listKeysOfContact(id) }
    },
  )

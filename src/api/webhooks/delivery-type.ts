import type { Delivery } from '../../changes/deliveries.ts'
import { InvalidInputError } from '../../errors.ts'
import type { WebhookStatus } from '../../webhooks/inspection.ts'
import { builder } from '../builder.ts'
import { needs } from '../callers/scopes.ts'
import { costsShared } from '../guard/price.ts'
import { loadRecord, Node, registerNode } from '../node.ts'

export type WebhookDelivery = Delivery & { readonly __typename: 'WebhookDelivery' }

export const asNode = (delivery: Delivery): WebhookDelivery => ({ __typename: 'WebhookDelivery', ...delivery })

export const WebhookStatusEnum = builder.enumType('WebhookStatus', {
  description: 'What became of a delivery.',
  values: {
    ACCEPTED: { description: 'It is in the log of changes; the process that answers you has not read that far yet.' },
    PROCESSED: { description: 'That process has read it: what it touches is forgotten, and subscribers are told.' },
    DUPLICATE: { description: 'The same notification was written down before. It changed nothing.' },
    STALE: {
      description: 'It is older than the gateway remembers notifications, so nobody can tell whether it came before. It changed nothing.',
    },
    FAILED: { description: 'It could not be handled; it is kept, and will be tried again.' },
    DEAD_LETTER: { description: 'It could not be handled, and is not tried any more. `webhookReplay` tries it once again.' },
    RECONCILED: { description: 'It never came: the gateway found out what it should have told when it looked.' },
  } as const satisfies Record<WebhookStatus, object>,
})

export const WebhookDeliveryType = builder.objectRef<WebhookDelivery>('WebhookDelivery').implement({
  description:
    'One delivery of a webhook, as the gateway took it from Intercom. Listed for a day, those that could not be handled for a week, unless it is configured otherwise.',
  authScopes: needs('ADMIN'),
  interfaces: [Node],
  fields: (t) => ({
    notificationId: t.exposeString('notificationId', {
      description: "Intercom's id of the notification, the same in each delivery of it.",
    }),
    topic: t.exposeString('topic', { description: 'What happened, in the words of Intercom: `conversation.user.replied`.' }),
    receivedAt: t.expose('receivedAt', { type: 'DateTime', description: 'When it came.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it happened, as the notification says.' }),
    attempts: t.exposeInt('attempts', {
      description: 'How often it was tried: deliveries of Intercom, this one included, tries of the gateway after it, and replays.',
    }),
    status: t.field({
      type: WebhookStatusEnum,
      description: 'What became of it.',
      resolve: (delivery, _, { webhooks }) => webhooks.statusOf(delivery),
    }),
    failure: t.exposeString('failure', { nullable: true, description: 'Why it could not be handled; null when it could.' }),
    ackMs: t.exposeInt('ackMs', {
      description: 'Milliseconds from its last byte to the answer. Intercom wants one within 500, and gives up after 5,000.',
    }),
    entity: t.field({
      type: Node,
      nullable: true,
      description:
        'The record that it is about, as it is now; null when it is gone, could not be read from the notification, or is of no type of the graph.',
      extensions: costsShared,
      resolve: ({ about }, _, context, info) => about && loadRecord(typenameOf(about.type), about.id, context, info.schema),
    }),
    cursor: t.expose('cursor', {
      type: 'EventCursor',
      nullable: true,
      description: 'Its place in what happened: a stream after it goes on behind it. Null when it came to no change.',
    }),
    payload: t.field({
      type: 'JSONObject',
      nullable: true,
      description:
        'The notification as it came, whatever is in it: texts, notes and addresses too. Null when its time is up, when what it tells of was erased since, and for one that changed nothing.',
      resolve: (delivery, _, { webhooks }) => webhooks.payload(delivery),
    }),
  }),
})

const typenameOf = (type: string) => `${type.charAt(0).toUpperCase()}${type.slice(1)}`

registerNode<WebhookDelivery>('WebhookDelivery', {
  check: (id) => {
    if (/^[\x21-\x7e]{1,140}$/.test(id)) return id
    throw new InvalidInputError(`${JSON.stringify(id.slice(0, 60))} is not the id of a WebhookDelivery.`)
  },
  load: async (id, { webhooks }) => {
    const delivery = await webhooks.get(id)
    return delivery && asNode(delivery)
  },
})

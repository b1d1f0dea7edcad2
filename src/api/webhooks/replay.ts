import { builder } from '../builder.ts'
import { needs } from '../callers/scopes.ts'
import { costsCalls } from '../guard/price.ts'
import { at } from '../mutations/paths.ts'
import { payloadType } from '../mutations/payload.ts'
import { readId } from '../node.ts'
import { asNode, WebhookDeliveryType } from './delivery-type.ts'

const WebhookDeliveryPayload = payloadType<{ deliveryId: string }>('WebhookDeliveryPayload', 'What a mutation of a delivery came to.')
builder.objectField(WebhookDeliveryPayload, 'delivery', (t) =>
  t.field({
    type: WebhookDeliveryType,
    nullable: true,
    description: 'The delivery as it is now; of a duplicate the first delivery of its notification, which is the one that was handled.',
    extensions: costsCalls(0),
    async resolve({ deliveryId }, _, { webhooks }) {
      const delivery = deliveryId === undefined ? null : await webhooks.get(deliveryId)
      return delivery && asNode(delivery)
    },
  }),
)

builder.mutationField('webhookReplay', (t) =>
  t.field({
    type: WebhookDeliveryPayload,
    authScopes: needs('ADMIN'),
    description:
      'Handles a notification again, as if it came now: what it touches is forgotten in all processes, and subscribers get its event again. A dead letter, or one that waits to be tried again, has not happened yet: it happens once, however often it is asked for at a time, and is `PROCESSED` then. Where it cannot be handled `errors` has a `CONFLICT` with the reason, and a dead letter stays one; `NOT_FOUND` when there is no such delivery, or its notification is not kept any more. Nothing is asked of Intercom.',
    extensions: costsCalls(0),
    args: {
      delivery: t.arg.id({
        required: true,
        description: 'The `id` of a delivery, or the `notificationId` of the first of a notification.',
      }),
    },
    async resolve(_, { delivery }, context) {
      const id = readId(delivery, 'WebhookDelivery', context, 'delivery')
      return { deliveryId: await at(['delivery'], () => context.webhooks.replay(id)) }
    },
  }),
)

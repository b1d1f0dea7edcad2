import type { DeliveryFilter } from '../../webhooks/inspection.ts'
import { builder } from '../builder.ts'
import { needs } from '../callers/scopes.ts'
import { askedPart } from '../connections/asked-page.ts'
import type { Connection } from '../connections/connection.ts'
import { connectionType } from '../connections/connection-types.ts'
import { brokenCursor, encodeCursor } from '../connections/cursor.ts'
import { pageArgs } from '../connections/page-args.ts'
import { costsCalls } from '../guard/price.ts'
import { readAnyId } from '../node.ts'
import { asNode, type WebhookDelivery, WebhookDeliveryType, WebhookStatusEnum } from './delivery-type.ts'

const WebhookDeliveryFilter = builder.inputType('WebhookDeliveryFilter', {
  description: 'Which deliveries: those of which all of this is true.',
  fields: (t) => ({
    topic: t.string({ description: 'Of this topic: `conversation.user.replied`.' }),
    status: t.field({ type: WebhookStatusEnum, description: 'Of which this has become.' }),
    since: t.field({ type: 'DateTime', description: 'That came then or later.' }),
    entity: t.id({ description: "About this record: its global id, or Intercom's id, of whatever type." }),
  }),
})

const WebhookDeliveryConnection = connectionType('WebhookDelivery', WebhookDeliveryType, { edges: false, counts: false })

builder.queryField('webhookDeliveries', (t) =>
  t.field({
    type: WebhookDeliveryConnection,
    nullable: true,
    authScopes: needs('ADMIN'),
    description: "Intercom's deliveries to the webhook endpoint, the newest first, whichever process took them.",
    extensions: costsCalls(0),
    args: { ...pageArgs(50), filter: t.arg({ type: WebhookDeliveryFilter, description: 'Which of them; all unless said.' }) },
    resolve: async (_, { filter, ...page }, context): Promise<Connection<WebhookDelivery>> => {
      const { topic, status, since, entity } = filter ?? {}
      const { size, after, binding } = askedPart(page, ['Query.webhookDeliveries', topic, status, since, entity], context)
      const about = entity == null ? null : readAnyId(entity, context, 'filter.entity')
      const wanted: DeliveryFilter = {
        topic,
        status,
        since,
        entity: about && { type: about.typename?.toLowerCase() ?? null, id: about.id },
      }
      const found = await context.webhooks.list({ filter: wanted, before: placeIn(after), limit: size })
      const edges = found
        .slice(0, size)
        .map(({ place, delivery }) => ({ cursor: () => encodeCursor(binding, [String(place)]), node: asNode(delivery) }))
      const pageInfo = {
        hasNextPage: found.length > size,
        hasPreviousPage: after !== null,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      }
      return { edges, pageInfo, totalCount: null }
    },
  }),
)

function placeIn(after: string | null): number {
  if (after === null) return Number.POSITIVE_INFINITY
  if (/^\d{1,17}$/.test(after)) return Number(after)
  throw brokenCursor()
}

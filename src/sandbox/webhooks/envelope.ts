import { createHmac } from 'node:crypto'
import type { Seconds } from '../records.ts'

/** What has happened, as it is told to whoever subscribed. */
export type Notification = {
  /** `notif_` and a UUID; null for a ping. */
  id: string | null
  /** `conversation.user.replied` */
  topic: string
  /** What stands under `data.item`: see `items.ts`. */
  item: unknown
  createdAt: Seconds
}

type Try = { appId: string; attempt: number; firstSentAt: Seconds }

/** The body of a notification's delivery, the first or a later one. The fields are those of recorded notifications. */
export const envelopeOf = ({ id, topic, item, createdAt }: Notification, { appId, attempt, firstSentAt }: Try) => ({
  type: 'notification_event',
  app_id: appId,
  data: { type: 'notification_event_data', item },
  links: {},
  id,
  topic,
  delivery_status: id === null ? null : 'pending',
  delivery_attempts: attempt,
  delivered_at: 0,
  first_sent_at: firstSentAt,
  created_at: createdAt,
  self: null,
})

/** `X-Hub-Signature`: HMAC-SHA1 of the bytes that are sent, under the client secret of the app. */
export const signatureOf = (body: Buffer, clientSecret: string) => `sha1=${createHmac('sha1', clientSecret).update(body).digest('hex')}`

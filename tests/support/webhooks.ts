import { randomUUID } from 'node:crypto'
import { signatureOf } from '../../src/webhooks/signature.ts'

/** What tests sign with, unless they say another. */
export const clientSecret = 'a-client-secret'

export type Envelope = Record<string, unknown>

/** A notification as Intercom would send it now, of the sandbox's small world unless `rest` says otherwise. */
export const notificationOf = (topic: string, item: unknown, rest: Envelope = {}): Envelope => {
  const nowSeconds = Math.floor(Date.now() / 1000)
  return {
    type: 'notification_event',
    app_id: 'small',
    data: { type: 'notification_event_data', item },
    links: {},
    id: `notif_${randomUUID()}`,
    topic,
    delivery_status: 'pending',
    delivery_attempts: 1,
    delivered_at: 0,
    first_sent_at: nowSeconds,
    created_at: nowSeconds,
    self: null,
    ...rest,
  }
}

export const textOf = (what: Envelope | string | Buffer) =>
  typeof what === 'string' || Buffer.isBuffer(what) ? what : JSON.stringify(what)

type Delivery = { secret?: string; headers?: Record<string, string>; method?: string }

/** Sends it to a gateway, signed. What it answered: the status, and the outcome or the message. */
export async function deliver(
  url: string,
  what: Envelope | string | Buffer,
  { secret = clientSecret, headers, method = 'POST' }: Delivery = {},
) {
  const body = Buffer.from(textOf(what))
  const response = await fetch(`${url}/webhooks/intercom`, {
    method,
    body,
    headers: { 'content-type': 'application/json', 'x-hub-signature': signatureOf(body, secret), ...headers },
  })
  const answer = (await response.json()) as { outcome?: string; errors?: { message: string }[] }
  return { status: response.status, told: answer.outcome ?? answer.errors?.[0]?.message }
}

/** Some that are too old to change anything, so that there are deliveries to be listed and all else is as it was. */
export async function deliverStale(url: string, workspaceId: string) {
  for (const id of ['1', '2', '3']) {
    const what = notificationOf('conversation.read', { type: 'conversation', id }, { app_id: workspaceId, created_at: 1_700_000_000 })
    const answer = await deliver(url, what)
    if (answer.told !== 'stale') throw new Error(`It was answered ${answer.status}, ${answer.told}.`)
  }
}

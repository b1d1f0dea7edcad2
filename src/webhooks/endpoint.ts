import { within } from '../changes/deadline.ts'
import type { DeliveryState } from '../changes/deliveries.ts'
import type { Say } from '../changes/log.ts'
import type { ChangesConfig, WebhooksConfig } from '../config.ts'
import { InvalidInputError } from '../errors.ts'
import { handle, UnhandledError, type WebhookHouse } from './handling.ts'
import { hold } from './held.ts'
import { type Notification, readNotification } from './notification.ts'
import { isSigned, looksSigned } from './signature.ts'

/**
 * What became of a delivery. `accepted`: written down, and forgotten everywhere by now or by whoever asks next. `duplicate`: it was before. With
 * `ping`, `ignored`, `unknown`, `unreadable` (a known topic that does not say what it is about), `stale` (older than what would be known again) and
 * `foreign` (of another workspace) there was nothing to do; Intercom is told 200, as sending it again would change nothing. `held`: it could not be
 * handled, and was written down to be tried again, or as a dead letter: 200 as well, since it is ours now. The others are refusals.
 */
export type WebhookOutcome =
  | 'accepted'
  | 'duplicate'
  | 'ping'
  | 'ignored'
  | 'unknown'
  | 'unreadable'
  | 'stale'
  | 'foreign'
  | 'held'
  | 'malformed'
  | 'unsigned'
  | 'compressed'
  | 'too_large'
  | 'too_slow'
  | 'busy'
  | 'unavailable'

/** Never 410, which ends the subscription, nor 429, which holds back all of its notifications. */
export type WebhookAnswer = { status: 200 | 400 | 401 | 408 | 413 | 415 | 503; outcome: WebhookOutcome; message: string }

export type WebhookEndpointOptions = {
  config: Pick<WebhooksConfig, 'clientSecrets' | 'appendTimeoutMs' | 'maxTries' | 'retryAfterMs'>
  changes: Pick<ChangesConfig, 'dedupeSeconds' | 'deadLetterSeconds'>
  open: () => Promise<WebhookHouse>
  now: () => number
  say: Say
  /** Told of every delivery. `topic` is one of the table's, `ping`, or `unknown`. */
  onReceived?: (delivery: { topic: string; outcome: WebhookOutcome }) => void
  /** Told of every delivery that was written down. */
  onNoted?: (state: DeliveryState) => void
}

export type WebhookEndpoint = ReturnType<typeof createWebhookEndpoint>

/** Takes notifications in: whose is it, what does it say, and one atomic step into the log. Knows no HTTP beyond statuses. */
export function createWebhookEndpoint(options: WebhookEndpointOptions) {
  const { config, changes, open, now, say, onReceived = () => {}, onNoted = () => {} } = options
  const { clientSecrets, appendTimeoutMs: timeoutMs } = config
  // its id may be forgotten at this age. A tenth less, as it is remembered by another clock than the one that dated it
  const staleAfterMs = changes.dedupeSeconds * 900

  type Taken = { outcome: WebhookOutcome; facts?: object; deliveryId?: string }

  async function take(notification: Notification, text: string, arrivedAtMs: number): Promise<Taken & { house?: WebhookHouse }> {
    const { id, workspaceId } = notification
    const startedAtMs = performance.now()
    const opened = await within(timeoutMs, open())
    if (!opened) throw new Error('the workspace is not known yet')
    const house = opened.value
    if (workspaceId !== null && workspaceId !== house.workspaceId) return { outcome: 'foreign', facts: { workspaceId } }
    const delivery = deliveryOf(notification, performance.now() - arrivedAtMs)
    if (now() - notification.createdAt.getTime() > staleAfterMs) {
      // nothing depends on it, so nobody waits for it
      house.changes.deliveries.noteStale({ ...delivery, about: null, failure: null }).catch(() => {})
      onNoted('stale')
      return { outcome: 'stale' }
    }
    try {
      const payload = ({ names }: { names: readonly string[] }) => ({ text, under: names })
      const leftMs = Math.max(1, timeoutMs - (performance.now() - startedAtMs))
      const handled = await handle(house, notification, { timeoutMs: leftMs, dedupeId: id ?? undefined, payload, delivery })
      if (handled.kind !== 'known') return { outcome: handled.kind }
      const { about, cursor, duplicate, deliveryId } = handled
      onNoted(duplicate ? 'duplicate' : 'accepted')
      const facts = { about: about.map(({ type, id: of }) => `${type}:${of}`), cursor }
      return { outcome: duplicate ? 'duplicate' : 'accepted', facts, house, deliveryId }
    } catch (error) {
      if (!(error instanceof UnhandledError)) throw error
      const deadLetterSeconds = changes.deadLetterSeconds
      const held = await hold(house, notification, error, { config, deadLetterSeconds, delivery, text })
      onNoted(held.state)
      return { outcome: held.isKnown ? 'duplicate' : 'held', facts: { err: error.cause, state: held.state }, house, deliveryId: held.id }
    }
  }

  function answered(notification: Notification | undefined, answer: WebhookAnswer, facts: object = {}) {
    const { id, topic = 'unknown', attempts } = notification ?? {}
    onReceived({ topic: answer.outcome === 'unknown' ? 'unknown' : topic, outcome: answer.outcome })
    const isWorthALook = answer.status === 503 || answer.outcome === 'unreadable' || answer.outcome === 'held'
    const told = { ...(notification && { notificationId: id, topic, attempts }), outcome: answer.outcome, ...facts }
    if (isWorthALook) say.warn(told, answer.message)
    else say.info(told, `webhook ${answer.outcome}`)
    return answer
  }

  return {
    /** What can be said before the body is read: nobody who cannot sign is listened to. Undefined when it is to be read. */
    refuse({ signature, encoding }: { signature: string | undefined; encoding: string | undefined }): WebhookAnswer | undefined {
      if (clientSecrets.length === 0) return answered(undefined, noSecret)
      if (encoding !== undefined && encoding !== 'identity') return answered(undefined, compressed)
      if (!looksSigned(signature)) return answered(undefined, unsigned)
      return undefined
    },
    /** Its body was given up while it came. */
    giveUp: (why: keyof typeof givenUp): WebhookAnswer => answered(undefined, givenUp[why]),
    /** A whole body, byte for byte as it came. Never rejects; says 200 only when the log has it, or there is nothing to write. */
    async receive(body: Uint8Array, signature: string | undefined): Promise<WebhookAnswer> {
      const arrivedAtMs = performance.now()
      if (!isSigned(body, signature, clientSecrets)) return answered(undefined, unsigned)
      let notification: Notification | undefined
      try {
        const read = readNotification(body)
        notification = read.notification
        if (notification.topic === 'ping') return answered(notification, ok('ping'))
        const { outcome, facts, house, deliveryId } = await take(notification, read.text, arrivedAtMs)
        if (deliveryId) house?.changes.deliveries.answered(deliveryId, Math.round(performance.now() - arrivedAtMs))
        return answered(notification, ok(outcome), facts)
      } catch (error) {
        if (error instanceof InvalidInputError) return answered(undefined, { status: 400, outcome: 'malformed', message: error.message })
        return answered(notification, unavailable, { err: error })
      }
    },
  }
}

const deliveryOf = ({ id, topic, createdAt, attempts }: Notification, ackMs: number) => ({
  notificationId: id ?? '',
  topic,
  createdAt,
  attempts,
  ackMs: Math.round(ackMs),
})

const ok = (outcome: WebhookOutcome): WebhookAnswer => ({
  status: 200,
  outcome,
  message: sentences[outcome] ?? `The notification is ${outcome}.`,
})

const sentences: Partial<Record<WebhookOutcome, string>> = {
  ping: 'pong',
  unreadable: 'A webhook does not say which record it is about; nothing was forgotten.',
  unknown: 'The topic is not one that this gateway knows.',
  foreign: 'The notification is of another workspace than this gateway serves.',
  held: 'The notification could not be handled; it is written down, and tried again.',
  stale: 'The notification is too old to be told from one that was taken before.',
}

const noSecret: WebhookAnswer = {
  status: 503,
  outcome: 'unavailable',
  message: 'Webhooks cannot be told from forgeries: INTERCOM_CLIENT_SECRET is not set.',
}
const unavailable: WebhookAnswer = {
  status: 503,
  outcome: 'unavailable',
  message: 'The notification could not be written down; send it again.',
}
const compressed: WebhookAnswer = {
  status: 415,
  outcome: 'compressed',
  message: 'A notification is sent as it is; expected no header "content-encoding".',
}
const givenUp = {
  too_large: { status: 413, outcome: 'too_large', message: 'The notification is larger than webhooks.maxBodyBytes.' },
  too_slow: { status: 408, outcome: 'too_slow', message: 'The body did not come within webhooks.bodyTimeoutMs.' },
  busy: { status: 503, outcome: 'busy', message: 'Too much is on its way already (webhooks.maxPendingBytes); send it again.' },
} as const satisfies Record<string, WebhookAnswer>
const unsigned: WebhookAnswer = {
  status: 401,
  outcome: 'unsigned',
  message: 'Header "X-Hub-Signature" is not the signature of this body under the client secret; expected "sha1=" and 40 hex digits.',
}

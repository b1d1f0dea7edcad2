import type { Change } from '../changes/change.ts'
import { within } from '../changes/deadline.ts'
import type { ChangeLog, Say } from '../changes/log.ts'
import type { ChangesConfig, WebhooksConfig } from '../config.ts'
import { InvalidInputError } from '../errors.ts'
import { type Notification, readNotification } from './notification.ts'
import { isSigned, looksSigned } from './signature.ts'
import type { TopicTable } from './topics.ts'

/**
 * What became of a delivery. `accepted`: written down, and forgotten everywhere by now or by whoever asks next. `duplicate`: it was before. With
 * `ping`, `ignored`, `unknown`, `unreadable` (a known topic that does not say what it is about), `stale` (older than what would be known again) and
 * `foreign` (of another workspace) there was nothing to do; Intercom is told 200, as sending it again would change nothing. The others are refusals.
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
  | 'malformed'
  | 'unsigned'
  | 'compressed'
  | 'too_large'
  | 'too_slow'
  | 'busy'
  | 'unavailable'

/** Never 410, which ends the subscription, nor 429, which holds back all of its notifications. */
export type WebhookAnswer = { status: 200 | 400 | 401 | 408 | 413 | 415 | 503; outcome: WebhookOutcome; message: string }

/** What an endpoint writes into, which is there once the workspace is known. */
export type WebhookHouse = { workspaceId: string; changes: ChangeLog; topics: TopicTable }

export type WebhookEndpointOptions = {
  config: Pick<WebhooksConfig, 'clientSecrets' | 'appendTimeoutMs'>
  dedupeSeconds: ChangesConfig['dedupeSeconds']
  open: () => Promise<WebhookHouse>
  now: () => number
  say: Say
  /** Told of every delivery. `topic` is one of the table's, `ping`, or `unknown`. */
  onReceived?: (delivery: { topic: string; outcome: WebhookOutcome }) => void
}

export type WebhookEndpoint = ReturnType<typeof createWebhookEndpoint>

/** Takes notifications in: whose is it, what does it say, and one atomic step into the log. Knows no HTTP beyond statuses. */
export function createWebhookEndpoint({ config, dedupeSeconds, open, now, say, onReceived = () => {} }: WebhookEndpointOptions) {
  const { clientSecrets, appendTimeoutMs } = config
  // its id may be forgotten at this age. A tenth less, as it is remembered by another clock than the one that dated it
  const staleAfterMs = dedupeSeconds * 900

  async function append(notification: Notification, text: string): Promise<{ outcome: WebhookOutcome; facts?: object }> {
    const { id, topic, item, workspaceId, createdAt } = notification
    const opened = await within(appendTimeoutMs, open())
    if (!opened) throw new Error('the workspace is not known yet')
    const house = opened.value
    if (workspaceId !== null && workspaceId !== house.workspaceId) return { outcome: 'foreign', facts: { workspaceId } }
    if (now() - createdAt.getTime() > staleAfterMs) return { outcome: 'stale' }
    const judged = house.topics.judge(topic, item)
    if (judged.kind !== 'known') return { outcome: judged.kind }
    const { names, ...effects } = judged.effects
    const { about } = effects
    const change: Change = { topic, origin: 'WEBHOOK', occurredAt: createdAt, dedupeId: id ?? undefined, ...effects }
    const payload = { text, under: names }
    const { cursor, duplicate } = await house.changes.append(change, { timeoutMs: appendTimeoutMs, payload })
    return { outcome: duplicate ? 'duplicate' : 'accepted', facts: { about: about.map(({ type, id: of }) => `${type}:${of}`), cursor } }
  }

  function answered(notification: Notification | undefined, answer: WebhookAnswer, facts: object = {}) {
    const { id, topic = 'unknown', attempts } = notification ?? {}
    onReceived({ topic: answer.outcome === 'unknown' ? 'unknown' : topic, outcome: answer.outcome })
    const isWorthALook = answer.status === 503 || answer.outcome === 'unreadable'
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
      if (!isSigned(body, signature, clientSecrets)) return answered(undefined, unsigned)
      let notification: Notification | undefined
      try {
        const read = readNotification(body)
        notification = read.notification
        if (notification.topic === 'ping') return answered(notification, ok('ping'))
        const { outcome, facts } = await append(notification, read.text)
        return answered(notification, ok(outcome), facts)
      } catch (error) {
        if (error instanceof InvalidInputError) return answered(undefined, { status: 400, outcome: 'malformed', message: error.message })
        return answered(notification, unavailable, { err: error })
      }
    },
  }
}

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

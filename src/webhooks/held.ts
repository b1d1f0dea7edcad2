import type { NewDelivery, Outcome } from '../changes/deliveries.ts'
import type { WebhooksConfig } from '../config.ts'
import type { UnhandledError, WebhookHouse } from './handling.ts'
import { mentionsIn } from './mentions.ts'
import type { Notification } from './notification.ts'

type Tries = Pick<WebhooksConfig, 'maxTries' | 'retryAfterMs'>

/** What becomes of one that was tried so often in vain: each wait is four times the one before. */
function nextTry(attempts: number, { maxTries, retryAfterMs }: Tries): { state: 'failed'; retryAfterMs: number } | { state: 'dead' } {
  if (attempts >= maxTries) return { state: 'dead' }
  return { state: 'failed', retryAfterMs: retryAfterMs * 4 ** Math.max(0, attempts - 1) }
}

export type HoldOptions = {
  config: Tries
  /** How long its payload is kept. */
  deadLetterSeconds: number
  delivery: Omit<NewDelivery, 'about' | 'failure'>
  text: string
}

/**
 * Writes down what could not be handled: its payload first, so that nobody finds the one without the other, then its delivery, to be tried again.
 * Rejects when that cannot be written.
 */
export async function hold(
  { changes }: Pick<WebhookHouse, 'changes'>,
  notification: Notification,
  error: UnhandledError,
  { config, deadLetterSeconds, delivery, text }: HoldOptions,
) {
  const { notificationId, attempts, createdAt } = delivery
  const under = mentionsIn(notification.item)
  const isKept = under !== null && (await changes.keepPayload(notificationId, { text, under }, { createdAt, seconds: deadLetterSeconds }))
  const next = isKept ? nextTry(attempts, config) : ({ state: 'dead' } as const)
  const failure = isKept ? error.failure : `${error.failure} ${notKept}`
  const held = await changes.deliveries.hold({ ...delivery, about: null, failure }, next)
  return { ...held, state: held.isKnown ? ('duplicate' as const) : next.state }
}

const notKept = 'The notification itself is not kept: it is too large, names too much, or some of it was erased.'

/** What another try in vain comes to. */
export const failedAgain = (attempts: number, failure: string, config: Tries): Outcome => ({
  ...nextTry(attempts, config),
  attempts,
  failure,
  about: null,
})

import type { Delivery } from '../changes/deliveries.ts'
import type { Say } from '../changes/log.ts'
import type { WebhooksConfig } from '../config.ts'
import { handle, UnhandledError, type WebhookHouse } from './handling.ts'
import { failedAgain } from './held.ts'
import { readNotification } from './notification.ts'

export type RetriesOptions = {
  house: WebhookHouse
  config: Pick<WebhooksConfig, 'maxTries' | 'retryAfterMs' | 'appendTimeoutMs'>
  say: Say
  /** Told of every try. */
  onTried?: (outcome: 'accepted' | 'failed' | 'dead') => void
}

/** At once, and for how long they are nobody else's: a process that dies leaves them to the others. */
const CLAIM = { limit: 20, leaseMs: 30_000 }
const LONGEST_WAIT_MS = 5_000

/** Tries again what could not be handled. All processes do it, each delivery by one of them. */
export function createRetries({ house, config, say, onTried = () => {} }: RetriesOptions) {
  const { changes } = house
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  async function retry(delivery: Delivery) {
    const { id, notificationId, topic } = delivery
    const attempts = delivery.attempts + 1
    const text = await changes.payload(notificationId)
    if (text === undefined) {
      await changes.deliveries.settle(id, { state: 'dead', attempts: delivery.attempts, failure: gone, about: null })
      return onTried('dead')
    }
    try {
      const { notification } = readNotification(Buffer.from(text))
      const handled = await handle(house, notification, { timeoutMs: config.appendTimeoutMs, dedupeId: notificationId })
      if (handled.kind !== 'known')
        throw new UnhandledError(`It does not say which record it is about, or its topic is ${handled.kind}.`, null)
      await changes.deliveries.settle(id, {
        state: 'accepted',
        attempts,
        failure: null,
        about: handled.about[0] ?? null,
        cursor: handled.cursor,
      })
      say.info({ notificationId, topic, attempts }, 'a webhook that could not be handled was, at another try')
      onTried('accepted')
    } catch (error) {
      if (!(error instanceof UnhandledError)) throw error
      const outcome = failedAgain(attempts, error.failure, config)
      await changes.deliveries.settle(id, outcome)
      const said = { notificationId, topic, attempts, err: error.cause }
      say.warn(said, outcome.state === 'dead' ? 'a webhook is a dead letter now' : 'a webhook could not be handled again')
      onTried(outcome.state === 'dead' ? 'dead' : 'failed')
    }
  }

  async function retryAll() {
    try {
      for (const delivery of await changes.deliveries.claim(CLAIM)) {
        if (isStopped) return
        await retry(delivery)
      }
    } catch {
      // the log is out of reach, and says so itself; what was claimed comes up again
    }
  }

  function wait() {
    if (isStopped) return
    timer = setTimeout(
      () => {
        running = retryAll().finally(wait)
      },
      Math.min(config.retryAfterMs, LONGEST_WAIT_MS),
    ).unref()
  }
  wait()

  return {
    async dispose() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}

const gone = 'The notification itself is gone: its time was up, or it was erased.'

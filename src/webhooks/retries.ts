import type { Delivery } from '../changes/deliveries.ts'
import type { Say } from '../changes/log.ts'
import type { WebhooksConfig } from '../config.ts'
import { gone, handleAgain } from './again.ts'
import type { WebhookHouse } from './handling.ts'
import { failedAgain } from './held.ts'

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
    const again = await handleAgain(house, delivery, { timeoutMs: config.appendTimeoutMs, dedupeId: notificationId })
    if (again.kind === 'gone') {
      await changes.deliveries.settle(id, { state: 'dead', attempts: delivery.attempts, failure: gone, about: null })
      return onTried('dead')
    }
    if (again.kind === 'failed') {
      const outcome = failedAgain(attempts, again.error.failure, config)
      await changes.deliveries.settle(id, outcome)
      const said = { notificationId, topic, attempts, err: again.error.cause }
      say.warn(said, outcome.state === 'dead' ? 'a webhook is a dead letter now' : 'a webhook could not be handled again')
      return onTried(outcome.state === 'dead' ? 'dead' : 'failed')
    }
    const { about, cursor } = again
    await changes.deliveries.settle(id, { state: 'accepted', attempts, failure: null, about: about[0] ?? null, cursor })
    say.info({ notificationId, topic, attempts }, 'a webhook that could not be handled was, at another try')
    onTried('accepted')
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

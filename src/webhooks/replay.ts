import { type Delivery, isHeldState } from '../changes/deliveries.ts'
import type { Say } from '../changes/log.ts'
import type { WebhooksConfig } from '../config.ts'
import { ConflictError, NotFoundError } from '../errors.ts'
import { gone, handleAgain } from './again.ts'
import type { WebhookHouse } from './handling.ts'
import { failedAgain } from './held.ts'

export type ReplayOptions = {
  house: WebhookHouse
  config: Pick<WebhooksConfig, 'maxTries' | 'retryAfterMs' | 'appendTimeoutMs'>
  say: Say
  /** Told of every replay. */
  onTried?: (outcome: 'accepted' | 'failed' | 'dead') => void
}

export type Replay = ReturnType<typeof createReplay>

/** How long is waited for this process to have followed what it wrote, so that whoever asked sees what came of it. */
const FOLLOWED_WITHIN_MS = 1_000

/** Lets a notification that was taken before happen once more, because somebody asked for it. */
export function createReplay({ house, config, say, onTried = () => {} }: ReplayOptions) {
  const { changes } = house
  const { deliveries } = changes

  /** One that came again stands for the first of its notification, which is the one that was, or was not, handled. */
  async function find(id: string): Promise<Delivery> {
    const found = await deliveries.get(id)
    if (!found) throw new NotFoundError('There is no such delivery (any more): each is listed for a time, and dead letters longer.', { id })
    return found.state === 'duplicate' ? ((await deliveries.get(found.notificationId)) ?? found) : found
  }

  async function fail({ id, notificationId, topic, state, attempts: before }: Delivery, failure: string, cause: unknown): Promise<never> {
    const attempts = before + 1
    say.warn({ notificationId, topic, attempts, err: cause }, 'a webhook that was replayed could not be handled')
    const outcome =
      state === 'failed' ? failedAgain(attempts, failure, config) : ({ state: 'dead', attempts, failure, about: null } as const)
    // what was handled before has a Change of its own, and stays as it is
    if (isHeldState(state)) await deliveries.settle(id, outcome)
    if (isHeldState(state)) onTried(outcome.state === 'dead' ? 'dead' : 'failed')
    const remains = !isHeldState(state)
      ? 'nothing was told'
      : outcome.state === 'dead'
        ? 'it stays a dead letter'
        : 'it will be tried again'
    throw new ConflictError(`The notification could not be handled, and ${remains}: ${failure}`)
  }

  /**
   * Handles the notification of a delivery as if it came now: what it touches is forgotten, and told. One that was held has not happened yet, and happens
   * once, however many ask for it at a time; any other is told again. Answers the id of the delivery that was settled.
   *
   * @throws NotFoundError when there is no such delivery, or its notification is gone
   * @throws ConflictError when it cannot be handled: a held one stays held
   */
  return async function replay(id: string): Promise<string> {
    const delivery = await find(id)
    const { notificationId, topic, state } = delivery
    const attempts = delivery.attempts + 1
    const isHeld = isHeldState(state)
    if (state === 'stale' || state === 'reconciled') throw new NotFoundError('Of this delivery no notification is kept.', { id })
    const again = await handleAgain(house, delivery, {
      timeoutMs: config.appendTimeoutMs,
      // one that was held is tried again by itself, maybe at this moment; two who replay the same at once have the same count
      dedupeId: isHeld ? notificationId : `replay:${delivery.id}:${attempts}`,
      isToldAgain: !isHeld,
    })
    if (again.kind === 'gone') throw new NotFoundError(gone, { id })
    if (again.kind === 'failed') return fail(delivery, again.error.failure, again.error.cause)
    const { about, cursor } = again
    await deliveries.settle(delivery.id, { state: 'accepted', attempts, failure: null, about: about[0] ?? null, cursor })
    await changes.until(cursor, FOLLOWED_WITHIN_MS)
    say.info({ notificationId, topic, attempts, cursor }, 'a webhook was replayed')
    onTried('accepted')
    return delivery.id
  }
}

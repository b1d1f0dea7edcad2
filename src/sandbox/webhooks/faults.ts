import { createRandom } from '../seed/random.ts'

/** What is done to notifications that would have arrived well. The ratios are shares of all notifications, from 0 to 1. */
export type WebhookFaults = {
  /** Not sent at all, and never again. */
  drop: number
  /** Sent a second time after it has arrived, under the same id. */
  duplicate: number
  /** Held back until the next one of whatever topic has been sent, or for a second when there is none. */
  reorder: number
  /** Every one is sent so much later. */
  delayMs: number
  /** Which ones it hits: the same seed hits the same. */
  seed: string
}

export type Fate = { isDropped: boolean; isDuplicated: boolean; isHeldBack: boolean; delayMs: number }

export const noFaults: WebhookFaults = { drop: 0, duplicate: 0, reorder: 0, delayMs: 0, seed: 'sandbox' }

/** Decides about one notification after the other. Every decision draws as often, so a change of one ratio leaves what the others hit as it was. */
export function createFates(faults: WebhookFaults) {
  const random = createRandom(`webhooks ${faults.seed}`)
  return (): Fate => ({
    isDropped: random.chance(faults.drop),
    isDuplicated: random.chance(faults.duplicate),
    isHeldBack: random.chance(faults.reorder),
    delayMs: faults.delayMs,
  })
}

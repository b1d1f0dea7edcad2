import type { Notification } from './envelope.ts'
import type { Sent } from './send.ts'

/**
 * Where a notification stands:
 *
 * - `waiting`: not sent yet, or on its way, or to be sent again
 * - `delivered`: answered with a 2xx
 * - `failed`: refused twice, or held back by 429s for more than two hours; it does not come again
 * - `dropped`: the sandbox was told to lose it
 * - `paused`: the endpoint had answered more than a thousand times in a row with errors; what falls into the quarter of an hour after that does not come
 * - `disabled`: the endpoint has answered 410, or with nothing but errors for a week, and is sent nothing any more
 */
export type Outcome = 'waiting' | 'delivered' | 'failed' | 'dropped' | 'paused' | 'disabled'

/** One notification and what became of it. */
export type Delivery = {
  notification: Notification
  /** What it is about; notifications about the same thing are sent in their order: `conversation 215472600000000`. */
  subject: string
  outcome: Outcome
  /** Each try with its time in unix milliseconds. */
  attempts: (Sent & { atMs: number })[]
}

/** What is kept to be looked at; older ones are forgotten. */
const maxKept = 1_000

/** The notifications of late, oldest first. */
export function createDeliveries() {
  const deliveries: Delivery[] = []
  return {
    add(notification: Notification, subject: string): Delivery {
      const delivery: Delivery = { notification, subject, outcome: 'waiting', attempts: [] }
      deliveries.push(delivery)
      if (deliveries.length > maxKept) deliveries.shift()
      return delivery
    },
    all: (): readonly Delivery[] => deliveries,
  }
}

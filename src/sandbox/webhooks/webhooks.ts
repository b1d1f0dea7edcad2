import type { Random } from '../seed/random.ts'
import { createDeliveries, type Delivery } from './deliveries.ts'
import { createDelivering, type DeliveringDeps } from './delivering.ts'
import type { Notification } from './envelope.ts'
import { createFates, noFaults, type WebhookFaults } from './faults.ts'

/** What came to pass: the topic, the item, and what it is about. */
export type Announce = (topic: string, item: unknown, subject: string) => void

export type Webhooks = ReturnType<typeof createWebhooks>

/** `random` makes the ids. */
type WebhooksDeps = DeliveringDeps & {
  random: Random
  /** How often an endpoint is sent a ping, in milliseconds. Intercom does that, and does not say how often. @default 0 // never */
  pingEveryMs?: number | undefined
}

/** How long a notification that is to come behind the next one waits for a next one. */
const patienceMs = 1_000

/** Tells one endpoint what happens in the world, but for what is to go wrong on the way. */
export function createWebhooks({ random, pingEveryMs = 0, ...deps }: WebhooksDeps) {
  const { now, timers } = deps
  const { dispatch, subscribe, subscription } = createDelivering(deps)
  const deliveries = createDeliveries()
  let fateOfNext = createFates(noFaults)
  let heldBack: Delivery[] = []

  function announce(topic: string, item: unknown, subject: string) {
    if (subscription()?.isDisabled !== false) return
    const delivery = deliveries.add(notificationOf(`notif_${random.uuid()}`, topic, item), subject)
    const fate = fateOfNext()
    if (fate.isDropped) {
      delivery.outcome = 'dropped'
      return
    }
    const times = fate.isDuplicated ? [delivery, delivery] : [delivery]
    if (fate.isHeldBack) {
      heldBack.push(...times)
      timers.later(fate.delayMs + patienceMs, letGo)
    } else if (fate.delayMs > 0) timers.later(fate.delayMs, () => send(times))
    else send(times)
  }

  function send(some: readonly Delivery[]) {
    for (const delivery of some) dispatch(delivery)
    letGo()
  }

  function letGo() {
    const some = heldBack
    heldBack = []
    for (const delivery of some) dispatch(delivery)
  }

  const notificationOf = (id: string | null, topic: string, item: unknown): Notification => ({
    id,
    topic,
    item,
    createdAt: Math.floor(now() / 1000),
  })

  /** Sends Intercom's test notification, which has no id. */
  const ping = () => send([deliveries.add(notificationOf(null, 'ping', { type: 'ping', message: 'This is a test notification.' }), 'ping')])

  function pingFromTimeToTime() {
    if (pingEveryMs <= 0) return
    timers.later(pingEveryMs, () => {
      if (subscription()) ping()
      pingFromTimeToTime()
    })
  }
  pingFromTimeToTime()

  return {
    announce: announce satisfies Announce,
    subscribe,
    subscription,
    ping,
    /** What was announced of late and what became of it, oldest first; the last 1,000. */
    deliveries: deliveries.all,
    /** Loses, delays, repeats or mixes up the notifications that are announced from now on. What is not said is off. */
    setFaults(some: Partial<WebhookFaults>) {
      fateOfNext = createFates({ ...noFaults, ...some })
    },
  }
}

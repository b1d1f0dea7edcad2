import type { Random } from '../seed/random.ts'
import type { createTimers } from '../timer.ts'
import { createDeliveries, type Delivery } from './deliveries.ts'
import { envelopeOf, type Notification, signatureOf } from './envelope.ts'
import { createFates, noFaults, type WebhookFaults } from './faults.ts'
import { createLines } from './lines.ts'
import type { Send, Sent } from './send.ts'

const minuteMs = 60_000
/** A 429 delays everything by a minute, the next one in a row by two, and so on up to this; what is older than it is given up. */
const longestHoldMs = 120 * minuteMs

export type Subscription = {
  url: string
  /** What notifications are signed with. */
  clientSecret: string
}

type Endpoint = Subscription & {
  /** Whether it has answered a HEAD; `looking` while that is asked. */
  isValid: boolean
  looking: Promise<Sent> | null
  /** Whether it has answered 410. */
  isDisabled: boolean
  /** Until when nothing is sent, and for how long a 429 has last held everything back. */
  heldUntilMs: number
  holdMs: number
}

/** What came to pass: the topic, the item, and what it is about. */
export type Announce = (topic: string, item: unknown, subject: string) => void

export type Webhooks = ReturnType<typeof createWebhooks>

type WebhooksDeps = {
  /** The workspace's `id_code`. */
  appId: () => string
  /** In unix milliseconds. */
  now: () => number
  timers: ReturnType<typeof createTimers>
  send: Send
  /** Makes the ids. */
  random: Random
  /** When a failed delivery is tried for the second and last time. @default 60_000 // a minute, as Intercom does */
  retryAfterMs?: number
}

/** Tells one endpoint what happens in the world, by Intercom's rules of delivery: one more try after a minute, 410 ends it, 429 slows it down. */
export function createWebhooks({ appId, now, timers, send, random, retryAfterMs = minuteMs }: WebhooksDeps) {
  const deliveries = createDeliveries()
  const inLine = createLines()
  let endpoint: Endpoint | null = null
  let faults = noFaults
  let fateOfNext = createFates(faults)
  let heldBack: Delivery[] = []

  function announce(topic: string, item: unknown, subject: string) {
    if (!endpoint || endpoint.isDisabled) return
    const delivery = deliveries.add(notificationOf(`notif_${random.uuid()}`, topic, item), subject)
    const fate = fateOfNext()
    if (fate.isDropped) {
      delivery.outcome = 'dropped'
      return
    }
    const times = fate.isDuplicated ? [delivery, delivery] : [delivery]
    if (fate.isHeldBack) {
      heldBack.push(...times)
      timers.later(fate.delayMs + 1_000, letGo)
    } else if (fate.delayMs > 0) timers.later(fate.delayMs, () => dispatch(times))
    else dispatch(times)
  }

  function dispatch(some: readonly Delivery[]) {
    for (const delivery of some) inLine(delivery.subject, () => attempt(delivery))
    letGo()
  }

  function letGo() {
    const some = heldBack
    heldBack = []
    for (const delivery of some) inLine(delivery.subject, () => attempt(delivery))
  }

  const again = (delivery: Delivery, ms: number) => timers.later(ms, () => inLine(delivery.subject, () => attempt(delivery)))

  async function attempt(delivery: Delivery) {
    const to = endpoint
    if (!to) return
    if (to.isDisabled) {
      if (delivery.outcome === 'waiting') delivery.outcome = 'disabled'
      return
    }
    if (to.heldUntilMs > now()) return hold(delivery, to.heldUntilMs)

    const atMs = now()
    const sent = await deliver(delivery, to)
    delivery.attempts.push({ ...sent, atMs })
    if (isGood(sent)) {
      to.holdMs = 0
      delivery.outcome = 'delivered'
    } else if (sent.status === 410) {
      to.isDisabled = true
      delivery.outcome = 'disabled'
    } else if (sent.status === 429) {
      to.holdMs = Math.min(Math.max(minuteMs, to.holdMs * 2), longestHoldMs)
      to.heldUntilMs = now() + to.holdMs
      hold(delivery, to.heldUntilMs)
    } else if (delivery.outcome === 'waiting') {
      const failures = delivery.attempts.filter(({ status }) => status !== 429).length
      if (failures > 1) delivery.outcome = 'failed'
      else again(delivery, retryAfterMs)
    }
  }

  function hold(delivery: Delivery, untilMs: number) {
    if (untilMs - delivery.notification.createdAt * 1000 > longestHoldMs) delivery.outcome = 'failed'
    else again(delivery, untilMs - now())
  }

  /** The address is looked at with HEAD before anything is sent to it, as when it is entered in the developer hub. */
  async function deliver({ notification, attempts }: Delivery, to: Endpoint): Promise<Sent> {
    if (!to.isValid) {
      to.looking ??= send.head(to.url)
      const head = await to.looking
      to.looking = null
      if (!isGood(head)) return head.status === null ? head : { status: null, reason: `HEAD was answered ${head.status}` }
      to.isValid = true
    }
    const firstSentAt = Math.floor((attempts[0]?.atMs ?? now()) / 1000)
    const envelope = envelopeOf(notification, { appId: appId(), attempt: attempts.length + 1, firstSentAt })
    const body = Buffer.from(JSON.stringify(envelope))
    return send.post(to.url, body, signatureOf(body, to.clientSecret))
  }

  function notificationOf(id: string | null, topic: string, item: unknown): Notification {
    return { id, topic, item, createdAt: Math.floor(now() / 1000) }
  }

  return {
    announce: announce satisfies Announce,
    /** From now on everything that happens is told to this endpoint, and to no other. Null: to nobody. */
    subscribe(subscription: Subscription | null) {
      endpoint = subscription && { ...subscription, isValid: false, looking: null, isDisabled: false, heldUntilMs: 0, holdMs: 0 }
    },
    /** Who is told; null when nobody is. */
    subscription: () => endpoint && { url: endpoint.url, isValid: endpoint.isValid, isDisabled: endpoint.isDisabled },
    /** Sends Intercom's test notification, which has no id. */
    ping() {
      const ping = notificationOf(null, 'ping', { type: 'ping', message: 'This is a test notification.' })
      dispatch([deliveries.add(ping, 'ping')])
    },
    /** What was announced of late and what became of it, oldest first; the last 1,000. */
    deliveries: deliveries.all,
    /** Loses, delays, repeats or mixes up the notifications that are announced from now on. What is not said is off. */
    setFaults(some: Partial<WebhookFaults>) {
      faults = { ...noFaults, ...some }
      fateOfNext = createFates(faults)
    },
  }
}

const isGood = ({ status }: Sent) => status !== null && status >= 200 && status < 300

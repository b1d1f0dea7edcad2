import type { createTimers } from '../timer.ts'
import type { Delivery } from './deliveries.ts'
import { envelopeOf, signatureOf } from './envelope.ts'
import { createErrorStreak } from './error-streak.ts'
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
  /** Whether it has answered 410, or nothing but errors for a week. */
  isDisabled: boolean
  errors: ReturnType<typeof createErrorStreak>
  /** Until when nothing is sent, and for how long a 429 has last held everything back. */
  heldUntilMs: number
  holdMs: number
}

export type DeliveringDeps = {
  /** The workspace's `id_code`. */
  appId: () => string
  /** In unix milliseconds. */
  now: () => number
  timers: ReturnType<typeof createTimers>
  send: Send
  /** When a failed delivery is tried for the second and last time. @default 60_000 // a minute, as Intercom does */
  retryAfterMs?: number | undefined
}

/** Brings notifications to one endpoint, by Intercom's rules: one more try after a minute, 410 ends it, 429 slows everything down, too many errors pause it. */
export function createDelivering({ appId, now, timers, send, retryAfterMs = minuteMs }: DeliveringDeps) {
  const inLine = createLines()
  let endpoint: Endpoint | null = null

  const dispatch = (delivery: Delivery) => inLine(delivery.subject, () => attempt(delivery))
  const again = (delivery: Delivery, ms: number) => timers.later(ms, () => dispatch(delivery))

  async function attempt(delivery: Delivery) {
    const to = endpoint
    if (!to) return
    if (to.isDisabled) {
      if (delivery.outcome === 'waiting') delivery.outcome = 'disabled'
      return
    }
    if (to.errors.isPaused()) {
      if (delivery.outcome === 'waiting') delivery.outcome = 'paused'
      return
    }
    if (to.heldUntilMs > now()) return hold(delivery, to.heldUntilMs)

    const atMs = now()
    const sent = await deliver(delivery, to)
    delivery.attempts.push({ ...sent, atMs })
    if (isGood(sent)) {
      to.holdMs = 0
      to.errors.good()
      delivery.outcome = 'delivered'
    } else if (sent.status === 410) {
      to.isDisabled = true
      delivery.outcome = 'disabled'
    } else if (sent.status === 429) {
      to.holdMs = Math.min(Math.max(minuteMs, to.holdMs * 2), longestHoldMs)
      to.heldUntilMs = now() + to.holdMs
      hold(delivery, to.heldUntilMs)
    } else {
      to.errors.bad()
      to.isDisabled = to.errors.isSuspended()
      if (delivery.outcome !== 'waiting') return
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

  return {
    /** Sends it as soon as those before it about the same thing have been sent. */
    dispatch,
    /** From now on everything that happens is told to this endpoint, and to no other. Null: to nobody. */
    subscribe(subscription: Subscription | null) {
      endpoint = subscription && {
        ...subscription,
        isValid: false,
        looking: null,
        isDisabled: false,
        errors: createErrorStreak(now),
        heldUntilMs: 0,
        holdMs: 0,
      }
    },
    /** Who is told; null when nobody is. */
    subscription: () =>
      endpoint && {
        ...{ url: endpoint.url, isValid: endpoint.isValid, isDisabled: endpoint.isDisabled, isPaused: endpoint.errors.isPaused() },
      },
  }
}

const isGood = ({ status }: Sent) => status !== null && status >= 200 && status < 300

import type { Change } from '../changes/change.ts'
import type { NewDelivery } from '../changes/deliveries.ts'
import { type Appended, type ChangeLog, type Payload, RefusedChangeError } from '../changes/log.ts'
import type { Item } from './item.ts'
import type { Notification } from './notification.ts'
import type { Effects, TopicTable } from './topics.ts'

/** What notifications are written into, which is there once the workspace is known. */
export type WebhookHouse = { workspaceId: string; changes: ChangeLog; topics: TopicTable }

/** A notification cannot be handled, now or another time: what is made of it throws, or the log refuses what was made. */
export class UnhandledError extends Error {
  override name = 'UnhandledError'
  /** A sentence that holds nothing of what came. */
  readonly failure: string
  constructor(failure: string, cause: unknown) {
    super(failure, { cause })
    this.failure = failure
  }
}

export type HandleOptions = {
  timeoutMs: number
  /** The Change's dedupe id: the notification's, or one of its own for what is to happen again. */
  dedupeId: string | undefined
  /** What was told before is told once more. @default false */
  isToldAgain?: boolean
  payload?: (effects: Effects) => Payload
  delivery?: Omit<NewDelivery, 'about' | 'failure'>
}

export type Handled = ({ kind: 'known'; about: Effects['about'] } & Appended) | { kind: 'unknown' | 'ignored' | 'unreadable' }

/**
 * From what a notification says to a Change in the log. Throws `UnhandledError` where another try would come to the same, and whatever the log throws
 * while it cannot be reached.
 */
export async function handle(house: WebhookHouse, notification: Notification, options: HandleOptions): Promise<Handled> {
  const { topic, createdAt, item } = notification
  const { timeoutMs, dedupeId, isToldAgain = false, payload, delivery } = options
  const judged = judge(house.topics, topic, item)
  if (judged.kind !== 'known') return { kind: judged.kind }
  const { names: _, ...effects } = judged.effects
  const { about } = effects
  const change: Change = { topic, origin: 'WEBHOOK', occurredAt: createdAt, dedupeId, ...effects, ...(isToldAgain && { once: [] }) }
  try {
    const appended = await house.changes.append(change, {
      timeoutMs,
      payload: payload?.(judged.effects),
      delivery: delivery && { ...delivery, about: about[0] ?? null, failure: null },
    })
    return { kind: 'known', about, ...appended }
  } catch (error) {
    if (error instanceof RefusedChangeError) throw new UnhandledError('The log of changes refused what was made of it.', error)
    throw error
  }
}

function judge(topics: TopicTable, topic: string, item: Item) {
  try {
    return topics.judge(topic, item)
  } catch (error) {
    throw new UnhandledError('What is made of this topic threw an error, which the log of the gateway holds.', error)
  }
}

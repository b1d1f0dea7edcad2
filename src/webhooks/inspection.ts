import { epochOf, reaches } from '../changes/cursor.ts'
import type { Delivery, Placed } from '../changes/deliveries.ts'
import type { WebhookHouse } from './handling.ts'

/**
 * `DeliveryState` in the words of the graph. `PROCESSED` is an accepted one that this process has followed: it has forgotten what the Change
 * touches, and told its subscribers.
 */
export type WebhookStatus = 'ACCEPTED' | 'PROCESSED' | 'DUPLICATE' | 'STALE' | 'FAILED' | 'DEAD_LETTER' | 'RECONCILED'

export type DeliveryFilter = {
  topic?: string | null
  status?: WebhookStatus | null
  /** Only those that came then or later. */
  since?: Date | null
  /** A record that they are about: of any kind when it says none. */
  entity?: { type: string | null; id: string } | null
}

export type WebhookInspection = ReturnType<typeof createInspection>

/** Rows that are read at a time; a filter may want few of them. */
const CHUNK = 200

/** What can be seen of Intercom's deliveries. */
export function createInspection({ changes }: Pick<WebhookHouse, 'changes'>) {
  const { deliveries } = changes

  function statusOf({ state, cursor }: Delivery): WebhookStatus {
    if (state === 'dead') return 'DEAD_LETTER'
    if (state === 'duplicate') return 'DUPLICATE'
    if (state === 'stale') return 'STALE'
    if (state === 'failed') return 'FAILED'
    if (state === 'reconciled') return 'RECONCILED'
    const position = changes.position()
    // with the log that it was in all copies were void
    const isFollowed = cursor === null || epochOf(cursor) !== epochOf(position) || reaches(position, cursor)
    return isFollowed ? 'PROCESSED' : 'ACCEPTED'
  }

  function matches(delivery: Delivery, { topic, status, entity }: DeliveryFilter) {
    const { about } = delivery
    if (topic && delivery.topic !== topic) return false
    if (status && statusOf(delivery) !== status) return false
    return !entity || (about?.id === entity.id && (entity.type === null || about.type === entity.type))
  }

  async function chunkOf(before: number, lists: readonly boolean[]): Promise<Placed[]> {
    const found = await Promise.all(lists.map((isHeld) => deliveries.list({ isHeld, before, limit: CHUNK })))
    return found
      .flat()
      .toSorted((a, b) => b.place - a.place)
      .slice(0, CHUNK)
  }

  return {
    statusOf,
    get: deliveries.get,
    /** The newest first. One more than `limit`, where there is one. */
    async list({ filter, before, limit }: { filter: DeliveryFilter; before: number; limit: number }): Promise<Placed[]> {
      const { status, since } = filter
      const isHeld = status === 'FAILED' || status === 'DEAD_LETTER'
      const lists = status ? [isHeld] : [true, false]
      const found: Placed[] = []
      for (let place = before; found.length <= limit; ) {
        const chunk = await chunkOf(place, lists)
        const recent = chunk.filter(({ delivery }) => !since || delivery.receivedAt >= since)
        found.push(...recent.filter(({ delivery }) => matches(delivery, filter)))
        if (chunk.length < CHUNK || recent.length < chunk.length) break
        place = chunk.at(-1)?.place ?? 0
      }
      return found.slice(0, limit + 1)
    },
    /** The notification as it came; null when it is gone, or none was kept. */
    async payload({ notificationId, state }: Delivery): Promise<Record<string, unknown> | null> {
      if (state === 'stale' || state === 'reconciled') return null
      const text = await changes.payload(notificationId)
      return text === undefined ? null : (JSON.parse(text) as Record<string, unknown>)
    },
  }
}

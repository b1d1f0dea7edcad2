import type { ChangesConfig } from '../config.ts'
import { newToken } from './cursor.ts'
import { type Deliveries, type Delivery, type DeliveryState, isHeldState, type NewDelivery, type Placed } from './deliveries.ts'

type Limits = Pick<ChangesConfig, 'deliveriesKept' | 'deliveriesSeconds' | 'deadLettersKept' | 'deadLetterSeconds'>

/** The deliveries of a log in memory, and how the log itself adds one. */
export type MemoryDeliveries = Deliveries & { add(delivery: NewDelivery, state: DeliveryState, cursor: string | null): string }

export function createMemoryDeliveries({ now, ...limits }: Limits & { now(): number }): MemoryDeliveries {
  const rows = new Map<string, Placed>()
  const due = new Map<string, number>()
  let last = 0

  const idsOf = (isHeld: boolean) => [...rows].filter(([, { delivery }]) => isHeldState(delivery.state) === isHeld)

  const secondsOf = ({ state }: Delivery) => (isHeldState(state) ? limits.deadLetterSeconds : limits.deliveriesSeconds)
  const isOver = (delivery: Delivery) => delivery.receivedAt.getTime() < now() - secondsOf(delivery) * 1000

  function trim(isHeld: boolean) {
    const [most, seconds] = isHeld ? [limits.deadLettersKept, limits.deadLetterSeconds] : [limits.deliveriesKept, limits.deliveriesSeconds]
    const oldestMs = now() - seconds * 1000
    const all = idsOf(isHeld)
    // the oldest lie first; looking at all of them for each that comes would take the square of their number
    const surplus = all.length > most * 1.1 ? all.length - most : 0
    for (const [index, [id, { delivery }]] of all.entries()) {
      if (index >= surplus && delivery.receivedAt.getTime() >= oldestMs) break
      rows.delete(id)
      due.delete(id)
    }
  }

  let untrimmed = 0
  function add(delivery: NewDelivery, state: DeliveryState, cursor: string | null) {
    const id = rows.has(delivery.notificationId) ? `${delivery.notificationId}:${newToken().slice(0, 6)}` : delivery.notificationId
    last = Math.max(now() * 1000, last + 1)
    rows.set(id, { place: last, delivery: { ...delivery, id, state, cursor, receivedAt: new Date(now()) } })
    untrimmed++
    if (untrimmed > limits.deliveriesKept / 10 || isHeldState(state)) {
      untrimmed = 0
      trim(false)
      trim(true)
    }
    return id
  }

  function put(id: string, change: Partial<Delivery>) {
    const row = rows.get(id)
    if (row) rows.set(id, { ...row, delivery: { ...row.delivery, ...change } })
  }

  return {
    add,
    async list({ isHeld, before, limit }) {
      return idsOf(isHeld)
        .map(([, row]) => row)
        .filter(({ place, delivery }) => place < before && !isOver(delivery))
        .toSorted((a, b) => b.place - a.place)
        .slice(0, limit)
    },
    get: async (id) => rows.get(id)?.delivery ?? null,
    noteStale: async (delivery) => add(delivery, 'stale', null),
    async hold(delivery, next) {
      const known = rows.get(delivery.notificationId)
      if (known && isHeldState(known.delivery.state)) return { id: add(delivery, 'duplicate', null), isKnown: true }
      const id = add(delivery, next.state, null)
      if (next.state === 'failed') due.set(id, now() + next.retryAfterMs)
      return { id, isKnown: false }
    },
    async claim({ limit, leaseMs }) {
      const claimed = [...due].filter(([, atMs]) => atMs <= now()).slice(0, limit)
      for (const [id] of claimed) due.set(id, now() + leaseMs)
      return claimed.flatMap(([id]) => rows.get(id)?.delivery ?? [])
    },
    async settle(id, { state, attempts, failure, about, ...rest }) {
      put(id, { state, attempts, failure, about, ...('cursor' in rest && { cursor: rest.cursor }) })
      if ('retryAfterMs' in rest && rows.has(id)) due.set(id, now() + rest.retryAfterMs)
      else due.delete(id)
    },
    answered: (id, ackMs) => put(id, { ackMs }),
    async counts() {
      const held = idsOf(true).flatMap(([, { delivery }]) => (isOver(delivery) ? [] : [delivery.state]))
      const dead = held.filter((state) => state === 'dead').length
      return { failed: held.length - dead, dead }
    },
    dispose: () => Promise.resolve(),
  }
}

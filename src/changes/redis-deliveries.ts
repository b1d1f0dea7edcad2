import type { ChangesConfig } from '../config.ts'
import { newToken } from './cursor.ts'
import { type Deliveries, type Delivery, type DeliveryState, isHeldState, type NewDelivery } from './deliveries.ts'
import type { RedisLink } from './redis.ts'
import { claimScript, holdScript, noteScript, settleScript } from './redis-delivery-scripts.ts'
import type { createLogKeys } from './redis-keys.ts'

type Limits = Pick<ChangesConfig, 'deliveriesKept' | 'deliveriesSeconds' | 'deadLettersKept' | 'deadLetterSeconds'>
export type RedisDeliveriesOptions = { redis: RedisLink; keys: ReturnType<typeof createLogKeys>; limits: Limits; now(): number }

/** How long answers' times are collected before they are written down together. */
const ACKS_EVERY_MS = 100
/** How many may wait for a Redis that does not answer; what is over is not told. */
const MAX_ACKS = 10_000

type Written = Omit<NewDelivery, 'createdAt'> & { createdAt: number }

/** What is written of a delivery beside its state, its cursor and when it came. */
export const deliveryJson = ({ notificationId, topic, createdAt, attempts, ackMs, about, failure }: NewDelivery) =>
  JSON.stringify({ notificationId, topic, createdAt: createdAt.getTime(), attempts, ackMs, about, failure } satisfies Written)

function parseRow(id: string, row: string, ackMs: string | null | undefined): Delivery {
  const [state = '', cursor = '', ms = '', ...json] = row.split('|')
  const { createdAt, ...written } = JSON.parse(json.join('|')) as Written
  return {
    ...written,
    id,
    state: state as DeliveryState,
    cursor: cursor || null,
    receivedAt: new Date(Number(ms)),
    createdAt: new Date(createdAt),
    ackMs: ackMs ? Number(ackMs) : written.ackMs,
  }
}

/** The deliveries that all processes share. */
export function createRedisDeliveries({ redis, keys, limits, now }: RedisDeliveriesOptions): Deliveries {
  const { deliveries: rows, deliveryOrder: order, deliveryAcks: acks, lastDelivery: last, heldOrder, retries } = keys
  const kept = [limits.deliveriesKept, limits.deliveriesSeconds * 1000] as const
  const heldKept = [limits.deadLettersKept, limits.deadLetterSeconds * 1000] as const
  const waiting = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined

  async function writeAcks() {
    clearTimeout(timer)
    timer = undefined
    const told = [...waiting].flat()
    waiting.clear()
    // they are told and not relied on: without them a row says how long it took until it was sent to be written
    if (told.length > 0) await redis.ask((client) => client.hset(acks, ...told.map(String))).catch(() => {})
  }

  async function rowsOf(ids: readonly string[]): Promise<(Delivery | null)[]> {
    if (ids.length === 0) return []
    const [found, times] = await redis.ask((client) => Promise.all([client.hmget(rows, ...ids), client.hmget(acks, ...ids)]))
    return ids.map((id, index) => {
      const row = found[index]
      return row ? parseRow(id, row, times[index]) : null
    })
  }

  return {
    async list({ isHeld, before, limit }) {
      const oldestMs = now() - (isHeld ? heldKept : kept)[1]
      const max = Number.isFinite(before) ? `(${before}` : '+inf'
      const listed = await redis.ask((client) =>
        client.zrevrangebyscore(isHeld ? heldOrder : order, max, String(oldestMs * 1000), 'WITHSCORES', 'LIMIT', 0, limit),
      )
      const ids = listed.filter((_, index) => index % 2 === 0)
      const found = await rowsOf(ids)
      return found.flatMap((delivery, index) => (delivery ? [{ place: Number(listed[index * 2 + 1]), delivery }] : []))
    },
    get: async (id) => (await rowsOf([id]))[0] ?? null,
    async noteStale(delivery) {
      const args = [delivery.notificationId, deliveryToken(), 'stale', deliveryJson(delivery), ...kept]
      return String(await redis.ask((client) => noteScript(client, [rows, order, acks, last], args)))
    },
    async hold(delivery, next) {
      const retry = next.state === 'failed' ? next.retryAfterMs : ''
      const args = [delivery.notificationId, deliveryToken(), next.state, deliveryJson(delivery), ...kept, ...heldKept, retry]
      const answer = await redis.ask((client) => holdScript(client, [rows, order, acks, last, heldOrder, retries], args))
      const [id, isKnown] = answer as [string, number]
      return { id, isKnown: isKnown === 1 }
    },
    async claim({ limit, leaseMs }) {
      const found = (await redis.ask((client) => claimScript(client, [rows, retries], [limit, leaseMs]))) as string[]
      return found.flatMap((id, index) => (index % 2 === 0 ? [parseRow(id, found[index + 1] as string, null)] : []))
    },
    async settle(id, { state, attempts, failure, about, ...rest }) {
      const [found] = await rowsOf([id])
      if (!found) return
      const retry = 'retryAfterMs' in rest ? rest.retryAfterMs : ''
      const cursor = 'cursor' in rest ? rest.cursor : ''
      const args: (string | number)[] = [id, state, cursor, retry, deliveryJson({ ...found, attempts, failure, about })]
      await redis.ask((client) => settleScript(client, [rows, order, heldOrder, retries], args))
    },
    answered(id, ackMs) {
      if (waiting.size < MAX_ACKS) waiting.set(id, ackMs)
      timer ??= setTimeout(() => void writeAcks(), ACKS_EVERY_MS).unref()
    },
    async counts() {
      const ids = await redis.ask((client) => client.zrangebyscore(heldOrder, (now() - heldKept[1]) * 1000, '+inf'))
      const held = (await rowsOf(ids)).flatMap((delivery) => (delivery && isHeldState(delivery.state) ? [delivery.state] : []))
      const dead = held.filter((state) => state === 'dead').length
      return { failed: held.length - dead, dead }
    },
    dispose: writeAcks,
  }
}

/** Tells a delivery from another one of the same notification. */
export const deliveryToken = () => newToken().slice(0, 6)

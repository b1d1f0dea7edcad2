import { describe, expect, test } from 'vitest'
import { createMemoryDeliveries } from '../../../src/changes/memory-deliveries.ts'
import { createMemoryLog } from '../../../src/changes/memory-log.ts'
import { changeOf, changesConfig, createListener } from '../../support/house.ts'
import { itKeepsTheDeliveriesPromise } from './deliveries-contract.ts'

const openAt = (now: () => number, config = {}) =>
  createMemoryLog({ ...changesConfig, maxLength: 1_000, ...config, now, say: createListener().say })

describe('deliveries in memory', () => {
  itKeepsTheDeliveriesPromise(async (config) => {
    const log = openAt(Date.now, config)
    return { log, [Symbol.asyncDispose]: () => log.dispose() }
  })

  test('are listed for their time, dead letters for theirs, and are not tried again behind it', async () => {
    let nowMs = 1_750_000_000_000
    const log = openAt(() => nowMs, { deliveriesSeconds: 10, deadLetterSeconds: 20, deliveriesKept: 1 })
    const delivery = { topic: 't', createdAt: new Date(nowMs), attempts: 1, ackMs: 0, about: null, failure: null }
    const idsOf = async (isHeld: boolean) =>
      (await log.deliveries.list({ isHeld, before: Number.POSITIVE_INFINITY, limit: 9 })).map((placed) => placed.delivery.id)
    await log.append(changeOf('a', { dedupeId: 'n1' }), { delivery: { ...delivery, notificationId: 'n1' } })
    await log.deliveries.hold({ ...delivery, notificationId: 'sick' }, { state: 'failed', retryAfterMs: 0 })
    nowMs += 10_001
    expect([await idsOf(false), await idsOf(true)]).toEqual([[], ['sick']])
    nowMs += 10_000
    await log.append(changeOf('a', { dedupeId: 'n2' }), { delivery: { ...delivery, notificationId: 'n2' } })
    expect([await idsOf(false), await idsOf(true)]).toEqual([['n2'], []])
    expect(await log.deliveries.get('n1')).toBeNull()
    expect(await log.deliveries.claim({ limit: 9, leaseMs: 0 })).toEqual([])
    expect(await log.deliveries.counts()).toEqual({ failed: 0, dead: 0 })
  })
})

test('a dead letter whose time is up is neither listed nor counted', async () => {
  let nowMs = 1_750_000_000_000
  const deliveries = createMemoryDeliveries({ ...changesConfig, deadLetterSeconds: 60, now: () => nowMs })
  const delivery = {
    notificationId: 'notif_1',
    topic: 'thing.changed',
    createdAt: new Date(nowMs),
    attempts: 8,
    ackMs: 1,
    about: null,
    failure: 'No.',
  }
  await deliveries.hold(delivery, { state: 'dead' })
  expect(await deliveries.counts()).toEqual({ failed: 0, dead: 1 })
  nowMs += 61_000
  expect(await deliveries.counts()).toEqual({ failed: 0, dead: 0 })
  expect(await deliveries.list({ isHeld: true, before: Number.POSITIVE_INFINITY, limit: 10 })).toEqual([])
})

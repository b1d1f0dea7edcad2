import { expect, test } from 'vitest'
import { createMemoryDeliveries } from '../../../src/changes/memory-deliveries.ts'
import { changesConfig } from '../../support/house.ts'

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

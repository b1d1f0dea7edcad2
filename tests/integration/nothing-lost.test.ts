import { expect, test } from 'vitest'
import { loseNothing, noFaults } from '../support/nothing-lost.ts'

test('what was acknowledged reaches every subscriber, once and in order, although a gateway and Redis are killed meanwhile', async () => {
  const { faults, ...counts } = await loseNothing({ notifications: 200, perSecond: 20, gateways: 2, gatewayKills: 1, redisKills: 1 })
  expect(faults).toEqual(noFaults)
  expect(counts.acknowledged).toBeGreaterThan(100)
}, 300_000)

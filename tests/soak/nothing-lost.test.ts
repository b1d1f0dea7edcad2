import { expect, test } from 'vitest'
import { loseNothing, noFaults } from '../support/nothing-lost.ts'

const perSecond = 250
/** 40 s are 10,000 notifications. */
const notifications = perSecond * Number(process.env.SOAK_SECONDS ?? 40)

test(`of ${notifications} notifications at ${perSecond}/s nothing acknowledged is lost, told twice or out of order, while three gateways are killed 20 times and their Redis 5 times`, async () => {
  const { faults, ...counts } = await loseNothing({
    notifications,
    perSecond,
    gatewayKills: 20,
    redisKills: 5,
    say: (line) => console.log(`nothing lost: ${line}`),
  })
  console.log('nothing lost:', counts)
  expect(faults).toEqual(noFaults)
  expect(counts.acknowledged).toBeGreaterThan(0.9 * notifications)
})

import { expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { createAsker } from '../support/asker.ts'
import { startGatewayProcess } from '../support/processes.ts'
import { startRedis } from '../support/redis.ts'

test('of two hundred who upsert one external id at the same time, through two processes on one Redis, one makes the contact', async () => {
  await using redis = await startRedis()
  await using sandbox = await startSandbox({ contacts: 10, conversations: 0, indexLagMs: 180_000 })
  await using one = await startGatewayProcess(sandbox.url, { REDIS_URL: redis.url })
  await using other = await startGatewayProcess(sandbox.url, { REDIS_URL: redis.url })
  await using asksOne = createAsker(one.url, { connections: 100 })
  await using asksOther = createAsker(other.url, { connections: 100 })
  for (let round = 0; round < 10; round++) {
    const id = `same-${round}`
    const field = `contactUpsert(match: { externalId: "${id}" }, onCreate: { name: "Same" }, onUpdate: { name: "Same" })`
    const ask = (asker: typeof asksOne) =>
      asker.data<{ it: { result: string | null } }>(`mutation { it: ${field} { result errors { code } } }`)
    const answers = await Promise.all(Array.from({ length: 200 }, (_, nth) => ask(nth % 2 === 0 ? asksOne : asksOther)))
    const results = answers.map(({ it }) => it.result)
    expect(results.filter((result) => result === 'CREATED')).toHaveLength(1)
    expect(results.filter((result) => result === 'UNCHANGED')).toHaveLength(199)
    expect([...sandbox.world.contacts.values()].filter(({ external_id }) => external_id === id)).toHaveLength(1)
  }
})

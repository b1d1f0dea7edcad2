import { expect, test } from 'vitest'
import { startRedis } from '../support/redis.ts'
import { tellOneAskAnother } from '../support/two-desks.ts'

test('a query that starts after one process took a webhook never shows the state before it, on the other process, in 10,000 tries', async () => {
  await using server = await startRedis()
  expect(await tellOneAskAnother({ url: server.url, tries: 10_000 })).toEqual({ tries: 10_000, older: [] })
})

import { afterAll, beforeAll } from 'vitest'
import { type Process, startAlone, startOnRedis } from '../../support/house.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'

export type HouseOptions = Parameters<typeof startAlone>[0]

/** How a process may keep its copies, each by its name, for stories that hold in both. The Redis is of the test file that asks. */
export function bothHouses() {
  let server: RedisServer
  let workspaces = 0
  /** No two houses share theirs, unless they are told to. */
  const nextWorkspace = () => `w${++workspaces}`
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server[Symbol.asyncDispose]())

  const houses: [string, (options?: HouseOptions) => Promise<Process>][] = [
    ['alone', async (options) => startAlone(options)],
    ['on Redis', (options) => startOnRedis(server.url, { ...options, workspace: nextWorkspace() })],
  ]
  return { houses, nextWorkspace, redis: () => server }
}

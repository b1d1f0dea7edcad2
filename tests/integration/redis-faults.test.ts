import { describe, expect, test, vi } from 'vitest'
import type { Config } from '../../src/config.ts'
import { createAsker } from '../support/asker.ts'
import { startTestGateway } from '../support/gateway.ts'
import { redisFaults } from '../support/redis-faults.ts'
import { startLoad } from '../support/steady-load.ts'

const perSecond = 200
/** A fault lasts until so many who asked in it have been answered: whoever waits for Redis then waits for ever. */
const askedMeanwhile = 300

const People = 'query People($ids: [ID!]!) { nodes(ids: $ids) { ... on Contact { intercomId email name } } }'
type People = { nodes: ({ intercomId: string; email: string | null; name: string | null } | null)[] }

/** So small that memory answers little and nearly every question needs Redis. */
const smallMemory = (config: Config): Config => ({ ...config, cache: { ...config.cache, l1MaxBytes: 100_000 } })

describe('200 requests a second, and none fails, while Redis is', () => {
  test.each(redisFaults)('$name', ({ start, isAbsentAtStart }) =>
    start(async ({ url, server, suffer }) => {
      const env = { REDIS_URL: url }
      await using gateway = await startTestGateway({ contacts: 300, conversations: 0, env, configure: smallMemory })
      await using asker = createAsker(gateway.url)
      const { world } = gateway.sandbox
      const ids = [...world.contacts.keys()]
      const inLoad = ids.slice(0, 200)
      const globalIds = (some: readonly string[]) => some.map((id) => `gid://intercom/${world.workspace.id_code}/Contact/${id}`)
      const right = (some: readonly string[]): People => ({
        nodes: some.map((id) => {
          const { email = null, name = null } = world.contacts.get(id) ?? {}
          return { intercomId: id, email, name }
        }),
      })

      const load = startLoad({
        perSecond,
        mostWaiting: 100,
        ask: async (question) => {
          const some = Array.from({ length: 20 }, (_, at) => inLoad[(question * 7 + at) % inLoad.length] as string)
          expect(await asker.data<People>(People, { ids: globalIds(some) })).toEqual(right(some))
        },
      })
      if (!isAbsentAtStart) await load.answered(100)
      await suffer(() => load.answered(askedMeanwhile))
      await load.answered(100)
      expect((await load.stop()).failures).toEqual([])

      // well again: what it asks it asks once, and what it learns it tells the next process
      const answersWhole = async () => expect((await asker.ask('{ viewer { id } }')).extensions.degraded).toBeUndefined()
      await vi.waitFor(answersWhole, { timeout: 10_000, interval: 50 })
      const fresh = ids.slice(200, 250)
      const costOf = async (ask: () => Promise<unknown>) => {
        gateway.forgetRequests()
        const before = (await server.calls()).mget ?? 0
        await ask()
        return { mgets: ((await server.calls()).mget ?? 0) - before, calls: [...gateway.calls] }
      }
      const before = Number(await server.command('DBSIZE'))
      const askFresh = (who: typeof asker) => async () =>
        expect(await who.data<People>(People, { ids: globalIds(fresh) })).toEqual(right(fresh))
      expect(await costOf(askFresh(asker))).toEqual({ mgets: 1, calls: ['POST /contacts/search'] })
      await vi.waitFor(async () => expect(Number(await server.command('DBSIZE'))).toBe(before + fresh.length))

      await using next = await startTestGateway({ sandbox: gateway.sandbox, env })
      await using nextAsker = createAsker(next.url)
      await vi.waitFor(async () => expect((await nextAsker.ask('{ viewer { id } }')).extensions.degraded).toBeUndefined())
      expect(await costOf(askFresh(nextAsker))).toEqual({ mgets: 1, calls: [] })
    }),
  )
})

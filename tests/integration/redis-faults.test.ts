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

const HelpCenters = '{ helpCenters { intercomId } }'
type HelpCenters = { helpCenters: { intercomId: string }[] }

/** So small a memory that it answers little and nearly every question needs Redis; and a list that one of all processes has to fetch each second. */
function configure(config: Config): Config {
  const helpCenter = { ...config.cache.kinds.helpCenter, ttlSeconds: 1, staleWhileRevalidateSeconds: 0 }
  return { ...config, cache: { ...config.cache, l1MaxBytes: 100_000, kinds: { ...config.cache.kinds, helpCenter } } }
}

describe('200 requests a second, and none fails, while Redis is', () => {
  test.each(redisFaults)('$name', ({ start, isAbsentAtStart }) =>
    start(async ({ url, server, suffer }) => {
      const env = { REDIS_URL: url }
      await using gateway = await startTestGateway({ contacts: 2_200, conversations: 0, env, configure })
      await using asker = createAsker(gateway.url)
      const { world } = gateway.sandbox
      const ids = [...world.contacts.keys()]
      const inLoad = ids.slice(0, 200)
      const fresh = ids.slice(200)
      const globalIds = (some: readonly string[]) => some.map((id) => `gid://intercom/${world.workspace.id_code}/Contact/${id}`)
      const right = (some: readonly string[]): People => ({
        nodes: some.map((id) => {
          const { email = null, name = null } = world.contacts.get(id) ?? {}
          return { intercomId: id, email, name }
        }),
      })

      const rightHelpCenters = { helpCenters: [...world.help_centers.keys()].map((id) => ({ intercomId: id })) }

      const load = startLoad({
        perSecond,
        mostWaiting: 100,
        ask: async (question) => {
          if (question % 5 === 0) return expect(await asker.data<HelpCenters>(HelpCenters)).toEqual(rightHelpCenters)
          const some = Array.from({ length: 20 }, (_, at) => inLoad[(question * 7 + at) % inLoad.length] as string)
          expect(await asker.data<People>(People, { ids: globalIds(some) })).toEqual(right(some))
        },
      })
      if (!isAbsentAtStart) await load.answered(100)
      await suffer(() => load.answered(askedMeanwhile))
      await load.answered(100)
      expect((await load.stop()).failures).toEqual([])

      const answersWhole = async (who: typeof asker) => expect((await who.ask('{ viewer { id } }')).extensions.degraded).toBeUndefined()
      await vi.waitFor(() => answersWhole(asker), { timeout: 10_000, interval: 50 })
      await using next = await startTestGateway({ sandbox: gateway.sandbox, env })
      await using nextAsker = createAsker(next.url)
      await vi.waitFor(() => answersWhole(nextAsker), { timeout: 10_000, interval: 50 })

      const kept = async () => ((await server.command('KEYS', '*:value:*')) as string[]).length
      const mgets = async () => (await server.calls()).mget ?? 0
      async function costOf(who: typeof asker, some: readonly string[]) {
        gateway.forgetRequests()
        const before = await mgets()
        expect(await who.data<People>(People, { ids: globalIds(some) })).toEqual(right(some))
        return { mgets: (await mgets()) - before, calls: [...gateway.calls] }
      }
      // well again: what it asks it asks once, and what it learns it tells the next process; where the machine is busy, not at every try
      await vi.waitFor(
        async () => {
          const some = fresh.splice(0, 50)
          const copies = await kept()
          expect(await costOf(asker, some)).toEqual({ mgets: 1, calls: ['POST /contacts/search'] })
          await vi.waitFor(async () => expect(await kept()).toBe(copies + some.length))
          expect(await costOf(nextAsker, some)).toEqual({ mgets: 1, calls: [] })
        },
        { timeout: 30_000, interval: 500 },
      )
    }),
  )
})

import { describe, expect, test, vi } from 'vitest'
import type { Config } from '../../src/config.ts'
import { createAsker } from '../support/asker.ts'
import { startTestGateway } from '../support/gateway.ts'
import { type RedisServer, startRedis } from '../support/redis.ts'
import { startLoad } from '../support/steady-load.ts'

const perSecond = 20
/** A fault lasts until so many who asked in it have been answered: whoever waits for the server of values then waits for ever. */
const askedMeanwhile = 60

const People = 'query People($ids: [ID!]!) { nodes(ids: $ids) { ... on Contact { intercomId email } } }'
type People = { nodes: ({ intercomId: string; email: string | null } | null)[] }

/** So small that memory answers little and nearly every question needs Redis. */
const smallMemory = (config: Config): Config => ({ ...config, cache: { ...config.cache, l1MaxBytes: 100_000 } })

type Fault = { name: string; suffer(values: RedisServer, lasting: () => Promise<unknown>): Promise<void> }
const faults: Fault[] = [
  {
    name: 'killed, and started empty',
    async suffer(values, lasting) {
      await values.kill()
      await lasting()
      await values.start()
    },
  },
  {
    name: 'stopped by SIGSTOP',
    async suffer(values, lasting) {
      values.pause()
      await lasting()
      values.resume()
    },
  },
  {
    name: 'so small that it evicts all the time',
    async suffer(values, lasting) {
      const used = Number(/used_memory:(\d+)/.exec(String(await values.command('INFO', 'memory')))?.[1])
      await values.command('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru')
      await values.command('CONFIG', 'SET', 'maxmemory', String(used))
      await lasting()
      await values.command('CONFIG', 'SET', 'maxmemory', '0')
      expect(String(await values.command('INFO', 'stats'))).toMatch(/evicted_keys:[1-9]/)
    },
  },
]

describe('with the log on one Redis server and values on another, none of 20 requests a second fails while the one of values is', () => {
  test.each(faults)('$name', async ({ suffer }) => {
    await using server = await startRedis()
    await using values = await startRedis()
    const env = { REDIS_URL: server.url, REDIS_CACHE_URL: values.url }
    const logLines: string[] = []
    await using gateway = await startTestGateway({ contacts: 700, conversations: 0, env, configure: smallMemory, logLines })
    await using asker = createAsker(gateway.url)
    const { world } = gateway.sandbox
    const ids = [...world.contacts.keys()]
    const fresh = ids.slice(200)
    const globalIds = (some: readonly string[]) => some.map((id) => `gid://intercom/${world.workspace.id_code}/Contact/${id}`)
    const right = (some: readonly string[]): People => ({
      nodes: some.map((id) => ({ intercomId: id, email: world.contacts.get(id)?.email ?? null })),
    })
    const ask = async (some: readonly string[], who = asker) => {
      const { data, errors, extensions } = await who.ask<People>(People, { ids: globalIds(some) })
      expect([errors, data]).toEqual([undefined, right(some)])
      return extensions
    }
    await vi.waitFor(async () => expect((await ask(ids.slice(0, 20))).degraded).toBeUndefined(), 10_000)

    const load = startLoad({
      perSecond,
      mostWaiting: 20,
      ask: (question) => ask(Array.from({ length: 20 }, (_, at) => ids[(question * 7 + at) % 200]!)),
    })
    await load.answered(10)
    await suffer(values, () => load.answered(askedMeanwhile))
    expect((await load.stop()).failures).toEqual([])
    // however many readers meet it
    const warnings = logLines.map((line) => JSON.parse(line) as { level: string; msg: string }).filter(({ level }) => level === 'warn')
    expect(warnings.length).toBeLessThan(10)

    const health = async () => ((await (await fetch(`${gateway.url}/health/ready`)).json()) as { status: string }).status
    await vi.waitFor(async () => expect(await health()).toBe('OK'), 10_000)
    await using next = await startTestGateway({ sandbox: gateway.sandbox, env })
    await using nextAsker = createAsker(next.url)
    await vi.waitFor(async () => expect((await nextAsker.ask('{ viewer { id } }')).extensions.degraded).toBeUndefined(), 10_000)
    // well again: what is learned now is there for the next process, and no value lies beside the log; on a busy machine not at every try
    await vi.waitFor(
      async () => {
        const some = fresh.splice(0, 50)
        const kept = async (where: RedisServer) =>
          ((await where.command('KEYS', '*:value:*')) as string[]).filter((key) => some.some((id) => key.endsWith(id)))
        gateway.forgetRequests()
        await ask(some)
        expect(gateway.calls).toEqual(['POST /contacts/search'])
        await vi.waitFor(async () => expect(await kept(values)).toHaveLength(some.length))
        expect(await kept(server)).toEqual([])
        await ask(some, nextAsker)
        expect(gateway.calls).toEqual(['POST /contacts/search'])
      },
      { timeout: 30_000 },
    )
  })
})

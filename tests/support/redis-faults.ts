import { setTimeout as delay } from 'node:timers/promises'
import { startGate } from './gate.ts'
import type { RedisServer } from './redis.ts'
import { startRedis } from './redis.ts'

export type FaultyRedis = {
  /** Where the gateway finds it. */
  url: string
  server: RedisServer
  /** From here on it is as the fault's name says; `lasting` is called when it is, and when that resolves it is well again. */
  suffer(lasting: () => Promise<unknown>): Promise<void>
}

export type RedisFault = { name: string; isAbsentAtStart: boolean; start(use: (redis: FaultyRedis) => Promise<void>): Promise<void> }

type Suffering = (server: RedisServer, lasting: () => Promise<unknown>) => Promise<void>

const onRealServer = (name: string, suffer: Suffering, { isAbsentAtStart = false } = {}): RedisFault => ({
  name,
  isAbsentAtStart,
  async start(use) {
    await using server = await startRedis({ started: !isAbsentAtStart })
    await use({ url: server.url, server, suffer: (lasting) => suffer(server, lasting) })
  },
})

/** What can happen to a Redis while a gateway works with it, each on a server of its own that ends with its use. */
export const redisFaults: readonly RedisFault[] = [
  onRealServer('killed, and started empty', async (server, lasting) => {
    await server.kill()
    await lasting()
    await server.start()
  }),
  onRealServer('stopped by SIGSTOP', async (server, lasting) => {
    server.pause()
    await lasting()
    server.resume()
  }),
  {
    name: 'slowed by two seconds',
    isAbsentAtStart: false,
    async start(use) {
      await using server = await startRedis()
      await using proxy = await startGate(server.url)
      const suffer = async (lasting: () => Promise<unknown>) => {
        proxy.state.delayMs = 2_000
        await lasting()
        proxy.state.delayMs = 0
      }
      await use({ url: proxy.url, server, suffer })
    },
  },
  onRealServer('slowed in pulses', async (server, lasting) => {
    let isOver = false
    const over = lasting().finally(() => {
      isOver = true
    })
    for (let pulse = 0; !isOver; pulse++) {
      server.pause()
      await delay(20 + (pulse % 8) * 25)
      server.resume()
      await delay(60)
    }
    await over
  }),
  onRealServer('out of memory', async (server, lasting) => {
    await server.command('CONFIG', 'SET', 'maxmemory-policy', 'noeviction')
    await server.command('CONFIG', 'SET', 'maxmemory', '1')
    await lasting()
    await server.command('CONFIG', 'SET', 'maxmemory', '0')
  }),
  onRealServer(
    'not there at the start',
    async (server, lasting) => {
      await lasting()
      await server.start()
    },
    { isAbsentAtStart: true },
  ),
]

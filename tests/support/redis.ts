import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { Redis } from 'ioredis'

/** The path of a Redis or Valkey server on PATH. */
export function findRedisServer(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
  return folders.flatMap((folder) => ['redis-server', 'valkey-server'].map((name) => join(folder, name))).find((path) => existsSync(path))
}

export type RedisServer = Awaited<ReturnType<typeof startRedis>>

export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/**
 * A Redis of the test's own, in memory only, that it may pause, kill and start again on the same port. Disposing it ends it.
 * `started: false` only reserves the port: a Redis that is not there yet.
 */
export async function startRedis({ started = true } = {}) {
  const path = findRedisServer()
  if (!path) throw new Error('There is no redis-server on PATH; tests/support/setup.ts installs it or says how.')
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  let running: ChildProcess | undefined

  async function start() {
    running = spawn(path as string, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
      stdio: 'ignore',
    })
    const admin = new Redis(url, { lazyConnect: true, retryStrategy: () => 20, maxRetriesPerRequest: null })
    admin.on('error', () => {}) // not listening yet
    await admin.ping()
    admin.disconnect()
  }

  async function end() {
    const server = running
    running = undefined
    if (!server) return
    const exited = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGKILL') // also ends one that is stopped
    await exited
  }

  if (started) await start()

  return {
    url,
    port,
    start,
    /** Killed outright: every connection breaks, everything in it is gone. */
    kill: end,
    /** Stopped in its tracks: connections stay open and nothing answers. */
    pause: () => void running?.kill('SIGSTOP'),
    resume: () => void running?.kill('SIGCONT'),
    /** Runs one command on a connection of its own. */
    async command(...args: [string, ...string[]]): Promise<unknown> {
      const admin = new Redis(url, { protocol: 2 })
      try {
        return await admin.call(...args)
      } finally {
        admin.disconnect()
      }
    },
    /** How often each command was called so far. */
    async calls(): Promise<Record<string, number>> {
      const info = String(await this.command('INFO', 'commandstats'))
      return Object.fromEntries([...info.matchAll(/cmdstat_(\S+?):calls=(\d+)/g)].map(([, name, count]) => [name, Number(count)]))
    },
    [Symbol.asyncDispose]: end,
  }
}

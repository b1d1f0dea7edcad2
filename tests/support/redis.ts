import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { Redis } from 'ioredis'
import { startGate } from './gate.ts'

/** The path of a Redis or Valkey server on PATH. */
export function findRedisServer(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
  return folders.flatMap((folder) => ['redis-server', 'valkey-server'].map((name) => join(folder, name))).find((path) => existsSync(path))
}

export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

export type RedisServer = {
  url: string
  start(): Promise<void>
  /** Gone from one moment to the next: every connection breaks, and everything in it is lost, unless it is durable. */
  kill(): Promise<void>
  /** Stopped in its tracks: connections stay open and nothing answers. */
  pause(): void
  resume(): void
  /** Runs one command on a connection of its own. */
  command(...args: [string, ...string[]]): Promise<unknown>
  /** How often each command was called so far. */
  calls(): Promise<Record<string, number>>
} & AsyncDisposable

/**
 * A Redis of the test's own that it may pause, kill and start again on the same port; disposing it ends it. It is a server process in memory
 * only or, with `TEST_REDIS_URL`, a database of that server behind a gate of ours (test files must then run one after the other).
 * `started: false` only reserves the port: a Redis that is not there yet. `isDurable`: whatever it has answered is on disk (AOF, written at each
 * command) and there again after a kill; that takes a server process of its own, also where `TEST_REDIS_URL` names another.
 */
export async function startRedis({ started = true, isDurable = false } = {}): Promise<RedisServer> {
  const given = isDurable ? undefined : process.env.TEST_REDIS_URL
  const folder = isDurable ? mkdtempSync(join(tmpdir(), 'gateway-redis-')) : undefined
  const server = given ? await openDatabase(given) : createProcess(await freePort(), folder)
  if (started) await server.start()
  else await server.kill()

  async function command(...args: [string, ...string[]]): Promise<unknown> {
    const admin = new Redis(server.adminUrl, { protocol: 2 })
    try {
      return await admin.call(...args)
    } finally {
      admin.disconnect()
    }
  }

  return {
    ...server,
    command,
    async calls() {
      const info = String(await command('INFO', 'commandstats'))
      return Object.fromEntries([...info.matchAll(/cmdstat_(\S+?):calls=(\d+)/g)].map(([, name, count]) => [name, Number(count)]))
    },
    async [Symbol.asyncDispose]() {
      await server.kill()
      if (folder) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** `folder`: where it writes down everything; without one it is in memory only. */
function createProcess(port: number, folder?: string) {
  const path = findRedisServer()
  if (!path) throw new Error('There is no redis-server on PATH; tests/support/setup.ts installs it or says how.')
  const url = `redis://127.0.0.1:${port}`
  const persistence = folder ? ['--dir', folder, '--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no']
  let running: ChildProcess | undefined
  return {
    url,
    adminUrl: url,
    async start() {
      running = spawn(path, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', ...persistence], { stdio: 'ignore' })
      const admin = new Redis(url, { lazyConnect: true, retryStrategy: () => 20, maxRetriesPerRequest: null })
      admin.on('error', () => {}) // not listening yet
      await admin.ping()
      admin.disconnect()
    },
    async kill() {
      const server = running
      running = undefined
      if (!server) return
      const exited = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGKILL') // also ends one that is paused
      await exited
    },
    pause: () => void running?.kill('SIGSTOP'),
    resume: () => void running?.kill('SIGCONT'),
  }
}

let databases = 0

async function openDatabase(given: string) {
  const target = new URL(given)
  const database = databases++ % 16
  const gate = await startGate(given)
  const at = (host: string) => `redis://${target.username}${target.password && `:${target.password}@`}${host}/${database}`
  const adminUrl = at(target.host)
  async function empty() {
    const admin = new Redis(adminUrl)
    await admin.flushdb()
    admin.disconnect()
  }
  await empty()
  let isOpen = true
  return {
    url: at(`127.0.0.1:${gate.port}`),
    adminUrl,
    async start() {
      if (!isOpen) await gate.start()
      isOpen = true
    },
    async kill() {
      isOpen = false
      await gate.kill()
      await empty()
    },
    pause: gate.pause,
    resume: gate.resume,
  }
}

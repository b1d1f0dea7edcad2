import { Redis } from 'ioredis'
import { fieldsOf } from '../../changes/eviction.ts'
import type { Shown } from './clock.ts'

/** A server of the configuration, by the variable that names it; `place` is its host and port, and nothing that may be secret. */
export type Server = { variable: 'REDIS_URL' | 'REDIS_CACHE_URL'; place: string }

/** What a Redis says of itself. What it would not say is undefined. */
export type RedisFacts = {
  /** Round trips, in milliseconds. */
  pingsMs: readonly number[]
  /** The answer to INFO, by field. */
  info: Readonly<Record<string, string>> | undefined
  appendfsync: string | undefined
  /** When it writes snapshots: `3600 1 300 100`; empty when never. */
  save: string | undefined
  time: Shown | undefined
  /** With which word it refused to run a script. */
  scriptRefusal: string | undefined
  /** How it answered a read of a key of the workspace, where that was a refusal: `MOVED 1234 10.0.0.7:6379`. */
  keyRefusal: string | undefined
}

/** `why`: a network's code, Redis's own word, or that no answer came in time. */
export type RedisReading = RedisFacts | { why: string }

type Options = {
  url: string
  /** How long connecting, and any one answer, may take. */
  timeoutMs: number
  /** The workspace whose keys are to live there, once it is known. */
  workspaceId: Promise<string | undefined>
}

const pings = 5

/** Asks over a connection of its own, and closes it. Writes nothing. */
export async function readRedis({ url, timeoutMs, workspaceId }: Options): Promise<RedisReading> {
  const client = new Redis(url, {
    connectionName: 'gateway doctor',
    lazyConnect: true,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    enableReadyCheck: false,
    protocol: 2,
  })
  let broke: unknown
  client.on('error', (error) => {
    broke ??= error
  })
  try {
    await client.connect()
    return await readFacts(client, workspaceId)
  } catch (error) {
    return { why: wordOf(broke ?? error, timeoutMs) }
  } finally {
    client.disconnect()
  }
}

async function readFacts(client: Redis, workspaceId: Promise<string | undefined>): Promise<RedisFacts> {
  const pingsMs: number[] = []
  for (let at = 0; at < pings; at++) {
    const sentAtMs = performance.now()
    await client.ping()
    pingsMs.push(performance.now() - sentAtMs)
  }
  const [info, appendfsync, save, time, scriptRefusal] = await Promise.all([
    granted(client.info()),
    granted(client.config('GET', 'appendfsync')),
    granted(client.config('GET', 'save')),
    granted(readTime(client)),
    refusalOf(client.eval('return 1', 0)),
  ])
  const workspace = await workspaceId
  return {
    pingsMs,
    info: info === undefined ? undefined : fieldsOf(info),
    appendfsync: valueIn(appendfsync),
    save: valueIn(save),
    time,
    scriptRefusal,
    keyRefusal: workspace === undefined ? undefined : await refusalOf(client.exists(`{${workspace}}:doctor`)),
  }
}

async function readTime(client: Redis): Promise<Shown> {
  const sentAtMs = Date.now()
  const [seconds, microseconds] = await client.time()
  return { atMs: Number(seconds) * 1000 + Number(microseconds) / 1000, coarseMs: 1, sentAtMs, receivedAtMs: Date.now() }
}

/** The answer, or undefined where Redis refuses: managed servers often keep CONFIG to themselves. A connection that fails is another matter. */
const granted = <T>(answer: Promise<T>): Promise<T | undefined> =>
  answer.catch((error: unknown) => {
    if (isRefusal(error)) return undefined
    throw error
  })

const refusalOf = (answer: Promise<unknown>): Promise<string | undefined> =>
  answer.then(
    () => undefined,
    (error: unknown) => {
      if (isRefusal(error)) return error.message
      throw error
    },
  )

const isRefusal = (error: unknown): error is Error => error instanceof Error && error.name === 'ReplyError'

/** Never the whole sentence of a network's error, which names what was connected to. */
function wordOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error.name === 'ReplyError') return /^[A-Z]+/.exec(error.message)?.[0] ?? 'refused'
  if ('code' in error && typeof error.code === 'string') return error.code
  return /time/i.test(error.message) ? `no answer within ${timeoutMs} ms` : 'the connection was closed'
}

/** `CONFIG GET` answers names and values in turn. */
const valueIn = (answer: unknown) => (Array.isArray(answer) && answer.length > 1 ? String(answer[1]) : undefined)

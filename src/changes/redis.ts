import { Redis } from 'ioredis'
import { GatewayError } from '../errors.ts'
import { within } from './deadline.ts'
import type { Say } from './log.ts'

export type RedisOptions = {
  url: string
  /** Names the connection in the log and in `CLIENT LIST`. */
  name: string
  /** The variable that `url` came from, for whoever reads the log. @default 'REDIS_URL' */
  variable?: string
  /** How long one question may take, in milliseconds, unless the asker says otherwise. */
  timeoutMs: number
  /**
   * How much later than that its answer may be before Redis counts as lost, in milliseconds: for a connection whose answers may be large, and
   * take their time on the way. Until it has come everybody else is refused at once, as nothing is answered before it.
   *
   * @default 0
   */
  patienceMs?: number
  say: Say
}

export type RedisLink = {
  /**
   * Asks Redis. Rejects after the time, and at once while Redis is known not to answer: such a state begins with one failure and ends
   * with one `PING` in time, which is tried all the while in the background, or with the late answer itself where the connection is patient.
   * Redis's own refusals of a question (out of memory) are passed on; while it refuses the connection (password, number of the database), it
   * counts as not answering.
   */
  ask<T>(question: (client: Redis) => Promise<T>, timeoutMs?: number): Promise<T>
  /** The connection itself, for a blocking read that has its own idea of time. */
  client: Redis
  /** False once Redis counts as lost. */
  isReachable(): boolean
  /** With which words Redis refuses the connection, while it does. */
  refusal(): string | undefined
  /** For how long it has counted as lost, in milliseconds, or has not been reached since it was made; 0 while it is reachable. */
  silentForMs(): number
  /** True once it answers, false when it does not within the time. */
  ready(timeoutMs: number): Promise<boolean>
  /** Resolves when the connection is closed. */
  dispose(): Promise<void>
}

const PROBE_EVERY_MS = 100
/** A connection that says nothing for so long is made anew: its other end may be gone without a word. */
const SILENT_FOR_MS = 5_000
const CONNECT_TIMEOUT_MS = 2_000
/** Redis answers the end of a connection with its own. One that hangs does not, and a stop closes several connections within its ten seconds. */
const DISCONNECT_TIMEOUT_MS = 100

/** One connection that never makes anybody wait for a Redis that is down, slow or paused, and comes back by itself. */
export function createRedis({ url, name, variable = 'REDIS_URL', timeoutMs, patienceMs = 0, say }: RedisOptions): RedisLink {
  const client = new Redis(url, {
    connectionName: name,
    connectTimeout: CONNECT_TIMEOUT_MS,
    disconnectTimeout: DISCONNECT_TIMEOUT_MS,
    enableOfflineQueue: false, // a question that cannot be sent now is answered now
    autoResendUnfulfilledCommands: false, // nor is an append whose answer was lost ever sent twice
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(25 * 2 ** attempt, 1_000) * (0.75 + Math.random() / 2),
    protocol: 2,
  })
  let reachable = false
  let lostAtMs = performance.now()
  let connectedAtMs = performance.now()
  let wasSaid: 'nothing' | 'down' | 'refused' = 'nothing'
  /** Redis has refused what the present connection began with: it serves another database than the one that is meant, or nothing. */
  let isRefused = false
  let refusal: string | undefined
  let isProbing = false
  let disposed = false
  const awaitingReach = new Set<() => void>()
  /** Questions whose time is over and whose answers are still to come. */
  const overdue = new Set<Promise<unknown>>()

  function lose(error: unknown) {
    if (disposed) return
    if (reachable) lostAtMs = performance.now()
    reachable = false
    if (wasSaid === 'nothing') say.warn({ redis: name, err: error }, 'redis does not answer; going on without it')
    if (wasSaid === 'nothing') wasSaid = 'down'
    void probe()
  }

  /** Passes only when somebody changes something; until then it is tried again, as everything else. */
  function loseRefused({ message }: Error) {
    if (disposed) return
    isRefused = true
    refusal = message
    reachable = false
    if (wasSaid !== 'refused')
      say.warn({ redis: name, refusal: message }, `redis refuses the connection of ${variable}; going on without it`)
    wasSaid = 'refused'
    client.disconnect(true)
  }

  function regain() {
    if (isRefused) return
    refusal = undefined
    reachable = true
    if (wasSaid !== 'nothing') say.info({ redis: name }, 'redis answers again')
    wasSaid = 'nothing'
    for (const tell of awaitingReach) tell()
  }

  /** Nobody waits for it any more; but until it has come, or was waited for in vain, what is asked now would have to wait as long. */
  async function leave(question: Promise<unknown>, late: Error) {
    if (patienceMs === 0) return lose(late)
    overdue.add(question)
    try {
      if (!(await within(patienceMs, question))) lose(late)
      await question
    } catch {
      // the connection broke, which has been noticed, or Redis refused what nobody waits for
    } finally {
      overdue.delete(question)
    }
  }

  /** Sends one `PING` at a time; a late answer is a reason to send the next at once, no answer at all a reason to connect anew. */
  async function probe() {
    if (isProbing || disposed || client.status !== 'ready') return
    isProbing = true
    try {
      const sentAtMs = performance.now()
      const answered = await within(SILENT_FOR_MS, client.ping())
      if (!answered) client.disconnect(true)
      else if (performance.now() - sentAtMs <= timeoutMs) regain()
    } catch {
      // the connection broke: its next 'ready' probes again
    } finally {
      isProbing = false
    }
  }

  client.on('connect', () => {
    connectedAtMs = performance.now()
    isRefused = false
  })
  client.on('ready', () => void probe())
  client.on('error', (error) => (isRefusal(error) ? loseRefused(error) : lose(error)))
  client.on('close', () => lose(new Error('the connection was closed')))
  const heartbeat = setInterval(() => {
    if (reachable) return
    if (client.status === 'connect' && performance.now() - connectedAtMs > SILENT_FOR_MS) client.disconnect(true)
    else void probe()
  }, PROBE_EVERY_MS)
  heartbeat.unref()

  const unavailable = (cause?: unknown) => new GatewayError('INTERNAL', `Redis (${name}) does not answer.`, { retryable: true, cause })

  return {
    client,
    isReachable: () => reachable,
    refusal: () => refusal,
    silentForMs: () => (reachable ? 0 : performance.now() - lostAtMs),
    async ask(question, allowedMs = timeoutMs) {
      if (!reachable || overdue.size > 0) throw unavailable()
      let asked: Promise<unknown>
      try {
        const asking = question(client)
        asked = asking
        const answered = await within(allowedMs, asking)
        if (answered) return answered.value
      } catch (error) {
        if (isRefusal(error)) throw error
        lose(error)
        throw unavailable(error)
      }
      const late = new Error(`no answer within ${allowedMs} ms`)
      void leave(asked, late)
      throw unavailable(late)
    },
    ready(allowedMs) {
      if (reachable) return Promise.resolve(true)
      return new Promise((resolve) => {
        const end = (isReady: boolean) => {
          clearTimeout(timer)
          awaitingReach.delete(tell)
          resolve(isReady)
        }
        const tell = () => end(true)
        const timer = setTimeout(() => end(false), allowedMs)
        awaitingReach.add(tell)
      })
    },
    async dispose() {
      disposed = true
      clearInterval(heartbeat)
      const isClosed = client.status === 'end' || client.status === 'reconnecting' // between two attempts there is no socket
      const closed = new Promise<void>((resolve) => (isClosed ? resolve() : client.once('end', () => resolve())))
      client.disconnect()
      await closed
    },
  }
}

/** Redis answered, and said no. */
const isRefusal = (error: unknown): error is Error => error instanceof Error && error.name === 'ReplyError'

import { setTimeout as delay } from 'node:timers/promises'
import type { ChangesConfig } from '../config.ts'
import type { LogEntry } from './change.ts'
import { beginningOf, epochOf, newToken, placeOf, reaches } from './cursor.ts'
import { within } from './deadline.ts'
import { createFollowers } from './followers.ts'
import { type ChangeLog, RefusedChangeError, type Say } from './log.ts'
import { createOutage } from './outage.ts'
import type { RedisLink } from './redis.ts'
import { appendCall, parseEntry } from './redis-append.ts'
import { createRedisDeliveries } from './redis-deliveries.ts'
import { createLogKeys } from './redis-keys.ts'
import { appendScript, headScript, keepPayloadScript } from './redis-scripts.ts'
import { takingTurns } from './turns.ts'

export type RedisLogOptions = Omit<ChangesConfig, 'memoryMaxLength'> & {
  workspace: string
  redis: RedisLink
  /** A connection of its own: it waits in a blocking read, so nothing else can be asked on it. Closed with the log. */
  reader: RedisLink
  /** How long a generation is kept, in milliseconds: longer than any value filled before it. See `generationTtlMs` in `cache/policy.ts`. */
  generationTtlMs: number
  now(): number
  say: Say
}

/** How long one blocking read waits for news, and so how long a lost log may go unnoticed while nobody appends. */
const BLOCK_MS = 1_000
/** How much later than that its answer may come before the connection is made anew. */
const GRACE_MS = 4_000
const APPEND_TIMEOUT_MS = 2_000
/** Of a crowd of appends, each has its time from when Redis is asked, and not from when the crowd came. */
const APPENDS_AT_ONCE = 100
const BATCH = 500
const CLOCK_EVERY_MS = 10_000
/** Half the longest round trip from which Redis's clock is taken. */
const CLOCK_ERROR_MS = 250
/** A log that was not reached yet: its position is of no epoch, so nothing is ever at or after it. */
const NOWHERE = beginningOf('')

/** The log that many processes share: a Redis Stream, appended to by one script and followed by one blocking reader per process. */
export function createRedisLog(options: RedisLogOptions): ChangeLog {
  const { redis, reader, now, say } = options
  const keys = createLogKeys(options.workspace)
  const deliveries = createRedisDeliveries({ redis, keys, limits: options, now })
  const followers = createFollowers({ position: NOWHERE, say })
  const inTurn = takingTurns(APPENDS_AT_ONCE)
  let clockOffsetMs = 0
  let clockReadAtMs = Number.NEGATIVE_INFINITY
  const stopping = new AbortController()
  const losingTrack = createOutage({
    begins: 'following the log of changes failed; trying again',
    ends: 'the log of changes is followed again',
    now,
    say,
  })

  const isAttached = () => followers.position() !== NOWHERE

  async function askHead(link: RedisLink, brokenEpoch = ''): Promise<string> {
    return String(await link.ask((client) => headScript(client, [keys.head, keys.log], [newToken(), brokenEpoch])))
  }

  /** A restored backup, or a replica that was behind: what it forgot has been told here, so its generations are void as well. */
  function isBehindUs(head: string) {
    const position = followers.position()
    return epochOf(head) === epochOf(position) && !reaches(head, position)
  }

  /** Is what we followed still what the log says? If not, or if this is the first we see of it, tell the gap and go on from its head. */
  async function resume({ isBroken = false } = {}) {
    const position = followers.position()
    let head = await askHead(reader, isBroken ? epochOf(position) : '')
    if (isBehindUs(head)) head = await askHead(reader, epochOf(position))
    if (epochOf(head) === epochOf(position)) return
    if (isAttached()) say.warn({ position, head }, 'the log of changes was lost; nothing learned from it is used any more')
    followers.skipTo(head)
  }

  async function readClock() {
    if (now() - clockReadAtMs < CLOCK_EVERY_MS) return
    const sentAtMs = now()
    const [seconds, microseconds] = await reader.ask((client) => client.time())
    const arrivedAtMs = now()
    if (arrivedAtMs - sentAtMs > 2 * CLOCK_ERROR_MS) throw new Error('Redis took too long to say what time it is.')
    clockReadAtMs = arrivedAtMs
    clockOffsetMs = Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000) - (sentAtMs + arrivedAtMs) / 2
  }

  function deliver(entry: LogEntry) {
    if (entry.previous !== followers.position()) {
      say.warn({ position: followers.position(), cursor: entry.cursor }, 'changes were lost before they could be followed')
      followers.skipTo(entry.previous)
    }
    followers.advance(entry)
  }

  async function followOnce() {
    await readClock()
    await resume()
    losingTrack.worked()
    for (;;) {
      const blocked = reader.client.xread('COUNT', BATCH, 'BLOCK', BLOCK_MS, 'STREAMS', keys.log, placeOf(followers.position()))
      const answered = await within(BLOCK_MS + GRACE_MS, blocked)
      if (stopping.signal.aborted) return
      if (!answered) return reader.client.disconnect(true)
      const entries = (answered.value?.[0]?.[1] ?? []).map(([id, fields]) => parseEntry(id, fields))
      if (entries.some(({ previous }) => isBehindUs(previous))) await resume({ isBroken: true })
      else entries.forEach(deliver)
      if (answered.value === null) await resume()
      await readClock()
    }
  }

  async function followForever() {
    while (!stopping.signal.aborted) {
      if (!(await reader.ready(BLOCK_MS))) continue
      try {
        await followOnce()
      } catch (error) {
        if (stopping.signal.aborted) return
        if (reader.isReachable()) losingTrack.failed(error)
        await delay(50, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
  }
  const following = followForever()

  return {
    isLocal: false,
    async append(change, { timeoutMs = APPEND_TIMEOUT_MS, ...rest } = {}) {
      const call = appendCall(change, rest, options, keys)
      const ask = (leftMs: number) => redis.ask((client) => appendScript(client, call.keys, call.args), Math.max(1, leftMs))
      // whoever comes while it is lost waits before its turn, where others may have more time
      const cameAtMs = performance.now()
      const isReady = await redis.ready(timeoutMs)
      const readyAtMs = performance.now()
      const askInTurn = async () => {
        const startedAtMs = performance.now()
        // most of the time it was one late answer, and it is back before anybody has to be told. A crowd that was there before waits for one end
        await redis.ready(timeoutMs - (readyAtMs - cameAtMs) - Math.min(redis.silentForMs(), startedAtMs - readyAtMs))
        return ask(timeoutMs - (performance.now() - startedAtMs))
      }
      const answer = await (isReady ? inTurn(askInTurn) : ask(0)).catch((error: unknown) =>
        Promise.reject(isForGood(error) ? new RefusedChangeError(error) : error),
      )
      const [cursor, duplicate, deliveryId] = answer as [string, number, string]
      return { cursor, duplicate: duplicate === 1, deliveryId }
    },
    async head() {
      return (await redis.ask((client) => client.get(keys.head))) ?? askHead(redis)
    },
    async read(after, limit) {
      const isKnown = /^[^:]+:\d+-\d+$/.test(after)
      const start = isKnown ? `(${placeOf(after)}` : '-'
      // the head first: what another appends in between is then an entry found, and no gap before a head that nothing leads to
      const [head, found] = await redis.ask((client) =>
        Promise.all([client.get(keys.head), client.xrange(keys.log, start, '+', 'COUNT', limit)]),
      )
      if (epochOf(after) !== epochOf(head ?? '')) {
        const all = await redis.ask((client) => client.xrange(keys.log, '-', '+', 'COUNT', limit))
        return { entries: all.map(([id, fields]) => parseEntry(id, fields)), gap: true }
      }
      const entries = found.map(([id, fields]) => parseEntry(id, fields))
      return { entries, gap: (entries[0]?.previous ?? head) !== after }
    },
    payload: async (dedupeId) => (await redis.ask((client) => client.get(keys.payload(dedupeId)))) ?? undefined,
    async keepPayload(dedupeId, { text, under }, { createdAt, seconds }) {
      if (Buffer.byteLength(text) > options.payloadMaxBytes) return false
      const names = [keys.payload(dedupeId), ...under.map(keys.generation), ...under.map(keys.payloadsUnder)]
      return (await redis.ask((client) => keepPayloadScript(client, names, [seconds * 1000, text, createdAt.getTime()]))) === 1
    },
    deliveries,
    async movedTo(all) {
      if (all.length === 0) return []
      const found = await redis.ask((client) => client.mget(all.map(keys.moved)))
      return found.map((to) => to ?? undefined)
    },
    follow: followers.follow,
    position: followers.position,
    until: followers.until,
    isReachable: () => isAttached() && redis.isReachable(),
    clockMs: () => now() + clockOffsetMs,
    clockErrorMs: CLOCK_ERROR_MS,
    async dispose() {
      await deliveries.dispose()
      stopping.abort()
      // by its link, which then knows that this is no outage
      await reader.dispose()
      await following
    },
  }
}

/** Redis's words for what is wrong with a command and its keys. All others are about Redis itself, and pass: out of memory, loading, read-only. */
const isForGood = (error: unknown) =>
  error instanceof Error && error.name === 'ReplyError' && /^(ERR|WRONGTYPE|CROSSSLOT)\b(?!.*(OOM|MISCONF|READONLY))/.test(error.message)

import { randomUUID } from 'node:crypto'
import { epochOf, reaches, timeOf } from '../changes/cursor.ts'
import type { RedisLink } from '../changes/redis.ts'
import { parseGeneration } from '../changes/redis-generation.ts'
import { createLogKeys } from '../changes/redis-keys.ts'
import { createScript } from '../changes/redis-scripts.ts'
import { createBatcher } from './batcher.ts'
import { valuePrefix } from './keys.ts'
import type { Fill, Found, Slot, Standing } from './store.ts'

export type RedisStoreOptions = {
  workspace: string
  /** Values of one Intercom API version are never read by another. */
  intercomVersion: string
  /** Where the log and its generations live; nothing may be evicted there. */
  redis: RedisLink
  /** Where values live, and may be evicted: another server (`REDIS_CACHE_URL`), or the same link as `redis`. */
  values: RedisLink
}

/** A `Store` of text that answers in one round trip. */
export type RedisStore = {
  getMany(slots: readonly Slot[]): Promise<Found<string>[]>
  standings(generations: readonly string[]): Promise<Standing[]>
  fill(fills: readonly Fill<string>[]): Promise<boolean[]>
  remove(keys: readonly string[]): Promise<void>
  /**
   * One caller among all processes holds the key, for `ttlMs` unless it lets go before or `extend`s it.
   * Undefined while another one holds it. Rejects when Redis does not answer.
   */
  lock(key: string, ttlMs: number): Promise<Lock | undefined>
}

export type Lock = { extend(): Promise<void>; release(): Promise<void> }

/** More than this many keys go in several commands, so that no single one keeps Redis from its other clients. */
const KEYS_PER_COMMAND = 4_000

/**
 * KEYS: the log's head, then a generation and a value key for each. ARGV: for each the generation it was fetched under, ms to keep, the value.
 * A generation of another epoch than the head's counts as none, as `parseGeneration` has it.
 */
const fillScript = createScript(`
local head = redis.call('GET', KEYS[1])
local epoch = head and string.match(head, '^[^:]*') or ''
local written = {}
for i = 2, #KEYS, 2 do
  local a = (i - 2) / 2 * 3
  local generation = string.match(redis.call('GET', KEYS[i]) or '', '^[^!]*')
  if string.sub(generation, 1, #epoch + 1) ~= epoch .. ':' then generation = epoch .. ':0-0' end
  if head and generation == ARGV[a + 1] then
    redis.call('SET', KEYS[i + 1], ARGV[a + 3], 'PX', ARGV[a + 2])
    written[#written + 1] = 1
  else
    written[#written + 1] = 0
  end
end
return written
`)

const releaseScript = createScript(`if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`)
const extendScript = createScript(
  `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0`,
)

/**
 * Values that all processes share, as text, each written as `<generation> <stored at> <value>`. What is asked in one turn of the event loop is
 * one MGET, by however many requests; values and generations come together, or side by side from two servers.
 */
export function createRedisStore({ workspace, intercomVersion, redis, values }: RedisStoreOptions): RedisStore {
  const prefix = valuePrefix(workspace, intercomVersion)
  const keys = createLogKeys(workspace)
  const isOneServer = redis === values

  async function mget(link: RedisLink, names: string[]): Promise<(string | null)[]> {
    if (names.length <= KEYS_PER_COMMAND) return link.ask((client) => client.mget(names))
    const chunks: string[][] = []
    for (let from = 0; from < names.length; from += KEYS_PER_COMMAND) chunks.push(names.slice(from, from + KEYS_PER_COMMAND))
    return (await Promise.all(chunks.map((chunk) => link.ask((client) => client.mget(chunk))))).flat()
  }

  async function read(slots: readonly Slot[]): Promise<Found<string>[]> {
    const generations = [keys.head, ...slots.map((slot) => keys.generation(slot.generation))]
    const names = slots.map((slot) => prefix + slot.key)
    const all = isOneServer
      ? await mget(redis, [...generations, ...names])
      : (await Promise.all([mget(redis, generations), mget(values, names)])).flat()
    const head = headOf(all[0])
    return slots.map((_, index) => find(all[generations.length + index], all[1 + index], head))
  }

  async function readStandings(generations: readonly string[]): Promise<Standing[]> {
    const found = await mget(redis, [keys.head, ...generations.map(keys.generation)])
    const head = headOf(found[0])
    return generations.map((_, index) => standingOf(found[index + 1], head))
  }

  const batchedReads = createBatcher(read)
  const batchedStandings = createBatcher(readStandings)

  return {
    getMany: (slots) => batchedReads(slots),
    standings: (generations) => batchedStandings(generations),
    async fill(fills) {
      const names = [keys.head, ...fills.flatMap((fill) => [keys.generation(fill.generation), prefix + fill.key])]
      const args = fills.flatMap((fill) => [fill.under, Math.ceil(fill.keepMs), `${fill.under} ${fill.storedAtMs} ${fill.value}`])
      if (isOneServer) {
        const written = await redis.ask((client) => fillScript(client, names, args))
        return (written as number[]).map((one) => one === 1)
      }
      // a copy that is overtaken between the two steps carries its old generation and is never taken for current
      const standing = await readStandings(fills.map((fill) => fill.generation))
      const standingFills = fills.map((fill, index) => standing[index]?.generation === fill.under)
      await values
        .ask((client) => {
          const pipeline = client.pipeline()
          fills.forEach((fill, index) => {
            if (standingFills[index]) pipeline.set(prefix + fill.key, args[index * 3 + 2] as string, 'PX', Math.ceil(fill.keepMs))
          })
          return pipeline.exec()
        })
        .then(refuseIfRefused)
      return standingFills
    },
    async remove(names) {
      if (names.length > 0) await values.ask((client) => client.unlink(names.map((name) => prefix + name)))
    },
    async lock(key, ttlMs) {
      const name = `${prefix}lock:${key}`
      const token = randomUUID()
      const got = await redis.ask((client) => client.set(name, token, 'PX', ttlMs, 'NX'))
      if (got !== 'OK') return undefined
      return {
        extend: async () => void (await redis.ask((client) => extendScript(client, [name], [token, ttlMs]))),
        release: async () => void (await redis.ask((client) => releaseScript(client, [name], [token]))),
      }
    },
  }
}

/** A pipeline tells its commands' refusals one by one, and rejects for none of them: one is as good as all. */
function refuseIfRefused(answers: readonly (readonly [Error | null, unknown])[] | null) {
  const refusal = answers?.find(([error]) => error)?.[0]
  if (refusal) throw refusal
}

/** No head: the log was lost or never was. Whoever appends or follows begins a new one; until then nothing can be said. */
function headOf(head: string | null | undefined): string {
  if (head) return head
  throw new Error('There is no log of changes in Redis yet.')
}

const standingOf = (kept: string | null | undefined, head: string): Standing => {
  const { generation } = parseGeneration(kept, head)
  return { generation, asOf: head, changedAtMs: timeOf(generation) }
}

function find(kept: string | null | undefined, generationKept: string | null | undefined, head: string): Found<string> {
  const { generation, erasedAt } = parseGeneration(generationKept, head)
  const found = { generation, asOf: head, changedAtMs: timeOf(generation) }
  const nothing = { ...found, value: undefined, storedAtMs: 0, isCurrent: false }
  if (!kept) return nothing
  const first = kept.indexOf(' ')
  const second = kept.indexOf(' ', first + 1)
  const under = kept.slice(0, first)
  const isGone = epochOf(under) !== epochOf(head) || (erasedAt !== undefined && !reaches(under, erasedAt))
  if (isGone) return nothing
  return { ...found, value: kept.slice(second + 1), storedAtMs: Number(kept.slice(first + 1, second)), isCurrent: under === generation }
}

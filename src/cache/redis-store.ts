import { randomUUID } from 'node:crypto'
import { reaches } from '../changes/cursor.ts'
import type { RedisLink } from '../changes/redis.ts'
import { parseGeneration } from '../changes/redis-generation.ts'
import { createLogKeys } from '../changes/redis-keys.ts'
import { createScript } from '../changes/redis-scripts.ts'
import { createBatcher } from './batcher.ts'
import { valuePrefix } from './keys.ts'
import { inPieces } from './pieces.ts'
import { foundIn, headOf, standingOf, writeValue } from './redis-found.ts'
import { createRoom } from './room.ts'
import type { Fill, Found, Slot, Standing } from './store.ts'
import { createValueSizes } from './value-sizes.ts'

export type RedisStoreOptions = {
  workspace: string
  /** Values of one Intercom API version are never read by another. */
  intercomVersion: string
  /** Where the log and its generations live; nothing may be evicted there. */
  redis: RedisLink
  /**
   * Where values live, and may be evicted. Never the same connection: a large answer on its way must not keep the log's questions waiting, nor
   * be the reason to think Redis lost.
   */
  values: RedisLink
  /** Both lead to one server, so that values and generations are read and written in one step. Not so with `REDIS_CACHE_URL`. */
  isOneServer: boolean
}

/** A `Store` of text that answers in one round trip, or in one for each piece of what is large. */
export type RedisStore = {
  /** Undefined in the place of what was not read in time. */
  getMany(slots: readonly Slot[]): Promise<(Found<string> | undefined)[]>
  standings(generations: readonly string[]): Promise<Standing[]>
  /** Takes what comes next when there is room for it, so that it need not be text before. */
  fill(fills: Iterable<Fill<string>>): Promise<boolean[]>
  remove(keys: readonly string[]): Promise<void>
  /** The keys of values that begin so, at most so many. Goes through all keys of the server, a thousand at a time. */
  keysFrom(start: string, most: number): Promise<string[]>
  /** The generations of all values that carry content of these records (`Slot.carries`). */
  carriersOf(keys: readonly string[]): Promise<string[]>
  /** A lock on the key that one of all processes can have: this caller's, who does not have it yet. Each lasts for `ttlMs` from its last `take`. */
  lock(key: string, ttlMs: number): Lock
  /** False while one of its connections counts as lost, and has said so. */
  isReachable(): boolean
  /** For how long one of its connections has counted as lost, in milliseconds; 0 while it can be asked. */
  silentForMs(): number
}

export type Lock = {
  /**
   * True when the caller has it from now on, whether or not it had it before; false while another one has it. Rejects when Redis does not answer
   * in time: it may then be the caller's, and asking again tells.
   */
  take(): Promise<boolean>
  /** Another one may have it. Nothing happens when it is not the caller's. */
  release(): Promise<void>
}

/** What one command carries at most, so that none keeps Redis, or the connection, from its other clients for long. */
const AT_ONCE = { items: 2_000, bytes: 512 * 1024 }
/** Keys that Redis looks at in one step of a walk through all of them. */
const SCANNED_AT_ONCE = 1_000
/** What is on its way at the same time, in either direction. */
const IN_FLIGHT_BYTES = 2 * AT_ONCE.bytes
/** Each piece of a large read has the time of a question; all of them have this. */
const LONGEST_READ_MS = 1_000

/**
 * KEYS: the log's head, then a generation and a value key for each. ARGV: for each the generation it was fetched under, ms to keep, the value.
 * A generation of another epoch than the head's counts as none, as `parseGeneration` has it. One that no Change has made is written all the same,
 * and lives as long as the value: where it is missing, it was evicted.
 */
const fillScript = createScript(`
local head = redis.call('GET', KEYS[1])
local epoch = head and string.match(head, '^[^:]*') or ''
local written = {}
for i = 2, #KEYS, 2 do
  local a = (i - 2) / 2 * 3
  local generation = string.match(redis.call('GET', KEYS[i]) or '', '^[^!]*')
  local isKept = string.sub(generation, 1, #epoch + 1) == epoch .. ':'
  if not isKept then generation = epoch .. ':0-0' end
  if head and generation == ARGV[a + 1] then
    if not isKept then
      redis.call('SET', KEYS[i], generation, 'PX', ARGV[a + 2])
    elseif redis.call('PTTL', KEYS[i]) < tonumber(ARGV[a + 2]) then
      redis.call('PEXPIRE', KEYS[i], ARGV[a + 2])
    end
    redis.call('SET', KEYS[i + 1], ARGV[a + 3], 'PX', ARGV[a + 2])
    written[#written + 1] = 1
  else
    written[#written + 1] = 0
  end
end
return written
`)

/**
 * KEYS: the log's head, then for each record whose content is in a value its generation, and where its carriers are. ARGV: for each the generation of
 * the value, and for how many ms it is kept. Answers the head and those generations. Once it has run, whoever erases the record finds the value.
 */
const carryScript = createScript(`
local time = redis.call('TIME')
local ms = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local found = {redis.call('GET', KEYS[1])}
for i = 2, #KEYS, 2 do
  found[#found + 1] = redis.call('GET', KEYS[i]) or ''
  redis.call('ZREMRANGEBYSCORE', KEYS[i + 1], '-inf', string.format('%.0f', ms))
  redis.call('ZADD', KEYS[i + 1], 'GT', string.format('%.0f', ms + tonumber(ARGV[i])), ARGV[i - 1])
  if redis.call('PTTL', KEYS[i + 1]) < tonumber(ARGV[i]) then redis.call('PEXPIRE', KEYS[i + 1], ARGV[i]) end
end
return found
`)

/** KEYS: values. Answers how many bytes each has. */
const sizesScript = createScript(`
local sizes = {}
for i = 1, #KEYS do sizes[i] = redis.call('STRLEN', KEYS[i]) end
return sizes
`)

const takeScript = createScript(`
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`)
const releaseScript = createScript(`if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`)

/**
 * Values that all processes share, as text. What is asked in one turn of the event loop is one MGET, by however many requests; values and
 * generations come together, or side by side from two servers. What would be too large for one command is measured, and read and written in pieces.
 */
export function createRedisStore({ workspace, intercomVersion, redis, values, isOneServer }: RedisStoreOptions): RedisStore {
  const prefix = valuePrefix(workspace, intercomVersion)
  const keys = createLogKeys(workspace)
  const sizes = createValueSizes()
  const [reading, writing] = [createRoom(IN_FLIGHT_BYTES), createRoom(IN_FLIGHT_BYTES)]

  /** Without their generations values are of no use; and where both live on one server, nobody waits for it to be late twice. */
  const askValues: RedisLink['ask'] = (question, timeoutMs) =>
    redis.isReachable() ? values.ask(question, timeoutMs) : Promise.reject(new Error('Generations in Redis cannot be asked for.'))

  /** Learns from answers that come too late as well: the next one is then asked for in pieces. */
  function mgetValues(names: string[], slots: readonly Slot[]): Promise<(string | null)[]> {
    return askValues((client) => {
      const asked = client.mget(names)
      const learn = (answers: (string | null)[]) =>
        answers.slice(-slots.length).forEach((text, index) => void (text && sizes.saw(slots[index]!.key, text.length)))
      asked.then(learn, () => {})
      return asked
    })
  }

  async function readPiece(slots: readonly Slot[]): Promise<Found<string>[]> {
    const generations = [keys.head, ...slots.map(({ generation }) => keys.generation(generation))]
    const names = slots.map(({ key }) => prefix + key)
    const all = isOneServer
      ? await mgetValues([...generations, ...names], slots)
      : (await Promise.all([redis.ask((client) => client.mget(generations)), mgetValues(names, slots)])).flat()
    const head = headOf(all[0])
    return slots.map((_, index) => foundIn({ kept: all[generations.length + index], generationKept: all[1 + index], head, isOneServer }))
  }

  async function read(slots: readonly Slot[]): Promise<(Found<string> | undefined)[]> {
    if (sizes.estimate(slots.map(({ key }) => key)) > AT_ONCE.bytes) return readMeasured(slots)
    const pieces = [...inPieces(slots, AT_ONCE, () => 0)]
    return (await Promise.all(pieces.map(({ items }) => readPiece(items)))).flat()
  }

  /** Piece after piece; after the first that is not there in time the rest is not asked for. */
  async function readMeasured(slots: readonly Slot[]): Promise<(Found<string> | undefined)[]> {
    const giveUpAtMs = performance.now() + LONGEST_READ_MS
    const measured = await measure(slots)
    const found: Found<string>[] = []
    for (const piece of inPieces(measured, AT_ONCE, ({ bytes }) => bytes)) {
      try {
        const read = () => (performance.now() < giveUpAtMs ? readPiece(piece.items.map(({ slot }) => slot)) : tooLate())
        found.push(...(await reading(piece.bytes, read)))
      } catch (error) {
        if (found.length === 0) throw error
        break
      }
    }
    return slots.map((_, index) => found[index])
  }

  async function measure(slots: readonly Slot[]): Promise<{ slot: Slot; bytes: number }[]> {
    const measuring = [...inPieces(slots, AT_ONCE, () => 0)].map(async ({ items }) => {
      const names = items.map(({ key }) => prefix + key)
      const bytes = (await askValues((client) => sizesScript(client, names, []))) as number[]
      return items.map((slot, index) => ({ slot, bytes: bytes[index] ?? 0 }))
    })
    return (await Promise.all(measuring)).flat()
  }

  async function readStandings(generations: readonly string[]): Promise<Standing[]> {
    const found = await Promise.all(
      [...inPieces(generations, AT_ONCE, () => 0)].map(({ items }) =>
        redis.ask((client) => client.mget([keys.head, ...items.map(keys.generation)])),
      ),
    )
    return found.flatMap(([first, ...kept]) => {
      const head = headOf(first)
      return kept.map((one) => standingOf(one, head))
    })
  }

  /** Makes what carries content of others findable by them, before it lies anywhere; answers what may be written: nothing of theirs was erased meanwhile. */
  async function findable(fills: readonly Fill<string>[]): Promise<readonly Fill<string>[]> {
    const carried = fills.flatMap((fill) => (fill.carries ?? []).map((key) => ({ key, fill })))
    if (carried.length === 0) return fills
    const names = [keys.head, ...carried.flatMap(({ key }) => [keys.generation(key), keys.carriers(key)])]
    const args = carried.flatMap(({ fill }) => [fill.generation, Math.ceil(fill.keepMs)])
    const [head, ...found] = (await redis.ask((client) => carryScript(client, names, args))) as string[]
    const isErased = carried.map(({ fill }, index) => {
      const { erasedAt } = parseGeneration(found[index], headOf(head))
      return erasedAt !== undefined && !reaches(fill.asOf ?? fill.under, erasedAt)
    })
    const spoilt = new Set(carried.filter((_, index) => isErased[index]).map(({ fill }) => fill))
    return fills.filter((fill) => !spoilt.has(fill))
  }

  async function write(all: readonly Fill<string>[]): Promise<boolean[]> {
    const fills = await findable(all)
    const written = await writeFindable(fills)
    if (fills.length === all.length) return written
    let next = 0
    return all.map((fill) => fills.includes(fill) && written[next++] === true)
  }

  async function writeFindable(fills: readonly Fill<string>[]): Promise<boolean[]> {
    if (isOneServer) {
      const names = [keys.head, ...fills.flatMap(({ generation, key }) => [keys.generation(generation), prefix + key])]
      const args = fills.flatMap((fill) => [fill.under, Math.ceil(fill.keepMs), writeValue(fill)])
      const written = await askValues((client) => fillScript(client, names, args))
      return (written as number[]).map((one) => one === 1)
    }
    // a copy that is overtaken between the two steps carries its old generation and is never taken for current
    const standing = await readStandings(fills.map((fill) => fill.generation))
    const isStanding = fills.map((fill, index) => standing[index]?.generation === fill.under)
    const answers = await askValues((client) => {
      const pipeline = client.pipeline()
      fills.forEach((fill, index) => {
        if (isStanding[index]) pipeline.set(prefix + fill.key, writeValue(fill), 'PX', Math.ceil(fill.keepMs))
      })
      return pipeline.exec()
    })
    refuseIfRefused(answers)
    return isStanding
  }

  return {
    getMany: createBatcher(read),
    standings: createBatcher(readStandings),
    async fill(fills) {
      const written: boolean[] = []
      for (const { items, bytes } of inPieces(fills, AT_ONCE, (fill) => fill.bytes)) {
        for (const { key, bytes: size } of items) sizes.saw(key, size)
        written.push(...(await writing(bytes, () => write(items))))
      }
      return written
    },
    async remove(names) {
      if (names.length > 0) await values.ask((client) => client.unlink(names.map((name) => prefix + name)))
    },
    async keysFrom(start, most) {
      const found = new Set<string>()
      const pattern = `${(prefix + start).replace(/[\\*?[\]]/g, '\\$&')}*`
      for (let cursor: string | undefined; cursor !== '0' && found.size < most; ) {
        const [next, names] = await askValues((client) => client.scan(cursor ?? '0', 'MATCH', pattern, 'COUNT', SCANNED_AT_ONCE))
        for (const name of names) found.add(name.slice(prefix.length))
        cursor = next
      }
      return [...found].slice(0, most)
    },
    async carriersOf(names) {
      const found = await Promise.all(names.map((name) => redis.ask((client) => client.zrange(keys.carriers(name), '0', '-1'))))
      return [...new Set(found.flat())]
    },
    lock(key, ttlMs) {
      const name = `${prefix}lock:${key}`
      const token = randomUUID()
      return {
        take: async () => (await redis.ask((client) => takeScript(client, [name], [token, ttlMs]))) === 1,
        release: async () => void (await redis.ask((client) => releaseScript(client, [name], [token]))),
      }
    },
    isReachable: () => redis.isReachable() && values.isReachable(),
    silentForMs: () => Math.max(redis.silentForMs(), values.silentForMs()),
  }
}

/** A pipeline tells its commands' refusals one by one, and rejects for none of them: one is as good as all. */
function refuseIfRefused(answers: readonly (readonly [Error | null, unknown])[] | null) {
  const refusal = answers?.find(([error]) => error)?.[0]
  if (refusal) throw refusal
}

const tooLate = () => Promise.reject(new Error(`Not all of it could be read within ${LONGEST_READ_MS} ms.`))

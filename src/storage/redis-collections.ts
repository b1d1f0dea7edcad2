import type { RedisLink } from '../changes/redis.ts'
import { createScript } from '../changes/redis-scripts.ts'
import type { Collections, Entry } from './collections.ts'
import { keyRange } from './key-range.ts'
import { wholeWrite } from './whole-write.ts'

export type RedisCollectionsOptions = {
  /** Questions and answers may be large: a connection that has patience, and that others do not wait for. */
  redis: Pick<RedisLink, 'ask'>
  workspace: string
  /** How long one question may take, in milliseconds. @default 2_000 */
  timeoutMs?: number
}

/** Lua hands on so many arguments at most, and some to spare. */
const unpackedAtOnce = 2_000

const clock = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
`

/**
 * KEYS: of each collection its values, its order, and what it was told of its time. ARGV: of each collection how many entries are put and how many taken
 * away, then the keys and values of the former and the keys of the latter. A Redis that is full refuses the first command that needs room, and nothing after
 * one that it took: so it is all or nothing.
 */
const writeScript = createScript(`${clock}
local at = 1
local function each(count, width, call)
  local from, last = at, at + count * width - 1
  while from <= last do
    local to = math.min(from + ${unpackedAtOnce} - 1, last)
    call(from, to)
    from = to + 1
  end
  at = last + 1
end
for i = 1, #KEYS, 3 do
  local values, order, told = KEYS[i], KEYS[i + 1], KEYS[i + 2]
  local put, taken = tonumber(ARGV[at]), tonumber(ARGV[at + 1])
  at = at + 2
  local keepMs, untilMs = string.match(redis.call('GET', told) or '', '^(%d+) (%d+)$')
  if untilMs and put > 0 and tonumber(untilMs) <= now then
    untilMs = string.format('%.0f', now + tonumber(keepMs))
    redis.call('SET', told, keepMs .. ' ' .. untilMs, 'PX', string.format('%.0f', 2 * tonumber(keepMs)))
    redis.call('UNLINK', values, order)
  end
  each(put, 2, function(from, to)
    redis.call('HSET', values, unpack(ARGV, from, to))
    local members = {}
    for member = from, to, 2 do
      members[#members + 1] = '0'
      members[#members + 1] = ARGV[member]
    end
    redis.call('ZADD', order, unpack(members))
  end)
  each(taken, 1, function(from, to)
    redis.call('HDEL', values, unpack(ARGV, from, to))
    redis.call('ZREM', order, unpack(ARGV, from, to))
  end)
  if untilMs and put > 0 then
    redis.call('PEXPIREAT', values, untilMs)
    redis.call('PEXPIREAT', order, untilMs)
  end
end
return 1
`)

/** KEYS: values, order. ARGV: the range's first key and the first behind it, as ZRANGE wants them, and how many. Answers keys, then values. */
const listScript = createScript(`
local keys = redis.call('ZRANGE', KEYS[2], ARGV[1], ARGV[2], 'BYLEX', 'LIMIT', 0, ARGV[3])
local values = {}
for from = 1, #keys, ${unpackedAtOnce} do
  for _, value in ipairs(redis.call('HMGET', KEYS[1], unpack(keys, from, math.min(from + ${unpackedAtOnce} - 1, #keys)))) do
    values[#values + 1] = value
  end
end
return {keys, values}
`)

/** KEYS: values, order, what was told. ARGV: ms to keep ('' for good). What was told is kept for twice as long: see `Collections.expire`. */
const expireScript = createScript(`${clock}
if ARGV[1] == '' then
  redis.call('PERSIST', KEYS[1])
  redis.call('PERSIST', KEYS[2])
  return redis.call('DEL', KEYS[3])
end
local untilMs = string.format('%.0f', now + tonumber(ARGV[1]))
redis.call('SET', KEYS[3], ARGV[1] .. ' ' .. untilMs, 'PX', string.format('%.0f', 2 * tonumber(ARGV[1])))
redis.call('PEXPIREAT', KEYS[1], untilMs)
redis.call('PEXPIREAT', KEYS[2], untilMs)
return 1
`)

/**
 * Collections in a Redis that evicts nothing: a hash for the values, and a sorted set for the order of their keys. As durable as that Redis is made.
 */
export function createRedisCollections({ redis, workspace, timeoutMs = 2_000 }: RedisCollectionsOptions): Collections {
  const ask: typeof redis.ask = (question) => redis.ask(question, timeoutMs)
  const keyOf = (part: 'values' | 'order' | 'time', collection: string) => `{${workspace}}:collection-${part}:${collection}`
  const valuesOf = (collection: string) => keyOf('values', collection)
  const orderOf = (collection: string) => keyOf('order', collection)
  const keysOf = (collection: string) => [valuesOf(collection), orderOf(collection), keyOf('time', collection)]

  return {
    async getMany(collection, keys) {
      if (keys.length === 0) return []
      const found = await ask((client) => client.hmget(valuesOf(collection), ...keys))
      return found.map((value) => value ?? undefined)
    },
    async write(changes) {
      const whole = [...wholeWrite(changes)]
      const keys = whole.flatMap(([collection]) => keysOf(collection))
      const args = whole.flatMap(([, { put, taken }]) => [put.size, taken.size, ...[...put].flat(), ...taken])
      await ask((client) => writeScript(client, keys, args))
    },
    async list(collection, { limit, ...which }) {
      const { min, max } = bounds(which)
      const args = [min, max, limit]
      const found = await ask((client) => listScript(client, [valuesOf(collection), orderOf(collection)], args))
      const [keys, values] = found as [string[], string[]]
      return keys.map((key, at): Entry => ({ key, value: values[at] ?? '' }))
    },
    count(collection, prefix) {
      const { min, max } = bounds({ prefix })
      return ask((client) => client.zlexcount(orderOf(collection), min, max))
    },
    async expire(collection, keepMs) {
      const args = [keepMs === null ? '' : Math.max(1, Math.ceil(keepMs))]
      await ask((client) => expireScript(client, keysOf(collection), args))
    },
    async drop(collection) {
      await ask((client) => client.unlink(valuesOf(collection), orderOf(collection)))
    },
    dispose: () => Promise.resolve(),
  }
}

/** As `BYLEX` has them: `[` for a key that may be one, `(` for one that may not. */
function bounds(which: Parameters<typeof keyRange>[0]) {
  const { from, to } = keyRange(which)
  return { min: Buffer.concat([Buffer.from('['), from]), max: Buffer.concat([Buffer.from('('), to]) }
}

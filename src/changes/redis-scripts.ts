import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import { recordFunction } from './redis-record.ts'

export type Script = (client: Redis, keys: readonly string[], args: readonly (string | number | Buffer)[]) => Promise<unknown>

/** A Lua script by its hash, sent whole only to a Redis that does not know it yet. */
export function createScript(lua: string): Script {
  const sha = createHash('sha1').update(lua).digest('hex')
  return async (client, keys, args) => {
    try {
      return await client.evalsha(sha, keys.length, ...keys, ...args)
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
      return client.eval(lua, keys.length, ...keys, ...args)
    }
  }
}

/**
 * Whether content that was created at this time may be in what was erased: a notification that is a minute younger than the erasure tells of what is
 * left. By two clocks, Intercom's and the log's.
 */
const erasedFunction = `
local function isErased(generation, createdMs)
  local erasedMs = tonumber(string.match(generation or '', '![^:]*:(%d+)-') or '-1')
  return erasedMs >= 0 and createdMs < erasedMs + 60000
end
`

/**
 * KEYS: head, log, the dedupe key and the payload's key (or head again, where there is none), the four of deliveries (rows, order, acks, last); the
 * generation of each erased key, then its payloads; the generation of each forgotten key; where each move is kept; what is told once; the generation of
 * each key that the payload is under, then its payloads.
 * ARGV: a token for a log to begin with, dedupe ms (0 = no dedupe), max length, retention ms, generation ttl ms, how many keys are erased and how many
 * forgotten, the change as JSON, payload ms (0 = no payload), the payload, ms to keep moves, the notification's id ('' = no delivery is written down),
 * a token for it, its state, its JSON, how many deliveries are kept and for how many ms, when the change occurred in ms, how many names are told once, for how
 * many ms they are known, and where each move leads.
 * Answers the cursor, whether it was a duplicate, and the delivery's id. The id of the entry is made here, not by XADD, so that cursors never run
 * backwards. Payloads that are erased are found by what this script wrote: their keys carry the workspace too, so they lie on the same node of a
 * cluster. All is read before anything is written: what Redis cannot read it refuses whole.
 */
export const appendScript = createScript(`${recordFunction}${erasedFunction}
local ms, sequence = milliseconds(), 0
local function deliver(state, cursor)
  if ARGV[12] == '' then return '' end
  local kept, keptMs = tonumber(ARGV[16]), tonumber(ARGV[17])
  return record(KEYS[5], KEYS[6], KEYS[7], KEYS[8], ARGV[12], ARGV[13], state, cursor, milliseconds(), ARGV[15], kept, keptMs)
end
local dedupeMs = tonumber(ARGV[2])
if dedupeMs > 0 then
  local first = redis.call('GET', KEYS[3])
  if first then return {first, 1, deliver('duplicate', first)} end
end
local head = redis.call('GET', KEYS[1])
local isNew = not head
if isNew then head = string.format('%s.%.0f:0-0', ARGV[1], ms) end
local epoch, headMs, headSequence = string.match(head, '^([^:]+):(%d+)-(%d+)$')
if ms <= tonumber(headMs) then
  ms, sequence = tonumber(headMs), tonumber(headSequence) + 1
end
local id = string.format('%.0f-%.0f', ms, sequence)
local cursor = epoch .. ':' .. id
local erased, forgotten, payloadMs = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[9])
local payloads, befores = {}, {}
for i = 9, 8 + erased do payloads[i] = redis.call('ZRANGE', KEYS[i + erased], 0, -1) end
local done = 8 + 2 * erased
for i = done + 1, done + forgotten do befores[i] = redis.call('GET', KEYS[i]) end
local moves, once = #ARGV - 20, tonumber(ARGV[19])
local told = done + forgotten + moves
local keeps = payloadMs > 0
local under = (#KEYS - told - once) / 2
for i = told + once + 1, told + once + under do
  if isErased(redis.call('GET', KEYS[i]), tonumber(ARGV[18])) then keeps = false end
end
if isNew then redis.call('DEL', KEYS[2]) end
local entry = {'epoch', epoch, 'previous', head, 'change', ARGV[8]}
local known = 0
for i = told + 1, told + once do
  if not redis.call('SET', KEYS[i], cursor, 'NX', 'PX', ARGV[20]) then known = known + 1 end
end
if once > 0 and known == once then
  entry[7], entry[8] = 'repeat', '1'
end
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[3], id, unpack(entry))
redis.call('XTRIM', KEYS[2], 'MINID', '~', string.format('%.0f', ms - tonumber(ARGV[4])))
redis.call('SET', KEYS[1], cursor)
if dedupeMs > 0 then redis.call('SET', KEYS[3], cursor, 'PX', ARGV[2]) end
for i = 9, 8 + erased do
  redis.call('SET', KEYS[i], cursor .. '!' .. cursor, 'PX', ARGV[5])
  for _, payload in ipairs(payloads[i]) do redis.call('UNLINK', payload) end
  redis.call('UNLINK', KEYS[i + erased])
end
for i = done + 1, done + forgotten do
  local before = befores[i]
  redis.call('SET', KEYS[i], cursor .. (before and string.match(before, '!.*$') or ''), 'PX', ARGV[5])
end
done = done + forgotten
for i = 1, moves do redis.call('SET', KEYS[done + i], ARGV[20 + i], 'PX', ARGV[11]) end
done = told + once
if keeps then
  redis.call('SET', KEYS[4], ARGV[10], 'PX', ARGV[9])
  for i = done + under + 1, #KEYS do
    redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', string.format('%.0f', ms))
    redis.call('ZADD', KEYS[i], string.format('%.0f', ms + payloadMs), KEYS[4])
    if redis.call('PTTL', KEYS[i]) < payloadMs then redis.call('PEXPIRE', KEYS[i], ARGV[9]) end
  end
end
return {cursor, 0, deliver(ARGV[14], cursor)}
`)

/**
 * KEYS: the payload's key; the generation of each key that it is under, then its payloads. ARGV: ms to keep it, the payload, when what it tells
 * occurred in ms. Answers 1 when it is kept.
 */
export const keepPayloadScript = createScript(`${recordFunction}${erasedFunction}
local ms, under, payloadMs = milliseconds(), (#KEYS - 1) / 2, tonumber(ARGV[1])
for i = 2, 1 + under do
  if isErased(redis.call('GET', KEYS[i]), tonumber(ARGV[3])) then return 0 end
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[1])
for i = 2 + under, #KEYS do
  redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', string.format('%.0f', ms))
  redis.call('ZADD', KEYS[i], string.format('%.0f', ms + payloadMs), KEYS[1])
  if redis.call('PTTL', KEYS[i]) < payloadMs then redis.call('PEXPIRE', KEYS[i], ARGV[1]) end
end
return 1
`)

/**
 * KEYS: head, log. ARGV: a token for a log to begin with, an epoch that is known to have lost entries (or '').
 * Answers the head, of a new log where there was none or only the broken one.
 */
export const headScript = createScript(`
local head = redis.call('GET', KEYS[1])
if not head or string.match(head, '^[^:]*') == ARGV[2] then
  redis.call('DEL', KEYS[2])
  local time = redis.call('TIME')
  head = string.format('%s.%.0f:0-0', ARGV[1], tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000))
  redis.call('SET', KEYS[1], head)
end
return head
`)

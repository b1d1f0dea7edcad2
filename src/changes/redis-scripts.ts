import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'

export type Script = (client: Redis, keys: readonly string[], args: readonly (string | number)[]) => Promise<unknown>

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
 * KEYS: head, log, the dedupe key and the payload's key (or head again, where there is none); the generation of each erased key, then its
 * payloads; the generation of each forgotten key; where each move is kept; what is told once; the generation of each key that the payload is under, then its payloads.
 * ARGV: a token for a log to begin with, dedupe ms (0 = no dedupe), max length, retention ms, generation ttl ms, how many keys are erased and how many
 * forgotten, the change as JSON, payload ms (0 = no payload), the payload, ms to keep moves, how many names are told once, for how many ms they
 * are known, and where each move leads.
 * Answers the cursor and whether it was a duplicate. The id is made here, not by XADD, so that cursors never run backwards. Payloads that are
 * erased are found by what this script wrote: their keys carry the workspace too, so they lie on the same node of a cluster.
 */
export const appendScript = createScript(`
local dedupeMs = tonumber(ARGV[2])
if dedupeMs > 0 then
  local first = redis.call('GET', KEYS[3])
  if first then return {first, 1} end
end
local head = redis.call('GET', KEYS[1])
local time = redis.call('TIME')
local ms, sequence = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000), 0
if not head then
  redis.call('DEL', KEYS[2])
  head = string.format('%s.%.0f:0-0', ARGV[1], ms)
end
local epoch, headMs, headSequence = string.match(head, '^([^:]+):(%d+)-(%d+)$')
if ms <= tonumber(headMs) then
  ms, sequence = tonumber(headMs), tonumber(headSequence) + 1
end
local id = string.format('%.0f-%.0f', ms, sequence)
local cursor = epoch .. ':' .. id
local erased, forgotten, payloadMs, moves, once = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[9]), #ARGV - 13, tonumber(ARGV[12])
local told = 4 + 2 * erased + forgotten + moves
local entry = {'epoch', epoch, 'previous', head, 'change', ARGV[8]}
local known = 0
for i = told + 1, told + once do
  if not redis.call('SET', KEYS[i], cursor, 'NX', 'PX', ARGV[13]) then known = known + 1 end
end
if once > 0 and known == once then
  entry[7], entry[8] = 'repeat', '1'
end
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[3], id, unpack(entry))
redis.call('XTRIM', KEYS[2], 'MINID', '~', string.format('%.0f', ms - tonumber(ARGV[4])))
redis.call('SET', KEYS[1], cursor)
if dedupeMs > 0 then redis.call('SET', KEYS[3], cursor, 'PX', ARGV[2]) end
for i = 5, 4 + erased do
  redis.call('SET', KEYS[i], cursor .. '!' .. cursor, 'PX', ARGV[5])
  for _, payload in ipairs(redis.call('ZRANGE', KEYS[i + erased], 0, -1)) do redis.call('UNLINK', payload) end
  redis.call('UNLINK', KEYS[i + erased])
end
local done = 4 + 2 * erased
for i = done + 1, done + forgotten do
  local before = redis.call('GET', KEYS[i])
  redis.call('SET', KEYS[i], cursor .. (before and string.match(before, '!.*$') or ''), 'PX', ARGV[5])
end
done = done + forgotten
for i = 14, #ARGV do redis.call('SET', KEYS[done + i - 13], ARGV[i], 'PX', ARGV[11]) end
done = told + once
if payloadMs == 0 then return {cursor, 0} end
local under = (#KEYS - done) / 2
for i = done + 1, done + under do
  if string.find(redis.call('GET', KEYS[i]) or '', '!', 1, true) then return {cursor, 0} end
end
redis.call('SET', KEYS[4], ARGV[10], 'PX', ARGV[9])
for i = done + under + 1, #KEYS do
  redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', string.format('%.0f', ms))
  redis.call('ZADD', KEYS[i], string.format('%.0f', ms + payloadMs), KEYS[4])
  redis.call('PEXPIRE', KEYS[i], ARGV[9])
end
return {cursor, 0}
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

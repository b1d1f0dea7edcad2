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
 * KEYS: head, log, the dedupe key (or head again), generation keys.
 * ARGV: a token for a log to begin with, dedupe ms (0 = no dedupe), max length, retention ms, generation ttl ms, erase (1/0), the change as JSON.
 * Answers the cursor and whether it was a duplicate. The id is made here, not by XADD, so that cursors never run backwards.
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
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[3], id, 'epoch', epoch, 'previous', head, 'change', ARGV[7])
redis.call('XTRIM', KEYS[2], 'MINID', '~', string.format('%.0f', ms - tonumber(ARGV[4])))
redis.call('SET', KEYS[1], cursor)
if dedupeMs > 0 then redis.call('SET', KEYS[3], cursor, 'PX', ARGV[2]) end
for i = 4, #KEYS do
  local erased = ''
  if ARGV[6] == '1' then
    erased = '!' .. cursor
  else
    local before = redis.call('GET', KEYS[i])
    erased = before and string.match(before, '!.*$') or ''
  end
  redis.call('SET', KEYS[i], cursor .. erased, 'PX', ARGV[5])
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

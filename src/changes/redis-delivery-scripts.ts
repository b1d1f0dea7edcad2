import { recordFunction } from './redis-record.ts'
import { createScript } from './redis-scripts.ts'

/** KEYS: rows, order, acks, last. ARGV: id, token, state, JSON, how many are kept, for how many ms. Answers the id. */
export const noteScript = createScript(`${recordFunction}
return record(KEYS[1], KEYS[2], KEYS[3], KEYS[4], ARGV[1], ARGV[2], ARGV[3], '', milliseconds(), ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6]))
`)

/**
 * KEYS: rows, order, acks, last, the order of those held, when they are tried again. ARGV: id, token, state, JSON, how many are kept, for how many
 * ms, the same two for those held, ms until the next try ('' when there is none). Answers the id, and whether the notification was held before.
 */
export const holdScript = createScript(`${recordFunction}
local ms = milliseconds()
if redis.call('ZSCORE', KEYS[5], ARGV[1]) then
  local id = record(KEYS[1], KEYS[2], KEYS[3], KEYS[4], ARGV[1], ARGV[2], 'duplicate', '', ms, ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6]))
  return {id, 1}
end
local id = record(KEYS[1], KEYS[5], KEYS[3], KEYS[4], ARGV[1], ARGV[2], ARGV[3], '', ms, ARGV[4], tonumber(ARGV[7]), tonumber(ARGV[8]))
if ARGV[9] ~= '' then redis.call('ZADD', KEYS[6], string.format('%.0f', ms + tonumber(ARGV[9])), id) end
return {id, 0}
`)

/** KEYS: rows, when they are tried again. ARGV: how many, ms for which they are the caller's. Answers ids and rows, one behind the other. */
export const claimScript = createScript(`
local time = redis.call('TIME')
local ms = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local found = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', ms), 'LIMIT', 0, ARGV[1])) do
  local row = redis.call('HGET', KEYS[1], id)
  if row then
    redis.call('ZADD', KEYS[2], string.format('%.0f', ms + tonumber(ARGV[2])), id)
    found[#found + 1] = id
    found[#found + 1] = row
  else
    redis.call('ZREM', KEYS[2], id)
  end
end
return found
`)

/**
 * KEYS: rows, order, the order of those held, when they are tried again. ARGV: id, the state, the cursor ('' for none), ms until the next try
 * ('' when there is none), the row's JSON. One that was handled goes from the one list into the other, at its own place.
 */
export const settleScript = createScript(`
local row = redis.call('HGET', KEYS[1], ARGV[1])
if not row then return 0 end
local before, ms = string.match(row, '^[^|]*|([^|]*)|([^|]*)|')
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. '|' .. (ARGV[3] ~= '' and ARGV[3] or before) .. '|' .. ms .. '|' .. ARGV[5])
local isHeld = ARGV[2] == 'failed' or ARGV[2] == 'dead'
local from, to = isHeld and KEYS[2] or KEYS[3], isHeld and KEYS[3] or KEYS[2]
local place = redis.call('ZSCORE', from, ARGV[1])
if place then
  redis.call('ZREM', from, ARGV[1])
  redis.call('ZADD', to, place, ARGV[1])
end
if ARGV[4] == '' then
  redis.call('ZREM', KEYS[4], ARGV[1])
else
  local time = redis.call('TIME')
  redis.call('ZADD', KEYS[4], string.format('%.0f', tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000) + tonumber(ARGV[4])), ARGV[1])
end
return 1
`)

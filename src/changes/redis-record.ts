/**
 * A function for scripts: writes a delivery down, at the end of one of the two lists, and drops what is too old or too much there, some of it at a
 * time. A row is `<state>|<cursor>|<milliseconds>|<JSON>`. Answers the delivery's id: one that came again has something behind the notification's.
 */
export const recordFunction = `
local function record(rows, order, acks, last, id, token, state, cursor, ms, json, kept, keptMs)
  if redis.call('HEXISTS', rows, id) == 1 then id = id .. ':' .. token end
  local place = math.max(ms * 1000, tonumber(redis.call('GET', last) or '0') + 1)
  redis.call('SET', last, string.format('%.0f', place))
  redis.call('HSET', rows, id, state .. '|' .. cursor .. '|' .. string.format('%.0f', ms) .. '|' .. json)
  redis.call('ZADD', order, string.format('%.0f', place), id)
  local gone = redis.call('ZRANGEBYSCORE', order, '-inf', string.format('%.0f', (ms - keptMs) * 1000), 'LIMIT', 0, 100)
  local surplus = redis.call('ZCARD', order) - kept
  if #gone == 0 and surplus > 0 then gone = redis.call('ZRANGE', order, 0, math.min(surplus, 100) - 1) end
  if #gone > 0 then
    redis.call('HDEL', rows, unpack(gone))
    redis.call('HDEL', acks, unpack(gone))
    redis.call('ZREM', order, unpack(gone))
  end
  return id
end
local function milliseconds()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end
`

import { createHash } from 'node:crypto'
import type { RedisLink } from '../changes/redis.ts'
import { createScript } from '../changes/redis-scripts.ts'
import { type Ledger, othersDivisor, type PerLane, type Report, spareDivisor } from './ledger.ts'

type SharedLedgerOptions = {
  redis: Pick<RedisLink, 'ask'>
  /** The workspace whose budget it is. */
  workspace: string
  /** The access token that the calls are made with. Intercom counts each app by itself, so processes share a budget if they share a token. */
  token: string
  /** Names this process among those that share it. */
  process: string
}

/** The account of all processes, in Redis: one script and one round trip a report. Rejects when Redis does not answer in time. */
export function createSharedLedger({ redis, workspace, token, process }: SharedLedgerOptions): Ledger {
  // tells tokens apart, and tells nothing of them
  const app = createHash('sha256').update(token).digest('hex').slice(0, 12)
  const key = (name: string | number) => `{${workspace}}:budget:${app}:${name}`
  const standing = [key('processes'), key('closed')]

  return {
    async settle(report: Report) {
      const { window, windowMs, limit, assumedLimit, out, carried, spent, used, needs, room, held, spare, closeForMs } = report
      const facts = [
        process,
        windowMs,
        limit ?? 0,
        assumedLimit,
        out,
        carried,
        spent,
        used,
        spare,
        Math.ceil(closeForMs),
        spareDivisor,
        othersDivisor,
        Math.max(0, room),
      ]
      const answer = await redis.ask((client) =>
        settleScript(client, [key(window), key(window - 1), ...standing], [...facts, ...needs, ...held]),
      )
      const [told = 0, remaining = 0, closedForMs = 0, processes = 1, granted = 0, ...rest] = (answer as unknown[]).map(Number)
      const perLane = (from: number): PerLane => rest.slice(from, from + needs.length)
      return { limit: told, remaining, closedForMs, processes, spare: granted, granted: perLane(0), others: perLane(needs.length) }
    },
  }
}

/**
 * KEYS: the window, the window before it, what each process needs, the mark that it is closed.
 * ARGV: the process, window ms, limit told (0: none), limit assumed, out, carried, spent, used, spare wanted, close for ms, spare divisor, others' divisor, room;
 * then needs and held parts, five each. What it grants is the same arithmetic as `leftOf` and `grant` of ledger.ts; one suite holds both.
 *
 * A window holds `limit`, `used` (the most that any answer told) and for each process `o:` what it holds and `s:` what it has spent. What is left:
 * the limit, less what Intercom has counted, less what is held in this window or still under way from the one before. So a call is accounted
 * for from the moment it is granted until an answer shows that Intercom has counted it.
 */
const settleScript = createScript(`
local me, windowMs = ARGV[1], tonumber(ARGV[2])
local told, used = tonumber(ARGV[3]), tonumber(ARGV[8])
local time = redis.call('TIME')
local nowMs = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)

local function totals(key)
  local all, sum = redis.call('HGETALL', key), {o = 0, s = 0}
  for i = 1, #all, 2 do
    local kind = string.match(all[i], '^([os]):')
    if kind then sum[kind] = sum[kind] + tonumber(all[i + 1]) else sum[all[i]] = tonumber(all[i + 1]) end
  end
  return sum
end

redis.call('HSET', KEYS[1], 'o:' .. me, ARGV[5], 's:' .. me, ARGV[7])
if redis.call('EXISTS', KEYS[2]) == 1 or tonumber(ARGV[6]) > 0 then
  redis.call('HSET', KEYS[2], 'o:' .. me, ARGV[6])
  redis.call('PEXPIRE', KEYS[2], 2 * windowMs)
end
if told > 0 then redis.call('HSET', KEYS[1], 'limit', told) end
local present, before = totals(KEYS[1]), totals(KEYS[2])
if used > (present.used or 0) then
  redis.call('HSET', KEYS[1], 'used', used)
  present.used = used
end
redis.call('PEXPIRE', KEYS[1], 3 * windowMs)
local limit = present.limit or before.limit or tonumber(ARGV[4])

local processes, others = 1, {0, 0, 0, 0, 0}
local known = redis.call('HGETALL', KEYS[3])
for i = 1, #known, 2 do
  local needs, seenAt = {}, nil
  for number in string.gmatch(known[i + 1], '%d+') do needs[#needs + 1] = tonumber(number) end
  seenAt = needs[6]
  if not seenAt or nowMs - seenAt > 2 * windowMs then redis.call('HDEL', KEYS[3], known[i])
  elseif known[i] ~= me then
    processes = processes + 1
    -- a process with callers that wait reports many times a window; one that does not is gone, and its callers with it
    if nowMs - seenAt <= windowMs / 2 then
      for lane = 1, 5 do others[lane] = others[lane] + needs[lane] end
    end
  end
end

local closed = redis.call('PTTL', KEYS[4])
local closeFor = tonumber(ARGV[10])
if closeFor > 0 and closeFor > closed then
  redis.call('SET', KEYS[4], me, 'PX', closeFor)
  closed = closeFor
end

local held, counted = present.o + before.o, present.used or 0
local byOthers = math.max(0, counted - present.s - held)
local rest = math.max(0, limit - math.max(counted, present.s) - held - math.ceil(byOthers / tonumber(ARGV[12])))
local granted, spare, total, needsBefore, places = {0, 0, 0, 0, 0}, 0, 0, 0, tonumber(ARGV[13])
local unmet = {}
local reserved = math.floor(limit * tonumber(ARGV[19]))
for lane = 1, 5 do
  local need, part = tonumber(ARGV[13 + lane]), tonumber(ARGV[18 + lane])
  local allowed = rest - needsBefore - math.floor(limit * part)
  if lane == 2 and rest <= reserved then allowed = rest end
  if closed <= 0 and need > 0 and allowed > 0 then
    granted[lane] = math.min(need, places, math.ceil(allowed * need / (need + others[lane])))
  end
  rest = rest - granted[lane]
  places = places - granted[lane]
  total = total + granted[lane]
  unmet[lane] = string.format('%.0f', need - granted[lane])
  needsBefore = needsBefore + need - granted[lane] + others[lane]
end
if closed <= 0 and needsBefore == 0 then
  spare = math.max(0, math.min(tonumber(ARGV[9]), math.floor((rest - reserved) / (tonumber(ARGV[11]) * processes))))
end
if total + spare > 0 then redis.call('HINCRBY', KEYS[1], 'o:' .. me, total + spare) end
redis.call('HSET', KEYS[3], me, table.concat(unmet, ',') .. ',' .. string.format('%.0f', nowMs))
redis.call('PEXPIRE', KEYS[3], 2 * windowMs)

local reply = {limit, rest - spare, math.max(0, closed), processes, spare}
for lane = 1, 5 do reply[5 + lane] = granted[lane] end
for lane = 1, 5 do reply[10 + lane] = others[lane] end
return reply
`)

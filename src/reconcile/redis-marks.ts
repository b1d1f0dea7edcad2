import { randomUUID } from 'node:crypto'
import type { RedisLink } from '../changes/redis.ts'
import { createScript } from '../changes/redis-scripts.ts'
import type { Beat, Marks, Reason, Sighting, Window } from './marks.ts'

/**
 * KEYS: the last beat, what is due, up to when all is well. ARGV: now, its epoch, this process's own last beat (ms, or '', and its epoch), how long a
 * pause may be, how much before it a window begins, and the kinds. Answers why the pause is due, or ''. As `marks.ts` has it.
 */
const beatScript = createScript(`
local now, epoch = tonumber(ARGV[1]), ARGV[2]
local before = redis.call('GET', KEYS[1])
local ms, of = nil, nil
if before then ms, of = string.match(before, '^(%d+) (.*)$') elseif ARGV[3] ~= '' then ms, of = ARGV[3], ARGV[4] end
ms = ms and tonumber(ms)
if not before or now > ms or of ~= epoch then redis.call('SET', KEYS[1], string.format('%.0f', now) .. ' ' .. epoch) end
for i = 7, #ARGV do redis.call('HSETNX', KEYS[3], ARGV[i], string.format('%.0f', now)) end
if not ms then return '' end
local reason = (of ~= epoch and 'lost log') or (now - ms > tonumber(ARGV[5]) and 'downtime') or ''
if reason == '' then return '' end
for i = 7, #ARGV do
  local since, till = ms - tonumber(ARGV[6]), now
  local known = redis.call('HGET', KEYS[2], ARGV[i])
  if known then
    local s, t = string.match(known, '^(%S+) (%S+) ')
    since, till = math.min(since, tonumber(s)), math.max(till, tonumber(t))
  end
  redis.call('HSET', KEYS[2], ARGV[i], string.format('%.0f %.0f 0', since, till))
end
return reason
`)

/** KEYS: what is due. ARGV: since, until, not before, and the kinds. */
const addScript = createScript(`
for i = 4, #ARGV do
  local since, till, from = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
  local known = redis.call('HGET', KEYS[1], ARGV[i])
  if known then
    local s, t, f = string.match(known, '^(%S+) (%S+) (%S+)$')
    since, till, from = math.min(since, tonumber(s)), math.max(till, tonumber(t)), math.min(from, tonumber(f))
  end
  redis.call('HSET', KEYS[1], ARGV[i], string.format('%.0f %.0f %.0f', since, till, from))
end
return 1
`)

/** KEYS: what is due, up to when all is well. ARGV: the kind, its window as it was, what is left of it (or ''), and up to when all is well now. */
const settleScript = createScript(`
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
if ARGV[3] == '' then redis.call('HDEL', KEYS[1], ARGV[1]) else redis.call('HSET', KEYS[1], ARGV[1], ARGV[3]) end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[4])
return 1
`)

/** KEYS: the sightings, what is followed. ARGV: now, how many topics, for each its name, first, last and count; then the kinds that are followed. */
const noteScript = createScript(`
local topics = tonumber(ARGV[2])
for i = 0, topics - 1 do
  local topic, first, last, count = ARGV[3 + i * 4], tonumber(ARGV[4 + i * 4]), tonumber(ARGV[5 + i * 4]), tonumber(ARGV[6 + i * 4])
  local known = redis.call('HGET', KEYS[1], topic)
  if known then
    local f, l, c = string.match(known, '^(%S+) (%S+) (%S+)$')
    first, last, count = math.min(first, tonumber(f)), math.max(last, tonumber(l)), count + tonumber(c)
  end
  redis.call('HSET', KEYS[1], topic, string.format('%.0f %.0f %.0f', first, last, count))
end
for i = 3 + topics * 4, #ARGV do redis.call('HSET', KEYS[2], ARGV[i], ARGV[1]) end
return 1
`)

const takeScript = createScript(`
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`)
const releaseScript = createScript(`if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`)

/** The marks that processes share, beside the log and under its workspace. */
export function createRedisMarks({ workspace, redis }: { workspace: string; redis: RedisLink }): Marks {
  const key = (name: string) => `{${workspace}}:reconcile:${name}`
  const [beat, due, good, lock] = [key('beat'), key('due'), key('good'), key('lock')]
  const [seen, following] = [key('seen'), key('followed')]
  const process = randomUUID()

  return {
    async beat(now: Beat, own, { kinds, downtimeMs, overlapMs }) {
      const args = [whole(now.atMs), now.epoch, own ? whole(own.atMs) : '', own?.epoch ?? '', downtimeMs, overlapMs, ...kinds]
      const reason = String(await redis.ask((client) => beatScript(client, [beat, due, good], args)))
      return reason === '' ? undefined : (reason as Reason)
    },
    async addDue(kinds, { sinceMs, untilMs, notBeforeMs }) {
      await redis.ask((client) => addScript(client, [due], [...[sinceMs, untilMs, notBeforeMs].map(whole), ...kinds]))
    },
    async due() {
      const found = await redis.ask((client) => client.hgetall(due))
      return new Map(Object.entries(found).map(([kind, text]) => [kind, windowIn(text)]))
    },
    async settle(kind, was, left, goodMs) {
      const args = [kind, textOf(was), left ? textOf(left) : '', whole(goodMs)]
      await redis.ask((client) => settleScript(client, [due, good], args))
    },
    async good() {
      const found = await redis.ask((client) => client.hgetall(good))
      return new Map(Object.entries(found).map(([kind, ms]) => [kind, Number(ms)]))
    },
    async note(heard, followed, nowMs) {
      if (heard.size + followed.length === 0) return
      const sightings = [...heard].flatMap(([topic, { firstMs, lastMs, count }]) => [topic, whole(firstMs), whole(lastMs), count])
      await redis.ask((client) => noteScript(client, [seen, following], [whole(nowMs), heard.size, ...sightings, ...followed]))
    },
    async noted(sinceMs) {
      const [sightings, followed] = await redis.ask((client) => Promise.all([client.hgetall(seen), client.hgetall(following)]))
      return {
        sightings: new Map(Object.entries(sightings).map(([topic, text]) => [topic, sightingIn(text)])),
        followed: new Set(Object.entries(followed).flatMap(([kind, atMs]) => (Number(atMs) >= sinceMs ? [kind] : []))),
      }
    },
    take: async (ttlMs) => (await redis.ask((client) => takeScript(client, [lock], [process, ttlMs]))) === 1,
    release: async () => void (await redis.ask((client) => releaseScript(client, [lock], [process]))),
  }
}

const whole = (ms: number) => Math.floor(ms)
const textOf = ({ sinceMs, untilMs, notBeforeMs }: Window) => [sinceMs, untilMs, notBeforeMs].map(whole).join(' ')
function windowIn(text: string): Window {
  const [sinceMs = 0, untilMs = 0, notBeforeMs = 0] = text.split(' ').map(Number)
  return { sinceMs, untilMs, notBeforeMs }
}
function sightingIn(text: string): Sighting {
  const [firstMs = 0, lastMs = 0, count = 0] = text.split(' ').map(Number)
  return { firstMs, lastMs, count }
}

import type { Config } from '../../config.ts'
import { judgeClock, redisClock } from './clock.ts'
import { type Finding, failure, ok, skipped, warning } from './finding.ts'
import { judgeEviction } from './redis-eviction.ts'
import type { RedisFacts, RedisReading, Server } from './redis-facts.ts'
import { judgePersistence } from './redis-persistence.ts'

type Limits = Pick<Config['cache'], 'redisTimeoutMs' | 'fenceTimeoutMs'>
type Readings = {
  config: Pick<Config, 'redis' | 'environment' | 'mode' | 'cache'>
  /** The server of the log and the generations. */
  log: RedisReading | undefined
  /** That of values, where it is another. */
  values: RedisReading | undefined
}

/** Oldest Redis whose commands the gateway's scripts use: XTRIM MINID. */
const oldest = '6.2'

export function judgeRedis({ config, log, values }: Readings): Finding[] {
  if (log === undefined || config.redis.url === undefined) return [withoutRedis(config)]
  const server: Server = { variable: 'REDIS_URL', place: placeOf(config.redis.url) }
  const found = judgeServer(server, log, config.cache)
  if ('why' in log) return [...found, ...(values ? judgeValues(config, log, values) : [])]
  return [
    ...found,
    judgeEviction(server, log, { isLog: true, isShared: values === undefined }),
    judgePersistence(server, log),
    judgeClock(redisClock, log.time),
    ...(values ? judgeValues(config, log, values) : []),
  ]
}

function judgeValues({ redis, cache }: Pick<Config, 'redis' | 'cache'>, log: RedisReading, values: RedisReading): Finding[] {
  const server: Server = { variable: 'REDIS_CACHE_URL', place: placeOf(redis.cacheUrl ?? '') }
  const found = judgeServer(server, values, cache)
  if ('why' in values) return found
  const isShared = !('why' in log) && log.info?.run_id !== undefined && log.info.run_id === values.info?.run_id
  return [...found, judgeEviction(server, values, { isLog: false, isShared })]
}

function withoutRedis({ environment, mode }: Pick<Config, 'environment' | 'mode'>): Finding {
  const check = 'redis'
  if (mode === 'sandbox' || environment === 'development') return ok(check, 'REDIS_URL is not set: the cache and the log are in memory')
  return warning(check, {
    found: 'REDIS_URL is not set: the cache and the log are in memory',
    why: 'several processes read Intercom each for itself, each spends the whole rate limit, and what one learns of a change the others do not',
    fix: 'REDIS_URL=redis://<host>:6379; one process alone can do without',
  })
}

function judgeServer(server: Server, reading: RedisReading, limits: Limits): Finding[] {
  if ('why' in reading) return [unreachable(server, reading.why)]
  return [judgeLatency(server, reading, limits), judgeVersion(server, reading), judgeRole(server, reading)]
}

function unreachable({ variable, place }: Server, why: string): Finding {
  const isRefused = /^(NOAUTH|WRONGPASS|NOPERM)$/.test(why)
  return failure(variable, {
    found: `${place} ${isRefused ? 'does not let us in' : 'does not answer'}: ${why}`,
    why: 'every process caches for itself and trusts its copies for seconds only, and every question costs Intercom more calls',
    fix: isRefused
      ? `${variable}=redis://<user>:<password>@${place}, percent-encoded`
      : `until this says PONG: redis-cli -u "$${variable}" ping (rediss:// for a server that wants TLS)`,
  })
}

/** By the fastest, as what slows down the others may be this very process, or its neighbours. */
function judgeLatency({ variable, place }: Server, { pingsMs }: RedisFacts, { redisTimeoutMs, fenceTimeoutMs }: Limits): Finding {
  const [fastestMs, slowestMs] = [Math.min(...pingsMs), Math.max(...pingsMs)]
  const found = `${place} answers in ${fastestMs.toFixed(1)} to ${slowestMs.toFixed(1)} ms`
  const fix = 'run the gateway near its Redis, in the same network and zone'
  if (fastestMs > redisTimeoutMs) {
    const why = `a question may take ${redisTimeoutMs} ms (cache.redisTimeoutMs): it is given up, and the gateway does without this Redis`
    return failure(variable, { found, why, fix })
  }
  if (fastestMs > fenceTimeoutMs) {
    const why = `a request waits ${fenceTimeoutMs} ms (cache.fenceTimeoutMs) to know what changed, then reads past its own memory: slower, with every request`
    return warning(variable, { found, why, fix })
  }
  return ok(variable, found)
}

function judgeVersion({ variable }: Server, { info, scriptRefusal }: RedisFacts): Finding {
  const check = `${variable} version`
  if (scriptRefusal !== undefined) {
    return failure(check, {
      found: `it runs no scripts: ${/^\w+/.exec(scriptRefusal)?.[0] ?? 'refused'}`,
      why: 'changes are appended, and copies and the call budget kept, by scripts: without them the gateway goes on as if it had no Redis',
      fix: `allow EVAL and EVALSHA to the user of ${variable}: ACL SETUSER <user> +@scripting`,
    })
  }
  const version = info?.redis_version
  if (version === undefined) return skipped(check, 'it does not say which version it is (INFO is not allowed to us)')
  const named = info?.valkey_version === undefined ? `Redis ${version}` : `Valkey ${info.valkey_version}, as Redis ${version}`
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 6 || (major === 6 && minor >= 2)) return ok(check, named)
  return failure(check, {
    found: `${named} is older than ${oldest}`,
    why: 'the log of changes is kept short with XTRIM MINID, which it does not have: no change can be appended',
    fix: `a Redis of ${oldest} or newer, or a Valkey`,
  })
}

/** Can be written, and has our keys. */
function judgeRole({ variable }: Server, { info, keyRefusal }: RedisFacts): Finding {
  const check = `${variable} role`
  if (info?.role === 'slave') {
    return failure(check, {
      found: `it is a replica of ${info.master_host}:${info.master_port}`,
      why: 'a replica takes no writes: nothing is kept, and no change is told',
      fix: `${variable}=redis://…@${info.master_host}:${info.master_port}`,
    })
  }
  const moved = /^MOVED \d+ (\S+)/.exec(keyRefusal ?? '')?.[1]
  if (moved !== undefined) {
    return failure(check, {
      found: `it is a node of a cluster, and the keys of this workspace belong to ${moved}`,
      why: 'all keys carry the workspace as their hash tag, and so live on one node, which the gateway speaks to directly',
      fix: `${variable}=redis://…@${moved}`,
    })
  }
  if (keyRefusal !== undefined) {
    const word = /^\w+/.exec(keyRefusal)?.[0] ?? 'refused'
    return failure(check, {
      found: `it refuses to read a key of the workspace: ${word}`,
      why: 'nothing is kept, and no change is told',
      fix: word === 'NOPERM' ? `ACL SETUSER <user> ~* +@all -@dangerous` : `redis-cli -u "$${variable}" CLUSTER INFO`,
    })
  }
  return ok(check, info?.cluster_enabled === '1' ? 'a node of a cluster that has the keys of this workspace' : 'a primary, and no cluster')
}

/** Host and port, and nothing that may be secret. */
function placeOf(url: string): string {
  const { hostname, port } = new URL(url)
  return `${hostname}:${port || 6379}`
}

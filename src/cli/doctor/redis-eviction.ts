import { type Finding, failure, ok, skipped, warning } from './finding.ts'
import type { RedisFacts, Server } from './redis-facts.ts'

type Use = {
  /** The log and the generations live there. */
  isLog: boolean
  /** Log and values live on this one server, whether by one URL or by two. */
  isShared: boolean
}

const loses =
  'what is thrown away may be the log of changes or a generation: an older copy then passes for current, or every copy is void and read anew'

/** What becomes of our keys when memory is used up. The log must stay whole; values may go. */
export function judgeEviction({ variable }: Server, { info }: RedisFacts, { isLog, isShared }: Use): Finding {
  const check = `${variable} eviction`
  const policy = info?.maxmemory_policy
  if (info === undefined || policy === undefined)
    return skipped(check, `it does not say: redis-cli -u "$${variable}" CONFIG GET maxmemory-policy`)
  const limitBytes = Number(info.maxmemory ?? 0)
  const evicts = policy !== 'noeviction'
  const set = (to: string) => `redis-cli -u "$${variable}" CONFIG SET maxmemory-policy ${to}, and the same in its redis.conf`

  if (!isLog && isShared) {
    const found = `REDIS_URL and REDIS_CACHE_URL are the same server, with maxmemory-policy ${policy}`
    const fix = 'REDIS_CACHE_URL=<another server>, or none; and noeviction for the one that has the log'
    if (evicts) return failure(check, { found, why: loses, fix })
    return warning(check, { found, why: 'two names for one memory: nothing is gained, and nothing of it may be evicted', fix })
  }
  if (isLog && evicts) {
    const apart = isShared
      ? '; where values should go instead of new ones being refused, give them a server of their own: REDIS_CACHE_URL'
      : ''
    const fix = `${set('noeviction')}${apart}`
    if (limitBytes === 0)
      return warning(check, {
        found: `maxmemory-policy is ${policy}, and there is no maxmemory yet`,
        why: `once there is one, ${loses}`,
        fix,
      })
    return failure(check, { found: `maxmemory-policy is ${policy}`, why: loses, fix })
  }
  if (!isLog && !evicts && limitBytes > 0) {
    return warning(check, {
      found: `maxmemory-policy is noeviction at ${mebibytes(limitBytes)}`,
      why: 'only values live there: when it is full, new ones are refused instead of old ones going, and those are read from Intercom each time',
      fix: set('allkeys-lru'),
    })
  }
  const used = Number(info.used_memory ?? 0)
  if (!evicts && limitBytes > 0 && used > 0.8 * limitBytes) {
    return warning(check, {
      found: `${mebibytes(used)} of ${mebibytes(limitBytes)} are used, and nothing is evicted`,
      why: 'when it is full, changes can no longer be appended and copies no longer kept',
      fix: `redis-cli -u "$${variable}" CONFIG SET maxmemory <more>${isShared ? '; or give values a server of their own: REDIS_CACHE_URL' : ''}`,
    })
  }
  return ok(check, `${policy}${limitBytes === 0 ? ', no maxmemory' : ` at ${mebibytes(limitBytes)}`}`)
}

const mebibytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(bytes < 10_485_760 ? 1 : 0)} MiB`

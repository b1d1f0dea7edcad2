import { evictionLoses, evictionOf, setPolicy } from '../../changes/eviction.ts'
import { type Finding, failure, ok, skipped, warning } from './finding.ts'
import type { RedisFacts, Server } from './redis-facts.ts'

type Use = {
  /** The log and the generations live there. */
  isLog: boolean
  /** Log and values live on this one server, whether by one URL or by two. */
  isShared: boolean
}

/** What becomes of our keys when memory is used up. The log must stay whole; values may go. */
export function judgeEviction({ variable }: Server, { info }: RedisFacts, { isLog, isShared }: Use): Finding {
  const check = `${variable} eviction`
  const policy = info?.maxmemory_policy
  if (info === undefined || policy === undefined)
    return skipped(check, `it does not say: redis-cli -u "$${variable}" CONFIG GET maxmemory-policy`)
  const limitBytes = Number(info.maxmemory ?? 0)
  const evicts = policy !== 'noeviction'

  if (!isLog && isShared) {
    const found = `REDIS_URL and REDIS_CACHE_URL are the same server, with maxmemory-policy ${policy}`
    const fix = 'REDIS_CACHE_URL=<another server>, or none; and noeviction for the one that has the log'
    if (evicts) return failure(check, { found, why: evictionLoses, fix })
    return warning(check, { found, why: 'two names for one memory: nothing is gained, and nothing of it may be evicted', fix })
  }
  const eviction = isLog ? evictionOf(info, { variable, isShared }) : undefined
  if (eviction) {
    const { isLatent, ...told } = eviction
    return isLatent ? warning(check, told) : failure(check, told)
  }
  if (!isLog && !evicts && limitBytes > 0) {
    return warning(check, {
      found: `maxmemory-policy is noeviction at ${mebibytes(limitBytes)}`,
      why: 'only values live there: when it is full, new ones are refused instead of old ones going, and those are read from Intercom each time',
      fix: setPolicy(variable, 'allkeys-lru'),
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

import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { RedisLink } from '../../changes/redis.ts'
import type { ApiConfig } from '../../config.ts'
import { TooManyRequestsError } from '../../errors.ts'

export type RequestRate = ReturnType<typeof createRequestRate>

type Taken = { isOver: boolean; msBeforeNext: number }
type Limiter = RateLimiterMemory | RateLimiterRedis

/**
 * How often each caller may ask, in windows of a minute that begin with its first request. All processes count together once they share a Redis;
 * while it does not answer, each counts for itself.
 */
export function createRequestRate({ requestsPerMinute, callers }: Pick<ApiConfig, 'requestsPerMinute' | 'callers'>) {
  let shared: { redis: Pick<RedisLink, 'ask' | 'client'>; workspace: string } | undefined
  const limiters = new Map<string, Limiter>()

  /** One for each number of requests: all callers that may ask so often are in it. */
  function limiter(kind: 'memory' | 'redis', most: number): Limiter {
    const name = `${kind} ${most}`
    const known = limiters.get(name)
    const facts = { points: most, duration: 60 }
    const made =
      known ??
      (kind === 'redis' && shared
        ? // whoever has asked too often is not counted any further, here or there
          new RateLimiterRedis({
            ...facts,
            storeClient: shared.redis.client,
            keyPrefix: `{${shared.workspace}}:requests`,
            inMemoryBlockOnConsumed: most + 1,
          })
        : new RateLimiterMemory(facts))
    limiters.set(name, made)
    return made
  }

  async function count(caller: string, most: number): Promise<Taken> {
    if (!shared) return taken(limiter('memory', most), caller)
    try {
      return await shared.redis.ask(() => taken(limiter('redis', most), caller))
    } catch {
      // a Redis that is away, which its link has said
      return taken(limiter('memory', most), caller)
    }
  }

  return {
    /** From then on all processes that are handed the same Redis and workspace count together. */
    share(between: NonNullable<typeof shared>) {
      shared = between
    },
    /**
     * Counts one request of this caller (`viewer.id`).
     *
     * @throws TooManyRequestsError when it has asked too often, with when it may ask again
     */
    async take(caller: string): Promise<void> {
      const most = (Object.hasOwn(callers, caller) ? callers[caller]?.requestsPerMinute : undefined) ?? requestsPerMinute
      if (most === 0) return
      const { isOver, msBeforeNext } = await count(caller, most)
      if (isOver) throw new TooManyRequestsError(most, msBeforeNext)
    },
  }
}

/** Being over the limit is an answer, not a failure. */
async function taken(limiter: Limiter, caller: string): Promise<Taken> {
  try {
    const { msBeforeNext } = await limiter.consume(caller)
    return { isOver: false, msBeforeNext }
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return { isOver: true, msBeforeNext: refused.msBeforeNext }
    throw refused
  }
}

import type { CacheConfig } from '../config.ts'

/** For how long answers of one kind are kept, in milliseconds. See `cache.default` in `config/` for what each means. */
export type Policy = { ttlMs: number; negativeTtlMs: number; staleOnErrorMs: number; staleWhileRevalidateMs: number }

/** The policy of the first of the names that `cache.kinds` knows, over the default. */
export function policyOf(config: Pick<CacheConfig, 'default' | 'kinds'>, ...names: string[]): Policy {
  const known = names.find((name) => config.kinds[name] !== undefined)
  const { ttlSeconds, negativeTtlSeconds, staleOnErrorSeconds, staleWhileRevalidateSeconds } = {
    ...config.default,
    ...(known === undefined ? {} : config.kinds[known]),
  }
  return {
    ttlMs: ttlSeconds * 1000,
    negativeTtlMs: negativeTtlSeconds * 1000,
    staleOnErrorMs: staleOnErrorSeconds * 1000,
    staleWhileRevalidateMs: staleWhileRevalidateSeconds * 1000,
  }
}

/** For how long what was found is fresh. */
export const freshMsOf = (policy: Policy, state: 'here' | 'moved' | 'gone') => (state === 'gone' ? policy.negativeTtlMs : policy.ttlMs)

/** How long a value is of any use. */
export const keepMsOf = (policy: Policy) =>
  Math.max(policy.ttlMs, policy.negativeTtlMs) + Math.max(policy.staleOnErrorMs, policy.staleWhileRevalidateMs)

/** How much later than its upstream call a value may still be written. */
const SLOWEST_FILL_MS = 3_600_000

/**
 * How long the log must keep a generation: longer than any value that was filled before it. If it ended sooner, such a value would look
 * current again.
 */
export function generationTtlMs(config: Pick<CacheConfig, 'default' | 'kinds'>): number {
  const policies = [policyOf(config), ...Object.keys(config.kinds).map((kind) => policyOf(config, kind))]
  return Math.max(...policies.map(keepMsOf)) + SLOWEST_FILL_MS
}

import type { ApiConfig } from '../config.ts'
import type { RateLimit } from '../intercom/rate-limit.ts'
import { currentScope } from '../monitoring/request-scope.ts'

/** What this request cost and how sure its answer is, for `extensions`. */
export function costOf({ exposeCalls }: Pick<ApiConfig, 'exposeCalls'>, budget: RateLimit) {
  const scope = currentScope()
  if (!scope) return {}
  const { calls, cacheHits, coalesced, degraded } = scope
  return {
    intercom: {
      actualCalls: calls.length,
      cacheHits,
      coalesced,
      budget,
      ...(exposeCalls
        ? { calls: calls.map(({ route, status, durationMs }) => ({ route, status, durationMs: Math.round(durationMs) })) }
        : {}),
    },
    ...(degraded.size > 0 ? { degraded: [...degraded] } : {}),
  }
}

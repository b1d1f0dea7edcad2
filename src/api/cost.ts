import type { ApiConfig } from '../config.ts'
import type { RateLimit } from '../intercom/rate-limit.ts'
import { currentScope } from '../monitoring/request-scope.ts'
import type { Viewer } from './viewer.ts'

/** What this request cost and how sure its answer is, for `extensions`. What the gateway spends, and has left, is no matter of end customers. */
export function costOf({ exposeCalls }: Pick<ApiConfig, 'exposeCalls'>, budget: RateLimit, kind: Viewer['kind'] | undefined) {
  const scope = currentScope()
  if (!scope) return {}
  const { calls, cacheHits, coalesced, degraded } = scope
  const doubts = degraded.size > 0 ? { degraded: [...degraded] } : {}
  if (kind === 'CONTACT') return doubts
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
    ...doubts,
  }
}

import type { ApiConfig } from '../config.ts'
import type { RateLimit } from '../intercom/rate-limit.ts'
import { currentScope } from '../monitoring/request-scope.ts'
import type { Viewer } from './viewer.ts'

/** What this request cost and how sure its answer is, for `extensions`. What the gateway spends, and has left, is no matter of end customers. */
export function costOf({ exposeCalls }: Pick<ApiConfig, 'exposeCalls'>, budget: RateLimit, kind: Viewer['kind'] | undefined) {
  const scope = currentScope()
  if (!scope) return {}
  const { calls, cacheHits, coalesced, degraded, rewrites } = scope
  const doubts = degraded.size > 0 ? { degraded: [...degraded] } : {}
  const asked = rewrites.size > 0 ? { rewrites: [...rewrites.values()] } : {}
  if (kind === 'CONTACT') return { ...(rewrites.size > 0 && { intercom: asked }), ...doubts }
  return {
    intercom: {
      actualCalls: calls.length,
      cacheHits,
      coalesced,
      budget,
      ...asked,
      ...(exposeCalls
        ? { calls: calls.map(({ route, status, durationMs }) => ({ route, status, durationMs: Math.round(durationMs) })) }
        : {}),
    },
    ...doubts,
  }
}

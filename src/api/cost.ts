import type { ApiConfig } from '../config.ts'
import type { RateLimit } from '../intercom/rate-limit.ts'
import { currentScope } from '../monitoring/request-scope.ts'
import type { Viewer } from './callers/viewer.ts'
import type { Price } from './guard/price.ts'

type Cost = Pick<ApiConfig, 'exposeCalls' | 'limits'> & {
  budget: RateLimit
  kind: Viewer['kind'] | undefined
  /** What the answer may have come to. */
  cost: Price | null | undefined
}

/** What this request cost and how sure its answer is, for `extensions`. What the gateway spends, and has left, is no matter of end customers. */
export function costOf({ exposeCalls, limits, budget, kind, cost }: Cost) {
  const scope = currentScope()
  if (!scope) return {}
  const { calls, cacheHits, coalesced, degraded, rewrites, uncorrected } = scope
  const doubts = degraded.size > 0 ? { degraded: [...degraded] } : {}
  const asked = {
    ...(rewrites.size > 0 && { rewrites: [...rewrites.values()] }),
    ...(uncorrected.size > 0 && { overlay: [...uncorrected.values()] }),
  }
  if (kind === 'CONTACT') return { ...(Object.keys(asked).length > 0 && { intercom: asked }), ...doubts }
  return {
    intercom: {
      actualCalls: calls.length,
      cacheHits,
      coalesced,
      cost: { fields: cost?.fields ?? null, limit: limits.maxCost, calls: cost?.calls ?? null, callLimit: limits.maxCalls },
      budget,
      ...asked,
      ...(exposeCalls
        ? { calls: calls.map(({ route, status, durationMs }) => ({ route, status, durationMs: Math.round(durationMs) })) }
        : {}),
    },
    ...doubts,
  }
}

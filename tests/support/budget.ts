import { createRedis } from '../../src/changes/redis.ts'
import { createIntercom, type IntercomOptions } from '../../src/intercom/client.ts'
import { createSharedLedger } from '../../src/intercom/shared-ledger.ts'
import type { Lane } from '../../src/monitoring/lanes.ts'
import { createRequestScope, runInScope } from '../../src/monitoring/request-scope.ts'
import type { Sandbox } from '../../src/sandbox/server.ts'

/** One process of several that share a budget, as far as Intercom and Redis see it. */
export async function startSpender({ sandbox, redisUrl, name, ...options }: SpenderOptions) {
  const counts: Record<string, number> = {}
  const refused: Lane[] = []
  const intercom = createIntercom({
    token: 'sandbox-token',
    baseUrl: sandbox.url,
    version: '2.14',
    onCall: ({ outcome }) => {
      counts[outcome] = (counts[outcome] ?? 0) + 1
    },
    onRefused: ({ lane }) => void refused.push(lane),
    ...options,
  })
  // a machine that is busy with many tests is no Redis that is lost
  const redis =
    redisUrl === undefined ? null : createRedis({ url: redisUrl, name, timeoutMs: 1_000, say: { info: () => {}, warn: () => {} } })
  if (redis) {
    await redis.ready(2_000)
    intercom.budget.share(createSharedLedger({ redis, workspace: 'w', token: 'sandbox-token', process: name }))
  }
  return {
    intercom,
    redis,
    /** Attempts that went out, by outcome. */
    counts,
    /** The lanes of refused calls, in order. */
    refused,
    /** One call, in this lane. */
    ask: (lane: Lane = 'interactive') =>
      runInScope(createRequestScope('test', lane), () => intercom.call((sdk, options) => sdk.admins.list(options))),
    async [Symbol.asyncDispose]() {
      await intercom.dispose()
      await redis?.dispose()
    },
  }
}

export type Spender = Awaited<ReturnType<typeof startSpender>>
type SpenderOptions = Partial<IntercomOptions> & { sandbox: Sandbox; redisUrl?: string; name: string }

/** Resolves at the beginning of a window that stands on the clock. */
export const windowBegins = (windowMs: number) => new Promise((resolve) => setTimeout(resolve, windowMs - (Date.now() % windowMs) + 1))

/** The calls of each window, by the time they arrived. */
export function callsByWindow(sandbox: Pick<Sandbox, 'log'>, windowMs: number): number[] {
  const byWindow = new Map<number, number>()
  for (const { startedAtMs, endedAtMs } of sandbox.log) {
    const window = Math.floor((performance.timeOrigin + (endedAtMs ?? startedAtMs)) / windowMs)
    byWindow.set(window, (byWindow.get(window) ?? 0) + 1)
  }
  return [...byWindow].sort(([a], [b]) => a - b).map(([, calls]) => calls)
}

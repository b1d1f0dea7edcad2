import { setTimeout as delay } from 'node:timers/promises'

type LoggedCall = { route: string; startedAtMs: number; endedAtMs: number | null }

/** What the sandbox saw: calls by name, and how many had to wait for an earlier one to end. */
export type Seen = { calls: string[]; hops: number }

export type Upstream = ReturnType<typeof createUpstream>

/** The sandbox's control endpoint, as the benchmark uses it. */
export function createUpstream(sandboxUrl: string) {
  const control = async (verb: string, body?: unknown) => {
    const answer = await fetch(`${sandboxUrl}/__sandbox__/${verb}`, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    if (!answer.ok) throw new Error(`The sandbox answered ${verb} with ${answer.status}.`)
    return answer.json()
  }
  return {
    forget: () => control('forget-requests', {}),
    setLatency: (ms: number) => control('latency', { ms }),
    /** Every call since the last `forget`, once all have ended. */
    async seen(): Promise<Seen> {
      for (;;) {
        const log = (await control('log')) as LoggedCall[]
        const ended = log.flatMap(({ endedAtMs, ...call }) => (endedAtMs === null ? [] : [{ ...call, endedAtMs }]))
        if (ended.length === log.length) return { calls: ended.map(({ route }) => route).toSorted(), hops: hopsOf(ended) }
        await delay(5)
      }
    },
  }
}

/** The longest chain of calls of which each began when the one before it had ended. */
function hopsOf(calls: readonly { startedAtMs: number; endedAtMs: number }[]): number {
  const chains: { endedAtMs: number; length: number }[] = []
  for (const { startedAtMs, endedAtMs } of calls.toSorted((one, other) => one.startedAtMs - other.startedAtMs)) {
    const before = chains.filter((chain) => chain.endedAtMs <= startedAtMs)
    chains.push({ endedAtMs, length: 1 + Math.max(0, ...before.map(({ length }) => length)) })
  }
  return Math.max(0, ...chains.map(({ length }) => length))
}

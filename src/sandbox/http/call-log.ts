/** One request as it arrived and ended. Times are milliseconds of one steady clock, good for differences only. */
export type LoggedRequest = {
  /** Method and path template: `GET /contacts/{contact_id}`; the path itself where no operation has it. */
  route: string
  method: string
  /** The raw path with its query. */
  path: string
  /** The `Intercom-Version` header, undefined when there was none. */
  version: string | undefined
  startedAtMs: number
  /** Null while it runs. */
  endedAtMs: number | null
  /** Null while it runs, and when it was cut off without an answer. */
  status: number | null
}

export type RouteCalls = { count: number; maxConcurrent: number }

export type CallLog = ReturnType<typeof createCallLog>

/** Beyond this many requests the older half is dropped, so that a sandbox that runs for days stays small. Counts go on. */
const maxKept = 200_000

/** Remembers every request in the order of arrival, and counts per route how many there were and how many at once. */
export function createCallLog() {
  const log: LoggedRequest[] = []
  const requests: string[] = []
  const calls = new Map<string, RouteCalls>()
  const running = new Map<string, number>()

  return {
    log: log as readonly LoggedRequest[],
    /** The routes alone. */
    requests: requests as readonly string[],
    calls: (): Record<string, RouteCalls> => Object.fromEntries([...calls].map(([route, counted]) => [route, { ...counted }])),

    /** Notes an arrival. The function it gives notes the end, with the status or null when there was no answer. */
    began(request: Pick<LoggedRequest, 'route' | 'method' | 'path' | 'version' | 'startedAtMs'>) {
      const { route } = request
      const entry: LoggedRequest = { ...request, endedAtMs: null, status: null }
      if (log.length >= maxKept) {
        log.splice(0, maxKept / 2)
        requests.splice(0, maxKept / 2)
      }
      log.push(entry)
      requests.push(route)

      const concurrent = (running.get(route) ?? 0) + 1
      running.set(route, concurrent)
      const counted = calls.get(route) ?? { count: 0, maxConcurrent: 0 }
      calls.set(route, { count: counted.count + 1, maxConcurrent: Math.max(counted.maxConcurrent, concurrent) })

      return (status: number | null) => {
        if (entry.endedAtMs !== null) return
        entry.endedAtMs = performance.now()
        entry.status = status
        running.set(route, (running.get(route) ?? 1) - 1)
      }
    },
    forget() {
      log.length = 0
      requests.length = 0
      calls.clear()
    },
  }
}

/** How a request is made to fail. One of the first four; a failure that names none is a 500. */
export type Failure = {
  /** Answers this status with its error list. The request is not executed. */
  status?: number
  /** Closes the connection without an answer. The request is not executed. */
  dropConnection?: boolean
  /** Sends the headers and half of the body, and then nothing more until the client gives up. */
  stallBody?: boolean
  /** Answers 200 with a page of HTML, as a proxy in between might. */
  nonJson200?: boolean
  /** A `Retry-After` header, in seconds. Intercom documents none. */
  retryAfterSeconds?: number
  /** How many requests fail this way. @default 1 */
  times?: number
}

/**
 * How Intercom refuses a route to a token that is good otherwise. All three are on record:
 *
 * - `forbidden` 403, the app lacks the permission: OpenAPI 2.16, GET /macros
 * - `token_unauthorized` 401, likewise, in older words: intercom/intercom-php issue 257
 * - `api_plan_restricted` 403, the workspace's plan lacks it: "HTTP responses" on developers.intercom.com
 */
export type Refusal = (typeof refusals)[number]
export const refusals = ['forbidden', 'token_unauthorized', 'api_plan_restricted'] as const

export type Faults = ReturnType<typeof createFaults>

/** Which requests fail or wait. A route is named as in the log, `GET /contacts/{contact_id}`; `*` is every route. */
export function createFaults() {
  const failures = new Map<string, Failure[]>()
  const gates = new Map<string, { opened: Promise<void>; open: () => void }>()
  const withheld = new Map<string, Refusal>()
  let errors = { ratio: 0, status: 500 }
  let due = 0

  function nextAsked(route: string): Failure | undefined {
    const waiting = failures.get(route)
    const failure = waiting?.[0]
    if (!waiting || !failure) return undefined
    const left = (failure.times ?? 1) - 1
    if (left > 0) waiting[0] = { ...failure, times: left }
    else waiting.shift()
    return failure
  }

  function open(route: string) {
    gates.get(route)?.open()
    gates.delete(route)
  }

  return {
    /** How the route is refused, if it is. */
    refused: (route: string): Refusal | undefined => withheld.get(route) ?? withheld.get('*'),
    /** The failure of a request that arrives now, if it is to fail. */
    next(route: string): Failure | undefined {
      const asked = nextAsked(route) ?? nextAsked('*')
      if (asked) return asked
      // evenly spread, not by chance: a ratio of 0.25 fails every fourth request
      due += errors.ratio
      if (due < 1) return undefined
      due -= 1
      return { status: errors.status }
    },
    /** Resolves when neither the route nor `*` is paused any more. */
    async passed(route: string) {
      for (let gate = gates.get(route) ?? gates.get('*'); gate; gate = gates.get(route) ?? gates.get('*')) await gate.opened
    },
    failNext(route: string, failure: Failure) {
      failures.set(route, [...(failures.get(route) ?? []), failure])
    },
    setErrorRate(ratio: number, status: number) {
      errors = { ratio, status }
      due = 0
    },
    withhold: (route: string, as: Refusal) => void withheld.set(route, as),
    grant: (route: string) => void withheld.delete(route),
    pause(route: string) {
      if (gates.has(route)) return
      const { promise, resolve } = Promise.withResolvers<void>()
      gates.set(route, { opened: promise, open: resolve })
    },
    resume: open,
    reset() {
      failures.clear()
      withheld.clear()
      for (const route of [...gates.keys()]) open(route)
      errors = { ratio: 0, status: 500 }
      due = 0
    },
  }
}

import { type RateLimit, readRateLimit } from '../../intercom/rate-limit.ts'

export type Question = {
  method: 'GET' | 'POST'
  /** Below the base URL, with its query. */
  path: string
  body?: unknown
  /** Another version of the API than the configured one; null asks in the app's own. */
  version?: string | null
}

export type Answer = {
  status: number
  headers: Headers
  /** The JSON; undefined when it is none. */
  body: unknown
  /** Intercom's own word for what is wrong, from its error list. */
  code: string | undefined
  sentAtMs: number
  receivedAtMs: number
}

/** `why`: `no answer within 5000 ms`, or the network's code, `ECONNREFUSED`. */
export type NoAnswer = { why: string }

export type Outcome = Answer | NoAnswer

export const isAnswer = (outcome: Outcome): outcome is Answer => 'status' in outcome
export const isGood = (outcome: Outcome): outcome is Answer => isAnswer(outcome) && outcome.status === 200 && outcome.body !== undefined

/** `403 forbidden` */
export const nameOf = ({ status, code }: Answer) => (code === undefined ? `${status}` : `${status} ${code}`)

export type AskIntercom = ReturnType<typeof createAskIntercom>['ask']

type Options = { baseUrl: string; token: string; version: string; timeoutMs: number; now?: () => number }

/**
 * Asks Intercom without what the gateway has around its calls: no repeats, no budget, and an answer that is no success is an answer too. Each
 * question has its own deadline, body included.
 */
export function createAskIntercom({ baseUrl, token, version, timeoutMs, now = Date.now }: Options) {
  const { origin, pathname } = new URL(baseUrl)
  const base = origin + pathname.replace(/\/$/, '')
  let calls = 0
  let last: { rateLimit: RateLimit; receivedAtMs: number } | undefined

  async function send(question: Question): Promise<Answer> {
    const { method, path, body } = question
    const spoken = question.version === undefined ? version : question.version
    const headers = {
      accept: 'application/json',
      authorization: `Bearer ${token}`,
      ...(spoken !== null && { 'intercom-version': spoken }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    }
    const signal = AbortSignal.timeout(timeoutMs)
    const sentAtMs = now()
    // a redirect would be followed with what was sent: it is told instead
    const response = await fetch(base + path, { method, headers, body: JSON.stringify(body), signal, redirect: 'manual' })
    const receivedAtMs = now()
    const parsed = parse(await response.text())
    return { status: response.status, headers: response.headers, body: parsed, code: codeOf(parsed), sentAtMs, receivedAtMs }
  }

  return {
    async ask(question: Question): Promise<Outcome> {
      calls++
      try {
        const answer = await send(question)
        const rateLimit = readRateLimit(Object.fromEntries(answer.headers))
        if (rateLimit) last = { rateLimit, receivedAtMs: answer.receivedAtMs }
        return answer
      } catch (error) {
        return { why: reasonOf(error, timeoutMs) }
      }
    },
    /** How many questions were asked so far. */
    calls: () => calls,
    /** What the last answer said about the rate limit. */
    rateLimit: () => last?.rateLimit ?? null,
  }
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error.name === 'TimeoutError') return `no answer within ${timeoutMs} ms`
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'the connection failed'
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Checked for its shape: nothing else of an answer's words is ever shown. */
function codeOf(body: unknown): string | undefined {
  const errors = body !== null && typeof body === 'object' && 'errors' in body ? body.errors : undefined
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined
  const code = first !== null && typeof first === 'object' && 'code' in first ? first.code : undefined
  return typeof code === 'string' && /^[a-z][\w.-]{0,63}$/i.test(code) ? code : undefined
}

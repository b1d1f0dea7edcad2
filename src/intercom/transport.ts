import { Pool } from 'undici'
import { GatewayError } from '../errors.ts'
import { type Lane, lanes } from '../monitoring/lanes.ts'
import { currentScope, type EndedCall } from '../monitoring/request-scope.ts'
import type { Budget } from './budget.ts'
import { type CallLife, createCallLife } from './call-life.ts'
import { answerTooLarge, errorFromAnswer, nonJsonAnswer, stopping, unreachable } from './errors.ts'
import { type Answer, exchange, type WireRequest } from './exchange.ts'
import { createLine } from './line.ts'
import { readRateLimit, readRetryAfterMs } from './rate-limit.ts'
import { backoffMs, isRead, mayRepeat } from './retry.ts'

/** Longest wait for a connection, inside the call's deadline: a host that swallows packets leaves time for another attempt. */
const connectTimeoutMs = 5_000
/** How long an idle socket is kept when Intercom does not say. */
const keepAliveMs = 10_000

/** Sent with every call. Uncompressed, since answers are handed on as they come. */
export const acceptHeaders = { accept: 'application/json', 'accept-encoding': 'identity' }

export type TransportOptions = {
  origin: string
  timeoutMs: number
  maxRetries: number
  maxSockets: number
  /** A body that is larger is given up, and an error. */
  maxAnswerBytes: number
  /** What every attempt is taken from before it goes out. */
  budget: Budget
  onCall: (call: EndedCall) => void
  now: () => number
  random: () => number
}

export type TransportRequest = WireRequest & { route: string; signal?: AbortSignal }

/** A 2xx, its body parsed; `data` is undefined when the body was empty. */
export type Received = Answer & { data: unknown }

export type Transport = ReturnType<typeof createTransport>

/**
 * Carries requests to Intercom over a pool of keep-alive sockets: one deadline a call, repeats where they are harmless, every attempt within
 * the budget and counted. Rejects with GatewayErrors only.
 */
export function createTransport(options: TransportOptions) {
  const { origin, timeoutMs, maxRetries, maxSockets, maxAnswerBytes, budget, onCall, now, random } = options
  // undici's own timeouts are off: the call's deadline covers headers and body
  const pool = new Pool(origin, {
    connections: maxSockets,
    pipelining: 1,
    connect: { timeout: Math.min(connectTimeoutMs, timeoutMs) },
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: keepAliveMs,
  })
  const line = createLine(maxSockets)
  const underWay = new Map<CallLife, string>()

  /** Waits for a call of the budget, then for a socket. Who waited for the socket into another window starts again. */
  async function admit(life: CallLife, lane: Lane): Promise<number> {
    for (;;) {
      const window = await budget.take(life, lane)
      try {
        await line.enter(life, lanes.indexOf(lane))
      } catch (error) {
        budget.giveBack(window)
        throw error
      }
      if (budget.isGood(window)) return window
      line.leave()
      budget.giveBack(window)
    }
  }

  /** One attempt, counted unless the call ended before it left. */
  async function attemptOnce(request: TransportRequest, life: CallLife, attempt: number): Promise<Attempt> {
    const window = await admit(life, laneOf(request))
    const startedAtMs = now()
    let sent = false
    let outcome: Outcome
    try {
      const answer = await exchange(pool, request, { life, maxAnswerBytes }, () => {
        sent = true
      })
      const { status, headers } = answer
      budget.settle(window, { status, rateLimit: readRateLimit(headers), sentAtMs: startedAtMs, receivedAtMs: now() })
      outcome = judge(request, answer, budget.upstreamNow())
    } catch (error) {
      if (sent) budget.settle(window, { status: 0, rateLimit: null, sentAtMs: startedAtMs, receivedAtMs: now() })
      else budget.giveBack(window)
      const over = life.over()
      if (over && !sent) throw over
      outcome = { error: over ?? unreachable(request.route, error), status: 0, askedMs: null }
    } finally {
      line.leave()
    }
    const { status } = 'error' in outcome ? outcome : outcome.received
    const call = { route: request.route, status, startedAtMs, durationMs: now() - startedAtMs }
    currentScope()?.calls.push(call)
    onCall({ ...call, attempt, ...('error' in outcome ? { outcome: outcome.error.code, error: outcome.error } : { outcome: 'OK' }) })
    return { ...outcome, sentAtMs: startedAtMs, sent }
  }

  /** Nothing of it left, in none of its attempts, or what left was refused with 429. */
  const isUnsent = (attempts: readonly Attempt[]) => attempts.every((one) => !one.sent || ('error' in one && one.status === 429))

  return {
    async send(request: TransportRequest): Promise<Received> {
      const { route, signal } = request
      if (pool.destroyed) throw Object.assign(stopping(route), { didNothing: true })
      const life = createCallLife({ route, timeoutMs, now, ...(signal && { signal }) })
      underWay.set(life, route)
      const attempts: Attempt[] = []
      try {
        for (let attempt = 1; ; attempt++) {
          const outcome = await attemptOnce(request, life, attempt)
          attempts.push(outcome)
          if (!('error' in outcome)) return outcome.received
          const { error, status, askedMs, sentAtMs } = outcome
          const waitMs = status === 429 ? budget.refused({ askedMs, sentAtMs }) : backoffMs({ attempt, askedMs, random })
          if (attempt > maxRetries || !mayRepeat(route, status)) throw error
          // an answer now is worth more than a timeout later
          if (waitMs >= life.leftMs()) throw error
          // after a 429 nobody calls for so long: it waits among the others
          if (status !== 429) await pause(waitMs, life)
        }
      } catch (error) {
        if (error instanceof GatewayError && isUnsent(attempts)) error.didNothing = true
        throw error
      } finally {
        underWay.delete(life)
        life.release()
      }
    },

    /** Closes every socket. Calls still under way fail at once, wherever they stand: before their answer, or waiting for the budget, a socket, another attempt. */
    async dispose() {
      const closed = pool.destroy()
      for (const [life, route] of underWay) life.end(stopping(route))
      await closed
    },
  }
}

/** That of the request or run being served; and where somebody waits for it, writes are mutations. */
function laneOf({ route }: TransportRequest): Lane {
  const lane = currentScope()?.lane ?? 'interactive'
  return lane === 'interactive' && !isRead(route) ? 'mutation' : lane
}

type Outcome = { received: Received } | { error: GatewayError; status: number; askedMs: number | null }
/** `sent`: a socket has had it; no byte of one that was not has left. */
type Attempt = Outcome & { sentAtMs: number; sent: boolean }

function judge(request: TransportRequest, answer: Answer, nowMs: number): Outcome {
  const { status, headers, text, exceededBytes } = answer
  if (status < 200 || status > 299)
    return { error: errorFromAnswer(request, answer, nowMs), status, askedMs: readRetryAfterMs(status, headers, nowMs) }
  if (exceededBytes !== undefined) return { error: answerTooLarge(request.route, answer, exceededBytes), status, askedMs: null }
  try {
    return { received: { ...answer, data: text === '' ? undefined : JSON.parse(text) } }
  } catch {
    return { error: nonJsonAnswer(request.route, answer), status, askedMs: null }
  }
}

const pause = (ms: number, life: CallLife) =>
  life.hold<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    return () => clearTimeout(timer)
  })

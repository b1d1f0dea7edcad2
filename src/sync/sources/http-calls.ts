import { isUtf8 } from 'node:buffer'
import { setTimeout as delay } from 'node:timers/promises'
import { Agent } from 'undici'

/** So often a request is sent before its failure counts. */
const mostAttempts = 5
/** Further attempts wait between half and all of this, doubled each time. */
const firstBackoffMs = 500
/** A server that asks for a longer wait than this is not waited for. */
const longestWaitMs = 120_000
/** A body that is larger is given up. */
const maxBodyBytes = 20_000_000
const connectTimeoutMs = 10_000
const keepAliveMs = 1_000
/** So much of what came is told. */
const shownCharacters = 300

export type HttpTime = {
  now: () => number
  random: () => number
  /** Resolves after so long, and rejects when the signal does. @default a timer */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

export type HttpRequest = {
  method: 'GET' | 'POST'
  url: URL
  headers?: Readonly<Record<string, string>>
  body?: string
}

export type HttpAnswer = {
  status: number
  /** Names in lower case; several of one name with `, ` between them. */
  header(name: string): string | undefined
  text: string
  /** False: what came is no UTF-8, and `text` has U+FFFD where it is not. */
  isUtf8: boolean
  /** What a server that is to be left alone for a while asks for. */
  retryAfterMs: number | undefined
}

/** No whole answer came, however often it was asked for. Its message has no subject: `did not answer within 20000 ms`. */
export class NoAnswerError extends Error {
  override name = 'NoAnswerError'
  readonly isLate: boolean
  readonly mayPass: boolean
  constructor(
    message: string,
    { isLate = false, mayPass = true, ...options }: ErrorOptions & { isLate?: boolean; mayPass?: boolean } = {},
  ) {
    super(message, options)
    this.isLate = isLate
    this.mayPass = mayPass
  }
}

export type HttpCalls = ReturnType<typeof httpCalls>

/**
 * Requests to one server with headers that are secret. What is answered 429, 408 or 5xx, late, or not at all is sent again, up to five times in all, after
 * what `Retry-After` says, or half a second, doubled each time. Every attempt may take `timeoutMs`, body included, and its body may come to 20 MB.
 * Redirects are answers like others. An idle socket is closed after a second, and keeps no process alive.
 */
export function httpCalls({ secrets, timeoutMs, time }: { secrets: Readonly<Record<string, string>>; timeoutMs: number; time: HttpTime }) {
  const agent = new Agent({
    connect: { timeout: Math.min(connectTimeoutMs, timeoutMs) },
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: keepAliveMs,
    keepAliveMaxTimeout: keepAliveMs,
  })
  const over = new AbortController()
  const wait = time.wait ?? ((ms, signal) => delay(ms, undefined, { signal }))
  const hidden = Object.values(secrets).flatMap((value) => [value, ...value.split(' ').filter((word) => word.length > 7)])

  /** One attempt. */
  async function attempt({ method, url, headers, body }: HttpRequest): Promise<HttpAnswer | NoAnswerError> {
    const late = AbortSignal.timeout(timeoutMs)
    try {
      const answer = await agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        // uncompressed, so that the limit of its size is one
        headers: { accept: 'application/json', 'accept-encoding': 'identity', ...headers, ...secrets },
        body: body ?? null,
        signal: AbortSignal.any([late, over.signal]),
      })
      const chunks: Buffer[] = []
      let bytes = 0
      for await (const chunk of answer.body) {
        bytes += chunk.length
        if (bytes > maxBodyBytes)
          return new NoAnswerError(`answered more than ${maxBodyBytes} bytes; ask for smaller pages`, { mayPass: false })
        chunks.push(chunk)
      }
      const header = (name: string) => [answer.headers[name] ?? []].flat().join(', ') || undefined
      const whole = Buffer.concat(chunks)
      const text = new TextDecoder().decode(whole)
      return { status: answer.statusCode, header, text, isUtf8: isUtf8(whole), retryAfterMs: waitOf(header('retry-after'), time.now()) }
    } catch (error) {
      if (late.aborted) return new NoAnswerError(`did not answer within ${timeoutMs} ms`, { isLate: true, cause: error })
      const code = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
      return new NoAnswerError(`cannot be reached, or broke off${code}`, { cause: error })
    }
  }

  return {
    /** The answer, whatever its status. @throws NoAnswerError */
    async send(request: HttpRequest): Promise<HttpAnswer> {
      for (let count = 1; ; count++) {
        const outcome = await attempt(request)
        if (over.signal.aborted) throw new NoAnswerError('was not waited for: its connections are closed', { mayPass: false })
        const isFailed = outcome instanceof NoAnswerError ? outcome.mayPass : mayPass(outcome.status)
        const askedMs = outcome instanceof NoAnswerError ? undefined : outcome.retryAfterMs
        if (isFailed && count < mostAttempts && (askedMs ?? 0) <= longestWaitMs) {
          const backoffMs = firstBackoffMs * 2 ** (count - 1) * (0.5 + time.random() / 2)
          await wait(Math.max(askedMs ?? 0, backoffMs), over.signal).catch(() => {})
          continue
        }
        if (outcome instanceof NoAnswerError) throw outcome
        return outcome
      }
    },
    /** The beginning of what came, for people, without what is secret. */
    shown(text: string): string {
      const safe = hidden.reduce((rest, secret) => rest.replaceAll(secret, '…'), text.slice(0, shownCharacters + 10_000))
      return JSON.stringify(safe.length > shownCharacters ? `${safe.slice(0, shownCharacters)}…` : safe)
    },
    /** Resolves when no socket is open any more. What is under way fails. */
    async dispose() {
      over.abort()
      await agent.destroy()
    },
  }
}

/** Whether the same request may be answered otherwise in a while. */
export const mayPass = (status: number) => /^(408|429|5\d\d)$/.test(String(status))

/** Seconds, or a date. */
function waitOf(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - nowMs
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}

/** Method and address without query, which may hold what is secret. */
export const named = ({ method, url }: HttpRequest) => `${method} ${url.origin}${url.pathname}`

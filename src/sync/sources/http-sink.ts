import { createHash, randomUUID } from 'node:crypto'
import { ConflictError, type GatewayError, InvalidInputError, NotFoundError, UpstreamError } from '../../errors.ts'
import { type HttpAnswer, type HttpCalls, type HttpTime, httpCalls, NoAnswerError, named } from './http-calls.ts'
import { parseJson } from './json.ts'
import type { Sink, SinkOutcome, SinkRecord } from './sink.ts'

export type HttpSinkOptions = {
  /** Where each record is sent with POST. */
  url: string
  /** Sent with every request. Their values are in no error. */
  headers: Readonly<Record<string, string>>
  /** How long one request may take. */
  timeoutMs: number
  /** Requests that are under way at a time. @default 4 */
  concurrency?: number
  time: HttpTime
}

/**
 * Sends each record as `{ key, intercomId, values }`; `key` is null for one that is to be made, and then the answer has to be JSON with its `key`.
 * Others may be answered by any 2xx. The same record sent again has to leave what it left before.
 *
 * Each request has an `Idempotency-Key`. One that makes a record has a hash of its content, so that making it twice, after a kill too, makes one where the server
 * heeds it. One that changes a record has a key of its own, the same at each attempt: else setting a value, another, and the first again would
 * be taken for what was done already.
 *
 * Answers: 404 and 410 say that there is no such record, 409 that another is in its way, other 4xx that it is refused, with the server's message.
 * 401, 403, 405, redirects, 429 and 502 to 504 at the end of all attempts, and a server that cannot be reached are about all records.
 */
export function httpSink({ url, headers, timeoutMs, concurrency = 4, time }: HttpSinkOptions): Sink {
  const calls = httpCalls({ secrets: headers, timeoutMs, time })
  const target = { method: 'POST', url: new URL(url) } as const
  const what = named(target)

  async function writeOne(record: SinkRecord): Promise<SinkOutcome> {
    const body = JSON.stringify({ key: record.key, intercomId: record.intercomId, values: record.values })
    const key = record.key === null ? contentKey(record) : randomUUID()
    const request = { ...target, headers: { 'content-type': 'application/json', 'idempotency-key': key }, body }
    try {
      return outcomeOf(await calls.send(request), record, { what, calls })
    } catch (error) {
      if (!(error instanceof NoAnswerError)) throw error
      const code = error.isLate ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNREACHABLE'
      throw new UpstreamError(code, `${what} ${error.message}.`, { retryable: error.mayPass, cause: error.cause })
    }
  }

  return {
    canCreate: true,
    async write(records) {
      const outcomes: SinkOutcome[] = []
      const failures: unknown[] = []
      let next = 0
      const work = async () => {
        while (next < records.length && failures.length === 0) {
          const index = next++
          try {
            outcomes[index] = await writeOne(records[index]!)
          } catch (error) {
            failures.push(error)
          }
        }
      }
      await Promise.all(Array.from({ length: Math.min(concurrency, records.length) }, work))
      if (failures.length > 0) throw failures[0]
      return outcomes
    },
    dispose: calls.dispose,
  }
}

/** @throws UpstreamError for what is about all records */
function outcomeOf(answer: HttpAnswer, { key }: SinkRecord, { what, calls }: { what: string; calls: HttpCalls }): SinkOutcome {
  const { status, text } = answer
  const says = `${what} answered ${status}: ${calls.shown(messageOf(text))}.`
  if (status >= 200 && status <= 299) {
    const given = property(parsed(text), 'key')
    if (typeof given === 'string' || typeof given === 'number') return { key: String(given) }
    if (key !== null) return { key }
    return new UpstreamError(
      'UPSTREAM_ERROR',
      `${what} answered ${status} without the key of the record that it made; expected {"key": …}.`,
      { status },
    )
  }
  const facts = { status, ...(answer.retryAfterMs !== undefined && { retryAfterMs: answer.retryAfterMs }) }
  if (/^(408|429|502|503|504)$/.test(String(status))) throw new UpstreamError('UPSTREAM_ERROR', says, { ...facts, retryable: true })
  if (status >= 500) return new UpstreamError('UPSTREAM_ERROR', says, { ...facts, retryable: true })
  if (status < 400 || /^(401|403|405)$/.test(String(status))) throw new UpstreamError('UPSTREAM_ERROR', says, facts)
  return refusalOf(status, says, key)
}

function refusalOf(status: number, says: string, key: string | null): GatewayError {
  if (status === 409) return new ConflictError(says)
  if (status !== 404 && status !== 410) return new InvalidInputError(says)
  // what is to be made cannot be missing: the address is wrong
  return key === null ? new UpstreamError('UPSTREAM_ERROR', says, { status }) : new NotFoundError(says, { id: key })
}

function contentKey({ intercomId, values }: SinkRecord): string {
  const content = JSON.stringify([intercomId, Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))])
  return createHash('sha256').update(content).digest('hex')
}

/** What servers say of a refusal, where they say it in one of the usual ways; else all of it. */
function messageOf(text: string): string {
  const body = parsed(text)
  const error = property(body, 'error')
  const [first] = [property(body, 'errors')].flat()
  const candidates = [
    property(body, 'message'),
    error,
    property(error, 'message'),
    first,
    property(first, 'message'),
    property(body, 'detail'),
  ]
  return candidates.find((candidate) => typeof candidate === 'string') ?? text
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined

function parsed(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

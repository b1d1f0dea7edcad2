import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SyncsConfig } from '../../config.ts'
import { GatewayError, InvalidInputError, TooManyRequestsError } from '../../errors.ts'
import type { Jobs } from '../../jobs/jobs.ts'
import type { Metrics } from '../../monitoring/metrics.ts'
import { readCsv } from '../../sync/sources/csv.ts'
import { readJsonRecords } from '../../sync/sources/json-records.ts'
import { readNdjson } from '../../sync/sources/ndjson.ts'
import { SourceError, type SourceItem } from '../../sync/sources/source.ts'
import type { Sync } from '../../sync/sync.ts'
import type { Authenticate } from '../callers/authenticator.ts'
import type { RequestRate } from '../callers/request-rate.ts'
import { isEnough, needs, refusal } from '../callers/scopes.ts'
import type { Viewer } from '../callers/viewer.ts'
import { BodyTooLargeError, BodyTooSlowError, streamBody } from './body.ts'
import { drain, sendError, sendGatewayError, sendJson } from './http-errors.ts'
import { outcomeOf } from './sync-outcome.ts'

export type SyncRouteDeps = {
  config: Pick<SyncsConfig, 'maxUploadBytes'>
  rate: Pick<RequestRate, 'take'>
  /** Waits until it is known which workspace this is. */
  open(): Promise<{ workspaceId: string; sync: Pick<Sync, 'definitionOf' | 'take' | 'plans'>; jobs: Pick<Jobs, 'get' | 'follow'> }>
}

/** Where records of a sync are sent: `/sync/<name>`. */
export const syncPrefix = '/sync/'

const needed = { ...needs('SYNC_RUN'), contacts: false }
const parameters = ['review', 'whole', 'wait', 'delimiter']
const mostWaitSeconds = 25

/** How records are read, by what a request says that it sends. */
const readers: Record<string, (bytes: AsyncIterable<Uint8Array>, options: { delimiter: string }) => AsyncGenerator<SourceItem>> = {
  'application/json': readJsonRecords,
  'application/x-ndjson': readNdjson,
  'text/csv': readCsv,
}

/**
 * Takes records of the CRM: one, or all that there are. They are planned, and done as far as the definition of the sync allows that without a review.
 * 202 when all of them are durable; nothing of those is kept that did not come to their end.
 *
 * @param idleMs how long a body may bring nothing; then it is answered 408
 */
export function serveSync({ authenticate, config, rate, metrics, open, idleMs }: SyncRouteDeps & Shared) {
  async function admit(request: IncomingMessage): Promise<Viewer> {
    const viewer = await authenticate(request.headers.authorization)
    await rate.take(viewer.id).catch((error: unknown) => {
      if (error instanceof TooManyRequestsError) metrics.requestRefused({ limit: 'requestsPerMinute' })
      throw error
    })
    if (!isEnough(viewer, needed)) throw refusal('Sending records of a sync', viewer, needed)
    return viewer
  }

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const viewer = await admit(request)
    const url = new URL(request.url ?? '', 'http://gateway')
    const asked = readParameters(url.searchParams)
    const key = readKey(request.headers['idempotency-key'])
    const house = await open()
    const { name } = house.sync.definitionOf(nameIn(url.pathname))
    const reader = readerFor(request)
    if (!reader)
      return refuseBody(
        request,
        response,
        415,
        `Records are sent as ${Object.keys(readers).join(', ')} in UTF-8, which "content-type" says.`,
      )

    const { bytes, digest } = digested(streamBody(request, { maxBytes: config.maxUploadBytes, idleMs }))
    const taken = await house.sync.take({
      ...{ sync: name, caller: viewer.id, key, items: reader(bytes, asked), digest },
      ...{ mode: asked.isWhole ? ('whole' as const) : ('records' as const), isUnreviewed: !asked.isReview },
    })
    // of a repetition nothing was read
    for await (const _ of bytes);
    if (taken.digest !== digest())
      throw new InvalidInputError('This key was sent before, with other records; expected a new key for them.', {
        constraint: 'idempotencyKey',
      })
    const left = new AbortController()
    response.once('close', () => left.abort())
    const waiting = AbortSignal.any([left.signal, AbortSignal.timeout(asked.waitSeconds * 1_000)])
    const outcome = await outcomeOf(taken, { ...house, isWaiting: asked.waitSeconds > 0, signal: waiting })
    return sendJson(response, asked.waitSeconds > 0 && outcome.isOver ? 200 : 202, outcome.body)
  }

  return async (request: IncomingMessage, response: ServerResponse) => {
    try {
      await serve(request, response)
    } catch (error) {
      if (error instanceof BodyTooLargeError)
        return refuseBody(
          request,
          response,
          413,
          `This gateway takes at most ${config.maxUploadBytes} bytes at a time (sync.maxUploadBytes).`,
        )
      if (error instanceof BodyTooSlowError)
        return refuseBody(
          request,
          response,
          408,
          `Nothing came for ${idleMs / 1_000} s; what had come before was not taken. Send it again.`,
        )
      if (error instanceof SourceError) return refuseBody(request, response, 400, error.message)
      if (!(error instanceof GatewayError) || error.code === 'INTERNAL') throw error
      giveUp(request, response)
      return sendGatewayError(response, error)
    }
  }
}

type Shared = { authenticate: Authenticate; metrics: Pick<Metrics, 'requestRefused'>; idleMs: number }

function refuseBody(request: IncomingMessage, response: ServerResponse, status: number, message: string) {
  giveUp(request, response)
  return sendError(response, status, message)
}

/** What still comes of it is not kept, and the connection is not used again. */
function giveUp(request: IncomingMessage, response: ServerResponse) {
  if (request.complete) return
  drain(request)
  response.setHeader('connection', 'close')
}

/** Bytes as they pass, and what tells them from all others. */
function digested(body: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256')
  async function* passing() {
    for await (const chunk of body) {
      hash.update(chunk)
      yield chunk
    }
  }
  return { bytes: passing(), digest: () => hash.copy().digest('base64url') }
}

function readerFor({ headers }: IncomingMessage) {
  const [type = '', ...more] = (headers['content-type'] ?? '').toLowerCase().split(';')
  const charset = more.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='))
  const isPlain = charset === undefined || /^charset="?utf-?8"?$/.test(charset)
  if (!isPlain || (headers['content-encoding'] ?? 'identity') !== 'identity') return undefined
  return Object.hasOwn(readers, type.trim()) ? readers[type.trim()] : undefined
}

function nameIn(path: string): string {
  const text = path.slice(syncPrefix.length)
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function readParameters(given: URLSearchParams) {
  const unknown = [...given.keys()].find((name) => !parameters.includes(name))
  if (unknown !== undefined)
    throw new InvalidInputError(
      `Nothing is known of the parameter ${JSON.stringify(unknown.slice(0, 60))}; there are ${parameters.join(', ')}.`,
    )
  const twice = parameters.find((name) => given.getAll(name).length > 1)
  if (twice !== undefined) throw new InvalidInputError(`Parameter "${twice}" is there twice; expected it once.`, { path: [twice] })
  const flag = (name: string) => {
    const text = given.get(name) ?? 'false'
    if (text !== 'true' && text !== 'false') throw wrong(name, text, 'true or false')
    return text === 'true'
  }
  const wait = given.get('wait') ?? '0'
  if (!/^\d{1,2}$/.test(wait) || Number(wait) > mostWaitSeconds) throw wrong('wait', wait, `whole seconds, ${mostWaitSeconds} at most`)
  const delimiter = given.get('delimiter') ?? ','
  if (!/^[^"\r\n]$/.test(delimiter)) throw wrong('delimiter', delimiter, 'one character')
  return { isReview: flag('review'), isWhole: flag('whole'), waitSeconds: Number(wait), delimiter }
}

const wrong = (name: string, came: string, expected: string) =>
  new InvalidInputError(`Parameter "${name}" is ${JSON.stringify(came.slice(0, 60))}; expected ${expected}.`, { path: [name] })

function readKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined
  const key = String(header)
  if (key.trim() === '' || key.length > 255)
    throw new InvalidInputError(`The header "Idempotency-Key" has ${key.length} characters; expected 1 to 255.`, {
      constraint: 'idempotencyKey',
    })
  return key
}

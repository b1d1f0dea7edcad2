import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Actions } from '../actions/actions.ts'
import type { Failure, Faults } from '../control/faults.ts'
import type { Settings } from '../control/verbs.ts'
import { sentinelIn } from '../sentinels.ts'
import type { LiveWorld } from '../store/world.ts'
import { parseJson, readBody } from './body.ts'
import type { CallLog } from './call-log.ts'
import { ApiError, errorList, errorOfStatus, notFound, refused } from './errors.ts'
import type { RateWindow } from './rate-window.ts'
import type { createRouter } from './router.ts'
import { until } from './until.ts'
import { versionOf } from './versions.ts'

type ServeDeps = {
  world: LiveWorld
  actions: Actions
  router: ReturnType<typeof createRouter>
  settings: Settings
  faults: Faults
  rate: RateWindow
  calls: CallLog
  /** The true time, in unix milliseconds. */
  now: () => number
  /** Aborted when the sandbox stops: nobody waits any longer. */
  stopping: AbortSignal
  logLine?: (line: string) => void
}

/** What is to be sent. Silence and a cut connection are answers too. */
type Answer = { status: number; body: Buffer; headers: Record<string, string>; isCut?: boolean } | 'silence' | 'drop'

const json = { 'Content-Type': 'application/json; charset=utf-8' }
const html: Answer = {
  status: 200,
  body: Buffer.from('<!DOCTYPE html><html><body><h1>We will be right back</h1></body></html>'),
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
}

/** Answers one API request: the log, the token, the rate window, faults and sentinels, the version, then the resource. */
export function createServe({ world, actions, router, settings, faults, rate, calls, now, stopping, logLine }: ServeDeps) {
  return async function serve(request: IncomingMessage, response: ServerResponse) {
    const arrivedAtMs = performance.now()
    const { method = 'GET', url: target = '/' } = request
    const [path, search] = split(target, '?')
    const match = router.match(method, path)
    const route = match?.name ?? `${method} ${path}`
    const version = headerOf(request, 'intercom-version')
    const ended = calls.began({ route, method, path: target, version, startedAtMs: arrivedAtMs })
    response.once('close', () => ended(null))
    if (logLine)
      response.once('close', () => logLine(`${method} ${target} ${response.writableFinished ? response.statusCode : 'no answer'}`))

    const requestId = randomUUID()
    let headers: Record<string, string> = {}

    async function answer(): Promise<Answer> {
      const body = await readBody(request)
      await faults.passed(route)
      if (headerOf(request, 'authorization') !== `Bearer ${settings.token}`) throw errorOfStatus(401)
      const window = rate.take()
      headers = window.headers
      const refusal = faults.refused(route)
      if (refusal) throw refused(refusal)
      const failure = faults.next(route)
      if (failure?.dropConnection) return 'drop'
      if (failure?.nonJson200) return html
      if (failure && !failure.stallBody) throw errorOfStatus(failure.status ?? 500, retryAfter(failure))
      if (window.isExceeded) throw new ApiError(429, 'rate_limit_exceeded', window.message)

      const sentinel = match && sentinelIn(match.params)
      if (sentinel === 'silence') return 'silence'
      if (sentinel === 'html') return html
      if (sentinel) throw errorOfStatus(sentinel.status)

      const served = versionOf(version, settings.versions)
      // recorded answers carry the version that they are in
      headers = { ...headers, 'Intercom-Version': served }
      const call = {
        world,
        actions,
        version: served,
        params: match?.params ?? {},
        query: new URLSearchParams(search),
        body: parseJson(body),
        url: `http://${request.headers.host}${path}`,
      }
      if (!match) throw notFound()
      const answered = match.route.answer(call)
      return {
        status: match.route.status ?? 200,
        body: Buffer.from(answered === undefined ? '' : JSON.stringify(answered)),
        headers: answered === undefined ? {} : json,
        isCut: failure?.stallBody === true,
      }
    }

    const given = await answer().catch((error: unknown) => (isGone(request, stopping) ? 'drop' : errorAnswer(error, requestId)))
    // the time an answer takes as a whole: making it is part of the latency that was asked for, not on top of it
    await until(arrivedAtMs + settings.latencyMs, stopping)
    // before the last byte leaves, so that whoever asks again after an answer never counts as a second one at once
    if (typeof given === 'object' && !given.isCut) ended(given.status)
    const date = new Date(now() + settings.clockAheadMs).toUTCString()
    send(response, given, { ...headers, Date: date, 'X-Request-Id': requestId })
  }
}

const isGone = (request: IncomingMessage, stopping: AbortSignal) => stopping.aborted || request.socket.destroyed

function errorAnswer(error: unknown, requestId: string): Answer {
  const known = error instanceof ApiError ? error : errorOfStatus(500)
  if (known !== error) console.error('The sandbox itself failed:', error)
  return {
    status: known.status,
    body: Buffer.from(JSON.stringify(errorList(known.code, known.message, requestId))),
    headers: { ...json, ...known.headers },
  }
}

function send(response: ServerResponse, answer: Answer, headers: Record<string, string>) {
  if (answer === 'silence') return
  if (answer === 'drop') {
    response.destroy()
    return
  }
  const { status, body, isCut } = answer
  response.writeHead(status, { ...headers, ...answer.headers, 'Content-Length': body.length })
  if (isCut) response.write(body.subarray(0, Math.floor(body.length / 2)))
  else response.end(body)
}

const retryAfter = ({ retryAfterSeconds }: Failure): Record<string, string> =>
  retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

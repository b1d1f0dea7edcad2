import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseJson, readBody } from '../http/body.ts'
import type { CallLog } from '../http/call-log.ts'
import { ApiError, errorList, notFound } from '../http/errors.ts'
import { versions } from '../http/versions.ts'
import { isRecord } from '../search/query.ts'
import { refusals } from './faults.ts'
import { amount, failureOf, listOf, number, oneOf, text } from './inputs.ts'
import type { ControlVerbs } from './verbs.ts'

type Command = { takes: string; does: string; run: (control: ControlVerbs, body: Record<string, unknown>) => unknown }

const commands: Record<string, Command> = {
  latency: {
    takes: '{ "ms": 200 }',
    does: 'Every answer waits this long.',
    run: (control, { ms }) => control.setLatency(amount('ms', ms)),
  },
  'error-rate': {
    takes: '{ "ratio": 0.1, "status": 500 }',
    does: 'This share of all requests fails, evenly spread.',
    run: (control, { ratio, status = 500 }) => control.setErrorRate(amount('ratio', ratio), amount('status', status)),
  },
  'index-lag': {
    takes: '{ "ms": 60000 }',
    does: 'Changes from now on stay unseen by search for this long.',
    run: (control, { ms }) => control.setIndexLag(amount('ms', ms)),
  },
  'rate-limit': {
    takes: '{ "perWindow": 167, "windowMs": 10000 } or { "perWindow": null }',
    does: 'More requests in a window answer 429.',
    run: (control, { perWindow, windowMs = 10_000 }) =>
      control.setRateLimit(
        perWindow === null ? null : { perWindow: amount('perWindow', perWindow), windowMs: amount('windowMs', windowMs) },
      ),
  },
  'fail-next': {
    takes: '{ "route": "GET /contacts/{contact_id}", "status": 503, "times": 2 }; or "dropConnection", "stallBody", "nonJson200": true',
    does: 'The next requests of the route ("*": of any) fail.',
    run: (control, { route, ...failure }) => control.failNext(text('route', route), failureOf(failure)),
  },
  pause: {
    takes: '{ "route": "*" }',
    does: 'Requests of the route wait.',
    run: (control, { route }) => control.pause(text('route', route)),
  },
  resume: { takes: '{ "route": "*" }', does: 'They go on.', run: (control, { route }) => control.resume(text('route', route)) },
  token: {
    takes: '{ "token": "another" }',
    does: 'Only this access token is taken from now on; the one before answers 401.',
    run: (control, { token }) => control.setToken(text('token', token)),
  },
  withhold: {
    takes: '{ "route": "GET /tags", "as": "forbidden" }; or "token_unauthorized", "api_plan_restricted"',
    does: "The route is refused, as where the token's app lacks a permission, or the plan has it not.",
    run: (control, { route, as = 'forbidden' }) => control.withhold(text('route', route), oneOf(refusals, 'as', as)),
  },
  grant: {
    takes: '{ "route": "GET /tags" }',
    does: 'It is no longer refused.',
    run: (control, { route }) => control.grant(text('route', route)),
  },
  region: {
    takes: '{ "region": "EU" }',
    does: 'GET /me says that the workspace lives there.',
    run: (control, { region }) => control.setRegion(oneOf(['US', 'EU', 'AU'], 'region', region)),
  },
  versions: {
    takes: '{ "known": ["2.14"] }',
    does: 'Requests of another version of the API answer 400.',
    run: (control, { known }) => control.setVersions(listOf(known).map((version) => oneOf(versions, 'known', version))),
  },
  clock: {
    takes: '{ "aheadMs": 90000 }; negative: behind',
    does: 'The Date of answers, and the ends of rate windows, are so far from the true time.',
    run: (control, { aheadMs }) => control.setClockAhead(number('aheadMs', aheadMs)),
  },
  'forget-requests': { takes: '{}', does: 'Empties the log and the counts.', run: (control) => control.forgetRequests() },
  reset: { takes: '{}', does: 'Settings, faults, pauses and the log are as at the start.', run: (control) => control.reset() },
}

/**
 * The control verbs over HTTP, under `/__sandbox__`: `GET` of it lists them, `GET …/calls` and `GET …/log` tell what was
 * asked, `POST …/<verb>` with JSON does something. No token: the sandbox listens on a loopback address.
 */
export function createServeControl({ control, calls }: { control: ControlVerbs; calls: CallLog }) {
  const questions: Record<string, () => unknown> = { '': overview, calls: calls.calls, log: () => calls.log }

  async function answer(request: IncomingMessage): Promise<unknown> {
    const body = parseJson(await readBody(request))
    const verb = request.url?.split(/[/?]/)[2] ?? ''
    const question = Object.hasOwn(questions, verb) ? questions[verb] : undefined
    if (request.method === 'GET' && question) return question()
    const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined
    if (request.method !== 'POST' || !command) throw notFound('not_found', 'GET /__sandbox__ lists what there is')
    command.run(control, isRecord(body) ? body : {})
    return { done: verb }
  }

  return async function serveControl(request: IncomingMessage, response: ServerResponse) {
    const reply = (status: number, body: unknown) => {
      response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' })
      response.end(`${JSON.stringify(body, null, 2)}\n`)
    }
    try {
      reply(200, await answer(request))
    } catch (error) {
      if (error instanceof ApiError) reply(error.status, errorList(error.code, error.message, null))
      else response.destroy()
    }
  }
}

const overview = () => ({
  'GET /__sandbox__/calls': 'How many requests each route had, and how many at once.',
  'GET /__sandbox__/log': 'Every request with its route, path, version, status and times.',
  ...Object.fromEntries(Object.entries(commands).map(([verb, { takes, does }]) => [`POST /__sandbox__/${verb} ${takes}`, does])),
})

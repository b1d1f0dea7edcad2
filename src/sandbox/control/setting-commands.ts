import { versions } from '../http/versions.ts'
import type { Command } from './command.ts'
import { refusals } from './faults.ts'
import { amount, failureOf, listOf, number, oneOf, text } from './inputs.ts'
import type { ControlVerbs } from './verbs.ts'

/** What can be turned, and what goes wrong with requests. */
export const settingCommands = (control: ControlVerbs): Record<string, Command> => ({
  latency: {
    takes: '{ "ms": 200 }',
    does: 'Every answer waits this long.',
    run: ({ ms }) => control.setLatency(amount('ms', ms)),
  },
  'error-rate': {
    takes: '{ "ratio": 0.1, "status": 500 }',
    does: 'This share of all requests fails, evenly spread.',
    run: ({ ratio, status = 500 }) => control.setErrorRate(amount('ratio', ratio), amount('status', status)),
  },
  'index-lag': {
    takes: '{ "ms": 60000 }',
    does: 'Changes from now on stay unseen by search for this long.',
    run: ({ ms }) => control.setIndexLag(amount('ms', ms)),
  },
  'rate-limit': {
    takes: '{ "perWindow": 167, "windowMs": 10000 } or { "perWindow": null }',
    does: 'More requests in a window answer 429.',
    run: ({ perWindow, windowMs = 10_000 }) =>
      control.setRateLimit(
        perWindow === null ? null : { perWindow: amount('perWindow', perWindow), windowMs: amount('windowMs', windowMs) },
      ),
  },
  'fail-next': {
    takes: '{ "route": "GET /contacts/{contact_id}", "status": 503, "times": 2 }; or "dropConnection", "stallBody", "nonJson200": true',
    does: 'The next requests of the route ("*": of any) fail.',
    run: ({ route, ...failure }) => control.failNext(text('route', route), failureOf(failure)),
  },
  pause: {
    takes: '{ "route": "*" }',
    does: 'Requests of the route wait.',
    run: ({ route }) => control.pause(text('route', route)),
  },
  resume: { takes: '{ "route": "*" }', does: 'They go on.', run: ({ route }) => control.resume(text('route', route)) },
  token: {
    takes: '{ "token": "another" }',
    does: 'Only this access token is taken from now on; the one before answers 401.',
    run: ({ token }) => control.setToken(text('token', token)),
  },
  withhold: {
    takes: '{ "route": "GET /tags", "as": "forbidden" }; or "token_unauthorized", "api_plan_restricted"',
    does: "The route is refused, as where the token's app lacks a permission, or the plan has it not.",
    run: ({ route, as = 'forbidden' }) => control.withhold(text('route', route), oneOf(refusals, 'as', as)),
  },
  grant: {
    takes: '{ "route": "GET /tags" }',
    does: 'It is no longer refused.',
    run: ({ route }) => control.grant(text('route', route)),
  },
  region: {
    takes: '{ "region": "EU" }',
    does: 'GET /me says that the workspace lives there.',
    run: ({ region }) => control.setRegion(oneOf(['US', 'EU', 'AU'], 'region', region)),
  },
  versions: {
    takes: '{ "known": ["2.14"] }',
    does: 'Requests of another version of the API answer 400.',
    run: ({ known }) => control.setVersions(listOf(known).map((version) => oneOf(versions, 'known', version))),
  },
  clock: {
    takes: '{ "aheadMs": 90000 }; negative: behind',
    does: 'The Date of answers, and the ends of rate windows, are so far from the true time.',
    run: ({ aheadMs }) => control.setClockAhead(number('aheadMs', aheadMs)),
  },
  'forget-requests': { takes: '{}', does: 'Empties the log and the counts.', run: () => control.forgetRequests() },
  reset: { takes: '{}', does: 'Settings, faults, pauses and the log are as at the start.', run: () => control.reset() },
})

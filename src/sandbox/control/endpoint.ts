import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Actions } from '../actions/actions.ts'
import type { Desk } from '../desk/desk.ts'
import { parseJson, readBody } from '../http/body.ts'
import type { CallLog } from '../http/call-log.ts'
import { ApiError, errorList, notFound } from '../http/errors.ts'
import { isRecord } from '../search/query.ts'
import type { Webhooks } from '../webhooks/webhooks.ts'
import { actionCommands } from './action-commands.ts'
import type { Command } from './command.ts'
import { deskCommands } from './desk-commands.ts'
import { settingCommands } from './setting-commands.ts'
import type { ControlVerbs } from './verbs.ts'
import { webhookCommands } from './webhook-commands.ts'

type Controlled = { control: ControlVerbs; calls: CallLog; actions: Actions; webhooks: Webhooks; desk: Desk }

/**
 * The control verbs over HTTP, under `/__sandbox__`: `GET` of it lists them, `GET …/calls` and `GET …/log` tell what was
 * asked, `GET …/webhooks` what was told, `POST …/<verb>` with JSON does something. No token: the sandbox listens on a loopback address.
 */
export function createServeControl({ control, calls, actions, webhooks, desk }: Controlled) {
  const commands = { ...settingCommands(control), ...webhookCommands(webhooks), ...deskCommands(desk), ...actionCommands(actions) }
  const questions: Record<string, () => unknown> = {
    '': () => overviewOf(commands),
    calls: calls.calls,
    log: () => calls.log,
    webhooks: () => ({ subscription: webhooks.subscription(), deliveries: webhooks.deliveries() }),
  }

  async function answer(request: IncomingMessage): Promise<unknown> {
    const body = parseJson(await readBody(request))
    const verb = request.url?.split(/[/?]/)[2] ?? ''
    const question = Object.hasOwn(questions, verb) ? questions[verb] : undefined
    if (request.method === 'GET' && question) return question()
    const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined
    if (request.method !== 'POST' || !command) throw notFound('not_found', 'GET /__sandbox__ lists what there is')
    const told = command.run(isRecord(body) ? body : {})
    return { done: verb, ...(isRecord(told) ? told : {}) }
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

const overviewOf = (commands: Record<string, Command>) => ({
  'GET /__sandbox__/calls': 'How many requests each route had, and how many at once.',
  'GET /__sandbox__/log': 'Every request with its route, path, version, status and times.',
  'GET /__sandbox__/webhooks': 'Who is told what happens, and the last 1,000 notifications with each try and its answer.',
  ...Object.fromEntries(Object.entries(commands).map(([verb, { takes, does }]) => [`POST /__sandbox__/${verb} ${takes}`, does])),
})

import { parameterInvalid } from '../http/errors.ts'
import type { Webhooks } from '../webhooks/webhooks.ts'
import type { Command } from './command.ts'
import { amount, text } from './inputs.ts'

/** Who is told what happens, and what goes wrong with it. */
export function webhookCommands(webhooks: Webhooks): Record<string, Command> {
  return {
    subscribe: {
      takes: '{ "url": "http://127.0.0.1:4000/webhooks/intercom", "clientSecret": "…" } or { "url": null }',
      does: 'From now on everything that happens is told to this endpoint, and to no other; or to nobody.',
      run: ({ url, clientSecret }) =>
        webhooks.subscribe(url === null ? null : { url: address(url), clientSecret: text('clientSecret', clientSecret) }),
    },
    ping: { takes: '{}', does: "Sends the endpoint Intercom's test notification.", run: () => ping(webhooks) },
    'webhook-faults': {
      takes: '{ "drop": 0.2, "duplicate": 0.05, "reorder": 0.1, "delayMs": 2000, "seed": "a" }; what is not said is off',
      does: 'These shares of the notifications are lost, sent twice, or sent behind a later one; all come so much later.',
      run: ({ drop = 0, duplicate = 0, reorder = 0, delayMs = 0, seed = 'sandbox' }) =>
        webhooks.setFaults({
          ...{ drop: share('drop', drop), duplicate: share('duplicate', duplicate), reorder: share('reorder', reorder) },
          ...{ delayMs: amount('delayMs', delayMs), seed: text('seed', seed) },
        }),
    },
  }
}

function ping(webhooks: Webhooks) {
  if (!webhooks.subscription()) throw parameterInvalid('nobody is subscribed; POST /__sandbox__/subscribe names an endpoint')
  webhooks.ping()
}

function share(name: string, value: unknown): number {
  if (amount(name, value) <= 1) return value as number
  throw parameterInvalid(`${name} must be a number from 0 to 1`)
}

function address(value: unknown): string {
  const url = URL.parse(text('url', value))
  if (url && /^https?:$/.test(url.protocol)) return url.href
  throw parameterInvalid('url must begin with http:// or https://')
}

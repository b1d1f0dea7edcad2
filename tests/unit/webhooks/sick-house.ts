import { createMemoryLog } from '../../../src/changes/memory-log.ts'
import { createWebhookEndpoint } from '../../../src/webhooks/endpoint.ts'
import type { WebhookHouse } from '../../../src/webhooks/handling.ts'
import { createReplay } from '../../../src/webhooks/replay.ts'
import { createRetries } from '../../../src/webhooks/retries.ts'
import { signatureOf } from '../../../src/webhooks/signature.ts'
import { tableOf } from '../../../src/webhooks/topics.ts'
import { changesConfig, createListener } from '../../support/house.ts'
import { clientSecret, type Envelope, textOf } from '../../support/webhooks.ts'

/** A house in memory with a topic whose rule throws for as long as `isSick`. */
export function openSickHouse({ maxTries = 8, retryAfterMs = 60_000 } = {}) {
  const { said, say } = createListener()
  const state = { isSick: true }
  const topics = tableOf([
    {
      'thing.changed': ({ id }) => {
        if (state.isSick) throw new TypeError(`It cannot read ${String(id)}.`)
        return { about: [{ type: 'thing', id: String(id) }], forget: [`thing:${id}`], once: [`thing-part:${id}`], names: [`thing:${id}`] }
      },
      'thing.seen': ({ id }) => ({ about: [{ type: 'thing', id: String(id) }], once: [`thing-part:${id}`], names: [`thing:${id}`] }),
      'thing.deleted': ({ id }) => ({ about: [{ type: 'thing', id: String(id) }], erase: [`thing:${id}`] }),
    },
  ])
  const changes = createMemoryLog({ ...changesConfig, maxLength: 1_000, now: Date.now, say })
  const house: WebhookHouse = { workspaceId: 'small', changes, topics }
  const config = { clientSecrets: [clientSecret], appendTimeoutMs: 1_000, maxTries, retryAfterMs }
  const tried: string[] = []
  const onTried = (outcome: string) => void tried.push(outcome)
  const endpoint = createWebhookEndpoint({ config, changes: changesConfig, open: async () => house, now: Date.now, say, onNoted: onTried })
  async function send(what: Envelope) {
    const body = Buffer.from(textOf(what))
    return (await endpoint.receive(body, signatureOf(body, clientSecret))).outcome
  }
  const written = async () => (await changes.read('', 100)).entries
  return {
    changes,
    send,
    written,
    tried,
    said,
    heal: () => {
      state.isSick = false
    },
    sicken: () => {
      state.isSick = true
    },
    replay: createReplay({ house, config, say, onTried }),
    startRetries: () => createRetries({ house, config, say, onTried }),
  }
}

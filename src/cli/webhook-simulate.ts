import { randomUUID } from 'node:crypto'
import { Command } from 'commander'
import type { Config } from '../config.ts'
import { signatureOf } from '../webhooks/signature.ts'
import { jsonFile, webUrl } from './options.ts'
import { configOrExplain } from './read-config.ts'

type Options = { id?: string; item?: unknown; to?: string }

const answerWithinMs = 10_000

/** `webhook simulate`: signs a notification and sends it to a gateway, as Intercom would. */
export function webhookSimulateCommand(): Command {
  return new Command('simulate')
    .description('sign a notification with INTERCOM_CLIENT_SECRET and send it to a gateway, which then forgets what it is about')
    .argument('<topic>', "one of Intercom's: conversation.user.replied, contact.deleted, ping")
    .option('--id <id>', 'the id of the record that it is about')
    .option('--item <file>', 'what stands under data.item, as JSON, instead of an item with the id alone', jsonFile)
    .option('--to <url>', 'the endpoint (default: /webhooks/intercom of a gateway at HOST and PORT)', webUrl)
    .action(async (topic: string, options: Options, command: Command) => {
      if (options.id === undefined && options.item === undefined && topic !== 'ping') {
        command.error('error: say what it is about, with --id or --item')
      }
      const config = configOrExplain(process.env)
      if (!config) return
      const [secret] = config.webhooks.clientSecrets
      if (secret === undefined) return fail('INTERCOM_CLIENT_SECRET is not set: a notification that is not signed would be refused')
      const item = options.item ?? itemOf(topic, options.id)
      await send(options.to ?? endpointOf(config), JSON.stringify(envelopeOf(topic, item, config)), secret)
    })
}

async function send(url: string, body: string, secret: string) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'x-hub-signature': signatureOf(Buffer.from(body), secret) },
      signal: AbortSignal.timeout(answerWithinMs),
    })
    process.stdout.write(`${response.status} ${await response.text()}\n`)
    if (!response.ok) process.exitCode = 1
  } catch {
    fail(`nothing answers at ${url} within ${answerWithinMs / 1000} s`)
  }
}

function fail(sentence: string) {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}

const endpointOf = ({ api }: Config) => `http://${api.host === '0.0.0.0' ? '127.0.0.1' : api.host}:${api.port}/webhooks/intercom`

/** As far as a gateway reads it. Without INTERCOM_WORKSPACE_ID it does not say of which workspace it is, which a gateway lets pass. */
function envelopeOf(topic: string, item: unknown, { intercom }: Config) {
  const nowSeconds = Math.floor(Date.now() / 1000)
  return {
    type: 'notification_event',
    ...(intercom.workspaceId !== undefined && { app_id: intercom.workspaceId }),
    data: { type: 'notification_event_data', item },
    links: {},
    id: topic === 'ping' ? null : `notif_${randomUUID()}`,
    topic,
    delivery_attempts: 1,
    first_sent_at: nowSeconds,
    created_at: nowSeconds,
  }
}

/** The least that says which record it is, where Intercom puts it for the topic. */
function itemOf(topic: string, id: string | undefined) {
  if (topic === 'conversation.deleted') return { type: 'conversation', conversation_id: id }
  if (topic === 'event.created') return { type: 'event', intercom_user_id: id }
  if (/^(granular|contact\.(lead|user)\.tag)\./.test(topic)) return { contact: { type: 'contact', id } }
  return { type: topic.split(/[._]/)[0], id }
}

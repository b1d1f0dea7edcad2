import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { GatewayError } from '../errors.ts'
import { readNotification } from '../webhooks/notification.ts'
import { isSigned, looksSigned } from '../webhooks/signature.ts'
import { fileBytes } from './options.ts'
import { configOrExplain } from './read-config.ts'

const stdin = 0

/** `webhook verify`: whether bytes that were caught would be taken, and what they say. Nothing is sent. */
export function webhookVerifyCommand(): Command {
  return new Command('verify')
    .description(
      'tell whether a body is signed under INTERCOM_CLIENT_SECRET, and what notification it is; its bytes come from a file or stdin',
    )
    .argument('[file]', 'the body, byte for byte as it came (default: stdin)', fileBytes)
    .requiredOption('--signature <header>', 'what came in X-Hub-Signature: sha1= and 40 hex digits')
    .action((caught: Buffer | undefined, { signature }: { signature: string }) => {
      const config = configOrExplain(process.env)
      if (!config) return
      const said = judge(caught ?? readFileSync(stdin), signature, config.webhooks.clientSecrets)
      process.stdout.write(`${said.lines.join('\n')}\n`)
      if (!said.isTaken) process.exitCode = 1
    })
}

function judge(body: Uint8Array, signature: string, secrets: readonly string[]): { isTaken: boolean; lines: string[] } {
  if (secrets.length === 0) return refused('INTERCOM_CLIENT_SECRET is not set: there is nothing to verify with')
  if (!looksSigned(signature)) return refused('the signature has another form; expected "sha1=" and 40 hex digits')
  const which = secrets.findIndex((secret) => isSigned(body, signature, [secret]))
  if (which === -1) {
    const under = secrets.length === 1 ? 'INTERCOM_CLIENT_SECRET' : `any of the ${secrets.length} secrets of INTERCOM_CLIENT_SECRET`
    return refused(
      `these ${body.length} bytes are not signed so under ${under}: another secret, or not the bytes that came (an editor's newline at the end is one)`,
    )
  }
  const signed = `signed under ${secrets.length === 1 ? 'INTERCOM_CLIENT_SECRET' : `secret ${which + 1} of ${secrets.length}`}`
  try {
    const { id, topic, workspaceId, createdAt, attempts } = readNotification(body).notification
    const said = [
      `${topic}, ${id ?? 'without an id'}`,
      `workspace ${workspaceId ?? 'not said'}, created ${createdAt.toISOString()}, delivery ${attempts}`,
    ]
    return { isTaken: true, lines: [signed, ...said] }
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    return { isTaken: false, lines: [signed, error.message] }
  }
}

const refused = (line: string) => ({ isTaken: false, lines: [line] })

import type { Config } from '../../config.ts'
import { isSigned, signatureOf } from '../../webhooks/signature.ts'
import { countOf, type Finding, failure, ok, warning } from './finding.ts'

const check = 'webhook secret'
const whereItStands = "INTERCOM_CLIENT_SECRET=<the client secret of Intercom's Developer Hub > your app > Basic Info>"

/** Signs and verifies a sample under each secret. Whether it is the secret of this app only a notification of Intercom's can show. */
export function judgeWebhookSecret({ mode, webhooks, intercom }: Pick<Config, 'mode' | 'webhooks' | 'intercom'>): Finding {
  const { clientSecrets } = webhooks
  if (clientSecrets.length === 0) {
    if (mode === 'sandbox') return ok(check, 'INTERCOM_CLIENT_SECRET is not set, and the sandbox needs none')
    return warning(check, {
      found: 'INTERCOM_CLIENT_SECRET is not set',
      why: 'webhooks cannot be told from forgeries and will be refused, so that a change in Intercom shows only when a copy has become too old',
      fix: whereItStands,
    })
  }
  if (intercom.accessToken !== undefined && clientSecrets.includes(intercom.accessToken)) {
    return failure(check, {
      found: 'INTERCOM_CLIENT_SECRET is the access token',
      why: 'Intercom signs with the client secret, which is another one: every webhook would be refused as a forgery',
      fix: whereItStands,
    })
  }
  if (new Set(clientSecrets).size < clientSecrets.length) {
    return warning(check, {
      found: 'INTERCOM_CLIENT_SECRET names the same secret twice',
      why: 'two are for the time in which one is replaced: once Intercom signs with the new one, its webhooks are refused as forgeries',
      fix: 'INTERCOM_CLIENT_SECRET=<new>,<old>',
    })
  }
  if (!clientSecrets.every((secret) => verifies(secret, clientSecrets))) {
    return failure(check, {
      found: 'a sample that was signed does not verify',
      why: 'every webhook would be refused as a forgery',
      fix: 'this is a fault of the gateway, or of this Node.js, whose crypto may be without SHA-1 (FIPS): report it with the output of node -p process.versions',
    })
  }
  return ok(
    check,
    `${countOf(clientSecrets.length, 'secret')}; a sample signed with ${clientSecrets.length === 1 ? 'it' : 'each'} is taken, with one byte changed refused`,
  )
}

const sample = Buffer.from('{"type":"notification_event","topic":"ping"}')

function verifies(secret: string, all: readonly string[]): boolean {
  const header = signatureOf(sample, secret)
  const changed = Buffer.from(sample)
  changed.writeUInt8(changed.readUInt8(0) ^ 1, 0)
  return isSigned(sample, header, all) && !isSigned(changed, header, all)
}

import { createHash } from 'node:crypto'
import type { Config } from '../../config.ts'
import { countOf, type Finding, failure, ok, warning } from './finding.ts'

const check = 'callers'
/** What `printf %s "$KEY" | sha256sum` prints when KEY is not set. */
const hashOfNothing = createHash('sha256').update('').digest('hex')

const makeKey =
  'KEY=$(openssl rand -hex 32); export GATEWAY_API_KEYS="web:$(printf %s "$KEY" | sha256sum | cut -c 1-64):CONTACTS_READ+CONVERSATIONS_READ"'

/** Who may call, and what whoever may not should know. */
export function judgeCallers({ mode, api }: Pick<Config, 'mode' | 'api'>): Finding {
  const { keys, jwt, host } = api
  const empty = keys.find(({ sha256 }) => sha256 === hashOfNothing)
  if (empty) {
    return failure(check, {
      found: `the hash of "${empty.name}" in GATEWAY_API_KEYS is that of an empty key`,
      why: 'its key was not in the variable when the hash was made, so the key that this caller holds is not the one that is let in',
      fix: makeKey,
    })
  }
  if (keys.length + jwt.length > 0) {
    const names = [...new Set(keys.map(({ name }) => name))].join(', ')
    const issuers = jwt.map(({ issuer }) => issuer).join(', ')
    const who = [
      ...(keys.length > 0 ? [`${countOf(keys.length, 'API key')}, of ${names}`] : []),
      ...(jwt.length > 0 ? [`tokens of ${issuers}`] : []),
    ]
    return ok(check, `${who.join('; ')}; whoever has none is refused`)
  }
  if (mode === 'sandbox') return ok(check, 'everybody may call: it is only the sandbox that answers')
  const words = {
    found: `neither keys nor tokens are asked for: whoever reaches ${host} reads the whole workspace`,
    why: 'the gateway answers with the rights of its access token, to callers it does not know',
    fix: makeKey,
  }
  return isLoopback(host) ? warning(check, words) : failure(check, words)
}

export const isLoopback = (host: string) => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

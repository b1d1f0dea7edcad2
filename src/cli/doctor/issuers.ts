import type { Config } from '../../config.ts'
import { maskUrl } from '../secrets.ts'
import { countOf, type Finding, failure, ok } from './finding.ts'

type Issuer = Config['api']['jwt'][number]
/** How many keys an issuer publishes, or why that cannot be known. */
export type KeysFound = { keys: number } | { why: string }

/** Whether tokens of this issuer can be checked at all. */
export function judgeIssuer({ issuer, jwksUrl }: Pick<Issuer, 'issuer' | 'jwksUrl'>, found: KeysFound): Finding {
  const check = `keys of ${issuer}`
  const place = maskUrl(jwksUrl)
  if ('keys' in found && found.keys > 0) return ok(check, `${countOf(found.keys, 'key')} at ${place}`)
  return failure(check, {
    found: 'why' in found ? `${place} does not answer with keys: ${found.why}` : `${place} has no key`,
    why: 'callers with a token of this issuer are refused; only a gateway that runs already goes on with the keys that it knows, for a day',
    fix: `"jwksUrl" of this issuer in config/*.json: the address that its discovery document (/.well-known/openid-configuration) calls jwks_uri; try curl ${place}`,
  })
}

/** Asks for the keys as the gateway does: nothing of ours goes along. */
export async function lookAtIssuer({ jwksUrl }: Pick<Issuer, 'jwksUrl'>, timeoutMs: number): Promise<KeysFound> {
  try {
    const answer = await fetch(jwksUrl, { signal: AbortSignal.timeout(timeoutMs), redirect: 'manual' })
    if (answer.status !== 200) return { why: String(answer.status) }
    const body = (await answer.json()) as { keys?: unknown } | null
    return Array.isArray(body?.keys) ? { keys: body.keys.length } : { why: 'it is no set of keys' }
  } catch (error) {
    if (error instanceof SyntaxError) return { why: 'it is not JSON' }
    if (error instanceof Error && error.name === 'TimeoutError') return { why: `no answer within ${timeoutMs} ms` }
    const cause = error instanceof Error ? error.cause : undefined
    return { why: cause instanceof Error && 'code' in cause ? String(cause.code) : 'the connection failed' }
  }
}

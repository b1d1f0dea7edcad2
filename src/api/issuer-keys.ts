import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose'
import { UnauthenticatedError } from '../errors.ts'
import type { Logger } from '../monitoring/logger.ts'

/** How long keys are taken for the issuer's without asking again: so long may a withdrawn one still be taken. */
const freshMs = 600_000
/** How long after one reading an unknown key makes for no other, whoever invents keys. */
const cooldownMs = 30_000
const timeoutMs = 5_000
/** How long keys go on being taken while the issuer does not answer. After that nobody can say whether they still are its keys. */
const graceMs = 86_400_000
/** How long an issuer that did not answer is left alone, while none of its keys is known. */
const retryMs = 5_000

type IssuerKeysDeps = {
  jwksUrl: string
  say: Pick<Logger, 'warn'>
  /** @default the global one */
  fetch?: typeof globalThis.fetch
}

/**
 * The public keys of an issuer of tokens, read when first needed and again when a token names one that is not known. An issuer that is away is no
 * reason to refuse its tokens: keys that are known go on. A token whose key may be a new one is refused as something that may pass.
 *
 * Time is not handed in: the library that keeps the keys has its own.
 */
export function createIssuerKeys({ jwksUrl, say, fetch = globalThis.fetch }: IssuerKeysDeps): JWTVerifyGetKey {
  let kept: { text: string; atMs: number } | undefined
  let failedAtMs: number | undefined

  async function ask(...request: Parameters<typeof fetch>): Promise<Response> {
    if (!kept && failedAtMs !== undefined && Date.now() - failedAtMs < retryMs) throw unavailable()
    try {
      const text = await readKeys(await fetch(...request))
      kept = { text, atMs: Date.now() }
      failedAtMs = undefined
    } catch (error) {
      failedAtMs = Date.now()
      const goOn = kept && failedAtMs - kept.atMs < graceMs
      say.warn({ err: error, jwksUrl }, goOn ? 'an issuer does not tell its keys; those known go on' : 'an issuer does not tell its keys')
      if (!goOn) throw unavailable()
    }
    return new Response(kept!.text)
  }

  const keys = createRemoteJWKSet(new URL(jwksUrl), {
    timeoutDuration: timeoutMs,
    cooldownDuration: cooldownMs,
    cacheMaxAge: freshMs,
    [customFetch]: ask,
  })
  return async (header, token) => {
    try {
      return await keys(header, token)
    } catch (error) {
      throw error instanceof errors.JWKSNoMatchingKey && failedAtMs !== undefined ? unavailable() : error
    }
  }
}

const unavailable = () =>
  new UnauthenticatedError('Whether the token is of its issuer cannot be told at the moment: the issuer does not tell its keys.', {
    retryable: true,
    retryAfterMs: retryMs,
  })

async function readKeys(response: Response): Promise<string> {
  const text = await response.text()
  if (response.status !== 200) throw new Error(`The issuer answered ${response.status} where its keys should be.`)
  const body: unknown = JSON.parse(text)
  if (typeof body === 'object' && body !== null && 'keys' in body && Array.isArray(body.keys)) return text
  throw new Error('The issuer answered something else than keys.')
}

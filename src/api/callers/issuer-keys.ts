import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose'
import { UnauthenticatedError } from '../../errors.ts'
import type { Logger } from '../../monitoring/logger.ts'

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
 * reason to refuse its tokens: keys that are known go on. A token whose key may be a new one is refused as something that may pass, and so
 * is one that names an unknown key soon after they were read.
 *
 * Time is not handed in: the library that keeps the keys has its own.
 */
export function createIssuerKeys({ jwksUrl, say, fetch = globalThis.fetch }: IssuerKeysDeps): JWTVerifyGetKey {
  let kept: { text: string; atMs: number } | undefined
  let failedAtMs: number | undefined
  /** Which reading is the latest that has begun. */
  let reading = 0

  async function ask(...request: Parameters<typeof fetch>): Promise<Response> {
    if (!kept && failedAtMs !== undefined && Date.now() - failedAtMs < retryMs) throw unavailable()
    reading += 1
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
    const before = reading
    try {
      return await keys(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
      if (failedAtMs !== undefined) throw unavailable()
      // read for this very token: if its key were the issuer's, it would be there
      if (kept && reading !== before) throw error
      throw unread(Math.max(0, (kept?.atMs ?? 0) + cooldownMs - Date.now()))
    }
  }
}

const unavailable = () =>
  new UnauthenticatedError('Whether the token is of its issuer cannot be told at the moment: the issuer does not tell its keys.', {
    retryable: true,
    retryAfterMs: retryMs,
  })

/** Whoever sent the token may be the first with a new key; strangers with invented ones must not make the issuer be asked each time. */
const unread = (retryAfterMs: number) =>
  new UnauthenticatedError(
    `The token names a key that its issuer did not have when it was last asked; it is asked again in ${Math.ceil(retryAfterMs / 1000)} s.`,
    { retryable: true, retryAfterMs },
  )

async function readKeys(response: Response): Promise<string> {
  const text = await response.text()
  if (response.status !== 200) throw new Error(`The issuer answered ${response.status} where its keys should be.`)
  const body: unknown = JSON.parse(text)
  if (typeof body === 'object' && body !== null && 'keys' in body && Array.isArray(body.keys)) return text
  throw new Error('The issuer answered something else than keys.')
}

import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * What Intercom puts into the header `X-Hub-Signature` of a notification: HMAC-SHA1 of the body's bytes as they came, under the client secret of the
 * app, as `sha1=` and 40 hex digits ("Webhook notifications" on developers.intercom.com).
 */
export const signatureOf = (body: Uint8Array, secret: string): string => `sha1=${digestOf(body, secret).toString('hex')}`

const form = /^sha1=([0-9a-f]{40})$/i

/** Whether the header has the form of a signature. Whoever does not send even that need not be read any further. */
export const looksSigned = (header: string | undefined): boolean => form.test(header ?? '')

/**
 * Whether the header is that of one of the secrets; there are two while one is being replaced. A header that is missing or has another form is not.
 * Every secret is tried, and compared in constant time, so that how long it takes says nothing about any.
 */
export function isSigned(body: Uint8Array, header: string | undefined, secrets: readonly string[]): boolean {
  const hex = form.exec(header ?? '')?.[1]
  if (hex === undefined) return false
  const claimed = Buffer.from(hex, 'hex')
  return secrets.map((secret) => timingSafeEqual(digestOf(body, secret), claimed)).includes(true)
}

const digestOf = (body: Uint8Array, secret: string) => createHmac('sha1', secret).update(body).digest()

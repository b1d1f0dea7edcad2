import type { Env } from '../config/environment.ts'

/** What stands where a secret would. */
export const masked = '(masked)'

/** Shorter texts are also words of ours, and taking them out would leave holes in sentences. */
const shortest = 6

/** A URL without what may be secret in it: user, password, and the values of a query, which ioredis takes a password from. */
export function maskUrl(url: string): string {
  const parsed = URL.parse(url)
  if (!parsed) return masked
  const { protocol, username, password, host, pathname, search } = parsed
  return `${protocol}//${username || password ? `${masked}@` : ''}${host}${pathname}${search ? `?${masked}` : ''}`
}

/**
 * Takes the environment's secrets out of a text, in every form that they have there. What is printed masks them where it knows them; this is
 * for where it does not: a secret in a variable of another name, in the words of an error, in an answer.
 */
export function createScrub(env: Env): (text: string) => string {
  const secrets = [...new Set(secretsIn(env).flatMap((secret) => [secret, inJson(secret)]))]
    .filter((secret) => secret.length >= shortest)
    .sort((a, b) => b.length - a.length)
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, masked), text)
}

const inJson = (secret: string) => JSON.stringify(secret).slice(1, -1)

function secretsIn(env: Env): string[] {
  const list = (name: string) => (env[name] ?? '').split(',').map((entry) => entry.trim())
  const urls = ['REDIS_URL', 'REDIS_CACHE_URL', 'INTERCOM_BASE_URL'].flatMap((name) => URL.parse(env[name]?.trim() ?? '') ?? [])
  return [
    ...list('INTERCOM_ACCESS_TOKEN'),
    ...list('INTERCOM_CLIENT_SECRET'),
    ...list('GATEWAY_API_KEYS').flatMap((entry) => hashesIn(entry.split(':'))),
    ...urls.flatMap(({ username, password, searchParams }) => [password || username, ...searchParams.values()].flatMap(asWritten)),
  ]
}

/** Of name:hash:scopes the hash, in either case; of anything else every part, as any of them may be the key itself. */
const hashesIn = (parts: string[]) => (parts.length === 3 ? [parts[1]!, parts[1]!.toLowerCase()] : parts)

/** A part of a URL with its percents, without, and as other writers would have it. */
function asWritten(part: string): string[] {
  const decoded = decode(part)
  return [part, decoded, encodeURIComponent(decoded)]
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

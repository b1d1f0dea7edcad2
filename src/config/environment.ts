import { allOf, anyOf } from './checks.ts'
import { nearestOf } from './problems.ts'
import { logLevels } from './sections.ts'

/** What a caller may be allowed to do. `ADMIN` does not imply the others: a key lists what it may. */
export const scopes = [
  'ACT_AS_ADMIN',
  'CONTACTS_READ',
  'CONTACTS_WRITE',
  'CONVERSATIONS_READ',
  'CONVERSATIONS_WRITE',
  'NOTES_READ',
  'CONTENT_READ',
  'CONTENT_WRITE',
  'TICKETS_READ',
  'TICKETS_WRITE',
  'EVENTS_WRITE',
  'ADMIN',
  'SYNC_RUN',
] as const
export type Scope = (typeof scopes)[number]

/** One caller's key. The key itself is known to the caller only. */
export type ApiKey = {
  /** Who it is, for logs. Two keys may share a name, while one is being replaced. */
  name: string
  /** SHA-256 of the key, 64 lower-case hex digits. */
  sha256: string
  scopes: readonly Scope[]
}

const regions = ['us', 'eu', 'au'] as const
/** Versions of the Intercom API that the gateway has been tested with, oldest first. */
export const versions = ['2.14', '2.15', '2.16'] as const

export type Env = Readonly<Record<string, string | undefined>>
export type Environment = ReturnType<typeof readEnvironment>

/**
 * The environment variables, checked. Every problem goes to `problem` as a sentence, and reading goes on with the default in its place.
 * An empty variable counts as unset. No sentence repeats a value that is, or may carry, a secret.
 */
export function readEnvironment(env: Env, problem: (sentence: string) => void) {
  const text = (name: string) => env[name]?.trim() || undefined

  const choice = <const T extends string>(name: string, values: readonly T[]): T | undefined => {
    const value = text(name)
    const known = values.find((candidate) => candidate === value?.toLowerCase())
    if (value !== undefined && known === undefined) problem(`${name} is ${JSON.stringify(value)}; expected ${anyOf(values)}`)
    return known
  }

  const port = (name: string, fallback: number) => {
    const value = text(name)
    if (value === undefined) return fallback
    if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value)
    problem(`${name} is ${JSON.stringify(value)}; expected a port, 0 to 65535 (0 takes any free one)`)
    return fallback
  }

  /** May carry a password, so only its shape is spoken of. */
  const url = (name: string, protocols: readonly string[]) => {
    const value = text(name)
    if (value === undefined) return undefined
    const parsed = URL.parse(value)
    if (parsed && protocols.includes(parsed.protocol) && parsed.hostname !== '') return value
    problem(`${name} is not a URL that starts with ${anyOf(protocols.map((protocol) => `${protocol}//`))}`)
    return undefined
  }

  /** What it has beside host and path no call would carry: the token goes in a header of its own, and every endpoint has its own query. */
  const baseUrl = (name: string) => {
    const value = url(name, ['https:', 'http:'])
    if (value === undefined) return undefined
    const { username, password } = new URL(value)
    const extra = [
      ...(username || password ? ['a user or a password'] : []),
      ...(value.includes('?') ? ['a query'] : []),
      ...(value.includes('#') ? ['a fragment'] : []),
    ]
    if (extra.length === 0) return value.replace(/\/+$/, '')
    problem(`${name} has ${allOf(extra)}, which no call would carry; expected a host and perhaps a path`)
    return undefined
  }

  const secret = (name: string, value = text(name)) => {
    if (value === undefined || /^[\x21-\x7e]+$/.test(value)) return value
    problem(`${name} has a character that cannot stand in a header; expected it as Intercom's developer hub shows it`)
    return undefined
  }

  const clientSecrets = list(text('INTERCOM_CLIENT_SECRET')).flatMap((entry) => secret('INTERCOM_CLIENT_SECRET', entry) ?? [])
  if (clientSecrets.length > 2) problem(`INTERCOM_CLIENT_SECRET has ${clientSecrets.length} entries; expected one, or two while rotating`)

  return {
    port: port('PORT', 4000),
    host: text('HOST') ?? '127.0.0.1',
    accessToken: secret('INTERCOM_ACCESS_TOKEN'),
    clientSecrets,
    region: choice('INTERCOM_REGION', regions) ?? 'us',
    baseUrl: baseUrl('INTERCOM_BASE_URL'),
    version: choice('INTERCOM_VERSION', versions) ?? '2.14',
    workspaceId: workspaceId(text('INTERCOM_WORKSPACE_ID'), problem),
    redisUrl: url('REDIS_URL', ['redis:', 'rediss:']),
    redisCacheUrl: url('REDIS_CACHE_URL', ['redis:', 'rediss:']),
    dataDir: text('DATA_DIR'),
    apiKeys: readApiKeys(text('GATEWAY_API_KEYS'), problem),
    logLevel: choice('LOG_LEVEL', logLevels),
  }
}

const list = (value: string | undefined) => (value ?? '').split(',').flatMap((entry) => entry.trim() || [])

/** It stands in every global id and every Redis key, so it must not carry their separators. */
function workspaceId(value: string | undefined, problem: (sentence: string) => void) {
  if (value === undefined || /^[A-Za-z0-9_-]{1,64}$/.test(value)) return value
  problem(`INTERCOM_WORKSPACE_ID is ${JSON.stringify(value)}; expected letters, digits, "_" and "-" (\`id_code\` of GET /me)`)
  return undefined
}

function readApiKeys(value: string | undefined, problem: (sentence: string) => void): ApiKey[] {
  const keys: ApiKey[] = []
  for (const [index, entry] of list(value).entries()) {
    const complain = (what: string) => problem(`GATEWAY_API_KEYS entry ${index + 1} ${what}`)
    const [name = '', hash = '', granted = '', ...rest] = entry.split(':')
    if (rest.length > 0 || granted === '') {
      complain('does not have three parts; expected name:sha256hex:SCOPE+SCOPE')
      continue
    }
    if (!/^[\w.-]{1,64}$/.test(name)) complain('has a name that is not letters, digits, ".", "_" or "-"')
    if (!/^[0-9a-f]{64}$/i.test(hash)) complain('has a hash that is not 64 hex digits; expected the SHA-256 of the key')
    const sha256 = hash.toLowerCase()
    if (keys.some((key) => key.sha256 === sha256)) complain('repeats the hash of an earlier entry')
    keys.push({ name, sha256, scopes: readScopes(granted, complain) })
  }
  return keys
}

function readScopes(granted: string, complain: (what: string) => void): Scope[] {
  return [...new Set(granted.split('+'))].flatMap((word) => {
    const scope = scopes.find((known) => known === word)
    if (scope) return [scope]
    const nearest = nearestOf(word, scopes)
    // a word that resembles no scope may be a key in the wrong place: it is not repeated
    complain(nearest ? `has the scope "${word}"; did you mean ${nearest}?` : `has an unknown scope; expected ${anyOf(scopes)}`)
    return []
  })
}

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cacheKinds } from '../../src/config/cache-kinds.ts'
import { ConfigError, loadConfig } from '../../src/config.ts'

const fileOf = (name: string) => readFileSync(new URL(`../../config/${name}`, import.meta.url), 'utf8')
const parsed = (name: string) => JSON.parse(fileOf(name))
/** The folder, with another development file in it. */
const withDevelopment = (file: unknown) => (name: string) => (name.startsWith('syncs/') ? fileOf(name) : JSON.stringify(file))
const sha256 = 'ab'.repeat(32)

/** What a production start needs, at least. */
const production = {
  NODE_ENV: 'production',
  INTERCOM_ACCESS_TOKEN: 'token',
  INTERCOM_CLIENT_SECRET: 'secret',
  GATEWAY_API_KEYS: `web:${sha256}:CONTACTS_READ`,
}

const orAnIssuer = '; in place of GATEWAY_API_KEYS, an issuer of tokens in api.jwt will do'

/** The least that can be said of an issuer of tokens. */
const anIssuer = {
  issuer: 'https://id.example.com/',
  audience: 'gateway',
  jwksUrl: 'https://id.example.com/keys',
  algorithms: ['ES256'],
  kinds: ['ADMIN'],
}

/** The problems that a start would print with this environment, and with these places of the development file changed (undefined: gone). */
function problems(env: Record<string, string>, changes: Record<string, unknown> = {}): readonly string[] {
  const file = parsed('development.json')
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    keys.reduce((at, key) => at[key], file)[last] = value
  }
  try {
    loadConfig({ env, readFile: withDevelopment(file) })
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('the files', () => {
  const keysOf = (value: object, path = ''): string[] =>
    Object.entries(value).flatMap(([key, below]) =>
      typeof below === 'object' && !Array.isArray(below) ? keysOf(below, `${path}${key}.`) : `${path}${key}: ${typeof below}`,
    )

  test('staging and production have the keys of development, each with a value of the same type', () => {
    const development = keysOf(parsed('development.json'))
    expect(development.length).toBeGreaterThan(30)
    expect(keysOf(parsed('staging.json'))).toEqual(development)
    expect(keysOf(parsed('production.json'))).toEqual(development)
  })

  /** What the services say, by a pattern with one group. */
  function inServices(pattern: RegExp) {
    const resources = new URL('../../src/resources/', import.meta.url)
    const services = readdirSync(resources, { recursive: true, encoding: 'utf8' }).filter((path) => /service.*\.ts$/.test(path))
    return services.flatMap((path) => [...readFileSync(new URL(path, resources), 'utf8').matchAll(pattern)].map(([, found]) => found ?? ''))
  }

  test('the kinds of cache entries that can be configured are those that the services keep, one by one and in pages', () => {
    const pages = inServices(/cache\.pages\([\w.]+, \{ scope: '(\w+)'/g).map((kind) => `${kind}Page`)
    expect(cacheKinds.toSorted()).toEqual([...inServices(/\bkind: '(\w+)'/g), ...pages].toSorted())
  })

  test('only lists of all are refreshed behind the answers that show them', () => {
    const lists = inServices(/cache\.(?:reference|listed)\(\{\s*kind: '(\w+)'/g)
    const kinds = Object.entries<{ staleWhileRevalidateSeconds?: number }>(parsed('production.json').cache.kinds)
    const refreshed = kinds.flatMap(([kind, { staleWhileRevalidateSeconds = 0 }]) => (staleWhileRevalidateSeconds > 0 ? kind : []))
    expect(refreshed.filter((kind) => !lists.includes(kind))).toEqual([])
    expect(refreshed.length).toBeGreaterThan(5)
  })

  test.each([
    [undefined, 'development'],
    ['', 'development'],
    ['test', 'development'],
    ['development', 'development'],
    ['staging', 'staging'],
    ['production', 'production'],
  ])('NODE_ENV %j reads the file of %s', (NODE_ENV, expected) => {
    const asked: string[] = []
    const readFile = (name: string) => {
      asked.push(name)
      return fileOf(name)
    }
    expect(loadConfig({ env: { ...production, NODE_ENV }, readFile }).environment).toBe(expected)
    expect(asked).toEqual([`${expected}.json`, ...parsed(`${expected}.json`).sync.definitions])
  })

  test('GraphiQL, introspection and the list of calls are for development only', () => {
    const shown = (env: Record<string, string>) => {
      const { graphiql, introspection, exposeCalls } = loadConfig({ env }).api
      return [graphiql, introspection, exposeCalls]
    }
    expect(shown({})).toEqual([true, true, true])
    expect(shown({ ...production, NODE_ENV: 'staging' })).toEqual([false, false, false])
    expect(shown(production)).toEqual([false, false, false])
  })

  test('a wrong value is told with what came and what was expected', () => {
    expect(problems({}, { 'intercom.timeoutMs': '5s' })).toEqual([
      'intercom.timeoutMs is "5s"; expected a whole number of milliseconds, at least 1',
    ])
    expect(problems({}, { 'intercom.batchSize': 151 })).toEqual(['intercom.batchSize is 151; expected a whole number from 1 to 150'])
    expect(problems({}, { 'cache.kinds.contact.ttlSeconds': 1.5 })).toEqual([
      'cache.kinds.contact.ttlSeconds is 1.5; expected a whole number of seconds, at least 1',
    ])
    for (const mode of ['allowed', 'required'])
      expect(problems({}, { 'api.trustedDocuments': { mode, manifest: 'gone.json' } })).toEqual([
        'api.trustedDocuments.manifest is "gone.json", and config/gone.json is no manifest; expected an object of documents by their hash, as the client preset of GraphQL Code Generator writes it',
      ])
    expect(problems({}, { 'api.trustedDocuments.manifest': 'gone.json' })).toEqual([])
    for (const given of ['*', 'https://app.example.com/', 'app.example.com', 'null', 'https://*.example.com', 'ftp://a.example'])
      expect(problems({}, { 'api.corsOrigins': [given] })).toEqual([
        `api.corsOrigins.0 is ${JSON.stringify(given)}; expected an origin such as https://app.example.com, without a path`,
      ])
    expect(problems({}, { 'api.corsOrigins': ['https://app.example.com', 'http://localhost:5173'] })).toEqual([])
    expect(problems({}, { 'monitoring.logFormat': 'xml' })).toEqual(['monitoring.logFormat is "xml"; expected json or text'])
  })

  test('a stop that waits for requests until its ten seconds are over is refused', () => {
    expect(problems({}, { 'api.shutdownTimeoutMs': 8_500 })).toEqual([])
    expect(problems({}, { 'api.dataEvents': { paid: { price: 'amount', due_date: 'date?' }, left: {} } })).toEqual([])
    expect(problems({}, { 'api.dataEvents': { paid: { price: 'money' } } })).toEqual([
      'api.dataEvents.paid.price is "money"; expected text, number, boolean, date, link or amount, with a "?" when it may be left out',
    ])
    expect(problems({}, { 'api.dataEvents': { paid: { due: 'date' } } })).toEqual([
      expect.stringMatching(/^api\.dataEvents\.paid is .*; expected keys of dates that end in "_date"/),
    ])
    expect(problems({}, { 'api.shutdownTimeoutMs': 8_501 })).toEqual([
      'api.shutdownTimeoutMs is 8501; expected a whole number of milliseconds from 1 to 8500',
    ])
  })

  test('a missing key and a key that nobody knows are named, the latter with the one that was probably meant', () => {
    const changes = { 'cache.l1MaxBytes': undefined, 'cache.l1MaxByte': 1, 'cache.kinds.contact': { ttlSecond: 5 }, colour: 'red' }
    expect(problems({}, changes)).toEqual([
      'cache.l1MaxBytes is missing; expected a whole number of bytes, at least 1',
      'cache.kinds.contact.ttlSecond is not a known key; did you mean cache.kinds.contact.ttlSeconds?',
      'cache.l1MaxByte is not a known key; did you mean cache.l1MaxBytes?',
      'colour is not a known key',
    ])
  })

  test('a misspelt kind of cache entry is a key that nobody knows', () => {
    const changes = { 'cache.kinds.contcat': { ttlSeconds: 5 }, 'cache.kinds.threadPage': {} }
    expect(problems({}, changes)).toEqual([
      'cache.kinds.contcat is not a known key; did you mean cache.kinds.contact?',
      expect.stringMatching(/^cache\.kinds\.threadPage is not a known key/),
    ])
  })

  test('a file that is not there or not JSON is one problem among the others', () => {
    const readFile = () => {
      throw new Error('ENOENT')
    }
    expect(() => loadConfig({ env: { PORT: 'x' }, readFile })).toThrow(
      'config: config/development.json cannot be read: ENOENT\nconfig: PORT is "x"; expected a port',
    )
    expect(() => loadConfig({ env: {}, readFile: () => '{' })).toThrow('config: config/development.json cannot be read: ')
  })
})

describe('the environment', () => {
  test('with nothing set it is the sandbox in memory on port 4000 of the loopback', () => {
    const config = loadConfig({ env: {} })
    expect(config).toMatchObject({
      environment: 'development',
      mode: 'sandbox',
      api: { host: '127.0.0.1', port: 4000, keys: [] },
      intercom: { region: 'us', version: '2.14' },
      webhooks: { clientSecrets: [] },
    })
    expect(config.redis).toEqual({ url: undefined, cacheUrl: undefined })
    expect(config.dataDir).toBeUndefined()
  })

  test('everything set arrives where it belongs', () => {
    const config = loadConfig({
      env: {
        PORT: '0',
        HOST: '0.0.0.0',
        NODE_ENV: 'production',
        INTERCOM_ACCESS_TOKEN: ' token\n',
        INTERCOM_CLIENT_SECRET: 'new, old',
        INTERCOM_REGION: 'EU',
        INTERCOM_BASE_URL: 'http://127.0.0.1:9000/intercom/',
        INTERCOM_VERSION: '2.16',
        INTERCOM_WORKSPACE_ID: 'abc123',
        REDIS_URL: 'redis://:password@127.0.0.1:6379',
        REDIS_CACHE_URL: 'rediss://cache:6380',
        DATA_DIR: '/var/lib/gateway',
        GATEWAY_API_KEYS: `web:${sha256}:CONTACTS_READ+CONTENT_READ, ops:${'CD'.repeat(32)}:ADMIN`,
        LOG_LEVEL: 'debug',
      },
    })
    expect(config.mode).toBe('live')
    expect(config.intercom).toMatchObject({
      accessToken: 'token',
      region: 'eu',
      baseUrl: 'http://127.0.0.1:9000/intercom',
      version: '2.16',
      workspaceId: 'abc123',
    })
    expect(config.webhooks.clientSecrets).toEqual(['new', 'old'])
    expect(config.api).toMatchObject({ host: '0.0.0.0', port: 0 })
    expect(config.api.keys).toEqual([
      { name: 'web', sha256, scopes: ['CONTACTS_READ', 'CONTENT_READ'] },
      { name: 'ops', sha256: 'cd'.repeat(32), scopes: ['ADMIN'] },
    ])
    expect(config.redis).toEqual({ url: 'redis://:password@127.0.0.1:6379', cacheUrl: 'rediss://cache:6380' })
    expect(config.dataDir).toBe('/var/lib/gateway')
    expect(config.monitoring.logLevel).toBe('debug')
  })

  test('an empty variable counts as unset', () => {
    const names = [
      'PORT',
      'HOST',
      'INTERCOM_ACCESS_TOKEN',
      'INTERCOM_BASE_URL',
      'REDIS_URL',
      'REDIS_CACHE_URL',
      'GATEWAY_API_KEYS',
      'LOG_LEVEL',
    ]
    expect(loadConfig({ env: Object.fromEntries(names.map((name) => [name, ' '])) })).toEqual(loadConfig({ env: {} }))
  })

  test('one Redis serves as the cache too, unless a second is named', () => {
    expect(loadConfig({ env: { REDIS_URL: 'redis://a' } }).redis).toEqual({ url: 'redis://a', cacheUrl: undefined })
    expect(problems({ REDIS_CACHE_URL: 'redis://b' })).toEqual([
      'REDIS_CACHE_URL is set and REDIS_URL is not; expected both, since the log of changes lives at REDIS_URL',
    ])
  })

  test('a token makes it live, and a base URL without one stops the start', () => {
    expect(loadConfig({ env: { INTERCOM_ACCESS_TOKEN: 'token' } }).mode).toBe('live')
    expect(problems({ INTERCOM_BASE_URL: 'http://127.0.0.1:1' })).toEqual([
      'INTERCOM_BASE_URL is set and INTERCOM_ACCESS_TOKEN is not; expected both, or neither to use the sandbox',
    ])
  })

  test.each([
    ['https://me:hunter2@host/api', 'a user or a password'],
    ['https://me@host', 'a user or a password'],
    ['https://host/api?key=hunter2', 'a query'],
    ['https://me@host/api?#hunter2', 'a user or a password, a query and a fragment'],
  ])('a base URL is a host and a path: %s is refused for %s', (INTERCOM_BASE_URL, extra) => {
    expect(problems({ INTERCOM_BASE_URL, INTERCOM_ACCESS_TOKEN: 'token' })).toEqual([
      `INTERCOM_BASE_URL has ${extra}, which no call would carry; expected a host and perhaps a path`,
    ])
  })

  test.each(['production', 'staging'])('%s says in one sentence all that is missing', (NODE_ENV) => {
    expect(problems({ NODE_ENV })).toEqual([
      `NODE_ENV is "${NODE_ENV}", which needs INTERCOM_ACCESS_TOKEN, INTERCOM_CLIENT_SECRET and GATEWAY_API_KEYS to be set${orAnIssuer}`,
    ])
    expect(problems({ ...production, NODE_ENV, INTERCOM_CLIENT_SECRET: '' })).toEqual([
      `NODE_ENV is "${NODE_ENV}", which needs INTERCOM_CLIENT_SECRET to be set`,
    ])
    expect(problems({ ...production, NODE_ENV, INTERCOM_CLIENT_SECRET: ',', GATEWAY_API_KEYS: ' , ' })).toEqual([
      `NODE_ENV is "${NODE_ENV}", which needs INTERCOM_CLIENT_SECRET and GATEWAY_API_KEYS to be set${orAnIssuer}`,
    ])
  })

  test('every problem is told at once, those of the file and those of the environment', () => {
    const env = {
      NODE_ENV: 'prod',
      PORT: '70000',
      INTERCOM_REGION: 'mars',
      INTERCOM_VERSION: '2.17',
      LOG_LEVEL: 'loud',
      REDIS_URL: 'localhost',
    }
    expect(problems(env, { 'api.graphiql': 'yes' })).toEqual([
      'NODE_ENV is "prod"; expected development, test, staging or production',
      'api.graphiql is "yes"; expected true or false',
      'PORT is "70000"; expected a port, 0 to 65535 (0 takes any free one)',
      'INTERCOM_REGION is "mars"; expected us, eu or au',
      'INTERCOM_VERSION is "2.17"; expected 2.14, 2.15 or 2.16',
      'REDIS_URL is not a URL that starts with redis:// or rediss://',
      'LOG_LEVEL is "loud"; expected trace, debug, info, warn, error, fatal or silent',
    ])
  })

  test('GATEWAY_API_KEYS is told apart entry by entry', () => {
    const keys = (value: string) => problems({ GATEWAY_API_KEYS: value })
    expect(keys(`web:${sha256}`)).toEqual(['GATEWAY_API_KEYS entry 1 does not have three parts; expected name:sha256hex:SCOPE+SCOPE'])
    expect(keys(`web:${sha256}:ADMIN,app:cafe:ADMIN`)).toEqual([
      'GATEWAY_API_KEYS entry 2 has a hash that is not 64 hex digits; expected the SHA-256 of the key',
    ])
    expect(keys(`web:${sha256}:CONTACT_READ`)).toEqual([
      'GATEWAY_API_KEYS entry 1 has the scope "CONTACT_READ"; did you mean CONTACTS_READ?',
    ])
    expect(keys(`web:${sha256}:ADMIN,app:${sha256.toUpperCase()}:ADMIN`)).toEqual([
      'GATEWAY_API_KEYS entry 2 repeats the hash of an earlier entry',
    ])
    expect(keys(`a b:${sha256}:ADMIN`)).toEqual(['GATEWAY_API_KEYS entry 1 has a name that is not letters, digits, ".", "_" or "-"'])
  })

  test('no sentence repeats what is or may be a secret', () => {
    const secret = 'hunter2'
    const env = {
      INTERCOM_ACCESS_TOKEN: `${secret}\u0007x`,
      INTERCOM_CLIENT_SECRET: `a,${secret} b,c`,
      INTERCOM_BASE_URL: `ftp://user:${secret}@host`,
      REDIS_URL: `http://:${secret}@host`,
      GATEWAY_API_KEYS: `web:${sha256}:${secret},${secret},${secret}:${secret}:ADMIN`,
    }
    const told = problems(env)
    expect(told).toHaveLength(7)
    expect(told.join('\n')).not.toContain(secret)
  })
})

describe('callers', () => {
  const withIssuer = (change: Record<string, unknown>, env: Record<string, string> = {}) =>
    problems(env, { 'api.jwt': [{ ...anIssuer, ...change }] })

  test('an issuer of tokens does as well as keys, also in production', () => {
    const { GATEWAY_API_KEYS: _, ...keyless } = production
    expect(withIssuer({}, keyless)).toEqual([])
    expect(problems(keyless)).toEqual([`NODE_ENV is "production", which needs GATEWAY_API_KEYS to be set${orAnIssuer}`])
  })

  test('of an issuer what is not said is what is usual', () => {
    const file = parsed('development.json')
    file.api.jwt = [{ ...anIssuer, claims: { kind: 'what' } }]
    expect(loadConfig({ env: {}, readFile: withDevelopment(file) }).api.jwt).toEqual([
      {
        ...anIssuer,
        claims: { scopes: 'scope', kind: 'what', contact: 'intercom_contact_id', admin: 'intercom_admin_id' },
        clockToleranceSeconds: 5,
        maxLifeSeconds: 3_600,
      },
    ])
  })

  test.each([['HS256'], ['none'], ['ES256K'], ['es256']])(
    'tokens cannot be signed with %s: whoever checks them could make them',
    (algorithm) => {
      expect(withIssuer({ algorithms: ['ES256', algorithm] })).toEqual([
        `api.jwt.0.algorithms.1 is "${algorithm}"; expected RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA or Ed25519`,
      ])
    },
  )

  test.each([
    ['jwksUrl', 'http://id.example.com/keys', 'an https:// URL, or http:// on this machine'],
    ['jwksUrl', 'http://127.0.0.1.example.com/keys', 'an https:// URL, or http:// on this machine'],
    ['jwksUrl', 'file:///etc/keys', 'an https:// URL, or http:// on this machine'],
    ['jwksUrl', 'https://', 'an https:// URL, or http:// on this machine'],
    ['issuer', '', 'a text without spaces'],
    ['issuer', 'https://id.example.com/ x', 'a text without spaces'],
    ['audience', ['gateway'], 'a text'],
    ['algorithms', [], 'at least one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519'],
    ['kinds', [], 'at least one of SERVICE, ADMIN, CONTACT'],
    ['maxLifeSeconds', 0, 'a whole number of seconds, at least 1'],
  ])('%s is not %j', (name, value, expected) => {
    expect(withIssuer({ [name]: value })).toEqual([`api.jwt.0.${name} is ${JSON.stringify(value)}; expected ${expected}`])
  })

  test('keys may be read over http from this machine, and from nowhere else', () => {
    for (const host of ['127.0.0.1:9000', 'localhost', '[::1]:9000']) expect(withIssuer({ jwksUrl: `http://${host}/keys` })).toEqual([])
  })

  test('a key of an issuer that nobody knows is told with the one that was probably meant, and an issuer is there once', () => {
    expect(withIssuer({ jwksURL: 'x', claims: { scop: 'x' } })).toEqual([
      'api.jwt.0.claims.scop is not a known key; did you mean api.jwt.0.claims.scopes?',
      'api.jwt.0.jwksURL is not a known key; did you mean api.jwt.0.jwksUrl?',
    ])
    expect(problems({}, { 'api.jwt': [anIssuer, { ...anIssuer, audience: 'another' }] })).toEqual([
      'api.jwt has the issuer "https://id.example.com/" twice; expected once, as a token names nothing else',
    ])
  })

  test('what is said of a caller that there cannot be is told', () => {
    const env = { GATEWAY_API_KEYS: `desk:${sha256}:ADMIN` }
    const callers = (value: unknown) => problems(env, { 'api.callers': value })
    expect(callers({ desk: { actingAdmin: '1001' } })).toEqual([])
    expect(callers({ dsek: { actingAdmin: '1001' } })).toEqual(['api.callers.dsek is no name of GATEWAY_API_KEYS; did you mean desk?'])
    expect(callers({ 'jwt:nightly': { actingAdmin: '1001' } })).toEqual([
      'api.callers.jwt:nightly is the subject of a token, and api.jwt has no issuer',
    ])
    expect(problems(env, { 'api.callers': { 'jwt:nightly': { actingAdmin: '1001' } }, 'api.jwt': [anIssuer] })).toEqual([])
    const two = [anIssuer, { ...anIssuer, issuer: 'https://other.example.com/' }]
    expect(problems(env, { 'api.callers': { 'jwt:nightly': { actingAdmin: '1001' } }, 'api.jwt': two })).toEqual([
      'api.callers.jwt:nightly is of no issuer, and api.jwt has several, whose subjects may be the same; expected for example "jwt:https://id.example.com/ nightly"',
    ])
    expect(problems(env, { 'api.callers': { 'jwt:https://other.example.com/ nightly': { actingAdmin: '1001' } }, 'api.jwt': two })).toEqual(
      [],
    )
    expect(callers({ desk: { actingAdmin: 1001 } })).toEqual(['api.callers.desk.actingAdmin is 1001; expected digits'])
    expect(callers({ desk: { actingAdmin: 'ada' } })).toEqual(['api.callers.desk.actingAdmin is "ada"; expected the digits of an id'])
  })
})

test('the configuration is frozen to its last leaf', () => {
  const config = loadConfig({ env: { GATEWAY_API_KEYS: `web:${sha256}:ADMIN` } })
  const thawed: string[] = []
  const look = (value: unknown, path: string) => {
    if (typeof value !== 'object' || value === null) return
    if (!Object.isFrozen(value)) thawed.push(path)
    for (const [key, below] of Object.entries(value)) look(below, `${path}.${key}`)
  }
  look(config, 'config')
  expect(thawed).toEqual([])
})

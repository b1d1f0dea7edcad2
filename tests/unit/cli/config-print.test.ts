import { describe, expect, test } from 'vitest'
import { type Setting, settingsOf } from '../../../src/cli/effective-config.ts'
import { variables } from '../../../src/cli/variables.ts'
import type { Env } from '../../../src/config/environment.ts'
import { type Config, loadConfig } from '../../../src/config.ts'
import { cli } from '../../support/child.ts'

const settings = (env: Env) => {
  const all = settingsOf(loadConfig({ env }), env)
  return (path: string): Setting | undefined => all.find((setting) => setting.path === path)
}

/** Everything set, each with something that must not be seen where there is anything to hide. */
const everything = {
  NODE_ENV: 'production',
  PORT: '4321',
  HOST: '127.0.0.2',
  INTERCOM_ACCESS_TOKEN: 'dG9rOnN1cGVyX3NlY3JldA==',
  INTERCOM_CLIENT_SECRET: 'first-client-secret, second-client-"secret"',
  INTERCOM_REGION: 'eu',
  INTERCOM_BASE_URL: 'https://proxy.example/intercom',
  INTERCOM_VERSION: '2.16',
  INTERCOM_WORKSPACE_ID: 'ab12cd34',
  REDIS_URL: 'redis://redis-user:redis%40pass@log.example:6379/1',
  REDIS_CACHE_URL: 'rediss://redis-token@values.example:6380?password=query-pass',
  DATA_DIR: 'data',
  GATEWAY_API_KEYS: `web:${'aB'.repeat(32)}:CONTACTS_READ,crm:${'cd'.repeat(32)}:NOTES_READ+EVENTS_WRITE`,
  LOG_LEVEL: 'warn',
}
const secrets = [/dG9rOnN1cGVyX3NlY3JldA/, /client-/, /redis[- _%40@]*(user|pass|token)/i, /query-pass/, /(ab){4}|(cd){4}/i]

describe('what is in force', () => {
  test('says of each value whether a variable, the file or nobody set it', () => {
    const found = settings({ ...everything, LOG_LEVEL: ' ', DATA_DIR: undefined })
    expect(found('api.port')).toEqual({ path: 'api.port', value: 4321, from: 'PORT' })
    expect(found('environment')).toMatchObject({ value: 'production', from: 'NODE_ENV' })
    expect(found('mode')).toMatchObject({ value: 'live', from: 'INTERCOM_ACCESS_TOKEN' })
    expect(found('intercom.budget.windowMs')).toMatchObject({ value: 10_000, from: 'config/production.json' })
    expect(found('cache.kinds.contact.ttlSeconds')).toMatchObject({ value: 300, from: 'config/production.json' })
    expect(found('monitoring.logLevel')).toMatchObject({ value: 'info', from: 'config/production.json' })
    expect(found('dataDir')).toMatchObject({ value: null, from: 'default' })
    const nothing = settings({})
    expect(nothing('mode')).toMatchObject({ value: 'sandbox', from: 'default' })
    expect(nothing('api.port')).toMatchObject({ value: 4000, from: 'default' })
    expect(nothing('api.keys')).toMatchObject({ value: [], from: 'default' })
  })

  test('has every variable at the place where the configuration has it', () => {
    const found = settings(everything)
    for (const { name, path } of Object.values(variables)) expect(found(path), name).toMatchObject({ from: name, value: expect.anything() })
    expect(Object.keys(everything).sort()).toEqual([...Object.values(variables).map(({ name }) => name), 'NODE_ENV'].sort())
  })

  test('shows who may call and what may be said of a URL, and masks the rest', () => {
    const found = settings(everything)
    expect(found('api.keys')?.value).toEqual([
      { name: 'web', sha256: '(masked)', scopes: ['CONTACTS_READ'] },
      { name: 'crm', sha256: '(masked)', scopes: ['NOTES_READ', 'EVENTS_WRITE'] },
    ])
    expect(found('redis.url')?.value).toBe('redis://(masked)@log.example:6379/1')
    expect(found('redis.cacheUrl')?.value).toBe('rediss://(masked)@values.example:6380?(masked)')
    expect(found('webhooks.clientSecrets')?.value).toEqual(['(masked)', '(masked)'])
  })
})

test('a user and password in a URL of the file are masked like those of the environment', () => {
  const config = loadConfig({ env: {} })
  const jwt = [{ issuer: 'https://id.example.com/', jwksUrl: 'https://me:hunter2@id.example.com/jwks' }] as unknown as Config['api']['jwt']
  const all = settingsOf({ ...config, api: { ...config.api, jwt } }, {})
  expect(all.find(({ path }) => path === 'api.jwt')?.value).toEqual([
    { issuer: 'https://id.example.com/', jwksUrl: 'https://(masked)@id.example.com/jwks' },
  ])
})

test('a sync is shown whole, but for what its variables hold', () => {
  const config = loadConfig({ env: {} })
  const [definition] = config.sync.definitions
  const definitions = [{ ...definition!, secrets: { CRM_URL: 'postgres://crm:hunter2@crm.example/crm' } }]
  const all = settingsOf({ ...config, sync: { ...config.sync, definitions } }, {})
  const shown = all.find(({ path }) => path === 'sync.definitions')
  expect(shown).toMatchObject({ from: 'config/development.json', value: [{ name: 'crm-contacts', secrets: { CRM_URL: '(masked)' } }] })
  expect(JSON.stringify(all)).not.toContain('hunter2')
})

describe('config print', () => {
  test('prints a line for each value, exit 0', async () => {
    const { code, stdout, stderr } = await cli(['config', 'print'], { env: { PORT: '4321' } })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^environment +"development" +default$/m)
    expect(stdout).toMatch(/^api\.port +4321 +PORT$/m)
    expect(stdout).toMatch(/^intercom\.accessToken +\(not set\) +default$/m)
    expect(stdout).toMatch(/^intercom\.timeoutMs +20000 +config\/development\.json$/m)
  })

  test.each([[[]], [['--json']]])('with %j shows no secret in any form', async (options) => {
    const { code, stdout, stderr } = await cli(['config', 'print', ...options], { env: everything })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('log.example:6379')
    for (const secret of secrets) expect(stdout).not.toMatch(secret)
  })

  const token = everything.INTERCOM_ACCESS_TOKEN
  const misplaced = { ...everything, HOST: token, DATA_DIR: `/data/${token}`, INTERCOM_WORKSPACE_ID: 'redis-token' }

  test.each([[[]], [['--json']]])('with %j shows no secret that stands in the place of something else', async (options) => {
    const { stdout } = await cli(['config', 'print', ...options], { env: misplaced })
    for (const secret of secrets) expect(stdout).not.toMatch(secret)
    expect(stdout).toContain('/data/(masked)')
  })

  test('repeats no secret in the problem that it makes where it does not belong', async () => {
    const env = { ...misplaced, LOG_LEVEL: token, INTERCOM_REGION: token, NODE_ENV: token, PORT: token }
    const { code, stdout, stderr } = await cli(['config', 'print'], { env })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr.match(/\(masked\)/g)).toHaveLength(4)
    for (const secret of secrets) expect(stderr).not.toMatch(secret)
  })

  test('--json is one object by place', async () => {
    const { stdout } = await cli(['config', 'print', '--json'], { env: everything })
    const printed = JSON.parse(stdout)
    expect(printed['intercom.region']).toEqual({ value: 'eu', from: 'INTERCOM_REGION' })
    expect(printed['intercom.accessToken']).toEqual({ value: '(masked)', from: 'INTERCOM_ACCESS_TOKEN' })
  })

  test('tells every problem of a configuration that cannot be used, exit 1', async () => {
    const { code, stdout, stderr } = await cli(['config', 'print'], { env: { PORT: 'x', INTERCOM_REGION: 'mars' } })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringContaining('config: PORT is "x"'),
      expect.stringContaining('config: INTERCOM_REGION is "mars"'),
    ])
  })
})

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { isLoopback, judgeCallers } from '../../../../src/cli/doctor/callers.ts'
import { type Config, loadConfig } from '../../../../src/config.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const judge = (env: Record<string, string>) => judgeCallers(loadConfig({ env }))
const live = { INTERCOM_ACCESS_TOKEN: 'token' }

test('callers with keys are named, and their hashes are not', () => {
  const found = judge({
    ...live,
    GATEWAY_API_KEYS: `web:${sha256('a')}:CONTACTS_READ,crm:${sha256('b')}:NOTES_READ,web:${sha256('c')}:ADMIN`,
  })
  expect(found).toMatchObject({ status: 'ok', found: '3 API keys, of web, crm; whoever has none is refused' })
})

test('issuers of tokens are callers too, with keys or without', () => {
  const jwt = [{ issuer: 'https://id.example.com/' }] as unknown as Config['api']['jwt']
  const withIssuer = (config: Config) => judgeCallers({ ...config, api: { ...config.api, jwt } })
  expect(withIssuer(loadConfig({ env: live }))).toMatchObject({
    status: 'ok',
    found: 'tokens of https://id.example.com/; whoever has none is refused',
  })
  const both = withIssuer(loadConfig({ env: { ...live, GATEWAY_API_KEYS: `web:${sha256('a')}:CONTACTS_READ` } }))
  expect(both.found).toBe('1 API key, of web; tokens of https://id.example.com/; whoever has none is refused')
})

test('without keys the sandbox may be read by all, a workspace from this machine with a warning, and from elsewhere it is a failure', () => {
  expect(judge({ HOST: '0.0.0.0' }).status).toBe('ok')
  expect(judge(live)).toMatchObject({ status: 'warning', found: expect.stringContaining('reaches 127.0.0.1 reads the whole workspace') })
  expect(judge({ ...live, HOST: '0.0.0.0' })).toMatchObject({ status: 'failure', fix: expect.stringContaining('GATEWAY_API_KEYS=') })
})

test('the hash of nothing, which a variable that is not set gives, is told by the name of its caller', () => {
  const found = judge({ ...live, GATEWAY_API_KEYS: `web:${sha256('a')}:CONTACTS_READ,crm:${sha256('')}:NOTES_READ` })
  expect(found).toMatchObject({ status: 'failure', found: expect.stringContaining('"crm"') })
})

test('what it says to do makes a key that the configuration takes', () => {
  const found = judge(live)
  const fix = 'fix' in found ? found.fix : ''
  const [keys = '', key = ''] = execFileSync('sh', ['-c', `${fix}; printf '%s\\n%s' "$GATEWAY_API_KEYS" "$KEY"`], {
    encoding: 'utf8',
  }).split('\n')
  expect(loadConfig({ env: { ...live, GATEWAY_API_KEYS: keys } }).api.keys).toEqual([
    { name: 'web', sha256: sha256(key), scopes: ['CONTACTS_READ', 'CONVERSATIONS_READ'] },
  ])
})

test.each([
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['127.0.0.1.example.com', false],
  ['10.0.0.1', false],
])('%s is of this machine alone: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected)
})

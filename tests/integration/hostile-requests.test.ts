import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { schema } from '../../src/schema.ts'
import { startTestGateway } from '../support/gateway.ts'
import { hostileRequests, withHostileIds } from '../support/hostile-requests.ts'
import { createHostileSender } from '../support/hostile-sender.ts'
import { idSlots } from '../support/id-slots.ts'

// the soak sends a hundred thousand of these; here each comes once
const logLines: string[] = []
let gateway: Awaited<ReturnType<typeof startTestGateway>>
let sender: ReturnType<typeof createHostileSender>
beforeAll(async () => {
  gateway = await startTestGateway({ contacts: 5, conversations: 5, logLines })
  sender = createHostileSender(gateway.url)
})
afterAll(async () => {
  await sender[Symbol.asyncDispose]()
  await gateway.dispose()
})

const complaintsIn = (lines: readonly string[]) => lines.filter((line) => (JSON.parse(line) as { level: string }).level === 'error')
const complaints = () => complaintsIn(logLines)

test.each(hostileRequests)('$name is answered in its own words', async (request) => {
  const { status, body } = await sender.send(request)
  expect(request.statuses, body.slice(0, 300)).toContain(status)
  expect(body).not.toMatch(/node_modules|\.[jt]s:\d|polluted|INTERNAL/)
  expect(complaints()).toEqual([])
})

test('ids that are none are answered without a failure, wherever they are given', async () => {
  const requests = withHostileIds(idSlots(schema))
  expect(requests.length).toBeGreaterThan(3_000)
  // one of each id and one of each place are enough here
  const some = requests.filter((_, index) => index % 61 === 0)
  for (const request of some) {
    const { status, body } = await sender.send(request)
    expect(request.statuses, `${request.name} ${body.slice(0, 300)}`).toContain(status)
    expect(body).not.toContain('INTERNAL')
  }
  expect(complaints()).toEqual([])
})

const text = '{ viewer { id } }'
const documents = new Map([[createHash('sha256').update(text).digest('hex'), text]])
test.each<[string, (config: Config) => Config]>([
  ['in production', (config) => config],
  [
    'where nothing but trusted documents runs',
    (config) => ({ ...config, api: { ...config.api, trustedDocuments: { mode: 'required', manifest: 'documents.json', documents } } }),
  ],
])('%s each is answered without a failure, to a caller and to a stranger', async (_, configure) => {
  const lines: string[] = []
  await using guarded = await startTestGateway({
    ...{ contacts: 5, conversations: 5, logLines: lines },
    env: {
      NODE_ENV: 'production',
      INTERCOM_CLIENT_SECRET: 'a-secret',
      GATEWAY_API_KEYS: `desk:${createHash('sha256').update('a-key').digest('hex')}:CONTACTS_READ`,
    },
    configure,
  })
  const seen = new Set<number>()
  for (const apiKey of ['a-key', undefined]) {
    await using asking = createHostileSender(guarded.url, { apiKey })
    for (const request of hostileRequests) {
      const { status, body } = await asking.send(request)
      seen.add(status)
      expect(status, `${request.name} ${body.slice(0, 300)}`).toBeLessThan(500)
      expect(body).not.toMatch(/node_modules|\.[jt]s:\d|polluted|INTERNAL/)
    }
  }
  expect([...seen]).toEqual(expect.arrayContaining([400, 401, 413, 415]))
  expect(complaintsIn(lines)).toEqual([])
})

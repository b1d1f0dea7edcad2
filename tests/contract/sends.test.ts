import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { schema } from '../../src/schema.ts'
import { startFaultProxy } from '../support/fault-proxy.ts'
import { startTestGateway } from '../support/gateway.ts'
import { readDescription } from '../support/openapi/description.ts'
import { createJudge, type Finding } from '../support/openapi/judge.ts'
import { everySend } from './sends.ts'

const description = readDescription(process.env.INTERCOM_OPENAPI ?? '')
const { version } = description
const judge = createJudge(description)

/** Where the description contradicts itself, so that what its words say is right, and its schema refuses. */
const contradicted = [
  // ids of contacts are no UUIDs in any of its examples
  'POST /conversations: from.id must match format "uuid"',
  // whatever has options fits "other type" as well
  'PUT /data_attributes/{data_attribute_id}: body must match exactly one schema in oneOf',
  // numbers, dates, links and amounts: its table of types
  'POST /events: metadata.n must be string',
]

type Sent = { method: string; path: string; body: string }
let house: Awaited<ReturnType<typeof start>>
beforeAll(async () => {
  house = await start()
})
afterAll(() => house.dispose())

/** A gateway, and what it sends to Intercom. */
async function start() {
  await using parts = new AsyncDisposableStack()
  const sandbox = parts.use(await startSandbox())
  const proxy = parts.use(await startFaultProxy(sandbox.url))
  const sent: Sent[] = []
  // nothing meets the fault
  parts.use(proxy.meet('answer lost', (call) => sent.push(call) === 0))
  const gateway = parts.use(await startTestGateway({ sandbox, env: { INTERCOM_BASE_URL: proxy.url, INTERCOM_VERSION: version } }))
  const opened = parts.move()
  return { gateway, sent, dispose: () => opened.disposeAsync() }
}

/** That null takes a value away is said in the words of some fields, and in the schema of few. */
const withoutNulls = (body: string): unknown =>
  body === '' ? undefined : JSON.parse(body, (_, value) => (value === null ? undefined : value))

const said = ({ operation, at, problem }: Finding) => `${operation}: ${at} ${problem}`

describe(`What mutations send is what Intercom ${version} describes`, () => {
  const found = new Set<string>()
  const asked = new Set<string>()

  test.each(everySend)('of $of', async ({ fields }) => {
    const { gateway, sent } = house
    for (const field of fields(gateway.sandbox.world, version)) {
      sent.length = 0
      const { data, errors } = await gateway.query<{ it: { errors: unknown[] } }>(
        `mutation { it: ${field} { errors { code message path } } }`,
      )
      expect([field, errors, data?.it.errors]).toEqual([field, undefined, []])
      const writes = sent.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/search'))
      const findings = writes.flatMap(({ method, path, body }) => judge.ofRequest({ method, path, body: withoutNulls(body) }).map(said))
      for (const finding of findings) found.add(finding)
      asked.add(field.slice(0, field.indexOf('(')))
      expect([field, writes.length > 0, findings.filter((one) => !contradicted.includes(one))]).toEqual([field, true, []])
    }
  })

  // these two look back at all the tests above: alone they fail
  test('every mutation that writes to Intercom was asked', () => {
    // the events of a batch are sent behind the answer, one by one, as that of `dataEventTrack` is
    const own = ['cachePurge', 'webhookReplay', 'dataEventTrackBatch', ...(version < '2.16' ? ['conversationMerge'] : [])]
    // runs of syncs write behind the answer what these mutations write
    const all = Object.keys(schema.getMutationType()?.getFields() ?? {}).filter((name) => !/^sync[A-Z]/.test(name))
    expect([...asked, ...own].toSorted()).toEqual(all.toSorted())
  })

  test('every listed contradiction is met', () => {
    expect([...found].toSorted()).toEqual(contradicted.toSorted())
  })
})

import { IntercomClient, IntercomError } from 'intercom-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../src/sandbox/resources/routes.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { readDescription } from '../support/openapi/description.ts'
import { settle } from '../support/openapi/deviations.ts'
import { createJudge, type Exchange, type Finding } from '../support/openapi/judge.ts'
import { type Call, reads } from './calls.ts'
import { deviations } from './deviations.ts'
import { refusals } from './refusals.ts'

const description = readDescription(process.env.INTERCOM_OPENAPI ?? '')
const { version } = description
const judge = createJudge(description)

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => new Date('2026-11-24T10:00:00Z') })
})
afterAll(() => sandbox.dispose())

/** Everything that was found, and every operation that was answered, by all the tests above the last ones. */
const found: Finding[] = []
const driven = new Set<string>()

describe(`The sandbox speaks Intercom ${version}`, () => {
  test.each(reads)('$operation $does', async (call) => {
    const exchanges = await drive(call)
    expect(exchanges.map(({ status }) => status)).toEqual(exchanges.map(() => 200))
    expect(unexpectedIn(exchanges)).toEqual([])
  })

  test.each(refusals)('$operation $does: $status', async (call) => {
    const exchanges = await drive(call)
    expect(exchanges.map(({ status }) => status)).toEqual([call.status])
    expect(unexpectedIn(exchanges)).toEqual([])
  })

  test.each(reads)('$operation $does, but not for a stranger: 401', async (call) => {
    const exchanges = await drive(call, { token: 'stolen' })
    expect(exchanges.map(({ status }) => status)).toEqual([401])
    expect(unexpectedIn(exchanges)).toEqual([])
  })

  test('the companies of a contact, which the description looks for elsewhere in the answer, are companies', async () => {
    const [contact] = [...sandbox.world.contacts.values()].filter(({ company_ids }) => company_ids.length > 10)
    const [list] = await drive({ run: (client) => client.contacts.listAttachedCompanies({ contact_id: contact?.id ?? '' }) })
    const { data: companies = [] } = (list?.body ?? {}) as { data?: { id: string }[] }
    expect(companies.length).toBeGreaterThan(10)
    expect(unexpectedIn(companies.map((body) => ({ method: 'GET', path: `/companies/${body.id}`, status: 200, body })))).toEqual([])
  })

  test('a contact that was merged is gone', async () => {
    const [merged, survivor] = [...sandbox.world.merged_contacts][0] ?? []
    const exchanges = await drive({ run: (client) => client.contacts.find({ contact_id: merged ?? '' }) })
    const [{ status, headers } = { status: 0, headers: new Headers() }] = exchanges
    if (version >= '2.16') expect([status, headers.get('link')]).toEqual([410, `</contacts/${survivor}>; rel="canonical"`])
    else expect(status).toBe(404)
    expect(unexpectedIn(exchanges)).toEqual([])
  })

  test('more requests than the limit answer 429, whatever they ask for', async () => {
    sandbox.control.setRateLimit({ perWindow: 0 })
    const exchanges = await drive({ run: (client) => client.contacts.list() })
    sandbox.control.setRateLimit(null)
    expect(exchanges.map(({ status }) => status)).toEqual([429])
    expect(unexpectedIn(exchanges)).toEqual([])
  })
})

// these two look back at all the tests above: alone they fail
test('every route of the sandbox was driven', () => {
  expect([...driven].toSorted()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).toSorted())
})

test('every listed deviation is needed', () => {
  expect(settle({ findings: found, deviations, version }).unused).toEqual([])
})

type Recorded = Exchange & { headers: Headers }

/** Does what a call does, and hands back what went over the wire. Only an answer other than 200 may make it fail. */
async function drive({ run }: Pick<Call, 'run'>, { token = 'sandbox-token' } = {}): Promise<Recorded[]> {
  const exchanges: Recorded[] = []
  const client = new IntercomClient({
    baseUrl: sandbox.url,
    token,
    // the SDK's own list of versions ends at 2.14
    headers: { 'Intercom-Version': version },
    maxRetries: 0,
    async fetch(input, init) {
      const response = await fetch(input, init)
      const { pathname } = new URL(response.url)
      exchanges.push({
        method: init?.method ?? 'GET',
        path: pathname,
        status: response.status,
        headers: response.headers,
        body: await response.clone().json(),
      })
      return response
    },
  })
  await run(client, sandbox.world).catch((error: unknown) => {
    if (!(error instanceof IntercomError) || exchanges.at(-1)?.status === 200) throw error
  })
  return exchanges
}

function unexpectedIn(exchanges: readonly Exchange[]): Finding[] {
  const findings = exchanges.flatMap(judge)
  found.push(...findings)
  for (const { method, path } of exchanges) driven.add(description.operationOf(method, path) ?? `${method} ${path}`)
  const { unexpected } = settle({ findings, deviations, version })
  return [...new Map(unexpected.map((finding) => [JSON.stringify(finding), finding])).values()]
}

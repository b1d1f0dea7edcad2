import { IntercomClient, IntercomError } from 'intercom-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../src/sandbox/resources/routes.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { readDescription } from '../support/openapi/description.ts'
import { settle } from '../support/openapi/deviations.ts'
import { createJudge, type Exchange, type Finding } from '../support/openapi/judge.ts'
import { answersLike } from './answers-like.ts'
import type { Call } from './calls.ts'
import { deviations } from './deviations.ts'
import { companyReads } from './reads-companies.ts'
import { contactReads } from './reads-contacts.ts'
import { conversationReads } from './reads-conversations.ts'
import { helpCenterReads } from './reads-help-center.ts'
import { ticketReads } from './reads-tickets.ts'
import { workspaceReads } from './reads-workspace.ts'
import { refusals } from './refusals.ts'
import { contactWrites, refusedContactWrites } from './writes-contacts.ts'
import { conversationWrites, refusedConversationWrites } from './writes-conversations.ts'
import { otherWrites, refusedOtherWrites } from './writes-others.ts'
import { refusedTicketWrites, ticketWrites } from './writes-tickets.ts'

const description = readDescription(process.env.INTERCOM_OPENAPI ?? '')
const { version } = description
const judge = createJudge(description)
const everyRead = [...workspaceReads, ...companyReads, ...contactReads, ...helpCenterReads, ...conversationReads, ...ticketReads]
const everyWrite = [...conversationWrites, ...contactWrites, ...otherWrites, ...ticketWrites]
const isDescribed = ({ operation }: Call) => description.responsesOf(operation).size > 0
const reads = everyRead.filter(isDescribed)
const writes = everyWrite.filter(isDescribed)

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
    expect(new Set(exchanges.map(({ status }) => status))).toEqual(new Set([200]))
    expect(unexpectedIn(exchanges)).toEqual([])
  })

  test.each([...everyRead, ...everyWrite].filter((call) => !isDescribed(call)))(
    '$operation is not there in this version: 404',
    async (call) => {
      const exchanges = await drive(call)
      expect(exchanges.map(({ status, body }) => [status, body])).toMatchObject([
        [404, { type: 'error.list', errors: [{ code: 'not_found' }] }],
      ])
      driven.add(call.operation)
    },
  )

  test.each(writes)('$operation $does', async (call) => {
    const exchanges = await drive(call)
    for (const { status } of exchanges) expect([200, 202]).toContain(status)
    expect(unexpectedIn(exchanges)).toEqual([])
  })

  test.each(
    [...refusals, ...refusedConversationWrites, ...refusedContactWrites, ...refusedOtherWrites, ...refusedTicketWrites].filter(isDescribed),
  )('$operation $does: $status', async (call) => {
    const exchanges = await drive(call)
    expect(exchanges.map(({ status }) => status)).toEqual([call.status])
    expect(unexpectedIn(exchanges)).toEqual([])
  })

  test.each([...reads, ...writes])('$operation $does, but not for a stranger: 401', async (call) => {
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
    expect(unexpectedIn(exchanges)).toEqual([])
    expectMerged(exchanges, survivor)
  })

  test('a user who was merged is gone under the external id too', async () => {
    const [merged, survivor] = [...sandbox.world.contacts.values()].filter(({ role }) => role === 'user')
    sandbox.world.mergeContacts(merged?.id ?? '', survivor?.id ?? '')
    const exchanges = await drive({ run: (client) => client.contacts.showContactByExternalId({ external_id: merged?.external_id ?? '' }) })
    expect(unexpectedIn(exchanges)).toEqual([])
    expectMerged(exchanges, survivor?.id)
  })

  test('more requests than the limit answer 429, whatever they ask for', async () => {
    sandbox.control.setRateLimit({ perWindow: 0 })
    const exchanges = await drive({ run: (client) => client.contacts.list() })
    sandbox.control.setRateLimit(null)
    expect(exchanges.map(({ status }) => status)).toEqual([429])
    expect(unexpectedIn(exchanges)).toEqual([])
  })
})

function expectMerged(exchanges: readonly Recorded[], survivor: string | undefined) {
  const [{ status, headers } = { status: 0, headers: new Headers() }] = exchanges
  if (version >= '2.16') expect([status, headers.get('link')]).toEqual([410, `</contacts/${survivor}>; rel="canonical"`])
  else expect(status).toBe(404)
}

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
  const record: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    const { status, headers } = response
    const path = new URL(response.url).pathname
    const text = await response.clone().text()
    exchanges.push({ method: init?.method ?? 'GET', path, status, headers, body: text === '' ? undefined : JSON.parse(text) })
    return response
  }
  // the SDK's own list of versions ends at 2.14, so the version is a header of ours
  const headers = { 'Intercom-Version': version }
  const client = new IntercomClient({ baseUrl: sandbox.url, token, headers, maxRetries: 0, fetch: record })
  const send: Parameters<Call['run']>[2] = async (path, { method, body } = { method: 'GET' }) => {
    const response = await record(`${sandbox.url}${path}`, {
      method,
      headers: { ...headers, Authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    // as the SDK does
    if (!response.ok) throw new IntercomError({ statusCode: response.status })
    const text = await response.text()
    return text === '' ? undefined : JSON.parse(text)
  }

  const wasRefused = () => exchanges.some(({ status }) => status >= 300)
  await run(client, sandbox.world, send).catch((error: unknown) => {
    if (!(error instanceof IntercomError) || !wasRefused()) throw error
  })
  return exchanges
}

function unexpectedIn(exchanges: readonly Exchange[]): Finding[] {
  const findings = exchanges.flatMap(judge).map((finding) => ({
    ...finding,
    operation: finding.at.startsWith('status ') ? finding.operation : (answersLike[finding.operation] ?? finding.operation),
  }))
  found.push(...findings)
  for (const { method, path } of exchanges) driven.add(description.operationOf(method, path) ?? `${method} ${path}`)
  const { unexpected } = settle({ findings, deviations, version })
  return [...new Map(unexpected.map((finding) => [JSON.stringify(finding), finding])).values()]
}

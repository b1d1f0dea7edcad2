import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { startTestGateway } from '../support/gateway.ts'
import { aCompany, aContact, aConversation, anAdmin, aTicket, aTicketType, aWorld, hexId, noon } from '../unit/sandbox/small-world.ts'

const world = () =>
  aWorld({
    contacts: [
      aContact(1, { email: 'ada@acme.io', external_id: 'u1', name: 'Ada' }),
      aContact(2, { email: 'ada@acme.io', role: 'lead', external_id: null, name: 'A lead' }),
      aContact(3, { email: 'leo@acme.io', role: 'lead', external_id: null }),
    ],
  })
type Gateway = Awaited<ReturnType<typeof startTestGateway>>
type Merged = {
  contact: object | null
  mergedContactId: string | null
  errors: { __typename: string; code: string; path: string[] | null; reasons?: { code: string }[] }[]
}

async function merge(gateway: Gateway, from: string, into: string) {
  gateway.forgetRequests()
  const answer = await gateway.query<{ it: Merged }>(
    `mutation { it: contactMerge(from: "${from}", into: "${into}") {
      contact { intercomId name } mergedContactId errors { __typename code path ... on MergeNotAllowedError { reasons { code } } }
    } }`,
  )
  expect(answer.errors).toBeUndefined()
  return answer.data!.it
}
const nameOf = async (gateway: Gateway, id: string) =>
  (await gateway.query<{ contact: { name: string } | null }>(`{ contact(by: { id: "${id}" }) { name } }`)).data?.contact?.name

describe('a lead that becomes one with a user', () => {
  test('is one call, and leads to the user from then on, also after a restart', async () => {
    await using parts = new AsyncDisposableStack()
    const sandbox = parts.adopt(await startSandbox({ world: world() }), (opened) => opened.dispose())
    const env = { DATA_DIR: await mkdtemp(join(tmpdir(), 'gateway-merge-')) }
    {
      await using gateway = await startTestGateway({ sandbox, env })
      expect(await nameOf(gateway, hexId(2))).toBe('A lead')
      expect(await merge(gateway, hexId(2), hexId(1))).toEqual({
        contact: { intercomId: hexId(1), name: 'Ada' },
        mergedContactId: expect.stringMatching(`/Contact/${hexId(2)}$`),
        errors: [],
      })
      expect(gateway.calls).toEqual(['POST /contacts/merge'])
      expect(await nameOf(gateway, hexId(2))).toBe('Ada')
    }
    await using again = await startTestGateway({ sandbox, env })
    expect(await nameOf(again, hexId(2))).toBe('Ada')
  })

  test.each(['2.14', '2.16'])('is who an upsert by its id means from then on, in version %s', async (version) => {
    await using gateway = await startTestGateway({ world: world(), env: { INTERCOM_VERSION: version } })
    await merge(gateway, hexId(2), hexId(1))
    const { data } = await gateway.query<{ it: object }>(
      `mutation { it: contactUpsert(match: { id: "${hexId(2)}", email: "new@acme.io" }, onCreate: {}, onUpdate: { name: "Ada L." }) {
        result matchedBy contact { intercomId name } errors { code }
      } }`,
    )
    expect(data?.it).toEqual({ result: 'UPDATED', matchedBy: 'ID', contact: { intercomId: hexId(1), name: 'Ada L.' }, errors: [] })
  })

  test('is whom a mutation means by the old id, but to take somebody away', async () => {
    await using gateway = await startTestGateway({ world: world() })
    await merge(gateway, hexId(2), hexId(1))
    gateway.forgetRequests()
    const ask = async (field: string) =>
      (await gateway.query<{ it: { errors: { code: string }[] } }>(`mutation { it: ${field} { errors { code } } }`)).data?.it.errors
    expect(await ask(`contactUpdate(id: "${hexId(2)}", input: { name: "Ada L." })`)).toEqual([])
    expect(await ask(`contactNoteCreate(id: "${hexId(2)}", body: "<p>She came back.</p>")`)).toEqual([])
    expect(await ask(`contactTagAdd(id: "${hexId(2)}", tag: { name: "VIP" })`)).toEqual([])
    expect(await ask(`conversationCreate(input: { from: { id: "${hexId(2)}" }, body: "Hello" })`)).toEqual([])
    expect(gateway.sandbox.log.map(({ path }) => path).filter((path) => path.includes(hexId(2)))).toEqual([])
    expect(gateway.sandbox.world.contacts.get(hexId(1))).toMatchObject({ name: 'Ada L.', tag_ids: [expect.any(String)] })
    for (const taken of ['contactArchive', 'contactBlock', 'contactDelete'])
      expect(await ask(`${taken}(id: "${hexId(2)}")`)).toEqual([{ code: 'NOT_FOUND' }])
    expect(gateway.sandbox.world.contacts.has(hexId(1))).toBe(true)
  })

  test('is refused with each reason there is, which a preview tells without writing', async () => {
    await using gateway = await startTestGateway({ world: world(), env: { INTERCOM_VERSION: '2.16' } })
    const refused = async (from: string, into: string) => (await merge(gateway, from, into)).errors
    const preview = async (from: string, into: string) => {
      gateway.forgetRequests()
      const { data } = await gateway.query<{ contactMergePreview: { allowed: boolean; reasons: { code: string }[] } | null }>(
        `{ contactMergePreview(from: "${from}", into: "${into}") { allowed reasons { code } } }`,
      )
      expect(gateway.calls.filter((call) => call.includes('merge'))).toEqual([])
      return data!.contactMergePreview
    }
    const notAllowed = (...codes: string[]) =>
      expect.objectContaining({ __typename: 'MergeNotAllowedError', reasons: codes.map((code) => ({ code })) })

    expect(await preview(hexId(2), hexId(1))).toEqual({ allowed: true, reasons: [] })
    expect(await refused(hexId(1), hexId(2))).toEqual([notAllowed('FROM_IS_NOT_A_LEAD', 'INTO_IS_NOT_A_USER')])
    expect(await refused(hexId(3), hexId(1))).toEqual([notAllowed('NOT_DUPLICATES')])
    expect(await preview(hexId(3), hexId(1))).toEqual({ allowed: false, reasons: [{ code: 'NOT_DUPLICATES' }] })
    expect(await refused(hexId(1), hexId(1))).toEqual([notAllowed('SAME_CONTACT')])
    expect(await refused(hexId(9), hexId(1))).toEqual([expect.objectContaining({ code: 'NOT_FOUND', path: ['from'] })])
    expect(await preview(hexId(9), hexId(1))).toBeNull()
    expect(gateway.sandbox.world.merged_contacts.size).toBe(0)
  })
})

type Preview = {
  changes: { field: string; before: unknown; after: unknown }[]
  moves: { object: string; from: number; into: number }[] | null
}

test('a preview says what a merge then does, without writing', async () => {
  const lead = aContact(2, {
    ...{
      role: 'lead',
      external_id: null,
      email: 'ada@acme.io',
      name: 'A lead',
      phone: '+353871234567',
      owner_id: '1001',
      last_seen_at: noon,
    },
    ...{ custom_attributes: { plan: 'pro', seats: 3 }, tag_ids: ['3001'], company_ids: [hexId(7)] },
  })
  const user = aContact(1, { email: 'ada@acme.io', name: 'Ada', custom_attributes: { plan: 'free' } })
  const withLead = { contact_ids: [hexId(2)] }
  await using gateway = await startTestGateway({
    world: aWorld({
      admins: [anAdmin('1001')],
      companies: [aCompany(7)],
      contacts: [user, lead],
      conversations: [aConversation(1, withLead), aConversation(2, withLead), aConversation(3, { contact_ids: [hexId(1)] })],
      ticket_types: [aTicketType('1')],
      tickets: [aTicket(1, withLead)],
    }),
  })
  const { data, errors } = await gateway.query<{ contactMergePreview: Preview }>(
    `{ contactMergePreview(from: "${hexId(2)}", into: "${hexId(1)}") { changes { field before after } moves { object from into } } }`,
  )
  expect(errors).toBeUndefined()
  expect(data?.contactMergePreview).toEqual({
    changes: [
      { field: 'phone', before: null, after: '+353871234567' },
      { field: 'owner', before: null, after: 'gid://intercom/small/Admin/1001' },
      { field: 'lastSeenAt', before: null, after: new Date(noon * 1000).toISOString() },
      { field: 'customAttributes.seats', before: null, after: 3 },
    ],
    moves: [
      { object: 'conversation', from: 2, into: 1 },
      { object: 'ticket', from: 1, into: 0 },
      { object: 'company', from: 1, into: 0 },
      { object: 'tag', from: 1, into: 0 },
      { object: 'note', from: 0, into: 0 },
    ],
  })
  expect(gateway.sandbox.world.merged_contacts.size).toBe(0)
  expect(gateway.calls.toSorted()).toEqual([
    'POST /contacts/search',
    ...Array.from({ length: 2 }, () => 'POST /conversations/search'),
    ...Array.from({ length: 2 }, () => 'POST /tickets/search'),
  ])

  expect(await merge(gateway, hexId(2), hexId(1))).toMatchObject({ errors: [] })
  expect(gateway.sandbox.world.contacts.get(hexId(1))).toEqual({
    ...user,
    ...{ phone: lead.phone, owner_id: '1001', last_seen_at: noon, custom_attributes: { plan: 'free', seats: 3 } },
    ...{ tag_ids: ['3001'], company_ids: [hexId(7)], updated_at: expect.any(Number) },
  })
  const after = await gateway.query<{ contact: Record<'conversations' | 'tickets', { totalCount: number }> }>(
    `{ contact(by: { id: "${hexId(1)}" }) { conversations { totalCount } tickets { totalCount } } }`,
  )
  expect(after.data?.contact).toEqual({ conversations: { totalCount: 3 }, tickets: { totalCount: 1 } })
})

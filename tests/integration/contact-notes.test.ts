import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { CompanyNotesDocument, ContactNotesDocument } from '../support/generated/graphql.ts'
import { aCompany, aContact, aWorld, hexId, noon } from '../unit/sandbox/small-world.ts'

const aNote = (number: number, about: { contact_id: string | null; company_id?: string }, author_id: string | null = '1001') => ({
  ...{ id: String(number), author_id, body: `<p onclick="steal()">Note ${number}</p>`, created_at: noon + number },
  ...about,
})
const few = [1, 2, 3].map((number) => aNote(number, { contact_id: hexId(2) }, number === 1 ? null : '1001'))
const many = Array.from({ length: 60 }, (_, at) => aNote(100 + at, { contact_id: hexId(3) }))
const ofCompany = [201, 202, 203].map((number) => aNote(number, { contact_id: null, company_id: hexId(500) }))
const world = () =>
  aWorld({
    contacts: [aContact(1), aContact(2, { company_ids: [hexId(500)] }), aContact(3)],
    companies: [aCompany(500), aCompany(501)],
    notes: [...few, ...many, ...ofCompany],
  })

const contact = 'GET /contacts/{contact_id}'
const list = 'GET /contacts/{contact_id}/notes'
const by = (number: number) => ({ by: { id: hexId(number) } })

test('the notes of a contact are one call, the newest first, their authors and their contact with them; none the second time', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const { contact: found } = await gateway.ask(ContactNotesDocument, by(2))
  expect(found?.notes).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: false } })
  const gid = (type: string, id: string) => `gid://intercom/small/${type}/${id}`
  expect(found?.notes?.nodes).toEqual(
    [3, 2, 1].map((number) => ({
      id: gid('Note', String(number)),
      intercomId: String(number),
      body: `<p>Note ${number}</p>`,
      createdAt: new Date((noon + number) * 1000).toISOString(),
      author: number === 1 ? null : { kind: 'ADMIN', displayName: 'Admin 1001' },
      contact: { id: gid('Contact', hexId(2)) },
    })),
  )
  expect(gateway.calls).toEqual([contact, list])
  gateway.forgetRequests()
  expect((await gateway.ask(ContactNotesDocument, by(2))).contact).toEqual(found)
  expect(gateway.calls).toEqual([])
})

test('whether there are more of them than a page holds is free as well', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const { data } = await gateway.query('{ contacts { nodes { notes(first: 3) { pageInfo { hasNextPage hasPreviousPage } } } } }')
  const notes = (hasNextPage: boolean) => ({ notes: { pageInfo: { hasNextPage, hasPreviousPage: false } } })
  expect(data).toEqual({ contacts: { nodes: [notes(true), notes(false), notes(false)] } })
  expect(gateway.calls).toEqual(['GET /contacts'])
})

test('their number is free, and where there are none there is no call', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const { data } = await gateway.query('{ contacts { nodes { intercomId notes { totalCount } } } }')
  expect(data).toEqual({
    contacts: { nodes: [60, 3, 0].map((totalCount, at) => ({ intercomId: hexId(3 - at), notes: { totalCount } })) },
  })
  const none = await gateway.query(`{ contact(by: { id: "${hexId(1)}" }) { notes { totalCount nodes { id } pageInfo { hasNextPage } } } }`)
  expect(none.data).toEqual({ contact: { notes: { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false } } } })
  expect(gateway.calls).toEqual(['GET /contacts'])
})

test('a page of contacts costs a call for each who has notes, whatever else is asked of them', async () => {
  await using gateway = await startTestGateway({ world: world() })
  await gateway.query('{ contacts { nodes { notes(first: 2) { nodes { body author { admin { name } } contact { name } } } } } }')
  expect([...gateway.calls].sort()).toEqual(['GET /admins', 'GET /contacts', list, list])
})

test('more notes than a page of Intercom come page by page, each once', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const seen: (string | undefined)[] = []
  for (let after: string | null | undefined = null, more = true; more; ) {
    const {
      contact: found,
    }: {
      contact?: { notes?: { nodes: { intercomId: string }[]; pageInfo: { hasNextPage: boolean; endCursor?: string | null } } | null } | null
    } = await gateway.ask(ContactNotesDocument, { ...by(3), first: 25, after })
    seen.push(...(found?.notes?.nodes.map(({ intercomId }) => intercomId) ?? []))
    after = found?.notes?.pageInfo.endCursor
    more = found?.notes?.pageInfo.hasNextPage ?? false
  }
  expect(seen).toEqual(many.map(({ id }) => id).reverse())
  expect(gateway.calls).toEqual([contact, list, list])
})

test('a note is a node by its id', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const { data } = await gateway.query('{ node(id: "gid://intercom/small/Note/2") { ... on Note { intercomId contact { name } } } }')
  expect(data).toEqual({ node: { intercomId: '2', contact: { name: 'Person 2' } } })
  expect(gateway.calls).toEqual(['GET /notes/{note_id}', contact])
  expect((await gateway.query('{ node(id: "gid://intercom/small/Note/9") { id } }')).data).toEqual({ node: null })
})

test('the notes of a company come with it when it is read alone, and cost a call when it came in a list', async () => {
  await using gateway = await startTestGateway({ world: world(), env: { INTERCOM_VERSION: '2.15' } })
  const { company } = await gateway.ask(CompanyNotesDocument, { by: { companyId: 'company-500' }, first: 2 })
  expect(company?.notes).toMatchObject({ totalCount: 3, nodes: [{ body: '<p>Note 203</p>', author: { displayName: 'Admin 1001' } }, {}] })
  expect(gateway.calls).toEqual(['GET /companies', 'GET /companies/{company_id}/notes'])
  await using fresh = await startTestGateway({ world: world(), env: { INTERCOM_VERSION: '2.15' } })
  const alone = await fresh.ask(CompanyNotesDocument, { by: { id: hexId(500) }, first: 2 })
  expect(alone.company?.notes).toEqual(company?.notes)
  expect(fresh.calls).toEqual(['GET /companies/{company_id}'])
  fresh.forgetRequests()
  const rest = await fresh.ask(CompanyNotesDocument, { by: { id: hexId(500) }, first: 2, after: company?.notes?.pageInfo.endCursor ?? '' })
  expect(rest.company?.notes?.nodes).toMatchObject([{ body: '<p>Note 201</p>' }])
  expect((await fresh.ask(CompanyNotesDocument, { by: { id: hexId(501) } })).company?.notes).toMatchObject({ totalCount: 0, nodes: [] })
  expect(fresh.calls).toEqual(['GET /companies/{company_id}'])
})

test('before 2.15 companies have none: null, what it needs, and no call', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const answer = await gateway.query(`{ company(by: { id: "${hexId(500)}" }) { notes { nodes { id } } } }`)
  expect(answer).toMatchObject({ data: { company: { notes: null } }, errors: [{ extensions: { code: 'CAPABILITY_UNAVAILABLE' } }] })
  expect(gateway.calls).toEqual(['GET /companies/{company_id}'])
})

test('who may not read notes is refused each way to them, and Intercom is not asked', async () => {
  const sha256 = createHash('sha256').update('secret').digest('hex')
  const env = { GATEWAY_API_KEYS: `reader:${sha256}:CONTACTS_READ`, INTERCOM_VERSION: '2.16' }
  await using gateway = await startTestGateway({ world: world(), env })
  const ask = (query: string) => gateway.query(query, undefined, { authorization: 'Bearer secret' })
  for (const query of [
    `{ contact(by: { id: "${hexId(2)}" }) { notes { totalCount } } }`,
    `{ contact(by: { id: "${hexId(2)}" }) { notes { nodes { body } } } }`,
    `{ company(by: { id: "${hexId(500)}" }) { notes { nodes { body } } } }`,
    '{ node(id: "gid://intercom/small/Note/2") { id } }',
  ]) {
    const { errors } = await ask(query)
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  }
  expect(gateway.calls).toEqual([contact, 'GET /companies/{company_id}'])
})

import { expect, test } from 'vitest'
import { type GraphQLAnswer, startTestGateway } from '../support/gateway.ts'
import { aContact, aWorld, hexId, noon } from '../unit/sandbox/small-world.ts'

const [user, lead] = [hexId(1), hexId(2)]
const call = 'GET /contacts/{id}/merge_history'
const world = () =>
  aWorld({
    contacts: [aContact(1, { signed_up_at: noon }), aContact(2, { role: 'lead' }), aContact(3)],
    merged_contacts: new Map(Array.from({ length: 5 }, (_, at) => [hexId(50 + at), user as string])),
  })

type History = {
  contact: {
    mergeHistory: { nodes: { from: string; mergedAt: string | null }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } | null
  }
}
const query = `query ($id: ID!, $first: Int!, $after: String) {
  contact(by: { id: $id }) { mergeHistory(first: $first, after: $after) { nodes { from mergedAt } pageInfo { hasNextPage endCursor } } }
}`

test('who was merged into a user is told page by page, and each old id leads to that user', async () => {
  await using gateway = await startTestGateway({ world: world(), env: { INTERCOM_VERSION: '2.16' } })
  const seen: string[] = []
  const calls: string[] = []
  let after: string | null = null
  for (let more = true; more; ) {
    const { data, errors }: GraphQLAnswer<History> = await gateway.query(query, { id: user, first: 2, after })
    expect(errors).toBeUndefined()
    const history: History['contact']['mergeHistory'] | undefined = data?.contact.mergeHistory
    for (const { from, mergedAt } of history?.nodes ?? []) {
      seen.push(from)
      expect(mergedAt).toBe(new Date(noon * 1000).toISOString())
    }
    more = history?.pageInfo.hasNextPage ?? false
    after = history?.pageInfo.endCursor ?? null
    calls.push(...gateway.calls)
    gateway.forgetRequests()
  }
  const gid = (id: string | undefined) => `gid://intercom/${gateway.sandbox.world.workspace.id_code}/Contact/${id}`
  expect(seen).toEqual([4, 3, 2, 1, 0].map((at) => gid(hexId(50 + at))))
  expect(calls).toEqual(['GET /contacts/{contact_id}', call, call, call])
  const { data } = await gateway.query(`{ node(id: "${seen[0]}") { ... on Contact { intercomId redirectedFrom } } }`)
  expect(data).toMatchObject({ node: { intercomId: user } })
})

test('a lead has no merge history, and none is asked for', async () => {
  await using gateway = await startTestGateway({ world: world(), env: { INTERCOM_VERSION: '2.16' } })
  const { data } = await gateway.query<History>(query, { id: lead, first: 2 })
  expect(data?.contact.mergeHistory).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false } })
  expect(gateway.calls).toEqual(['GET /contacts/{contact_id}'])
})

test('a user into whom nobody was merged has an empty one', async () => {
  await using gateway = await startTestGateway({ world: world(), env: { INTERCOM_VERSION: '2.16' } })
  const { data } = await gateway.query<History>(query, { id: hexId(3), first: 2 })
  expect(data?.contact.mergeHistory).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false } })
  expect(gateway.calls).toEqual(['GET /contacts/{contact_id}', call])
})

test.each(['2.14', '2.15'])('before 2.16 there is none: in %s it is null, says what it needs, and asks nothing', async (version) => {
  await using gateway = await startTestGateway({ world: world(), env: { INTERCOM_VERSION: version } })
  const answer = await gateway.query<History>(query, { id: user, first: 2 })
  expect(answer).toMatchObject({ data: { contact: { mergeHistory: null } }, errors: [{ extensions: { code: 'CAPABILITY_UNAVAILABLE' } }] })
  expect(gateway.calls).toEqual(['GET /contacts/{contact_id}'])
})

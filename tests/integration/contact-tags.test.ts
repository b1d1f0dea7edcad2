import { expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { aContact, aWorld, hexId } from '../unit/sandbox/small-world.ts'

const tags = Array.from({ length: 12 }, (_, at) => ({ id: String(3001 + at), name: `tag ${at}` }))
const [none, few, many] = [1, 2, 3].map(hexId)
const world = () =>
  aWorld({
    tags,
    contacts: [aContact(1), aContact(2, { tag_ids: ['3001', '3003'] }), aContact(3, { tag_ids: tags.map(({ id }) => id) })],
  })

const query = 'query ($id: ID!) { contact(by: { id: $id }) { tags { id intercomId name } } }'
const named = (...numbers: number[]) => ({ contact: { tags: numbers.map((at) => ({ intercomId: String(3001 + at), name: `tag ${at}` })) } })

test.each([
  ['no tags need no call', none, [], []],
  ['few tags need the list of all', few, [0, 2], ['GET /tags']],
  ["more tags than ten need that contact's own list", many, tags.map((_, at) => at), ['GET /contacts/{contact_id}/tags']],
])('%s, and none the second time', async (_, id, numbers, calls) => {
  await using gateway = await startTestGateway({ world: world() })
  const first = await gateway.query(query, { id })
  expect(first).toMatchObject({ data: named(...numbers) })
  expect(gateway.calls).toEqual(['GET /contacts/{contact_id}', ...calls])
  gateway.forgetRequests()
  expect((await gateway.query(query, { id })).data).toEqual(first.data)
  expect(gateway.calls).toEqual([])
})

test('the ids of tags are free', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const { data } = await gateway.query(`{ contact(by: { id: "${few}" }) { tags { id intercomId } } }`)
  const gid = (id: string) => `gid://intercom/${gateway.sandbox.world.workspace.id_code}/Tag/${id}`
  expect(data).toEqual({ contact: { tags: ['3001', '3003'].map((id) => ({ id: gid(id), intercomId: id })) } })
  expect(gateway.calls).toEqual(['GET /contacts/{contact_id}'])
})

test('the tags of a page of contacts need the list of all, and one call for each contact that has more than ten', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const { data, errors } = await gateway.query<{ contacts: { nodes: { tags: unknown[] }[] } }>('{ contacts { nodes { tags { name } } } }')
  expect(errors).toBeUndefined()
  expect(data?.contacts.nodes.map((node) => node.tags.length).sort((a, b) => a - b)).toEqual([0, 2, 12])
  expect([...gateway.calls].sort()).toEqual(['GET /contacts', 'GET /contacts/{contact_id}/tags', 'GET /tags'])
})

test('a tag that is newer than the list is read by itself, once; one that is gone is left out', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const { sandbox } = gateway
  await gateway.query('{ workspace { tags { name } } }')
  sandbox.world.tags.put({ id: '3099', name: 'brand new' })
  sandbox.world.putContact(aContact(2, { tag_ids: ['3001', '3099', '3098'] }))
  gateway.forgetRequests()
  const expected = { data: { contact: { tags: [{ name: 'tag 0' }, { name: 'brand new' }] } } }
  expect(await gateway.query(query, { id: few })).toMatchObject(expected)
  expect(gateway.calls).toEqual(['GET /contacts/{contact_id}', 'GET /tags/{tag_id}', 'GET /tags/{tag_id}'])
  gateway.forgetRequests()
  expect(await gateway.query(query, { id: few })).toMatchObject(expected)
  expect(gateway.calls).toEqual([])
})

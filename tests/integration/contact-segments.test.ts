import { expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { aContact, aWorld, hexId, noon } from '../unit/sandbox/small-world.ts'

const segments = ['Active', 'New', 'Slipping'].map((name, at) => ({
  ...{ id: hexId(900 + at), name, person_type: 'user' as const, created_at: noon, updated_at: noon },
}))
const inSegments = (number: number) => segments.filter((_, at) => number % (at + 2) === 0).map(({ id }) => id)
const people = (count: number, updated_at = noon) =>
  Array.from({ length: count }, (_, at) => aContact(at + 1, { segment_ids: inSegments(at + 1), updated_at }))
const world = (count: number, updated_at?: number) => aWorld({ segments, contacts: people(count, updated_at) })

const each = 'GET /contacts/{contact_id}/segments'
const query = '{ contacts(first: 60) { nodes { intercomId segments { intercomId name } } } }'
type Answer = { contacts: { nodes: { intercomId: string; segments: { intercomId: string }[] }[] } }
const found = (data: Answer | null) =>
  Object.fromEntries(data?.contacts.nodes.map((node) => [node.intercomId, node.segments.map(({ intercomId }) => intercomId)]) ?? [])
const truth = (count: number) => Object.fromEntries(people(count).map(({ id, segment_ids }) => [id, segment_ids]))

test('the segments of one contact are one call, and none the second time', async () => {
  await using gateway = await startTestGateway({ world: world(6) })
  const one = `{ contact(by: { id: "${hexId(6)}" }) { segments { name personType } } }`
  const { data } = await gateway.query(one)
  expect(data).toEqual({
    contact: {
      segments: [
        { name: 'Active', personType: 'user' },
        { name: 'New', personType: 'user' },
      ],
    },
  })
  expect(gateway.calls).toEqual(['GET /contacts/{contact_id}', each])
  gateway.forgetRequests()
  expect((await gateway.query(one)).data).toEqual(data)
  expect(gateway.calls).toEqual([])
})

test('few contacts are a call each', async () => {
  await using gateway = await startTestGateway({ world: world(5) })
  const { data } = await gateway.query<Answer>(query)
  expect(found(data)).toEqual(truth(5))
  expect(gateway.calls).toEqual(['GET /contacts', each, each, each, each, each])
})

test('of many contacts, who is in them is a search for each segment and the list of those, and no call the second time', async () => {
  await using gateway = await startTestGateway({ world: world(40) })
  const { data } = await gateway.query<Answer>(query)
  expect(found(data)).toEqual(truth(40))
  const search = 'POST /contacts/search'
  expect(gateway.calls).toEqual(['GET /contacts', 'GET /segments', search, search, search])
  gateway.forgetRequests()
  expect((await gateway.query(query)).data).toEqual(data)
  expect(gateway.calls).toEqual([])
})

test('who changed lately is asked about by itself, as a search may not know it yet', async () => {
  const now = Math.floor(Date.now() / 1000)
  await using gateway = await startTestGateway({ world: world(7, now), indexLagMs: 600_000 })
  const moved = { ...people(1, now)[0]!, segment_ids: [hexId(902)] }
  gateway.sandbox.world.putContact(moved)
  const { data } = await gateway.query<Answer>(query)
  expect(found(data)).toEqual({ ...truth(7), [moved.id]: [hexId(902)] })
  expect(gateway.calls).toEqual(['GET /contacts', ...Array.from({ length: 7 }, () => each)])
})

test('where there are as many segments as contacts, contacts are asked', async () => {
  const many = Array.from({ length: 8 }, (_, at) => ({ ...segments[0]!, id: hexId(950 + at) }))
  await using gateway = await startTestGateway({ world: aWorld({ segments: many, contacts: people(8) }) })
  await gateway.query(query)
  expect(gateway.calls.filter((call) => call === each)).toHaveLength(8)
  expect(gateway.calls).not.toContain('POST /contacts/search')
})

test('a contact whose segments cannot be had is one null, and the page lives', async () => {
  await using gateway = await startTestGateway({ world: world(3) })
  gateway.sandbox.control.failNext(each, { status: 403 })
  const { data, errors } = await gateway.query<{ contacts: { nodes: { segments: unknown }[] } }>(query)
  expect(data?.contacts.nodes.filter(({ segments: found }) => found === null)).toHaveLength(1)
  expect(errors).toMatchObject([{ path: ['contacts', 'nodes', expect.any(Number), 'segments'], extensions: { code: 'UPSTREAM_ERROR' } }])
})

import { expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { ContactEventsDocument } from '../support/generated/graphql.ts'
import { aContact, aWorld, hexId } from '../unit/sandbox/small-world.ts'

const now = Math.floor(Date.now() / 1000)
const minute = 60
const day = 86_400

const anEvent = (number: number, created_at: number, contact_id = hexId(2)) => ({
  ...{ id: String(number), contact_id, event_name: number % 2 === 0 ? 'booked' : 'paid', created_at, metadata: { number } },
})
/** The latest first. Two of one second, and one that Intercom counts and does not list. */
const events = [
  ...Array.from({ length: 60 }, (_, at) => anEvent(60 - at, now - (at + 1) * minute)),
  anEvent(0, now - 60 * minute),
  anEvent(99, now - 100 * day),
]
const world = () => aWorld({ contacts: [aContact(1, { role: 'lead', email: null }), aContact(2)], events })

const contact = 'GET /contacts/{contact_id}'
const call = 'GET /events'
const by = { id: hexId(2) }
const numbers = (found: { metadata: unknown }[] | undefined) => found?.map(({ metadata }) => (metadata as { number: number }).number)

test('what a contact did is one call for what happened and one for how often, and none the second time', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const { contact: found } = await gateway.ask(ContactEventsDocument, { by, first: 2 })
  const at = (seconds: number) => new Date(seconds * 1000).toISOString()
  expect(found?.events?.nodes).toMatchObject([
    { name: 'booked', occurredAt: at(now - minute), metadata: { number: 60 }, contact: { id: found?.id } },
    { name: 'paid', occurredAt: at(now - 2 * minute), metadata: { number: 59 } },
  ])
  expect(found?.eventSummaries).toEqual([
    { name: 'booked', first: at(now - 60 * minute), last: at(now - minute), count: 31, description: 'booked in the app' },
    { name: 'paid', first: at(now - 100 * day), last: at(now - 2 * minute), count: 31, description: 'paid in the app' },
  ])
  expect(gateway.calls).toEqual([contact, call, call])
  gateway.forgetRequests()
  expect((await gateway.ask(ContactEventsDocument, { by, first: 2 })).contact).toEqual(found)
  expect(gateway.calls).toEqual([])
})

test('all of them come page by page, each once; pages of ours end within and behind those of Intercom', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const query = `query ($after: String) { contact(by: { id: "${hexId(2)}" }) {
    events(first: 22, after: $after) { nodes { metadata } pageInfo { hasNextPage endCursor } } } }`
  type Page = { nodes: { metadata: unknown }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
  const seen: (number | undefined)[] = []
  for (let after: string | null = null, more = true; more; ) {
    const { data }: { data: { contact: { events: Page } } | null } = await gateway.query(query, { after })
    seen.push(...(numbers(data?.contact.events.nodes) ?? []))
    after = data?.contact.events.pageInfo.endCursor ?? null
    more = data?.contact.events.pageInfo.hasNextPage ?? false
  }
  expect(seen.toSorted((a, b) => (b ?? 0) - (a ?? 0))).toEqual(Array.from({ length: 61 }, (_, at) => 60 - at))
  expect(gateway.calls).toEqual([contact, call, call])
})

test('since an instant only what happened from it on, and no page is read that cannot have any', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const since = new Date((now - 3 * minute) * 1000).toISOString()
  const { contact: found } = await gateway.ask(ContactEventsDocument, { by, first: 50, since })
  expect(numbers(found?.events?.nodes)).toEqual([60, 59, 58])
  expect(found?.events?.pageInfo.hasNextPage).toBe(false)
  expect(gateway.calls).toEqual([contact, call, call])
})

test('a page of contacts costs a call for each; of each other’s parents nothing is mixed up', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const { data } = await gateway.query('{ contacts { nodes { intercomId events(first: 1) { nodes { contact { intercomId name } } } } } }')
  expect(data).toEqual({
    contacts: {
      nodes: [
        { intercomId: hexId(2), events: { nodes: [{ contact: { intercomId: hexId(2), name: 'Person 2' } }] } },
        { intercomId: hexId(1), events: { nodes: [] } },
      ],
    },
  })
  expect(gateway.calls).toEqual(['GET /contacts', call, call])
})

test('a cursor of another contact, or of another since, is refused', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const { contact: found } = await gateway.ask(ContactEventsDocument, { by, first: 2 })
  const after = found?.events?.pageInfo.endCursor
  const other =
    'query ($after: String, $since: DateTime, $id: ID!) { contact(by: { id: $id }) { events(after: $after, since: $since) { nodes { name } } } }'
  for (const variables of [
    { after, id: hexId(1) },
    { after, id: hexId(2), since: new Date(0).toISOString() },
  ]) {
    expect(await gateway.query(other, variables)).toMatchObject({ errors: [{ extensions: { code: 'INVALID' } }] })
  }
})

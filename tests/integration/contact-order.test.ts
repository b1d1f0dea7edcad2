import { expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'

type Page = { contacts: { pageInfo: { endCursor: string }; nodes: { intercomId: string; createdAt: string; name: string | null }[] } }
const Ordered = `query Ordered($orderBy: ContactOrder, $after: String, $filter: ContactFilter) {
  contacts(first: 100, after: $after, orderBy: $orderBy, filter: $filter) { pageInfo { endCursor } nodes { intercomId createdAt name } }
}`

test('from 2.16 contacts come in the order that was asked for, over all pages, with a filter and without', async () => {
  await using gateway = await startTestGateway({ conversations: 0, env: { INTERCOM_VERSION: '2.16' } })
  for (const filter of [undefined, { role: 'USER' }]) {
    const orderBy = { field: 'CREATED_AT', direction: 'ASC' }
    const first = (await gateway.query<Page>(Ordered, { orderBy, filter })).data!.contacts
    const second = (await gateway.query<Page>(Ordered, { orderBy, filter, after: first.pageInfo.endCursor })).data!.contacts
    const created = [...first.nodes, ...second.nodes].map(({ createdAt }) => createdAt)
    expect(created.length).toBeGreaterThan(150)
    expect(created).toEqual(created.toSorted())
    const latest = (await gateway.query<Page>(Ordered, { orderBy: { field: 'CREATED_AT' }, filter })).data!.contacts.nodes
    expect(latest[0]!.createdAt >= created.at(-1)!).toBe(true)
  }
  expect(new Set(gateway.calls)).toEqual(new Set(['POST /contacts/search']))
})

test('a cursor of one order is refused by another', async () => {
  await using gateway = await startTestGateway({ conversations: 0, env: { INTERCOM_VERSION: '2.16' } })
  const first = (await gateway.query<Page>(Ordered, { orderBy: { field: 'NAME', direction: 'ASC' } })).data!.contacts
  const { errors } = await gateway.query(Ordered, { orderBy: { field: 'NAME' }, after: first.pageInfo.endCursor })
  expect(errors?.[0]?.extensions.code).toBe('INVALID')
})

test('below 2.16 an order is refused, and says what it needs', async () => {
  await using gateway = await startTestGateway({ conversations: 0 })
  const { errors, data } = await gateway.query(Ordered, { orderBy: { field: 'NAME' } })
  expect(data).toEqual({ contacts: null })
  expect(errors?.[0]?.extensions.code).toBe('CAPABILITY_UNAVAILABLE')
  expect(gateway.calls).toEqual([])
})

import { expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { ContactTicketsDocument } from '../support/generated/graphql.ts'
import { aContact, aTicket, aTicketType, aWorld, hexId, noon } from '../unit/sandbox/small-world.ts'

const contact = 'GET /contacts/{contact_id}'
const search = 'POST /tickets/search'

/** Tickets of three contacts in turn, of whom the first two share each sixth; the last the last changed. A fourth has none. */
const worldOf = (count: number) =>
  aWorld({
    contacts: [1, 2, 3, 4].map((number) => aContact(number)),
    ticket_types: [aTicketType('4001'), aTicketType('4002', { category: 'Back-office' })],
    tickets: Array.from({ length: count }, (_, at) =>
      aTicket(at + 1, {
        updated_at: noon + at,
        contact_ids: at % 6 === 0 ? [hexId(1), hexId(2)] : [hexId((at % 3) + 1)],
        open: at % 2 === 0,
        ...(at % 4 === 0 && { ticket_type_id: '4002' }),
      }),
    ),
  })

type Page = { totalCount: number; pageInfo: { hasNextPage: boolean }; nodes: { intercomId: string }[] }
type Listed = { contacts: { nodes: { intercomId: string; tickets: Page }[] } }
const all =
  'query ($filter: TicketFilter) { contacts { nodes { intercomId tickets(first: 3, filter: $filter) { totalCount pageInfo { hasNextPage } nodes { intercomId } } } } }'
const numbersOf = ({ nodes }: Page) => nodes.map(({ intercomId }) => Number(intercomId))
const byContact = (data: Listed | null) =>
  Object.fromEntries(
    (data?.contacts.nodes ?? []).map(({ intercomId, tickets }) => [Number.parseInt(intercomId.slice(4), 16), numbersOf(tickets)]),
  )

test('the tickets of one contact are one search, also behind a cursor, and none when warm', async () => {
  await using gateway = await startTestGateway({ world: worldOf(12) })
  const by = { by: { id: hexId(1) }, first: 3 }
  const first = await gateway.ask(ContactTicketsDocument, by)
  expect(first.contact?.tickets).toMatchObject({
    totalCount: 4,
    pageInfo: { hasNextPage: true },
    nodes: [{ intercomId: '10', title: 'Ticket 10', type: { name: 'Type 4001' }, state: {} }, { intercomId: '7' }, { intercomId: '4' }],
  })
  expect(gateway.calls).toEqual([contact, search])
  const after = first.contact?.tickets?.pageInfo.endCursor ?? ''
  const second = await gateway.ask(ContactTicketsDocument, { ...by, after })
  expect(second.contact?.tickets).toMatchObject({ nodes: [{ intercomId: '1' }], pageInfo: { hasNextPage: false } })
  expect(gateway.calls).toEqual([contact, search, search])
  gateway.forgetRequests()
  expect([await gateway.ask(ContactTicketsDocument, by), await gateway.ask(ContactTicketsDocument, { ...by, after })]).toEqual([
    first,
    second,
  ])
  expect(gateway.calls).toEqual([])
  const { errors } = await gateway.query(`{ contact(by: { id: "${hexId(2)}" }) { tickets(first: 3, after: "${after}") { totalCount } } }`)
  expect(errors).toMatchObject([{ extensions: { code: 'INVALID' } }])
})

test('the tickets of many contacts are one search while they are few, one of two people with both', async () => {
  await using gateway = await startTestGateway({ world: worldOf(12) })
  const { data } = await gateway.query<Listed>(all)
  expect(byContact(data)).toEqual({ 1: [10, 7, 4], 2: [11, 8, 7], 3: [12, 9, 6], 4: [] })
  expect(data?.contacts.nodes.map(({ tickets }) => tickets.totalCount).toSorted()).toEqual([0, 4, 4, 6])
  expect(gateway.calls).toEqual(['GET /contacts', search])
  gateway.forgetRequests()
  expect((await gateway.query<Listed>(all)).data).toEqual(data)
  expect(gateway.calls).toEqual([])
  // what came with them is known by its id, too
  expect((await gateway.query('{ ticket(id: 12) { title } }')).data).toEqual({ ticket: { title: 'Ticket 12' } })
  expect(gateway.calls).toEqual([])
})

test('more tickets than a search holds are searched for each contact by itself, with exact pages and counts', async () => {
  await using gateway = await startTestGateway({ world: worldOf(160) })
  const { data } = await gateway.query<Listed>(all)
  expect(byContact(data)).toEqual({ 1: [160, 157, 154], 2: [158, 157, 155], 3: [159, 156, 153], 4: [] })
  expect(gateway.calls).toEqual(['GET /contacts', search, search, search, search, search])
})

test('an attribute narrows them too, at a call more for all types of tickets', async () => {
  const ticket_types = [aTicketType('4001', { attributes: [{ name: 'Count', data_type: 'integer' }] })]
  const tickets = [3, 5].map((Count) => aTicket(Count, { attributes: { Count } }))
  await using gateway = await startTestGateway({ world: aWorld({ contacts: [aContact(1), aContact(2)], ticket_types, tickets }) })
  const { data } = await gateway.query<Listed>(all, { filter: { attribute: { name: 'Count', number: { lte: 3 } } } })
  expect(byContact(data)).toEqual({ 1: [3], 2: [] })
  expect(gateway.calls).toEqual(['GET /contacts', 'GET /ticket_types', search])
})

test.each<[filter: object, first: number[], second: number[]]>([
  [{ open: { eq: true } }, [7, 1], [11, 7, 5]],
  [{ category: 'BACK_OFFICE' }, [1], [5, 1]],
  [{ not: { type: { eq: '4002' } }, open: { eq: true } }, [7], [11, 7]],
  [{ contact: { eq: hexId(1) } }, [10, 7, 4], [7, 1]],
  [{ id: { in: ['10', '2'] } }, [10], [2]],
])('a filter narrows them, by the same one search: %j', async (filter, first, second) => {
  await using gateway = await startTestGateway({ world: worldOf(12) })
  const { data, errors } = await gateway.query<Listed>(all, { filter })
  expect(errors).toBeUndefined()
  expect(byContact(data)).toMatchObject({ 1: first, 2: second, 4: [] })
  expect(gateway.calls).toEqual(['GET /contacts', search])
})

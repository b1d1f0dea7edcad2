import { describe, expect, test, vi } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { ConversationTicketsDocument, TicketListDocument, type TicketListQuery } from '../support/generated/graphql.ts'
import { ticketWorld } from '../support/tickets.ts'
import { aContact, aTicket, aTicketType, aWorld, hexId, noon } from '../unit/sandbox/small-world.ts'

const search = 'POST /tickets/search'

const someTickets = (count: number, fields: (at: number) => Parameters<typeof aTicket>[1] = () => ({})) =>
  Array.from({ length: count }, (_, at) =>
    aTicket(at + 1, {
      updated_at: noon + at,
      created_at: noon + at,
      contact_ids: [hexId((at % 2) + 1)],
      admin_assignee_id: at % 3 === 0 ? null : '1001',
      ...fields(at),
    }),
  )

describe('fifty tickets with their contacts and assignees', () => {
  test('cost three calls, and none when warm, for the same answer', async () => {
    await using gateway = await startTestGateway({ world: ticketWorld(someTickets(60)) })
    const cold = await gateway.ask(TicketListDocument, { first: 50 })
    expect(cold.tickets).toMatchObject({
      totalCount: 60,
      nodes: {
        length: 50,
        0: { intercomId: '60', title: 'Ticket 60', type: { name: 'Bug report' }, contacts: { nodes: [{ displayName: 'Person 2' }] } },
      },
    })
    expect(gateway.calls.toSorted()).toEqual(['GET /admins', 'POST /contacts/search', search])
    gateway.forgetRequests()
    expect(await gateway.ask(TicketListDocument, { first: 50 })).toEqual(cold)
    expect(gateway.calls).toEqual([])
  })

  test('fill what a ticket by its id is read from, parts included', async () => {
    await using gateway = await startTestGateway({ world: ticketWorld(someTickets(3)) })
    await gateway.ask(TicketListDocument, { first: 3 })
    gateway.forgetRequests()
    expect((await gateway.query('{ ticket(id: 2) { title parts { totalCount } } }')).data).toEqual({
      ticket: { title: 'Ticket 2', parts: { totalCount: 0 } },
    })
    expect(gateway.calls).toEqual([])
  })

  test('take two hops: the admins are read beside the page', async () => {
    await using gateway = await startTestGateway({ world: ticketWorld(someTickets(50)) })
    gateway.sandbox.control.pause(search)
    const answer = gateway.ask(TicketListDocument, { first: 50 })
    await vi.waitFor(() => expect(gateway.calls.toSorted()).toEqual(['GET /admins', search]))
    gateway.sandbox.control.resume(search)
    expect((await answer).tickets?.nodes).toHaveLength(50)
  })
})

test('pages lead through everything once, and cost nothing when warm', async () => {
  await using gateway = await startTestGateway({ world: ticketWorld(someTickets(25)) })
  const read = async () => {
    const ids: string[] = []
    let after: string | null | undefined = null
    do {
      const { tickets }: TicketListQuery = await gateway.ask(TicketListDocument, { first: 10, after })
      ids.push(...(tickets?.nodes ?? []).map(({ intercomId }) => intercomId))
      after = tickets?.pageInfo.hasNextPage ? tickets.pageInfo.endCursor : null
    } while (after)
    return ids
  }
  const ids = await read()
  expect(ids).toEqual([...Array(25).keys()].map((at) => String(25 - at)))
  expect(gateway.calls.filter((call) => call === search)).toHaveLength(3)
  gateway.forgetRequests()
  expect(await read()).toEqual(ids)
  expect(gateway.calls).toEqual([])
})

describe('a filter by an attribute', () => {
  const attributes = [{ name: 'Severity', data_type: 'list', list_options: [{ id: 's1', label: 'High' }] }] as const
  const types = [
    aTicketType('4001', { attributes: [...attributes, { name: 'Browser' }, { name: 'Seats', data_type: 'integer' }] as never }),
    aTicketType('4002', {
      attributes: [
        { name: 'Seats', data_type: 'decimal' },
        { name: 'Due', data_type: 'datetime' },
        { name: 'Urgent', data_type: 'boolean' },
        { name: 'Files', data_type: 'files' },
      ],
    }),
  ]
  const tickets = [
    aTicket(1, { attributes: { Severity: 'High', Browser: 'Firefox', Seats: 5 } }),
    aTicket(2, { attributes: { Severity: 'Low', Browser: null, Seats: null } }),
    aTicket(3, { ticket_type_id: '4002', attributes: { Seats: 5.5, Due: noon, Urgent: true } }),
    aTicket(4, { ticket_type_id: '4002', attributes: { Seats: 5, Due: null, Urgent: false } }),
  ]
  const world = () => aWorld({ ticket_types: types, tickets, contacts: [aContact(1)] })
  const query = 'query($filter: TicketFilter) { tickets(filter: $filter) { totalCount nodes { intercomId } } }'
  type Answer = { tickets: { totalCount: number | null; nodes: { intercomId: string }[] } }

  test.each<[attribute: object, ids: number[], isCounted?: boolean]>([
    [{ name: 'Severity', string: { eq: 'High' } }, [1]],
    [{ name: 'Severity', string: { neq: 'High' } }, [2, 3, 4]],
    [{ name: 'Browser', string: { startsWith: 'fire' } }, [1]],
    [{ name: 'Browser', string: { isNull: true } }, [2, 3, 4]],
    [{ name: 'Browser', string: { isNull: false } }, [1]],
    [{ name: 'Seats', number: { eq: 5 } }, [1, 4]],
    [{ name: 'Seats', number: { gte: 5 } }, [1, 3, 4]],
    [{ name: 'Seats', number: { gt: 5 } }, [3], false],
    [{ name: 'Due', date: { isNull: false } }, [3]],
    [{ name: 'Due', date: { after: new Date((noon - 1) * 1000).toISOString() } }, [3]],
    [{ name: 'Urgent', boolean: { eq: false } }, [4]],
  ])('%j finds %j, for one call to know the types', async (attribute, ids, isCounted = true) => {
    await using gateway = await startTestGateway({ world: world() })
    const { data, errors } = await gateway.query<Answer>(query, { filter: { attribute } })
    expect(errors).toBeUndefined()
    expect(data?.tickets.nodes.map(({ intercomId }) => Number(intercomId)).toSorted()).toEqual(ids)
    expect(data?.tickets.totalCount).toBe(isCounted ? ids.length : null)
    expect(gateway.calls.toSorted()).toEqual(['GET /ticket_types', search])
    gateway.forgetRequests()
    await gateway.query<Answer>(query, { filter: { not: { and: [{ attribute }] } } })
    expect(gateway.calls).not.toContain('GET /ticket_types')
    // the tickets of a contact take the same filters
    const ofContact = 'query($filter: TicketFilter) { contacts(first: 1) { nodes { tickets(filter: $filter) { nodes { intercomId } } } } }'
    const answer = await gateway.query<{ contacts: { nodes: Answer[] } }>(ofContact, { filter: { attribute } })
    expect(answer.data?.contacts.nodes[0]?.tickets.nodes.map(({ intercomId }) => Number(intercomId)).toSorted()).toEqual(ids)
  })

  test.each(['startsWith', 'endsWith'])(
    'what does not match by %s is refused of lists, whose words are not sure here',
    async (condition) => {
      await using gateway = await startTestGateway({ world: world() })
      const filter = (name: string) => ({ not: { attribute: { name, string: { [condition]: 'Hi' } } } })
      const { errors } = await gateway.query(query, { filter: filter('Severity') })
      expect(errors?.[0]).toMatchObject({
        message: expect.stringMatching(`^"filter.not.attribute.string.${condition}" cannot be negated: Intercom has no search`),
        extensions: { code: 'INVALID' },
      })
      expect((await gateway.query(query, { filter: filter('Browser') })).errors).toBeUndefined()
    },
  )

  test.each<[attribute: object, reason: string]>([
    [{ name: 'Nothing', string: { eq: 'x' } }, 'no type of ticket has an attribute of that name'],
    [{ name: 'Severity', number: { eq: 1 } }, '"Severity" holds list'],
    [{ name: 'Files', string: { isNull: false } }, '"Files" holds files'],
    [{ name: 'Severity' }, 'give it one of string, number, boolean, date'],
    [{ name: 'Severity', string: {} }, 'says nothing'],
    [{ name: 'Severity', string: { eq: null } }, 'is null'],
    [{ name: 'Severity', string: null }, 'is null'],
  ])('%j is refused: %s', async (attribute, reason) => {
    await using gateway = await startTestGateway({ world: world() })
    const { errors } = await gateway.query<Answer>(query, { filter: { attribute } })
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['INVALID'])
    expect(errors?.[0]?.message).toContain(reason)
    expect(gateway.calls).toEqual(['GET /ticket_types'])
  })
})

describe('a filter', () => {
  const at = (offset: number) => new Date((noon + offset) * 1000).toISOString()
  const tickets = [
    aTicket(1, { created_at: noon, contact_ids: [hexId(1)], admin_assignee_id: '1001' }),
    aTicket(2, { created_at: noon + 1, ticket_type_id: '4002', contact_ids: [hexId(2)], state_id: '5004', open: false }),
    aTicket(3, {
      created_at: noon + 2,
      contact_ids: [hexId(1), hexId(2)],
      team_assignee_id: '2001',
      state_id: '5002',
      updated_at: noon + 9,
    }),
  ]

  test.each<[filter: object, ids: number[]]>([
    [{ id: { in: ['1', 'gid://intercom/small/Ticket/3'] } }, [1, 3]],
    [{ type: { eq: 'gid://intercom/small/TicketType/4002' } }, [2]],
    [{ type: { neq: '4002' } }, [1, 3]],
    [{ category: 'CUSTOMER' }, [1, 3]],
    [{ category: 'BACK_OFFICE' }, [2]],
    [{ category: 'TRACKER' }, []],
    [{ state: { eq: 'gid://intercom/small/TicketState/5002' } }, [3]],
    [{ state: { in: ['5001', '5004'] } }, [1, 2]],
    [{ open: { eq: false } }, [2]],
    [{ contact: { eq: hexId(1) } }, [1, 3]],
    [{ admin: { eq: '1001' } }, [1]],
    [{ team: { in: ['2001'] } }, [3]],
    [{ createdAt: { after: at(0) } }, [2, 3]],
    [{ createdAt: { onOrAfter: at(1), before: at(2) } }, [2]],
    [{ updatedAt: { onOrBefore: at(8) } }, [1, 2]],
    [{ and: [{ open: { eq: true } }, { or: [{ contact: { eq: hexId(2) } }, { admin: { eq: '1001' } }] }] }, [1, 3]],
  ])('%j finds %j', async (filter, ids) => {
    await using gateway = await startTestGateway({ world: ticketWorld(tickets) })
    const { data, errors } = await gateway.query<{ tickets: { totalCount: number; nodes: { intercomId: string }[] } }>(
      'query($filter: TicketFilter) { tickets(filter: $filter) { totalCount nodes { intercomId } } }',
      { filter },
    )
    expect(errors).toBeUndefined()
    expect(data?.tickets.nodes.map(({ intercomId }) => Number(intercomId)).toSorted()).toEqual(ids)
    expect(data?.tickets.totalCount).toBe(ids.length)
    expect(gateway.calls).toEqual([search])
  })
})

describe('what hangs together with conversations', () => {
  test('is one search for all of their tickets, and one for all conversations of those', async () => {
    const links = [44, 45].map((id) => ({ type: 'conversation' as const, id: String(id) }))
    const tracker = aTicket(50, { ticket_type_id: '4002', links })
    const own = aTicket(51, { ticket_type_id: '4002', links: links.slice(0, 1) })
    await using gateway = await startTestGateway({ world: ticketWorld([tracker, own]) })
    const { conversation } = await gateway.ask(ConversationTicketsDocument, { id: '44' })
    expect(conversation?.linkedTickets).toMatchObject([
      {
        id: 'gid://intercom/small/Ticket/50',
        category: 'BACK_OFFICE',
        linkedConversations: [{ id: 'gid://intercom/small/Conversation/44', state: 'OPEN' }, { state: 'OPEN' }],
      },
      { id: 'gid://intercom/small/Ticket/51', linkedConversations: [{ state: 'OPEN' }] },
    ])
    expect(gateway.calls).toEqual(['GET /conversations/{conversation_id}', search, 'GET /conversations/{conversation_id}'])
    gateway.forgetRequests()
    const all = '{ conversations { nodes { intercomId linkedTickets { intercomId title } } } }'
    expect((await gateway.query(all)).data).toEqual({
      conversations: {
        nodes: expect.arrayContaining([
          { intercomId: '42', linkedTickets: [] },
          { intercomId: '45', linkedTickets: [{ intercomId: '50', title: 'Ticket 50' }] },
        ]),
      },
    })
    expect(gateway.calls).toEqual(['GET /conversations'])
  })

  test('costs no call when no more is asked than which, and leaves out what is gone', async () => {
    const tracker = aTicket(50, {
      links: [
        { type: 'conversation', id: '44' },
        { type: 'conversation', id: '404' },
      ],
    })
    await using gateway = await startTestGateway({ world: ticketWorld([tracker]) })
    const ids = '{ conversations { nodes { linkedTickets { id __typename } } } }'
    expect((await gateway.query(ids)).data).toMatchObject({
      conversations: {
        nodes: expect.arrayContaining([{ linkedTickets: [{ id: 'gid://intercom/small/Ticket/50', __typename: 'Ticket' }] }]),
      },
    })
    expect(gateway.calls).toEqual(['GET /conversations'])
    gateway.forgetRequests()
    const { data, errors } = await gateway.query('{ ticket(id: 50) { linkedConversations { intercomId state } } }')
    expect([data, errors]).toEqual([{ ticket: { linkedConversations: [{ intercomId: '44', state: 'OPEN' }] } }, undefined])
  })
})

test('the tickets of the whole desk are read as their REST answers have them', async () => {
  await using gateway = await startTestGateway({ conversations: 200 })
  const seen: string[] = []
  for (let after: string | null | undefined = null, more = true; more; ) {
    const { tickets }: TicketListQuery = await gateway.ask(TicketListDocument, { first: 15, after })
    seen.push(...(tickets?.nodes ?? []).map(({ intercomId }) => intercomId))
    after = tickets?.pageInfo.endCursor
    more = tickets?.pageInfo.hasNextPage ?? false
  }
  expect(seen.toSorted()).toEqual([...gateway.sandbox.world.tickets.keys()].toSorted())
  expect(seen.length).toBeGreaterThan(30)
})

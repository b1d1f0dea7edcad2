import { createHash } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { TicketDocument } from '../support/generated/graphql.ts'
import { bugReport, task, ticketWorld } from '../support/tickets.ts'
import { aPart, aTicket, hexId } from '../unit/sandbox/small-world.ts'

const [read, search] = ['GET /tickets/{ticket_id}', 'POST /tickets/search'] as const

describe('a ticket', () => {
  test('with everything that it says and points at costs a call, and one for each kind of what it points at', async () => {
    await using gateway = await startTestGateway({ world: ticketWorld() })
    const { ticket } = await gateway.ask(TicketDocument, { id: '42', attribute: 'Severity' })
    expect(ticket).toMatchObject({
      id: 'gid://intercom/small/Ticket/42',
      intercomId: '42',
      displayNumber: '1001',
      type: {
        id: 'gid://intercom/small/TicketType/4001',
        name: 'Bug report',
        states: [
          { internalLabel: 'Submitted' },
          { internalLabel: 'In progress' },
          { internalLabel: 'Waiting on customer' },
          { internalLabel: 'Resolved' },
        ],
      },
      category: 'CUSTOMER',
      state: { id: 'gid://intercom/small/TicketState/5002', category: 'in_progress', internalLabel: 'In progress' },
      open: true,
      title: 'It broke',
      description: 'Since Monday',
      shared: true,
      attributes: { _default_title_: 'It broke', Severity: 'High', Count: 3, Empty: null },
      attribute: { __typename: 'OptionAttribute', option: 'High' },
      contacts: { nodes: [{ displayName: 'Person 1' }, { displayName: 'Person 2' }] },
      adminAssignee: { name: 'Admin 1001' },
      teamAssignee: { name: 'Support' },
      company: { name: 'Company 500' },
      snoozedUntil: null,
      linkedConversations: [],
      parts: {
        totalCount: 7,
        nodes: { 2: { rawType: 'ticket_state_updated_by_admin', previousState: 'submitted', newState: 'in_progress' } },
      },
    })
    const calls = ['GET /admins', 'GET /companies/{company_id}', 'GET /teams', 'GET /ticket_states', read, 'POST /contacts/search']
    expect(gateway.calls.toSorted()).toEqual(calls)
    gateway.forgetRequests()
    expect(await gateway.ask(TicketDocument, { id: '42', attribute: 'Severity' })).toEqual({ ticket })
    expect(gateway.calls).toEqual([])
  })

  test('is one call with its type, its state, its parts, and people of whom no more is asked than who they are', async () => {
    await using gateway = await startTestGateway({ world: ticketWorld() })
    const { data } = await gateway.query(`{ ticket(id: 42) {
      title type { name attributes { name } } state { externalLabel } parts { nodes { body } }
      adminAssignee { id intercomId } teamAssignee { intercomId } company { id }
      contacts { totalCount nodes { intercomId externalId } } linkedConversations { id }
    } }`)
    expect(data).toMatchObject({
      ticket: {
        adminAssignee: { id: 'gid://intercom/small/Admin/1001', intercomId: '1001' },
        company: { id: `gid://intercom/small/Company/${hexId(500)}` },
        contacts: { totalCount: 2, nodes: [{ intercomId: hexId(1), externalId: 'ext-1' }, { intercomId: hexId(2) }] },
      },
    })
    expect(gateway.calls).toEqual([read])
  })

  test('starts the teammates beside itself', async () => {
    await using gateway = await startTestGateway({ world: ticketWorld() })
    gateway.sandbox.control.pause(read)
    const answer = gateway.query('{ ticket(id: 42) { adminAssignee { name } } }')
    await vi.waitFor(() => expect(gateway.calls.toSorted()).toEqual(['GET /admins', read]))
    gateway.sandbox.control.resume(read)
    expect((await answer).data).toEqual({ ticket: { adminAssignee: { name: 'Admin 1001' } } })
  })

  test.each(['2.14', '2.15', '2.16'])('has its assignee, or nobody, whatever %s writes', async (version) => {
    await using gateway = await startTestGateway({ world: ticketWorld(), env: { INTERCOM_VERSION: version } })
    const { data } = await gateway.query(
      '{ mine: ticket(id: 42) { ...who } free: ticket(id: 43) { ...who } } fragment who on Ticket { adminAssignee { name } teamAssignee { name } }',
    )
    expect(data).toEqual({
      mine: { adminAssignee: { name: 'Admin 1001' }, teamAssignee: { name: 'Support' } },
      free: { adminAssignee: null, teamAssignee: null },
    })
  })

  test('that is not there is null; one that says neither type nor state is an error of those alone', async () => {
    const odd = aTicket(46, { ticket_type_id: '9', state_id: '9' })
    await using gateway = await startTestGateway({ world: ticketWorld([odd]) })
    expect((await gateway.query('{ ticket(id: 99) { id } }')).data).toEqual({ ticket: null })
    expect((await gateway.query('{ ticket(id: 46) { title category } }')).data).toEqual({ ticket: { title: null, category: 'CUSTOMER' } })
    const { data, errors } = await gateway.query('{ ticket(id: 46) { type { name } } }')
    expect([data, errors]).toMatchObject([
      { ticket: null },
      [{ message: 'Intercom does not say the type of the ticket 46.', extensions: { code: 'NOT_FOUND' } }],
    ])
  })

  test.each(['..', 'search', '../me', '', '1 2', 'gid://intercom/other/Ticket/42', 'gid://intercom/small/Conversation/42'])(
    '%j is none, and never a path',
    async (id) => {
      await using gateway = await startTestGateway({ world: ticketWorld() })
      const { errors } = await gateway.query('query($id: ID!) { ticket(id: $id) { id } }', { id })
      expect(errors?.[0]?.extensions.code).toBe('INVALID')
      expect(gateway.calls).toEqual([])
    },
  )

  test('is typed by the attributes of its own type', async () => {
    await using gateway = await startTestGateway({ world: ticketWorld() })
    const { data } = await gateway.query(`{ ticket(id: 42) {
      severity: attribute(name: "Severity") { ... on OptionAttribute { option } }
      count: attribute(name: "Count") { ... on NumberAttribute { number } }
      began: attribute(name: "Began") { ... on DateAttribute { date } }
      title: attribute(name: "_default_title_") { ... on StringAttribute { string } }
      empty: attribute(name: "Empty") { __typename }
      unknown: attribute(name: "Unknown") { __typename }
    } }`)
    expect(data).toEqual({
      ticket: {
        severity: { option: 'High' },
        count: { number: 3 },
        began: { date: '2025-06-15T12:00:00.000Z' },
        title: { string: 'It broke' },
        empty: null,
        unknown: null,
      },
    })
    expect(gateway.calls).toEqual([read])
  })
})

describe('many tickets by their ids', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, at) => `gid://intercom/small/Ticket/${at + 1}`)
  const nodes = 'query($ids: [ID!]!) { nodes(ids: $ids) { ... on Ticket { intercomId } } }'

  test.each([
    [2, [search]],
    [20, [search]],
    [21, [search, search]],
    [41, [search, search, search]],
  ])('%i are searched by twenties, and cost nothing when warm', async (count, calls) => {
    const tickets = Array.from({ length: count }, (_, at) => aTicket(at + 1))
    await using gateway = await startTestGateway({ world: ticketWorld(tickets) })
    const { data } = await gateway.query<{ nodes: { intercomId: string }[] }>(nodes, { ids: ids(count) })
    expect(data?.nodes.map(({ intercomId }) => Number(intercomId))).toEqual(tickets.map(({ id }) => Number(id)))
    expect(gateway.calls).toEqual(calls)
    gateway.forgetRequests()
    await gateway.query(nodes, { ids: ids(count) })
    expect(gateway.calls).toEqual([])
  })

  test('one that the search does not know is read by itself: new, or gone', async () => {
    await using gateway = await startTestGateway({ world: ticketWorld([aTicket(1), aTicket(2)]), indexLagMs: 60_000 })
    gateway.sandbox.world.tickets.put(aTicket(3))
    const { data } = await gateway.query(nodes, { ids: ids(4) })
    expect(data).toEqual({ nodes: [{ intercomId: '1' }, { intercomId: '2' }, { intercomId: '3' }, null] })
    expect(gateway.calls).toEqual([search, read, read])
  })
})

describe('the parts of a ticket', () => {
  const parts = (args: string, selection: string) => `{ ticket(id: 42) { parts${args} { ${selection} } } }`
  type Parts = {
    ticket: {
      parts: {
        totalCount: number | null
        pageInfo: { hasNextPage: boolean; endCursor: string }
        nodes: { id: string; intercomId: string }[]
      }
    }
  }

  test('are rendered as bodies are, and none that was taken out', async () => {
    await using gateway = await startTestGateway({ world: ticketWorld() })
    const { data } = await gateway.query(
      parts('', 'nodes { body text: body(as: TEXT) redacted author { kind displayName } attachments { name } }'),
    )
    expect(data).toMatchObject({
      ticket: {
        parts: {
          nodes: {
            0: {
              body: '<p>No</p>',
              text: 'No',
              redacted: false,
              author: { kind: 'CONTACT', displayName: 'Ada as she was' },
              attachments: [],
            },
            5: { body: null, redacted: true },
          },
        },
      },
    })
  })

  test('are paged from either end', async () => {
    await using gateway = await startTestGateway({ world: ticketWorld() })
    const first = (await gateway.query<Parts>(parts('(first: 3)', 'pageInfo { hasNextPage endCursor } nodes { intercomId }'))).data?.ticket
      .parts
    expect(first).toMatchObject({ pageInfo: { hasNextPage: true }, nodes: [{ intercomId: '1' }, { intercomId: '2' }, { intercomId: '3' }] })
    const after = first?.pageInfo.endCursor
    const rest = await gateway.query<Parts>(
      `query($after: String) ${parts('(after: $after, last: 2)', 'totalCount nodes { intercomId }')}`,
      { after },
    )
    expect(rest.data?.ticket.parts).toEqual({ totalCount: 7, nodes: [{ intercomId: '6' }, { intercomId: '7' }] })
    const foreign = await gateway.query('query($after: String) { ticket(id: 43) { parts(after: $after) { nodes { id } } } }', { after })
    expect(foreign.errors?.[0]?.extensions.code).toBe('INVALID')
  })

  test('have no number when Intercom may have cut them off', async () => {
    const long = { ...bugReport, parts: Array.from({ length: 510 }, (_, at) => aPart(at + 1)) }
    await using gateway = await startTestGateway({ world: ticketWorld([long]) })
    const { data } = await gateway.query(parts('(last: 1)', 'totalCount nodes { intercomId }'))
    expect(data).toEqual({ ticket: { parts: { totalCount: null, nodes: [{ intercomId: '510' }] } } })
  })

  test('are nodes by the ticket and their own id', async () => {
    await using gateway = await startTestGateway({ world: ticketWorld() })
    const { data } = await gateway.query<Parts>(parts('', 'nodes { id }'))
    const ids = data?.ticket.parts.nodes.map(({ id }) => id)
    expect(ids?.[0]).toBe('gid://intercom/small/TicketPart/42:1')
    const again = await gateway.query('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: [...(ids ?? []), 'gid://intercom/small/TicketPart/42:99', 'gid://intercom/small/TicketPart/99:1'],
    })
    expect(again.data).toEqual({ nodes: [...(ids ?? []).map((id) => ({ id })), null, null] })
  })

  test.each(['42', '42:', ':1', '42:1:2', '42:../admins', '../admins:1', 'a:b'])('%j is the id of none', async (id) => {
    await using gateway = await startTestGateway({ world: ticketWorld() })
    const { errors } = await gateway.query('query($id: ID!) { node(id: $id) { id } }', { id: `gid://intercom/small/TicketPart/${id}` })
    expect(errors?.[0]?.extensions.code).toBe('INVALID')
    expect(gateway.calls).toEqual([])
  })

  describe('and its notes', () => {
    const keyOf = (name: string, scopes: string) => `${name}:${createHash('sha256').update(`secret-${name}`).digest('hex')}:${scopes}`
    const env = {
      GATEWAY_API_KEYS: `${keyOf('reader', 'TICKETS_READ')},${keyOf('teammate', 'TICKETS_READ+NOTES_READ')},${keyOf('nobody', 'CONVERSATIONS_READ')}`,
    }
    const headers = (name: string) => ({ authorization: `Bearer secret-${name}` })
    const query =
      '{ ticket(id: 42) { parts { totalCount nodes { intercomId } } } node(id: "gid://intercom/small/TicketPart/42:4") { ... on TicketPart { body } } }'

    test('are nowhere for a caller who may not read notes, and not counted', async () => {
      await using gateway = await startTestGateway({ world: ticketWorld(), env })
      const nodes = [1, 2, 3, 5, 6].map((id) => ({ intercomId: String(id) }))
      expect((await gateway.query(query, undefined, headers('reader'))).data).toEqual({
        ticket: { parts: { totalCount: 5, nodes } },
        node: null,
      })
      const { data } = await gateway.query(query, undefined, headers('teammate'))
      expect(data).toMatchObject({ ticket: { parts: { totalCount: 7 } }, node: { body: '<p>A secret</p>' } })
    })

    test('nor is the number of parts that are cut off, as notes may be among them', async () => {
      const long = { ...bugReport, parts: Array.from({ length: 510 }, (_, at) => aPart(at + 1, at === 505 ? { part_type: 'note' } : {})) }
      await using gateway = await startTestGateway({ world: ticketWorld([long]), env })
      const { data } = await gateway.query(
        '{ ticket(id: 42) { parts(last: 3) { totalCount nodes { intercomId } } } }',
        undefined,
        headers('reader'),
      )
      expect(data).toEqual({
        ticket: { parts: { totalCount: null, nodes: [{ intercomId: '508' }, { intercomId: '509' }, { intercomId: '510' }] } },
      })
    })

    test('a caller without TICKETS_READ is refused before anything is asked', async () => {
      await using gateway = await startTestGateway({ world: ticketWorld(), env })
      const { data, errors } = await gateway.query(
        `{ ticket(id: 42) { id } tickets { totalCount } workspace { ticketTypes { id } } }`,
        undefined,
        headers('nobody'),
      )
      expect(data).toEqual({ ticket: null, tickets: null, workspace: { ticketTypes: null } })
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'])
      expect(gateway.calls).toEqual([])
    })
  })
})

test('a ticket and what it is behind know of each other', async () => {
  await using gateway = await startTestGateway({ world: ticketWorld([bugReport, task]) })
  const { data } = await gateway.query('{ ticket(id: 43) { linkedConversations { intercomId linkedTickets { intercomId } } } }')
  expect(data).toEqual({
    ticket: {
      linkedConversations: [
        { intercomId: '44', linkedTickets: [{ intercomId: '43' }] },
        { intercomId: '45', linkedTickets: [{ intercomId: '43' }] },
      ],
    },
  })
  expect(gateway.calls).toEqual([read, 'POST /conversations/search'])
})

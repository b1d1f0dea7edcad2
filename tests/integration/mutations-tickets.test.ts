import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEventStream } from '../support/event-stream.ts'
import { startTestGateway } from '../support/gateway.ts'
import { bugReport, task, ticketWorld } from '../support/tickets.ts'
import { startDesk } from '../support/webhook-house.ts'
import { clientSecret } from '../support/webhooks.ts'
import { aConversation, aTicketType, hexId } from '../unit/sandbox/small-world.ts'

type Failure = { __typename: string; code: string; path: string[] | null; retryable: boolean; constraint?: string; id?: string }
type Payload = { ticket?: Record<string, unknown> | null; deletedId?: string; errors: Failure[] }

const [ada, company] = [hexId(1), hexId(500)]
const read = 'GET /tickets/{ticket_id}'
/** 42 is a conversation, and 43 is none; so are 52 and 53, of which nothing is changed but their tags. */
const world = () => {
  const small = ticketWorld([bugReport, task, { ...bugReport, id: '52' }, { ...task, id: '53' }])
  small.ticket_types.set('4003', aTicketType('4003', { attributes: [{ name: 'Region', required_to_create: true }] }))
  for (const number of [52, 70, 71]) small.conversations.set(String(number), aConversation(number, { contact_ids: [ada] }))
  return small
}

let gateway: Awaited<ReturnType<typeof startTestGateway>>
beforeAll(async () => {
  gateway = await startTestGateway({ world: world() })
})
afterAll(() => gateway.dispose())
const ticketNow = (id: string) => gateway.sandbox.world.tickets.get(id)

async function mutate(field: string, selection = '', on: Pick<typeof gateway, 'query' | 'forgetRequests'> = gateway): Promise<Payload> {
  on.forgetRequests()
  const errors = 'errors { __typename code path retryable ... on ValidationError { constraint } ... on NotFoundError { id } }'
  const answer = await on.query<{ it: Payload }>(`mutation { it: ${field} { ${selection} ${errors} } }`)
  expect(answer.errors).toBeUndefined()
  return answer.data!.it
}
const create = (rest: string) => `ticketCreate(input: { type: "4001", contacts: [{ id: "${ada}" }], ${rest} })`
const update = (id: string, input: string) => `ticketUpdate(id: "${id}", input: { ${input} })`

describe('where Intercom answers the ticket, it takes no call beside the write', () => {
  test('a new one, of which the type is read once for its attributes', async () => {
    const attributes = '{ _default_title_: "It broke", Severity: "High", Count: 3, Began: "2026-11-23T09:30:00Z" }'
    const field = create(`attributes: ${attributes}, company: "${company}", assignTo: { admin: "1002" }, linkConversation: "44"`)
    const selection =
      'ticket { intercomId title severity: attribute(name: "Severity") { ... on OptionAttribute { option } } began: attribute(name: "Began") { ... on DateAttribute { date } } adminAssignee { intercomId } company { intercomId } linkedConversations { intercomId } contacts { nodes { intercomId } } }'
    const { ticket, errors } = await mutate(field, selection)
    expect(errors).toEqual([])
    expect(ticket).toMatchObject({
      ...{ title: 'It broke', severity: { option: 'High' }, began: { date: '2026-11-23T09:30:00.000Z' } },
      ...{ adminAssignee: { intercomId: '1002' }, company: { intercomId: company }, contacts: { nodes: [{ intercomId: ada }] } },
      linkedConversations: [{ intercomId: '44' }],
    })
    expect(gateway.calls).toEqual(['GET /ticket_types', 'POST /tickets'])
    // and the next question finds it
    gateway.forgetRequests()
    const { data } = await gateway.query(`{ ticket(id: "${ticket!.intercomId}") { title } }`)
    expect([data, gateway.calls]).toEqual([{ ticket: { title: 'It broke' } }, []])
    await mutate(create('attributes: { Count: 4 }'), 'ticket { title }')
    expect(gateway.calls).toEqual(['POST /tickets'])
  })

  test('one that is changed: what is left out stays, null takes it away, and it is done in the caller’s name', async () => {
    const state = 'ticket { title open shared snoozedUntil state { category } company { intercomId } adminAssignee { intercomId } }'
    const first = await mutate(
      update('42', 'state: "5002", shared: false, open: true, snoozedUntil: "2040-01-01T00:00:00Z", assignTo: { admin: "1002" }'),
      state,
    )
    expect(first).toMatchObject({
      errors: [],
      ticket: {
        ...{ title: 'It broke', open: true, shared: false, snoozedUntil: '2040-01-01T00:00:00.000Z' },
        ...{ company: { intercomId: company }, adminAssignee: { intercomId: '1002' } },
      },
    })
    expect(gateway.calls.filter((call) => call !== 'GET /admins')).toEqual(['PUT /tickets/{ticket_id}'])
    expect(ticketNow('42')?.parts.findLast(({ assigned_to }) => assigned_to)?.author.id).toBe(
      gateway.sandbox.world.workspace.token_admin_id,
    )
    const second = await mutate(
      update('42', 'company: null, snoozedUntil: null, assignTo: null, attributes: { Count: null, Severity: "High" }'),
      state,
    )
    expect(second).toMatchObject({ errors: [], ticket: { company: null, snoozedUntil: null, shared: false, adminAssignee: null } })
    // what it may have is known from the answer before
    expect(gateway.calls).toEqual(['PUT /tickets/{ticket_id}'])
    expect(ticketNow('42')?.attributes).toMatchObject({ Count: null, Severity: 'High', _default_title_: 'It broke' })
  })

  test('a conversation that becomes one', async () => {
    await gateway.query('{ conversation(id: "70") { state } }')
    const field = 'conversationConvertToTicket(id: "70", ticketType: "4001", attributes: { _default_title_: "Now a ticket" })'
    const { ticket, errors } = await mutate(field, 'ticket { intercomId title category }')
    expect([ticket, errors]).toEqual([{ intercomId: '70', title: 'Now a ticket', category: 'CUSTOMER' }, []])
    expect(gateway.calls).toEqual(['POST /conversations/{conversation_id}/convert'])
  })
})

describe('where Intercom does not answer the ticket, it takes one read, and none when nobody asks', () => {
  test('a reply, of a teammate and of a contact', async () => {
    const parts = 'ticket { parts(last: 1) { nodes { rawType body author { kind intercomId } } } }'
    const reply = 'POST /tickets/{ticket_id}/reply'
    const first = await mutate('ticketReply(id: "42", input: { body: "<p>Hello <b>you</b><script>x()</script></p>" })', parts)
    const author = { kind: 'ADMIN', intercomId: gateway.sandbox.world.workspace.token_admin_id }
    expect(first).toEqual({ errors: [], ticket: { parts: { nodes: [{ rawType: 'comment', body: '<p>Hello <b>you</b></p>', author }] } } })
    expect(gateway.calls).toEqual([reply, read])
    const second = await mutate(`ticketReply(id: "42", input: { body: "Mended?", as: { contact: { id: "${ada}" } } })`, parts)
    expect(second.ticket).toMatchObject({ parts: { nodes: [{ author: { kind: 'CONTACT', intercomId: ada } }] } })
    await mutate('ticketReply(id: "43", input: { body: "Only us" })')
    expect(gateway.calls).toEqual([reply])
  })

  test('a tag, which is the conversation’s where the ticket is one', async () => {
    const tagsOf = async () => {
      const { data } = await gateway.query<{ conversation: object }>('{ conversation(id: "52") { tags { intercomId } } }')
      return data!.conversation
    }
    expect(await tagsOf()).toEqual({ tags: [] })
    expect((await mutate('ticketTagAdd(id: "52", tag: { id: "3001" })', 'ticket { intercomId }')).ticket).toEqual({ intercomId: '52' })
    expect(gateway.calls).toEqual(['POST /tickets/{ticket_id}/tags', read])
    expect(await tagsOf()).toEqual({ tags: [{ intercomId: '3001' }] })
    await mutate('ticketTagRemove(id: "52", tag: "3001")')
    expect(gateway.calls).toEqual(['DELETE /tickets/{ticket_id}/tags/{tag_id}'])
    expect(await tagsOf()).toEqual({ tags: [] })
  })

  test('and one that is deleted is nowhere, neither is its conversation', async () => {
    const { data } = await gateway.query<{ ticket: { id: string } }>('{ ticket(id: "52") { id } conversation(id: "52") { id } }')
    const { deletedId, errors } = await mutate('ticketDelete(id: "52")', 'deletedId')
    expect([deletedId, errors, gateway.calls]).toEqual([data!.ticket.id, [], ['DELETE /tickets/{ticket_id}']])
    const gone = await gateway.query('{ ticket(id: "52") { id } conversation(id: "52") { id } }')
    expect(gone.data).toEqual({ ticket: null, conversation: null })
  })
})

test.each<[field: string, expected: Partial<Failure>]>([
  [create('attributes: { Severe: "High" }'), { code: 'INVALID', path: ['input', 'attributes', 'Severe'], constraint: 'attribute' }],
  [create('attributes: { Severity: "Dire" }'), { code: 'INVALID', path: ['input', 'attributes', 'Severity'], constraint: 'list' }],
  [create('attributes: { Count: "3" }'), { code: 'INVALID', path: ['input', 'attributes', 'Count'], constraint: 'integer' }],
  [create('attributes: { Began: "Monday" }'), { code: 'INVALID', path: ['input', 'attributes', 'Began'], constraint: 'datetime' }],
  [
    `ticketCreate(input: { type: "4003", contacts: [{ id: "${ada}" }], attributes: { _default_title_: "x" } })`,
    { code: 'INVALID', path: ['input', 'attributes', 'Region'], constraint: 'parameter_invalid' },
  ],
  ['conversationConvertToTicket(id: "71", ticketType: "4002")', { code: 'INVALID', path: ['ticketType'] }],
  [update('43', 'attributes: { Count: 3 }'), { code: 'INVALID', path: ['input', 'attributes', 'Count'], constraint: 'attribute' }],
  [update('99', 'attributes: { Count: 3 }'), { code: 'NOT_FOUND', path: ['id'], id: '99' }],
  [update('99', 'open: false'), { code: 'NOT_FOUND', path: ['id'], id: '99' }],
  [update('43', ''), { code: 'INVALID', path: ['input'] }],
  [update('43', 'state: null'), { code: 'INVALID', path: ['input', 'state'] }],
  [update('43', 'state: "5003"'), { code: 'INVALID', path: ['input', 'state'] }],
  [update('43', 'assignTo: { team: "99" }'), { code: 'NOT_FOUND', path: ['input', 'assignTo'] }],
  [`ticketCreate(input: { type: "4001", contacts: [] })`, { code: 'INVALID', path: ['input', 'contacts'], constraint: 'minItems' }],
  [
    `ticketCreate(input: { type: "4001", contacts: [{ id: "${ada}" }, { id: "${hexId(2)}" }] })`,
    { code: 'INVALID', path: ['input', 'contacts'], constraint: 'maxItems' },
  ],
  [
    `ticketCreate(input: { type: "4001", contacts: [{ id: "${hexId(9)}" }] })`,
    { code: 'NOT_FOUND', path: ['input', 'contacts', '0', 'id'] },
  ],
  [
    `ticketCreate(input: { type: "4001", contacts: [{ externalId: "nobody" }] })`,
    { code: 'NOT_FOUND', path: ['input', 'contacts', '0', 'externalId'] },
  ],
  [
    'conversationConvertToTicket(id: "71", ticketType: "4001", attributes: { Count: 0.5 })',
    { code: 'INVALID', path: ['attributes', 'Count'] },
  ],
  [
    'ticketReply(id: "43", input: { body: "x", attachments: [{ name: "a.txt", contentType: "text/plain", base64: "aGVsbG8=" }] })',
    { code: 'CAPABILITY_UNAVAILABLE', path: ['input', 'attachments'] },
  ],
  [
    `ticketReply(id: "43", input: { body: "x", as: { contact: { id: "${ada}" } } })`,
    { code: 'INVALID', path: ['input', 'as'], constraint: 'parameter_mismatch' },
  ],
  ['ticketTagRemove(id: "43", tag: "3001")', { code: 'NOT_FOUND', path: ['tag'] }],
  ['ticketTagAdd(id: "43", tag: { id: "3001" }, as: "99")', { code: 'NOT_FOUND', path: ['as'] }],
])('what is refused says where in the input it is, and changes nothing: %s', async (field, expected) => {
  const before = JSON.stringify([...gateway.sandbox.world.tickets.values()])
  expect((await mutate(field)).errors).toEqual([expect.objectContaining({ retryable: false, ...expected })])
  expect(JSON.stringify([...gateway.sandbox.world.tickets.values()])).toBe(before)
})

test('with a key a reply and a ticket are made once', async () => {
  const [ticketKey, replyKey] = [randomUUID(), randomUUID()]
  const document = `mutation {
    made: ticketCreate(input: { type: "4001", contacts: [{ id: "${ada}" }], attributes: { _default_title_: "Once" } }) @idempotent(key: "${ticketKey}") { ticket { intercomId } errors { code } }
    said: ticketReply(id: "43", input: { body: "once and never again" }) @idempotent(key: "${replyKey}") { ticket { intercomId } errors { code } }
  }`
  const first = await gateway.query(document)
  expect((await gateway.query(document)).data).toEqual(first.data)
  expect([...gateway.sandbox.world.tickets.values()].filter(({ attributes }) => attributes._default_title_ === 'Once')).toHaveLength(1)
  expect(ticketNow('43')?.parts.filter(({ body }) => body?.includes('once and never again'))).toHaveLength(1)
})

test('whoever follows is told of each write once, and lists show it while the index is behind', async () => {
  const indexLagMs = 180_000
  await using desk = await startDesk({
    world: world(),
    indexLagMs,
    configure: (config) => ({ ...config, intercom: { ...config.intercom, indexLagMs } }),
  })
  desk.sandbox.webhooks.subscribe({ url: `${desk.url}/webhooks/intercom`, clientSecret })
  const listed = async () => {
    const { data } = await desk.query<
      Record<string, { nodes: { intercomId: string }[] }> & { contact: { tickets: { nodes: object[] } } }
    >(`{
      all: tickets { nodes { intercomId } }
      open: tickets(filter: { state: { eq: "5001" }, type: { eq: "4001" } }) { nodes { intercomId } }
      contact(by: { id: "${ada}" }) { tickets { nodes { intercomId } } }
    }`)
    const idsOf = ({ nodes }: { nodes: object[] }) => nodes.map((node) => (node as { intercomId: string }).intercomId)
    return { all: idsOf(data!.all!), open: idsOf(data!.open!), ofAda: idsOf(data!.contact.tickets) }
  }
  await listed()
  await using stream = await openEventStream<{ told: Record<string, unknown> }>(
    desk.url,
    'subscription { told: ticketEvents { __typename ... on TicketChanged { topic origin ticket { intercomId } } } }',
  )
  await stream.take(1)
  const told = (topic: string, intercomId: string | undefined, origin = 'GATEWAY_WRITE') => ({
    told: { __typename: 'TicketChanged', topic, origin, ticket: { intercomId } },
  })
  const { ticket } = await mutate(create('attributes: { _default_title_: "New" }'), 'ticket { intercomId }', desk)
  const made = ticket!.intercomId as string
  const shown = await listed()
  expect([shown.all, shown.open, shown.ofAda].map((ids) => ids.includes(made))).toEqual([true, true, true])
  await mutate(update(made, 'state: "5004", attributes: { Count: 7, Severity: "High" }, assignTo: { team: "2001" }'), '', desk)
  expect((await listed()).open).not.toContain(made)
  await mutate(`ticketReply(id: "${made}", input: { body: "Done" })`, '', desk)
  const delivered = () => desk.sandbox.webhooks.deliveries().filter(({ outcome }) => outcome !== 'delivered')
  await expect.poll(delivered, { timeout: 20_000, interval: 10 }).toEqual([])
  // what comes next is what nobody was told of yet
  desk.sandbox.actions.tickets.setState({ ticket: '43', state: '5004', admin: '1001' })
  expect(await stream.take(4)).toEqual([
    told('ticket.created', made),
    told('gateway.ticket.updated', made),
    told('ticket.admin.replied', made),
    told('ticket.state.updated', '43', 'WEBHOOK'),
  ])
  await mutate(`ticketDelete(id: "${made}")`, '', desk)
  const after = await listed()
  expect([...after.all, ...after.open, ...after.ofAda]).not.toContain(made)
})

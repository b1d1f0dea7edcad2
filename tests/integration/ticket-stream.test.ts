import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { openEventStream } from '../support/event-stream.ts'
import { ticketWorld } from '../support/tickets.ts'
import { startDesk } from '../support/webhook-house.ts'
import { clientSecret } from '../support/webhooks.ts'

const query = `subscription($filter: TicketFilter, $after: EventCursor) { told: ticketEvents(filter: $filter, after: $after) {
  __typename ... on StreamItem { cursor }
  ... on TicketChanged { topic origin ticketId matches ticket { intercomId } }
} }`
type Told = { told: Record<string, unknown> & { __typename: string; cursor: string } }

/** A desk that is told by its sandbox. */
async function startTickets(options: object = {}) {
  const gateway = await startDesk({ world: ticketWorld(), ...options })
  gateway.sandbox.webhooks.subscribe({ url: `${gateway.url}/webhooks/intercom`, clientSecret })
  return gateway
}
const open = (url: string, filter: object | null = null, rest: Parameters<typeof openEventStream>[2] = {}) =>
  openEventStream<Told>(url, query, { ...rest, variables: { filter, ...rest.variables } })
const changed = (topic: string, id: string, matches = true) => ({
  told: {
    __typename: 'TicketChanged',
    ...{ cursor: expect.any(String), topic, origin: 'WEBHOOK', ticketId: `gid://intercom/small/Ticket/${id}`, matches },
    ticket: { intercomId: id },
  },
})

test('what happens with tickets is told, to whoever was away too, and judged by state, type and assignee at no call', async () => {
  await using gateway = await startTickets()
  const { actions } = gateway.sandbox
  const filter = { not: { state: { eq: '5004' } }, category: 'CUSTOMER', type: { eq: '4001' }, admin: { eq: '1001' }, open: { eq: true } }
  await using stream = await open(gateway.url, filter)
  const [first] = await stream.take(1)
  gateway.forgetRequests()
  actions.tickets.setState({ ticket: '42', state: '5003', admin: '1001' })
  actions.tickets.setState({ ticket: '43', state: '5004', admin: '1002' })
  const happened = [
    changed('ticket.state.updated', '42'),
    changed('ticket.state.updated', '43', false),
    changed('ticket.closed', '43', false),
  ]
  expect(await stream.take(3)).toEqual(happened)
  await using later = await open(gateway.url, filter, { variables: { after: first!.told.cursor } })
  expect(await later.take(4)).toMatchObject([...happened, { told: { __typename: 'StreamCaughtUp' } }])
  expect(gateway.calls).toEqual([])
})

test('by an attribute a ticket is read, and by one out of a list of options none can be judged', async () => {
  await using gateway = await startTickets()
  await using stream = await open(gateway.url, { attribute: { name: 'Count', number: { eq: 3 } } })
  await stream.take(1)
  gateway.forgetRequests()
  gateway.sandbox.actions.tickets.setState({ ticket: '42', state: '5003', admin: '1001' })
  expect(await stream.take(1)).toEqual([changed('ticket.state.updated', '42')])
  expect(gateway.calls).toHaveLength(1)
  await using impossible = await open(gateway.url, { attribute: { name: 'Severity', string: { eq: 'High' } } })
  expect((await impossible.next())?.data?.errors).toMatchObject([
    { message: expect.stringContaining('"attribute"'), extensions: { code: 'INVALID' } },
  ])
})

test('of a note only those are told who may read notes, live and later, and of the rest everybody', async () => {
  const keyOf = (name: string, scopes: string) => `${name}:${createHash('sha256').update(name).digest('hex')}:${scopes}`
  const keys = [keyOf('all', 'TICKETS_READ+NOTES_READ'), keyOf('some', 'TICKETS_READ'), keyOf('none', 'CONVERSATIONS_READ')].join()
  await using gateway = await startTickets({ env: { GATEWAY_API_KEYS: keys } })
  const as = (name: string) => ({ headers: { authorization: `Bearer ${name}` } })
  await using all = await open(gateway.url, null, as('all'))
  await using some = await open(gateway.url, null, as('some'))
  const [[first]] = await Promise.all([all.take(1), some.take(1)])
  const { actions } = gateway.sandbox
  actions.conversations.note({ conversation: '42', admin: '1001', body: 'Hush' })
  actions.conversations.adminReplies({ conversation: '42', admin: '1001', body: 'Hello' })
  const [noted, replied] = [changed('ticket.note.created', '42'), changed('ticket.admin.replied', '42')]
  expect(await all.take(2)).toEqual([noted, replied])
  expect(await some.take(1)).toEqual([replied])
  await using later = await open(gateway.url, null, { ...as('some'), variables: { after: first!.told.cursor } })
  expect(await later.take(2)).toMatchObject([replied, { told: { __typename: 'StreamCaughtUp' } }])
  await using refused = await open(gateway.url, null, as('none'))
  expect((await refused.next())?.data?.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
})

import { expect, test } from 'vitest'
import { openEventStream } from '../support/event-stream.ts'
import { ada, startDesk } from '../support/webhook-house.ts'
import { clientSecret, deliver, notificationOf } from '../support/webhooks.ts'
import { aContact, aConversation, aWorld } from '../unit/sandbox/small-world.ts'

/** A gateway that its sandbox tells everything that happens, in the words of one version. */
async function startToldDesk(appVersion: '2.14' | '2.15') {
  const conversations = [1, 2, 3].map((number) => aConversation(number, { contact_ids: [ada], state: 'open' }))
  const gateway = await startDesk({ appVersion, world: aWorld({ contacts: [aContact(1), aContact(2)], conversations }) })
  gateway.sandbox.webhooks.subscribe({ url: `${gateway.url}/webhooks/intercom`, clientSecret })
  return gateway
}

type Told = { told: { __typename: string; matches?: boolean | null } }
const conversationsBy = `subscription($filter: ConversationFilter) { told: conversationEvents(filter: $filter) {
  __typename ... on ConversationEvent { conversationId matches conversation { id } }
} }`
const contactsBy = `subscription($filter: ContactFilter) { told: contactEvents(filter: $filter) {
  __typename ... on ContactChanged { contactId matches contact { id } }
} }`

const open = async (url: string, query: string, filter: object) => {
  const stream = await openEventStream<Told>(url, query, { variables: { filter } })
  expect(await stream.take(1)).toEqual([{ told: { __typename: 'StreamCaughtUp' } }])
  const matches = async (count: number) => (await stream.take(count)).map(({ told }) => told.matches)
  return { ...stream, matches }
}

test.each(['2.14', '2.15'] as const)(
  'by state, assignee, team and participants events are judged without a call, as %s announces them',
  async (version) => {
    await using gateway = await startToldDesk(version)
    const { actions } = gateway.sandbox
    await using stream = await open(gateway.url, conversationsBy, {
      state: ['OPEN'],
      contact: { eq: ada },
      or: [{ admin: { eq: '1001' } }, { assigned: { eq: false } }],
      not: { team: { in: ['1', '2'] } },
      waitingSince: { after: '2020-01-01T00:00:00Z' },
    })
    gateway.forgetRequests()
    actions.conversations.contactReplies({ conversation: '1', contact: ada, body: 'Hello?' })
    expect(await stream.matches(1)).toEqual([true])
    actions.conversations.close({ conversation: '2', admin: '1001' })
    expect(await stream.matches(1)).toEqual([false])
    expect(gateway.calls).toEqual([])
  },
)

test('by what an announcement does not say an event costs one read, for all who ask', async () => {
  await using gateway = await startToldDesk('2.14')
  const { actions } = gateway.sandbox
  const filter = { state: ['OPEN'], subject: { isNull: true } }
  await using one = await open(gateway.url, conversationsBy, filter)
  await using other = await open(gateway.url, conversationsBy, { subject: { isNull: false } })
  gateway.forgetRequests()
  actions.conversations.contactReplies({ conversation: '1', contact: ada, body: 'Hello?' })
  expect([await one.matches(1), await other.matches(1)].flat()).toHaveLength(2)
  expect(gateway.calls).toEqual(['GET /conversations/{conversation_id}'])
})

test('people are judged by role, owner and instants without a call, and by their names with one', async () => {
  await using gateway = await startToldDesk('2.14')
  const { actions } = gateway.sandbox
  await using stream = await open(gateway.url, contactsBy, {
    role: 'USER',
    owner: { isNull: true },
    createdAt: { before: '2100-01-01T00:00:00Z' },
  })
  gateway.forgetRequests()
  actions.contacts.update({ contact: ada, name: 'Ada King' })
  expect(await stream.matches(1)).toEqual([true])
  expect(gateway.calls).toEqual([])
  await using named = await open(gateway.url, contactsBy, { name: { eq: 'Ada Lovelace' } })
  actions.contacts.update({ contact: ada, name: 'Ada Lovelace' })
  expect(await named.matches(1)).toEqual([true])
  expect(gateway.calls).toEqual(['GET /contacts/{contact_id}'])
})

test('of two announcements that come in the wrong order the second is not believed, also by whoever came between them', async () => {
  await using gateway = await startToldDesk('2.14')
  const announce = (state: string, updated_at: number) =>
    deliver(gateway.url, notificationOf('conversation.user.replied', { type: 'conversation', id: '1', state, updated_at }))
  const filter = { state: ['OPEN'] }
  await using one = await open(gateway.url, conversationsBy, filter)
  await announce('open', 1_900_000_003)
  expect(await one.matches(1)).toEqual([true])
  // whichever of them judges it, the other is told the same
  await using other = await open(gateway.url, conversationsBy, filter)
  await using third = await open(gateway.url, `# alone${conversationsBy.replace(/^/, '\n')}`, filter)
  await announce('closed', 1_900_000_002)
  expect(await Promise.all([other.matches(1), one.matches(1), third.matches(1)])).toEqual([[true], [true], [true]])
})

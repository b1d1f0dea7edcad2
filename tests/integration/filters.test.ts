import { describe, expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { startTestGateway } from '../support/gateway.ts'
import { startGraph } from '../support/graph.ts'
import { changeOf } from '../support/house.ts'
import { aContact, aConversation, anAdmin, aWorld, hexId, noon } from '../unit/sandbox/small-world.ts'

type Page = { totalCount: number | null; pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: { intercomId: string }[] }
type Contacts = { contacts: Page }
const page = 'totalCount pageInfo { hasNextPage endCursor } nodes { intercomId }'
const Contacts = `query Contacts($first: Int = 50, $after: String, $filter: ContactFilter, $orderBy: ContactOrder) {
  contacts(first: $first, after: $after, filter: $filter, orderBy: $orderBy) { ${page} }
}`
const search = 'POST /contacts/search'
const at = (seconds: number) => new Date(seconds * 1000).toISOString()
const numbersOf = ({ nodes }: Page) => nodes.map(({ intercomId }) => Number.parseInt(intercomId.slice(4), 16)).toSorted((a, b) => a - b)
const rewritesIn = ({ extensions }: { extensions: { intercom: object } }) => (extensions.intercom as { rewrites?: unknown }).rewrites

/** Twenty-four contacts, one for each hour of a day in New York, the first at midnight. */
const midnight = Date.parse('2025-06-15T04:00:00Z') / 1000
const aDay = () =>
  aWorld({
    workspace: { timezone: 'America/New_York' },
    contacts: Array.from({ length: 24 }, (_, hour) => aContact(hour + 1, { created_at: midnight + hour * 3600 })),
  })

describe('the dates of contacts are exact although Intercom knows days only', () => {
  test('inside a day, where the gateway filters, knows no count, and says what it asked for', async () => {
    await using gateway = await startTestGateway({ world: aDay() })
    const answer = await gateway.query<Contacts>(Contacts, {
      filter: { createdAt: { after: at(midnight + 20 * 3600), before: at(midnight + 23 * 3600) } },
    })
    expect(numbersOf(answer.data!.contacts)).toEqual([22, 23])
    expect(answer.data!.contacts).toMatchObject({ totalCount: null, pageInfo: { hasNextPage: false } })
    expect(rewritesIn(answer)).toEqual([
      { condition: 'filter.createdAt.after', sent: 'created_at from 2025-06-15 on, in whole days of America/New_York' },
      { condition: 'filter.createdAt.before', sent: 'created_at until 2025-06-15, in whole days of America/New_York' },
    ])
    expect(gateway.calls).toEqual([search])
  })

  test('between days, where Intercom itself is exact', async () => {
    await using gateway = await startTestGateway({ world: aDay() })
    const answer = await gateway.query<Contacts>(Contacts, {
      first: 5,
      filter: { createdAt: { onOrAfter: at(midnight), before: at(midnight + 86_400) } },
    })
    expect(answer.data!.contacts.totalCount).toBe(24)
    expect(rewritesIn(answer)).toBeUndefined()
  })

  test('page by page, each of them full, at few calls', async () => {
    await using gateway = await startTestGateway({ world: aDay() })
    const filter = { createdAt: { onOrBefore: at(midnight + 4 * 3600) } }
    const first = (await gateway.query<Contacts>(Contacts, { first: 3, filter })).data!.contacts
    expect(numbersOf(first)).toEqual([3, 4, 5])
    expect(gateway.calls).toEqual([search, search])
    const second = (await gateway.query<Contacts>(Contacts, { first: 3, filter, after: first.pageInfo.endCursor })).data!.contacts
    expect(numbersOf(second)).toEqual([1, 2])
    expect(second.pageInfo.hasNextPage).toBe(false)
    expect(gateway.calls).toEqual([search, search])
  })

  test('for a custom attribute too', async () => {
    const contacts = [0, 1, 2].map((hour) => aContact(hour + 1, { custom_attributes: { renewal_at: midnight + hour * 3600 } }))
    await using gateway = await startTestGateway({ world: aWorld({ workspace: { timezone: 'America/New_York' }, contacts }) })
    const filter = { attribute: { name: 'renewal_at', date: { onOrAfter: at(midnight + 3600) } } }
    const answer = await gateway.query<Contacts>(Contacts, { filter })
    expect(numbersOf(answer.data!.contacts)).toEqual([2, 3])
    expect(rewritesIn(answer)).toEqual([
      {
        condition: 'filter.attribute.date.onOrAfter',
        sent: 'custom_attributes.renewal_at from 2025-06-15 on, in whole days of America/New_York',
      },
    ])
  })

  test('and what happened lately can be paged through while time goes on', async () => {
    const now = Math.floor(Date.now() / 1000)
    const contacts = Array.from({ length: 12 }, (_, minute) => aContact(minute + 1, { created_at: now - minute * 60 - 30 }))
    await using gateway = await startTestGateway({ world: aWorld({ contacts }) })
    const filter = { createdAt: { withinLast: 'PT6M' } }
    const first = (await gateway.query<Contacts>(Contacts, { first: 4, filter })).data!.contacts
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    const rest = (await gateway.query<Contacts>(Contacts, { first: 4, filter, after: first.pageInfo.endCursor })).data!.contacts
    expect([...numbersOf(first), ...numbersOf(rest)]).toEqual([1, 2, 3, 4, 5, 6])
  })
})

describe('a filter that is too large for one search', () => {
  const contacts = Array.from({ length: 40 }, (_, at) =>
    aContact(at + 1, { name: `Person ${at % 20}`, owner_id: String(1001 + (at % 2)), created_at: noon + at }),
  )
  const world = () => aWorld({ admins: [anAdmin('1001'), anAdmin('1002')], contacts })
  const or = Array.from({ length: 20 }, (_, at) => ({ name: { eq: `Person ${at}` }, owner: { eq: '1001' }, role: 'USER' }))
  const overlapping = [...or.slice(0, 18), { name: { startsWith: 'Person 2' }, owner: { in: ['1001', '1002'] } }, or[18]]

  test('is several, and each of what they find is shown once', async () => {
    await using gateway = await startTestGateway({ world: world() })
    const answer = await gateway.query<Contacts>(Contacts, { filter: { or: overlapping } })
    const expected = contacts.flatMap(({ owner_id }, at) => ((owner_id === '1001' && at % 20 < 19) || at % 20 === 2 ? [at + 1] : []))
    expect(numbersOf(answer.data!.contacts)).toEqual(expected)
    expect(answer.data!.contacts.totalCount).toBeNull()
    expect(rewritesIn(answer)).toEqual([{ condition: 'filter', sent: '2 searches, one after the other' }])
    expect(gateway.calls).toEqual([search, search])
  })

  test('is asked for as far as it is needed', async () => {
    await using gateway = await startTestGateway({ world: world() })
    await gateway.query<Contacts>(Contacts, { first: 3, filter: { or } })
    expect(gateway.calls).toEqual([search])
  })

  test('has no order', async () => {
    await using gateway = await startTestGateway({ world: world(), env: { INTERCOM_VERSION: '2.16' } })
    const { errors } = await gateway.query(Contacts, { filter: { or }, orderBy: { field: 'NAME' } })
    expect(errors).toMatchObject([{ message: expect.stringContaining('one search of Intercom'), extensions: { code: 'INVALID' } }])
    const { data } = await gateway.query<Contacts>(Contacts, { filter: { or: or.slice(0, 15) }, orderBy: { field: 'NAME' } })
    expect(data?.contacts.nodes).toHaveLength(16)
  })
})

test('what is told of a filter is bounded, and holds none of its texts', async () => {
  await using gateway = await startTestGateway({ world: aDay() })
  const or = Array.from({ length: 40 }, (_, hour) => ({
    not: { email: { startsWith: `secret-${hour}` } },
    createdAt: { after: at(midnight + hour * 3600 + 1) },
  }))
  const answer = await gateway.query<Contacts>(Contacts, {
    filter: { and: or.map(({ not }) => ({ not })), or: or.slice(0, 10).map(({ createdAt }) => ({ createdAt })) },
  })
  expect(answer.errors).toBeUndefined()
  expect(rewritesIn(answer)).toHaveLength(20)
  expect(JSON.stringify(rewritesIn(answer))).not.toContain('secret')
})

describe('a search that does not know the last change', () => {
  test('shows nobody who does not match any more, where the gateway knows of the change', async () => {
    const contacts = [1, 2, 3].map((number) => aContact(number, { role: 'lead', name: `Person ${number}` }))
    await using sandbox = await startSandbox({ world: aWorld({ contacts }), indexLagMs: 3_600_000 })
    await using graph = await startGraph(sandbox, { indexLagMs: 300_000 })
    const leads = async (filter: object) => numbersOf((await graph.ask<Contacts>(Contacts, { filter })).data!.contacts)
    expect(await leads({ role: 'LEAD' })).toEqual([1, 2, 3])

    sandbox.world.putContact({ ...contacts[1]!, role: 'user', name: 'Somebody else' })
    await graph.log.append(changeOf([`contact:${hexId(2)}`, 'scope/contact']))
    expect(await leads({ role: 'LEAD' })).toEqual([1, 3])
    expect(await leads({ name: { eq: 'Person 2' } })).toEqual([])
    expect(await leads({ name: { eq: 'somebody ELSE' } })).toEqual([2])
  })
})

describe('the conversations of somebody take the same filters', () => {
  const conversations = Array.from({ length: 12 }, (_, number) =>
    aConversation(number + 1, {
      updated_at: noon + number,
      contact_ids: [hexId((number % 2) + 1)],
      admin_assignee_id: number % 3 === 0 ? null : '1001',
      waiting_since: number % 4 === 0 ? null : noon + number,
      source: { ...aConversation(1).source, subject: `Subject ${number}` },
    }),
  )
  const world = () => aWorld({ contacts: [aContact(1), aContact(2)], conversations })
  const ids = (pages: Page[]) => pages.map(({ nodes }) => nodes.map(({ intercomId }) => Number(intercomId)))
  const Conversations = `query($filter: ConversationFilter) { contacts { nodes { conversations(first: 3, filter: $filter) { ${page} } } } }`
  type Answer = { contacts: { nodes: { conversations: Page }[] } }

  test('"not" and emptiness among them, one search for all', async () => {
    await using gateway = await startTestGateway({ world: world() })
    const filter = { not: { admin: { isNull: true }, waitingSince: { isNull: false } } }
    const { data } = await gateway.query<Answer>(Conversations, { filter })
    const pages = data!.contacts.nodes.map(({ conversations: one }) => one)
    expect(ids(pages).toSorted()).toEqual([
      [11, 9, 5],
      [12, 8, 6],
    ])
    expect(gateway.calls).toEqual(['GET /contacts', 'POST /conversations/search'])
  })

  test('where Intercom is asked for more, a page goes on in the owner’s own search', async () => {
    await using gateway = await startTestGateway({ world: world() })
    const filter = { not: { subject: { endsWith: '2' } } }
    const { data } = await gateway.query<Answer>(Conversations, { filter })
    const pages = data!.contacts.nodes.map(({ conversations: one }) => one)
    expect(pages.map(({ totalCount }) => totalCount).toSorted()).toEqual([5, 6])
    const own = pages.find(({ totalCount }) => totalCount === 5)!
    expect(ids([own])).toEqual([[11, 9, 7]])
    const next = await gateway.query<{ contact: { conversations: Page } }>(
      `query($id: ID!, $after: String, $filter: ConversationFilter) {
        contact(by: { id: $id }) { conversations(first: 3, after: $after, filter: $filter) { ${page} } }
      }`,
      { id: hexId(1), after: own.pageInfo.endCursor, filter },
    )
    expect(ids([next.data!.contact.conversations])).toEqual([[5, 1]])
    expect(next.data!.contact.conversations).toMatchObject({ totalCount: null, pageInfo: { hasNextPage: false } })
  })

  test('where it takes several searches, each is asked by itself', async () => {
    await using gateway = await startTestGateway({ world: world() })
    const or = Array.from({ length: 16 }, (_, number) => ({ subject: { eq: `Subject ${number}` }, admin: { eq: '1001' } }))
    const { data } = await gateway.query<Answer>(Conversations.replace('first: 3', 'first: 10'), { filter: { or } })
    expect(ids(data!.contacts.nodes.map(({ conversations: one }) => one)).toSorted()).toEqual([
      [11, 9, 5, 3],
      [12, 8, 6, 2],
    ])
  })
})

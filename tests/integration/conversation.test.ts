import { describe, expect, test } from 'vitest'
import { someStatistics, worldWith } from '../support/conversations.ts'
import { startTestGateway } from '../support/gateway.ts'
import { changeOf, startOnRedis } from '../support/house.ts'
import { startRedis } from '../support/redis.ts'
import { aCompany, aConversation, aWorld, hexId, noon } from '../unit/sandbox/small-world.ts'

const thread = 'GET /conversations/{conversation_id}'

const rated = aConversation(42, {
  title: 'Invoices',
  priority: 'high',
  company_id: hexId(500),
  admin_assignee_id: '1001',
  source: {
    ...aConversation(42).source,
    type: 'email',
    subject: '<p>Two <b>invoices</b></p>',
    body: '<p>See <img src="https://files.example/x.png" onerror="steal()"> below</p>',
    url: 'javascript:steal()',
    attachments: [
      { name: 'a.png', url: 'https://files.example/a.png', content_type: 'image/png', filesize: 17, width: 4, height: 3 },
      { name: 'b', url: 'javascript:steal()', content_type: 'text/html', filesize: 1, width: null, height: null },
    ],
  },
  rating: { rating: 4, remark: 'Fine', created_at: noon, updated_at: noon, contact_id: hexId(1), teammate: { type: 'admin', id: '1001' } },
  statistics: someStatistics,
  sla_applied: { sla_name: 'First reply', sla_status: 'hit' },
  ai_agent: {
    source_type: 'workflow',
    source_title: 'Fin first',
    last_answer_type: 'ai_answer',
    resolution_state: 'escalated',
    rating: 2,
    rating_remark: null,
    created_at: noon,
    updated_at: noon,
    content_sources: [{ content_type: 'article', url: '/a', title: 'Refunds', locale: 'en' }],
  },
  custom_attributes: { Topic: 'Billing', Urgent: true },
})

test('a conversation is told whole by one call, but for what others know', async () => {
  await using gateway = await startTestGateway({ world: worldWith([rated]) })
  const { data, errors } = await gateway.query(`{ conversation(id: "42") {
    title state open read priority createdAt waitingSince
    source { type deliveredAs subject body text: body(as: TEXT) url attachments { name url contentType size width height } author { email } }
    rating { rating remark createdAt contact { externalId } teammate { kind displayName admin { intercomId } } }
    statistics { timeToAdminReply timeToAssignment handlingTime firstContactReplyAt lastClosedBy { intercomId } reopenCount assignmentCount partCount }
    sla { name status } aiAgent { sourceTitle resolutionState rating contentSources }
    customAttributes attribute(name: "Urgent") { ... on BooleanAttribute { boolean } }
  } }`)
  expect(errors).toBeUndefined()
  const at = new Date(noon * 1000).toISOString()
  expect(data).toEqual({
    conversation: {
      ...{ title: 'Invoices', state: 'OPEN', open: true, read: false, priority: true, createdAt: at, waitingSince: null },
      source: {
        ...{ type: 'email', deliveredAs: 'customer_initiated', subject: 'Two invoices', text: 'See below', url: null },
        body: '<p>See <img src="https://files.example/x.png" /> below</p>',
        attachments: [{ name: 'a.png', url: 'https://files.example/a.png', contentType: 'image/png', size: 17, width: 4, height: 3 }],
        author: { email: 'person1@example.com' },
      },
      rating: {
        ...{ rating: 4, remark: 'Fine', createdAt: at, contact: { externalId: 'ext-1' } },
        teammate: { kind: 'ADMIN', displayName: null, admin: { intercomId: '1001' } },
      },
      statistics: {
        ...{ timeToAdminReply: 'PT1M1S', timeToAssignment: null, handlingTime: 'PT1H1M40S', firstContactReplyAt: at },
        ...{ lastClosedBy: { intercomId: '1002' }, reopenCount: 0, assignmentCount: 0, partCount: 0 },
      },
      sla: { name: 'First reply', status: 'hit' },
      aiAgent: { sourceTitle: 'Fin first', resolutionState: 'escalated', rating: 2, contentSources: ['Refunds'] },
      customAttributes: { Topic: 'Billing', Urgent: true },
      attribute: { boolean: true },
    },
  })
  // an attribute's type is said by its definition
  expect([...gateway.calls].sort()).toEqual([thread, 'GET /data_attributes'])
})

test('whoever rated, was rated or closed it is loaded only for more than who they are', async () => {
  await using gateway = await startTestGateway({ world: worldWith([rated]) })
  const { data } = await gateway.query(
    '{ conversation(id: 42) { rating { contact { name } teammate { admin { name } } } statistics { lastClosedBy { name } } } }',
  )
  expect(data).toEqual({
    conversation: {
      rating: { contact: { name: 'Person 1' }, teammate: { admin: { name: 'Admin 1001' } } },
      statistics: { lastClosedBy: { name: 'Admin 1002' } },
    },
  })
  expect(gateway.calls.toSorted()).toEqual(['GET /admins', 'GET /contacts/{contact_id}', thread])
})

describe('its company', () => {
  const query = '{ conversation(id: 42) { company { name userCount } } }'
  const list = 'GET /conversations'
  const [id, gid] = [hexId(500), `gid://intercom/small/Company/${hexId(500)}`]

  test('comes along from 2.15 on', async () => {
    await using gateway = await startTestGateway({ world: worldWith([rated]), env: { INTERCOM_VERSION: '2.15' } })
    expect((await gateway.query(query)).data).toEqual({ conversation: { company: { name: 'Company 500', userCount: 1 } } })
    expect(gateway.calls).toEqual([thread])
  })

  test.each(['2.15', '2.16'])(
    'in %s costs a page of conversations no call, the ids of companies too, and is at hand by its own id',
    async (version) => {
      const conversations = Array.from({ length: 12 }, (_, at) => aConversation(at + 1, { company_id: hexId(500 + (at % 4)) }))
      conversations.push(aConversation(13))
      const companies = Array.from({ length: 4 }, (_, at) => aCompany(500 + at, { tag_ids: ['3001'], plan: { id: '1', name: 'Gold' } }))
      await using gateway = await startTestGateway({ world: aWorld({ conversations, companies }), env: { INTERCOM_VERSION: version } })
      const fields = 'name plan tags { name } customAttributes'
      const asked = `{ conversations(first: 20) { nodes { intercomId company { id ${fields} } } } }`
      type Answer = { conversations: { nodes: { intercomId: string; company: { name: string } | null }[] } }
      const { data, errors } = await gateway.query<Answer>(asked)
      expect(errors).toBeUndefined()
      const shown = data!.conversations.nodes.map(({ intercomId, company }) => [Number(intercomId), company?.name])
      expect(shown.sort(([one], [other]) => Number(one) - Number(other))).toEqual(
        conversations.map(({ id: own }, at) => [Number(own), at === 12 ? undefined : `Company ${500 + (at % 4)}`]),
      )
      expect(data!.conversations.nodes.find(({ intercomId }) => intercomId === '1')?.company).toMatchObject({
        plan: 'Gold',
        tags: [{ name: 'vip' }],
      })
      expect((await gateway.query(asked)).data).toEqual(data)
      expect((await gateway.query(`{ company(by: { id: "${id}" }) { id ${fields} } }`)).data).toMatchObject({ company: { id: gid } })
      expect(gateway.calls).toEqual([list])
    },
  )

  test('is seen as it is after a Change of it, at one call, although the conversation is cached', async () => {
    await using redis = await startRedis()
    const env = { INTERCOM_VERSION: '2.16', REDIS_URL: redis.url }
    await using gateway = await startTestGateway({ world: worldWith([rated]), env })
    await using other = await startOnRedis(redis.url, { workspace: 'small' })
    const asked = '{ conversations { nodes { company { name } } } }'
    const named = (name: string) => ({ conversations: { nodes: [{ company: { name } }] } })
    expect((await gateway.query(asked)).data).toEqual(named('Company 500'))
    gateway.sandbox.world.companies.put(aCompany(500, { name: 'Renamed' }))
    expect((await gateway.query(asked)).data).toEqual(named('Company 500'))
    await other.log.append(changeOf(`company:${id}`))
    gateway.forgetRequests()
    const ids = '{ conversations { nodes { company { id intercomId } } } }'
    expect((await gateway.query(ids)).data).toEqual({ conversations: { nodes: [{ company: { id: gid, intercomId: id } }] } })
    expect(gateway.calls).toEqual([])
    expect((await gateway.query(asked)).data).toEqual(named('Renamed'))
    expect((await gateway.query(asked)).data).toEqual(named('Renamed'))
    expect(gateway.calls).toEqual(['GET /companies/{company_id}'])
  })

  test('is out of reach below', async () => {
    await using gateway = await startTestGateway({ world: worldWith([rated]) })
    const { data, errors } = await gateway.query(query)
    expect(data).toEqual({ conversation: { company: null } })
    expect(errors).toMatchObject([{ path: ['conversation', 'company'], extensions: { code: 'CAPABILITY_UNAVAILABLE' } }])
  })
})

test.each(['2.14', '2.15', '2.16'])('version %s says the same in our words', async (INTERCOM_VERSION) => {
  const nobody = aConversation(43, { priority: 'none' })
  await using gateway = await startTestGateway({ world: worldWith([rated, nobody]), env: { INTERCOM_VERSION } })
  const { data } = await gateway.query(
    '{ conversations { nodes { intercomId priority adminAssignee { intercomId } teamAssignee { intercomId } aiAgent { resolutionState } } } }',
  )
  expect(data).toEqual({
    conversations: {
      nodes: expect.arrayContaining([
        {
          intercomId: '42',
          priority: true,
          adminAssignee: { intercomId: '1001' },
          teamAssignee: null,
          aiAgent: { resolutionState: 'escalated' },
        },
        { intercomId: '43', priority: false, adminAssignee: null, teamAssignee: null, aiAgent: null },
      ]),
    },
  })
})

test.each([
  ['US', 'https://app.intercom.com/a/inbox/small/inbox/conversation/42'],
  ['EU', 'https://app.eu.intercom.com/a/inbox/small/inbox/conversation/42'],
  ['AU', 'https://app.au.intercom.com/a/inbox/small/inbox/conversation/42'],
] as const)('its page in the Inbox of a workspace in %s costs no call', async (region, inboxUrl) => {
  const world = { ...aWorld({ conversations: [rated] }), workspace: { ...aWorld().workspace, region } }
  await using gateway = await startTestGateway({ world })
  expect((await gateway.query('{ conversation(id: 42) { inboxUrl } }')).data).toEqual({ conversation: { inboxUrl } })
  expect(gateway.calls).toEqual([thread])
})

test('one that is not there is null, and one that cannot be read is an error that says whether to try again', async () => {
  await using gateway = await startTestGateway({ world: worldWith([rated]) })
  const gone = await gateway.query('{ conversation(id: 404) { title } }')
  expect([gone.data, gone.errors]).toEqual([{ conversation: null }, undefined])
  const refused = await gateway.query('{ conversation(id: "403000000000403") { title } }')
  expect(refused.data).toEqual({ conversation: null })
  expect(refused.errors).toMatchObject([{ path: ['conversation'], extensions: { code: 'UPSTREAM_ERROR', retryable: false } }])
})

test.each([
  '..',
  '.',
  '../contacts',
  'scroll',
  'search',
  '42?x=1',
  '42#x',
  '42\r\nX: y',
  '%2e%2e',
  '',
  ' 42',
  '1234567890123456789',
  'gid://intercom/other/Conversation/42',
  'gid://intercom/small/Contact/42',
  'gid://intercom/small/Conversation/..',
])('%j is no conversation, and never a path', async (id) => {
  await using gateway = await startTestGateway({ world: worldWith([rated]) })
  const { data, errors } = await gateway.query('query($id: ID!) { conversation(id: $id) { title } }', { id })
  expect(data).toEqual({ conversation: null })
  expect(errors).toMatchObject([{ extensions: { code: 'INVALID', retryable: false } }])
  expect(gateway.calls).toEqual([])
})

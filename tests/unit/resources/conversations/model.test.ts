import { expect, test } from 'vitest'
import { conversationFromIntercom } from '../../../../src/resources/conversations/model.ts'

const contact = '6762f0dd1bb69f9f2193bb83'

test('a conversation is everything Intercom says of it but its thread, in our words', () => {
  expect(
    conversationFromIntercom({
      type: 'conversation',
      id: '215472',
      title: 'Two invoices',
      created_at: 1_700_000_000,
      updated_at: 1_700_000_100,
      waiting_since: 1_700_000_050,
      snoozed_until: 1_700_009_000,
      open: false,
      state: 'snoozed',
      read: true,
      priority: 'priority',
      admin_assignee_id: 991,
      team_assignee_id: '501',
      company: { id: '6512000000000000000000aa', name: 'Acme' },
      tags: { tags: [{ type: 'tag', id: '9', name: 'billing', applied_at: 1_700_000_010 }] },
      contacts: { contacts: [{ type: 'contact', id: contact, external_id: 'ada' }] },
      teammates: { admins: [{ type: 'admin', id: '991' }] },
      source: {
        type: 'email',
        id: '403',
        delivered_as: 'customer_initiated',
        subject: '<p>Invoices</p>',
        body: '<p>I was charged twice.</p>',
        author: { type: 'user', id: contact, name: 'Ada', email: 'ada@example.com' },
        attachments: [
          {
            type: 'upload',
            name: 'a.png',
            url: 'https://files.example/a.png',
            content_type: 'image/png',
            filesize: '17',
            width: 4,
            height: '3',
          },
        ],
        url: 'https://app.example/billing',
        redacted: false,
      },
      conversation_rating: {
        rating: 5,
        remark: 'Quick!',
        created_at: 1_700_000_090,
        contact: { type: 'contact', id: contact, external_id: 'ada' },
        teammate: { type: 'admin', id: 991 },
      },
      custom_attributes: { Topic: 'Billing' },
      linked_objects: {
        data: [
          { type: 'ticket', id: '77', category: 'Tracker' },
          { type: 'conversation', id: '78', category: null },
          { type: 'ticket', id: 79, category: 'Back-office' },
        ],
        total_count: 3,
        has_more: false,
      },
      sla_applied: { sla_name: 'First reply', sla_status: 'hit' },
      statistics: {
        time_to_assignment: 0,
        time_to_admin_reply: 61,
        time_to_first_close: null,
        median_time_to_reply: 30,
        handling_time: 600,
        first_contact_reply_at: 1_700_000_000,
        last_contact_reply_at: 1_700_000_050,
        last_admin_reply_at: 1_700_000_040,
        last_close_at: 0,
        last_closed_by_id: '991',
        count_reopens: 0,
        count_assignments: 2,
        count_conversation_parts: 7,
      },
      ai_agent: {
        source_type: 'workflow',
        source_title: 'Fin first',
        last_answer_type: 'ai_answer',
        resolution_state: 'escalated',
        rating: 2,
        rating_remark: 'No',
        content_sources: { content_sources: [{ title: 'Refunds', url: '/a' }, { title: '', url: '/b' }, {}] },
      },
    }),
  ).toEqual({
    __typename: 'Conversation',
    id: '215472',
    title: 'Two invoices',
    state: 'SNOOZED',
    open: false,
    read: true,
    priority: true,
    createdAt: new Date('2023-11-14T22:13:20Z'),
    updatedAt: new Date('2023-11-14T22:15:00Z'),
    waitingSince: new Date('2023-11-14T22:14:10Z'),
    snoozedUntil: new Date('2023-11-15T00:43:20Z'),
    source: {
      type: 'email',
      deliveredAs: 'customer_initiated',
      subject: '<p>Invoices</p>',
      html: '<p>I was charged twice.</p>',
      author: { kind: 'CONTACT', rawKind: 'user', intercomId: contact, name: 'Ada', email: 'ada@example.com', isAiAgent: false },
      attachments: [{ name: 'a.png', url: 'https://files.example/a.png', contentType: 'image/png', size: 17, width: 4, height: 3 }],
      url: 'https://app.example/billing',
      redacted: false,
    },
    adminAssigneeId: '991',
    teamAssigneeId: '501',
    contacts: [{ id: contact, externalId: 'ada' }],
    teammateIds: ['991'],
    companyId: '6512000000000000000000aa',
    tags: [{ __typename: 'Tag', id: '9', name: 'billing' }],
    rating: {
      rating: 5,
      remark: 'Quick!',
      createdAt: new Date('2023-11-14T22:14:50Z'),
      contact: { id: contact, externalId: 'ada' },
      teammate: { kind: 'ADMIN', rawKind: 'admin', intercomId: '991', name: null, email: null, isAiAgent: false },
    },
    statistics: {
      timeToAssignment: 0,
      timeToAdminReply: 61,
      timeToFirstClose: null,
      timeToLastClose: null,
      medianTimeToReply: 30,
      handlingTime: 600,
      firstContactReplyAt: new Date('2023-11-14T22:13:20Z'),
      lastContactReplyAt: new Date('2023-11-14T22:14:10Z'),
      lastAdminReplyAt: new Date('2023-11-14T22:14:00Z'),
      lastCloseAt: null,
      lastClosedById: '991',
      reopenCount: 0,
      assignmentCount: 2,
      partCount: 7,
    },
    sla: { name: 'First reply', status: 'hit' },
    aiAgent: {
      sourceType: 'workflow',
      sourceTitle: 'Fin first',
      lastAnswerType: 'ai_answer',
      resolutionState: 'escalated',
      rating: 2,
      ratingRemark: 'No',
      contentSources: ['Refunds', '/b'],
    },
    linkedTicketIds: ['77', '79'],
    customAttributes: { Topic: 'Billing' },
  })
})

test('a conversation of which Intercom says nothing but its id has nothing', () => {
  const { createdAt, ...conversation } = conversationFromIntercom({ id: 215472 })
  expect(createdAt).toEqual(new Date(0))
  expect(conversation).toMatchObject({ id: '215472', title: null, state: 'OPEN', source: null, adminAssigneeId: null, companyId: null })
  expect(conversation).toMatchObject({
    contacts: [],
    teammateIds: [],
    tags: [],
    rating: null,
    statistics: null,
    sla: null,
    aiAgent: null,
    linkedTicketIds: [],
  })
  expect(conversation).toMatchObject({ priority: false, read: false, customAttributes: {}, waitingSince: null, snoozedUntil: null })
})

test.each([0, '0', '', null, undefined])('an assignee of %j is nobody', (nobody) => {
  const ids = { admin_assignee_id: nobody, team_assignee_id: nobody } as {
    admin_assignee_id?: string | null
    team_assignee_id?: string | null
  }
  expect(conversationFromIntercom({ id: '1', ...ids })).toMatchObject({ adminAssigneeId: null, teamAssigneeId: null })
})

test.each([
  ['priority', true],
  ['not_priority', false],
  ['none', false],
  ['low', true],
  ['urgent', true],
  ['', false],
  [null, false],
])('the priority %j is %j', (priority, expected) => {
  expect(conversationFromIntercom({ id: '1', priority }).priority).toBe(expected)
})

test('a state that nobody has heard of is told by whether it is open', () => {
  expect(conversationFromIntercom({ id: '1', state: 'pending', open: true }).state).toBe('OPEN')
  expect(conversationFromIntercom({ id: '1', state: 'archived', open: false }).state).toBe('CLOSED')
})

test('the AI agent’s resolution is in the words of 2.15 whatever version says it', () => {
  const resolution = (resolution_state: string | null) =>
    conversationFromIntercom({ id: '1', ai_agent: { resolution_state } }).aiAgent?.resolutionState
  expect(['routed_to_team', 'abandoned', 'assumed_resolution', 'something_new', null].map(resolution)).toEqual([
    'escalated',
    'negative_feedback',
    'assumed_resolution',
    'something_new',
    null,
  ])
})

test('teammates are listed under either of their names', () => {
  expect(conversationFromIntercom({ id: '1', teammates: { teammates: [{ type: 'admin', id: 5 }, { id: '0' }, {}] } }).teammateIds).toEqual([
    '5',
  ])
})

test('an attachment without an address is none, and a size that is no number is unknown', () => {
  const attachments = [
    { name: 'lost' },
    { url: 'https://files.example/b', filesize: 'big', width: null },
    { url: 'https://files.example/c', filesize: 0 },
  ]
  expect(conversationFromIntercom({ id: '1', source: { attachments } }).source).toMatchObject({
    type: '',
    author: null,
    html: null,
    subject: null,
    attachments: [
      { name: '', url: 'https://files.example/b', size: null, width: null },
      { name: '', url: 'https://files.example/c', size: 0 },
    ],
  })
})

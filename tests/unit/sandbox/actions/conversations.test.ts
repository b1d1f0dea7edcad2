import { describe, expect, test } from 'vitest'
import { statisticsOf } from '../../../../src/sandbox/seed/statistics.ts'
import { aContact, aConversation, aPart, aTicket, aWorld, hexId, noon } from '../small-world.ts'
import { actIn } from './told.ts'

const later = noon + 3_600
const statistics = statisticsOf({ createdAt: noon, startedByContact: true, parts: [] })
const closed = () => aConversation(7, { state: 'closed', open: false, read: true, statistics, parts: [aPart(100, { state: 'closed' })] })
const desk = (conversation = closed(), version?: '2.14' | '2.15') =>
  actIn(aWorld({ contacts: [aContact(1), aContact(2)], conversations: [conversation] }), version)

const partsIn = (item?: Record<string, unknown>) =>
  (item?.conversation_parts as { total_count: number; conversation_parts: Record<string, unknown>[] }) ?? {}

test('a customer who writes again opens the conversation, and waits; only the new part is told', () => {
  const { actions, world, told, topics } = desk()
  const { part } = actions.conversations.contactReplies({ conversation: '7', body: 'Any <b>news</b>?' })
  expect(world.conversations.get('7')).toMatchObject({
    ...{ updated_at: later, state: 'open', open: true, read: false, waiting_since: later },
    statistics: { last_contact_reply_at: later, count_reopens: 1 },
  })
  expect(topics()).toEqual(['conversation.user.replied', 'contact.user.updated'])
  expect(told[0]).toMatchObject({ subject: 'conversation 7', item: { type: 'conversation', id: '7', updated_at: later, state: 'open' } })
  expect(partsIn(told[0]?.item)).toMatchObject({
    total_count: 1,
    conversation_parts: [
      { id: part, body: '<p>Any &lt;b>news&lt;/b>?</p>', author: { type: 'user', id: hexId(1) }, part_type: 'open', state: 'open' },
    ],
  })
  expect(Number(part)).toBeGreaterThan(100)
  expect(world.contacts.get(hexId(1))).toMatchObject({ last_replied_at: later, last_seen_at: later, updated_at: later })
})

test('a teammate who answers ends the waiting, takes part, and has contacted the customer', () => {
  const { actions, world, topics } = desk(aConversation(7, { waiting_since: noon, statistics }))
  actions.conversations.adminReplies({ conversation: '7', admin: '1001', body: '<p>Yes.</p>' })
  expect(world.conversations.get('7')).toMatchObject({
    ...{ waiting_since: null, read: true, teammate_ids: ['1001'], parts: [{ body: '<p>Yes.</p>', author: { type: 'admin' } }] },
    statistics: { time_to_admin_reply: 3_600, first_admin_reply_at: later },
  })
  expect(world.contacts.get(hexId(1))).toMatchObject({ last_contacted_at: later, last_replied_at: null })
  expect(topics()).toEqual(['conversation.admin.replied', 'contact.user.updated'])
})

test('a note changes nothing but the thread', () => {
  const { actions, world, topics } = desk()
  actions.conversations.note({ conversation: '7', admin: '1002', body: 'Asked.' })
  expect(world.conversations.get('7')).toMatchObject({ state: 'closed', waiting_since: null, parts: [{}, { part_type: 'note' }] })
  expect(topics()).toEqual(['conversation.admin.noted'])
})

test('an open conversation that is assigned is told under both topics, and so is a closed one, which it opens', () => {
  const open = desk(aConversation(7, { statistics }))
  open.actions.conversations.assign({ conversation: '7', admin: '1001', type: 'admin', assignee: '1002' })
  open.actions.conversations.assign({ conversation: '7', admin: '1001', type: 'team', assignee: '2001' })
  expect(open.world.conversations.get('7')).toMatchObject({
    ...{ admin_assignee_id: '1002', team_assignee_id: '2001', teammate_ids: ['1001', '1002'] },
    statistics: { count_assignments: 2 },
  })
  const both = ['conversation.admin.assigned', 'conversation.admin.open.assigned']
  expect(open.topics()).toEqual([...both, ...both])
  open.actions.conversations.assign({ conversation: '7', admin: '1001', type: 'admin', assignee: '0' })
  expect(open.world.conversations.get('7')?.admin_assignee_id).toBeNull()

  const shut = desk()
  shut.actions.conversations.assign({ conversation: '7', admin: '1001', type: 'admin', assignee: '1002' })
  expect(shut.world.conversations.get('7')).toMatchObject({ state: 'open', parts: [{}, { part_type: 'assign_and_reopen' }] })
  expect(shut.topics()).toEqual(both)

  const snoozed = desk(aConversation(7, { state: 'snoozed', open: false, statistics }))
  snoozed.actions.conversations.assign({ conversation: '7', admin: '1001', type: 'admin', assignee: '1002' })
  expect(snoozed.topics()).toEqual(['conversation.admin.assigned'])
})

test('it is closed, opened, snoozed and woken', () => {
  const { actions, world, topics } = desk(aConversation(7, { waiting_since: noon, statistics }))
  const by = { conversation: '7', admin: '1001' }
  const now = () => world.conversations.get('7')
  actions.conversations.close(by)
  expect(now()).toMatchObject({ state: 'closed', open: false, waiting_since: null, statistics: { last_closed_by_id: '1001' } })
  actions.conversations.open(by)
  expect(now()).toMatchObject({ state: 'open', open: true, statistics: { count_reopens: 1 } })
  actions.conversations.snooze({ ...by, until: later + 60 })
  expect(now()).toMatchObject({ state: 'snoozed', open: false, snoozed_until: later + 60 })
  actions.conversations.unsnooze(by)
  expect(now()).toMatchObject({ state: 'open', open: true, snoozed_until: null })
  expect(topics()).toEqual(['closed', 'opened', 'snoozed', 'unsnoozed'].map((what) => `conversation.admin.${what}`))
  expect(() => actions.conversations.snooze({ ...by, until: later })).toThrow('not in the future')
})

test('a tag is put on once, by the part that says so', () => {
  const { actions, world, told } = desk()
  for (let time = 0; time < 2; time++) actions.conversations.tag({ conversation: '7', admin: '1001', tag: '3001' })
  expect(world.conversations.get('7')?.tags).toEqual([{ id: '3001', applied_at: later, applied_by: { type: 'admin', id: '1001' } }])
  expect([told[0]?.topic, partsIn(told[0]?.item).conversation_parts[0]?.tags]).toEqual([
    'conversation_part.tag.created',
    [{ type: 'tag', id: '3001', name: 'vip' }],
  ])
})

test('a new conversation has an id of its own, is told without parts, and is found', () => {
  const { actions, world, told } = desk()
  const { conversation } = actions.conversations.start({ contact: hexId(2), body: 'Hello?' })
  expect(Number(conversation)).toBeGreaterThan(7)
  expect(world.conversations.get(conversation)).toMatchObject({
    contact_ids: [hexId(2)],
    waiting_since: later,
    source: { body: '<p>Hello?</p>' },
  })
  expect(told[0]).toMatchObject({ topic: 'conversation.user.created', item: { id: conversation, conversation_parts: { total_count: 0 } } })
  expect([...world.search.conversations.current().idsBy('contact_ids', hexId(2))]).toEqual([conversation])
})

test('a redacted part keeps its place and loses its words; a deleted conversation leaves only its id, under another name', () => {
  const { actions, world, told } = desk()
  actions.conversations.redact({ conversation: '7', part: '100' })
  expect(world.conversations.get('7')?.parts[0]).toMatchObject({
    id: '100',
    body: '<p><i>This message was deleted</i></p>',
    redacted: true,
  })
  expect(told[0]?.topic).toBe('conversation_part.redacted')
  expect(JSON.stringify(told)).not.toContain('Part 100')
  actions.conversations.delete({ conversation: '7' })
  expect(told[1]).toMatchObject({ topic: 'conversation.deleted', item: { type: 'conversation', conversation_id: '7' } })
  expect(told[1]?.item).not.toHaveProperty('id')
  expect(world.conversations.get('7')).toBeUndefined()
})

test('what happens in a conversation that is a ticket, too, happens with the ticket', () => {
  const { actions, world, told, topics } = actIn(
    aWorld({ contacts: [aContact(1)], conversations: [aConversation(7)], tickets: [aTicket(7)] }),
  )
  actions.conversations.contactReplies({ conversation: '7', body: 'Hello' })
  actions.conversations.assign({ conversation: '7', admin: '1001', type: 'team', assignee: '2001' })
  expect(world.tickets.get('7')).toMatchObject({ updated_at: later, team_assignee_id: '2001', parts: [{ body: '<p>Hello</p>' }, {}] })
  expect(topics().filter((topic) => topic.startsWith('ticket.'))).toEqual(['ticket.contact.replied', 'ticket.team.assigned'])
  expect(told[1]?.item).toMatchObject({ type: 'ticket_ticket_part', ticket: { id: '7' }, ticket_part: { body: '<p>Hello</p>' } })
})

describe('statistics and words go by the version of the app', () => {
  const reply = (version: '2.14' | '2.15') => {
    const { actions, told } = desk(closed(), version)
    actions.conversations.adminReplies({ conversation: '7', admin: '1001', body: '<p>Press <b>this</b></p>' })
    return { item: told[0]?.item, part: partsIn(told[0]?.item).conversation_parts[0] }
  }
  test('before 2.15 they are text of ISO 8601, and HTML', () => {
    const { item, part } = reply('2.14')
    expect(item).toMatchObject({
      updated_at: later,
      statistics: { last_admin_reply_at: new Date(later * 1000).toISOString().replace('Z', '+00:00') },
    })
    expect(part?.body).toBe('<p>Press <b>this</b></p>')
  })
  test('from then on they are unix seconds, and plain text', () => {
    const { item, part } = reply('2.15')
    expect(item).toMatchObject({ statistics: { last_admin_reply_at: later }, source: { body: 'I need support' } })
    expect(part?.body).toBe('Press this')
  })
})

test('who or what is not there is a 404, and nothing has changed', () => {
  const { actions, world, told } = desk()
  const before = world.conversations.get('7')
  const { conversations } = actions
  expect(() => conversations.adminReplies({ conversation: '8', admin: '1001', body: 'x' })).toThrow('There is no conversation 8.')
  expect(() => conversations.adminReplies({ conversation: '7', admin: '9', body: 'x' })).toThrow('There is no admin 9.')
  expect(() => conversations.assign({ conversation: '7', admin: '1001', type: 'team', assignee: '9' })).toThrow('There is no team 9.')
  expect(() => conversations.tag({ conversation: '7', admin: '1001', tag: '9' })).toThrow('There is no tag 9.')
  expect([world.conversations.get('7'), told]).toEqual([before, []])
})

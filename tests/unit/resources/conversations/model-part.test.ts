import { describe, expect, test } from 'vitest'
import type { ConversationPart as Wire } from '../../../../src/intercom/conversation-types.ts'
import { partFromIntercom, partTypeFrom } from '../../../../src/resources/conversations/model-part.ts'

const partFrom = (part: Wire) => partFromIntercom({ id: '7', created_at: 1_700_000_000, ...part }, '42', 0)

describe('the type of a part', () => {
  test.each([
    ['comment', 'COMMENT'],
    ['quick_reply', 'COMMENT'],
    ['note', 'NOTE'],
    ['note_and_reopen', 'NOTE'],
    ['note_and_unsnooze', 'NOTE'],
    ['internal_note', 'NOTE'],
    ['assignment', 'ASSIGNMENT'],
    ['assign_and_reopen', 'ASSIGNMENT'],
    ['assign_and_unsnooze', 'ASSIGNMENT'],
    ['away_mode_assignment', 'ASSIGNMENT'],
    ['workflow_assignment', 'ASSIGNMENT'],
    ['default_assignment', 'ASSIGNMENT'],
    ['open', 'STATE_CHANGE'],
    ['close', 'STATE_CHANGE'],
    ['snoozed', 'STATE_CHANGE'],
    ['unsnoozed', 'STATE_CHANGE'],
    ['timer_unsnooze', 'STATE_CHANGE'],
    ['conversation_rating_changed', 'RATING'],
    ['conversation_rating_remark_added', 'RATING'],
    ['conversation_tags_updated', 'TAG'],
    ['participant_added', 'PARTICIPANT'],
    ['participant_removed', 'PARTICIPANT'],
    ['conversation_attribute_updated_by_workflow', 'ATTRIBUTE'],
    ['conversation_attribute_updated_by_user', 'ATTRIBUTE'],
    ['attribute_collected', 'ATTRIBUTE'],
    ['custom_action_started', 'OTHER'],
    ['conversation_sla_target_missed', 'OTHER'],
    ['priority_changed', 'OTHER'],
    ['stage_left', 'OTHER'],
    ['notes_imported', 'OTHER'],
    ['', 'OTHER'],
  ])('%s is %s', (word, type) => {
    expect(partTypeFrom(word)).toBe(type)
  })
})

test('a comment has its text, files and author, and says whether the AI agent composed it', () => {
  const author = { type: 'bot', id: '1', name: 'Fin', from_ai_agent: true, is_ai_answer: true }
  const attachments = [{ name: 'a.png', url: 'https://files.example/a.png' }]
  expect(
    partFrom({
      part_type: 'comment',
      body: '<p>Hi</p>',
      updated_at: 1_700_000_005,
      notified_at: 1_700_000_009,
      external_id: 'x1',
      author,
      attachments,
    }),
  ).toEqual({
    __typename: 'CommentPart',
    id: '7',
    conversationId: '42',
    type: 'COMMENT',
    createdAt: new Date('2023-11-14T22:13:20Z'),
    updatedAt: new Date('2023-11-14T22:13:25Z'),
    notifiedAt: new Date('2023-11-14T22:13:29Z'),
    externalId: 'x1',
    isAiAnswer: true,
    author: expect.objectContaining({ kind: 'BOT', isAiAgent: true }),
    redacted: false,
    html: '<p>Hi</p>',
    attachments: [expect.objectContaining({ name: 'a.png' })],
  })
})

test('a note is a note, whatever was done in the same breath', () => {
  expect(partFrom({ part_type: 'note_and_reopen', body: '<p>Careful</p>' })).toMatchObject({
    __typename: 'NotePart',
    html: '<p>Careful</p>',
  })
})

test.each([
  [
    { type: 'admin', id: 5 },
    { kind: 'ADMIN', id: '5' },
  ],
  [
    { type: 'team', id: '6' },
    { kind: 'TEAM', id: '6' },
  ],
  [{ type: 'nobody_admin', id: null }, null],
  [{ type: 'contact', id: '1a2b3c' }, null],
  [{ type: 'admin', id: 0 }, null],
  [null, null],
])('an assignment to %j leads to %j', (assigned_to, assignedTo) => {
  expect(partFrom({ part_type: 'assignment', assigned_to })).toMatchObject({ __typename: 'AssignmentPart', assignedTo })
})

test.each([
  ['close', 'open', 'CLOSED'],
  ['open', 'closed', 'OPEN'],
  ['snoozed', 'open', 'SNOOZED'],
  ['unsnoozed', 'snoozed', 'OPEN'],
  ['timer_unsnooze', 'snoozed', 'OPEN'],
])('%s, said of a conversation that is %s, leads to %s', (part_type, state, newState) => {
  expect(partFrom({ part_type, state })).toMatchObject({ __typename: 'StateChangePart', newState, snoozedUntil: null })
})

test('what nobody has heard of keeps its word and all that Intercom says about it', () => {
  const event_details = { action: { name: 'Look up', result: 'success' } }
  expect(partFrom({ part_type: 'custom_action_finished', event_details })).toMatchObject({
    __typename: 'GenericPart',
    type: 'OTHER',
    rawType: 'custom_action_finished',
    details: event_details,
  })
  const tags = [{ type: 'tag', id: '9', name: 'vip' }]
  expect(partFrom({ part_type: 'conversation_tags_updated', tags })).toMatchObject({ type: 'TAG', details: { tags } })
  expect(partFrom({ part_type: 'participant_added', metadata: { a: 1 }, assigned_to: { type: 'contact', id: 'x' } })).toMatchObject({
    details: { metadata: { a: 1 }, assigned_to: { type: 'contact', id: 'x' } },
  })
  expect(partFrom({ part_type: 'priority_changed', tags: [], event_details: {}, metadata: null })).toMatchObject({ details: null })
})

test('a part of which Intercom says nothing is still a part', () => {
  expect(partFromIntercom({}, '42', 3)).toEqual({
    __typename: 'GenericPart',
    id: '3',
    conversationId: '42',
    type: 'OTHER',
    rawType: '',
    details: null,
    createdAt: new Date(0),
    updatedAt: null,
    author: null,
    redacted: false,
    html: null,
    attachments: [],
  })
})

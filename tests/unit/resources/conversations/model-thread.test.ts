import { describe, expect, test } from 'vitest'
import type { Conversation as Wire } from '../../../../src/intercom/conversation-types.ts'
import { threadFromIntercom, threadOf } from '../../../../src/resources/conversations/model-thread.ts'

const comments = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: String(at + 1), part_type: 'comment', created_at: 1_700_000_000 + at }))

const threadWith = (given: number, said: { total_count?: number | null; statistics?: Wire['statistics'] }) =>
  threadFromIntercom({ id: '42', conversation_parts: { conversation_parts: comments(given), ...said }, ...said })

describe('whether a thread is whole', () => {
  test.each([
    ['counted by both', 3, { total_count: 3, statistics: { count_conversation_parts: 3 } }, false, 3],
    ['not counted at all', 3, {}, false, 3],
    ['counted as shorter by statistics that are behind', 3, { total_count: 3, statistics: { count_conversation_parts: 2 } }, false, 3],
    ['longer by the statistics', 500, { total_count: 500, statistics: { count_conversation_parts: 620 } }, true, 620],
    ['longer by the list itself', 500, { total_count: 812 }, true, 812],
    ['just as long as Intercom gives', 500, { total_count: 500, statistics: { count_conversation_parts: 500 } }, false, 500],
    ['as long as Intercom gives, without statistics', 500, { total_count: 500, statistics: null }, true, null],
  ])('%s', (_, given, said, isTruncated, totalCount) => {
    expect(threadWith(given, said)).toMatchObject({ isTruncated, totalCount })
  })
})

test('a thread has the newest last, and keeps the order of what happened in one second', () => {
  const parts = [
    { id: '3', part_type: 'comment', created_at: 30 },
    { id: '9', part_type: 'note', created_at: 10 },
    { id: '1', part_type: 'close', created_at: 10 },
  ]
  const thread = threadFromIntercom({ id: '42', conversation_parts: { conversation_parts: parts } })
  expect(thread.parts.map(({ id }) => id)).toEqual(['9', '1', '3'])
})

test('a conversation without parts has an empty thread', () => {
  expect(threadFromIntercom({ id: '42' })).toEqual({ parts: [], isTruncated: false, totalCount: 0 })
})

test('only the snooze that lasts says until when', () => {
  const parts = ['snoozed', 'timer_unsnooze', 'snoozed', 'note'].map((part_type, at) => ({ id: String(at), part_type, created_at: at }))
  const untils = (state: string) =>
    threadFromIntercom({ id: '42', state, snoozed_until: 1_700_000_000, conversation_parts: { conversation_parts: parts } }).parts.flatMap(
      (part) => (part.__typename === 'StateChangePart' ? [part.snoozedUntil?.getTime() ?? null] : []),
    )
  expect(untils('snoozed')).toEqual([null, null, 1_700_000_000_000])
  expect(untils('open')).toEqual([null, null, null])
})

test('of the conversation, a thread keeps only what it is made of', () => {
  const wire: Wire = {
    id: '42',
    title: 'x',
    state: 'snoozed',
    snoozed_until: 5,
    statistics: { count_conversation_parts: 7, count_reopens: 1 },
  }
  expect(threadOf(wire)).toEqual({
    id: '42',
    conversation_parts: null,
    statistics: { count_conversation_parts: 7 },
    state: 'snoozed',
    snoozed_until: 5,
  })
  const whole: Wire = { ...wire, conversation_parts: { conversation_parts: comments(3), total_count: 3 } }
  expect(threadFromIntercom(threadOf(whole))).toEqual(threadFromIntercom(whole))
})

import { expect, test } from 'vitest'
import type { LogEntry } from '../../../../src/changes/change.ts'
import { eventFrom, mayHavePartOf } from '../../../../src/resources/conversations/model-event.ts'

type Part = { id: string; type: string | null; authorType: null; authorId: null }
const partOf = (type: string | null): Part => ({ id: '1', type, authorType: null, authorId: null })

function eventOf(topic: string, parts: readonly Part[] = [], origin: LogEntry['change']['origin'] = 'WEBHOOK') {
  const about = [{ type: 'conversation', id: '1' }]
  const change = { topic, origin, occurredAt: new Date(0), about, forget: [], erase: [], facts: { parts } }
  return eventFrom({ cursor: '', previous: '', change })!
}

test.each([
  ['a part of a type that is asked for', eventOf('conversation.admin.replied', [partOf('comment')]), true],
  ['one of another type', eventOf('conversation.admin.noted', [partOf('note')]), false],
  ['a reply of which nobody says what it is', eventOf('conversation.admin.replied', [partOf(null)]), true],
  ['a reply of which nobody says anything', eventOf('conversation.admin.replied'), true],
  ['a closing, which is another thing by its topic', eventOf('conversation.admin.closed'), false],
  ['a closing that may be a comment', eventOf('conversation.admin.closed', [partOf(null)]), true],
  ['what has no part at all', eventOf('conversation.priority.updated'), false],
  ['what was missed', eventOf('conversation.priority.updated', [], 'RECONCILED'), true],
  ['what was deleted', eventOf('conversation.deleted'), true],
  ['what was taken out', eventOf('conversation_part.redacted', [partOf('note')]), true],
])('whoever follows comments is told of %s, or not', (_, event, isTold) => {
  expect(mayHavePartOf(event, ['COMMENT', 'OTHER'])).toBe(isTold)
})

test.each([
  ['conversation.admin.closed', 'STATE_CHANGE'],
  ['conversation.admin.assigned', 'ASSIGNMENT'],
  ['conversation.rating.added', 'RATING'],
] as const)('%s is told to those who follow parts of its kind, also where no part is announced', (topic, type) => {
  expect(mayHavePartOf(eventOf(topic), [type])).toBe(true)
})

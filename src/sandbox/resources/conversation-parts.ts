import { htmlFrom } from '../actions/bodies.ts'
import { notFound, parameterInvalid } from '../http/errors.ts'
import { type Fields, fieldsOf, neededId, neededWhole, neededWord, textIn } from '../http/fields.ts'
import type { Call, Route } from '../http/router.ts'
import { actingAdmin } from './acting.ts'
import { answerWithPart, conversationOf } from './conversation-answer.ts'

/** POST /conversations/{conversation_id}/parts: what a teammate does with a conversation, and says of it. */
function manage(call: Call) {
  const fields = fieldsOf(call.body)
  const { conversations } = call.actions
  const kind = neededWord(fields, 'message_type', ['close', 'snoozed', 'open', 'assignment'])
  const by = { conversation: conversationOf(call).id, admin: actingAdmin(call, fields).id }
  const body = htmlFrom(textIn(fields, 'body') ?? '') || undefined
  if (kind === 'open') return answerWithPart(call, conversations.open(by))
  if (kind === 'snoozed') return answerWithPart(call, conversations.snooze({ ...by, until: untilIn(call, fields) }))
  if (kind === 'assignment') return answerWithPart(call, conversations.assign({ ...by, ...assigneeIn(call, fields), body }))
  // the schema wants the type, the other two have none
  neededWord(fields, 'type', ['admin'])
  return answerWithPart(call, conversations.close({ ...by, body }))
}

function untilIn({ world }: Call, fields: Fields): number {
  const until = neededWhole(fields, 'snoozed_until')
  if (until * 1000 <= world.now()) throw parameterInvalid('snoozed_until must be in the future')
  return until
}

/** `0` is nobody. */
function assigneeIn({ world }: Call, fields: Fields): { type: 'admin' | 'team'; assignee: string } {
  const type = neededWord(fields, 'type', ['admin', 'team'])
  const assignee = neededId(fields, 'assignee_id')
  const isKnown = assignee === '0' || world[type === 'admin' ? 'admins' : 'teams'].has(assignee)
  // OpenAPI 2.14, PUT /tickets/{ticket_id}
  if (!isKnown) throw notFound('assignee_not_found', 'Assignee not found')
  return { type, assignee }
}

export const conversationPartRoutes: Route[] = [{ method: 'POST', path: '/conversations/{conversation_id}/parts', answer: manage }]

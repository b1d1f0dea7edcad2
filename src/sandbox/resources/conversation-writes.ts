import { paragraphFrom } from '../actions/bodies.ts'
import { notFound } from '../http/errors.ts'
import { fieldsOf, flagIn, idIn, neededId, neededText, neededWord, objectIn, parameterNotFound, textIn, wholeIn } from '../http/fields.ts'
import type { Call, Route } from '../http/router.ts'
import { userNotFound } from './acting.ts'
import { attachmentsIn } from './attachments-in.ts'
import { answerWithThread, conversationOf } from './conversation-answer.ts'
import { customAttributesIn } from './custom-attributes.ts'

/** A contact writes for the first time. The answer is the message (OpenAPI 2.14, schema `message`), and names the conversation. */
function create({ world, actions, body }: Call) {
  const fields = fieldsOf(body)
  const from = objectIn(fields, 'from')
  if (!from) throw parameterNotFound('from')
  neededWord(from, 'type', ['lead', 'user', 'contact'])
  const contact = world.contacts.get(neededId(from, 'id'))
  const words = neededText(fields, 'body')
  if (!contact) throw userNotFound()
  const { conversation } = actions.conversations.start({
    ...{ contact: contact.id, body: paragraphFrom(words), subject: textIn(fields, 'subject') ?? '' },
    ...{ attachments: attachmentsIn(fields), at: wholeIn(fields, 'created_at') ?? undefined },
  })
  const made = world.conversations.get(conversation)
  return {
    type: 'user_message',
    id: made?.source.id,
    created_at: made?.created_at,
    body: words,
    message_type: 'inapp',
    conversation_id: conversation,
  }
}

function update(call: Call) {
  const { id } = conversationOf(call)
  const fields = fieldsOf(call.body)
  const company = idIn(fields, 'company_id')
  if (company && !call.world.companies.has(company)) throw notFound('company_not_found', 'Company Not Found')
  const title = textIn(fields, 'title')
  call.actions.conversations.update({
    ...{ conversation: id, read: flagIn(fields, 'read'), company },
    ...(title === undefined ? {} : { title }),
    attributes: customAttributesIn(call.world, 'conversation', fields),
  })
  return answerWithThread(call, id)
}

function remove(call: Call) {
  const { id } = conversationOf(call)
  // OpenAPI 2.16, DELETE /conversations/{conversation_id}
  call.actions.conversations.delete({ conversation: id, retainsMetrics: call.query.get('retain_metrics') !== 'false' })
  return { id, object: 'conversation', deleted: true }
}

/** A part, or the message that a contact began with. */
function redact(call: Call) {
  const { world, actions, body } = call
  const fields = fieldsOf(body)
  const type = neededWord(fields, 'type', ['conversation_part', 'source'])
  const conversation = world.conversations.get(neededId(fields, 'conversation_id'))
  const id = neededId(fields, type === 'source' ? 'source_id' : 'conversation_part_id')
  const isThere = type === 'source' ? conversation?.source.id === id : conversation?.parts.some((part) => part.id === id)
  if (!conversation || !isThere) throw notFound('conversation_part_or_message_not_found', 'Conversation part or message not found')
  if (type === 'source') actions.conversations.redactSource({ conversation: conversation.id })
  else actions.conversations.redact({ conversation: conversation.id, part: id })
  return answerWithThread(call, conversation.id)
}

export const conversationWriteRoutes: Route[] = [
  { method: 'POST', path: '/conversations', answer: create },
  { method: 'PUT', path: '/conversations/{conversation_id}', answer: update },
  { method: 'DELETE', path: '/conversations/{conversation_id}', answer: remove },
  { method: 'POST', path: '/conversations/redact', answer: redact },
]

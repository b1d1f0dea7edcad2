import { notFound } from '../http/errors.ts'
import { fieldsOf, neededId } from '../http/fields.ts'
import type { Call, Route } from '../http/router.ts'
import type { ConversationRecord } from '../records.ts'
import { actingAdmin } from './acting.ts'
import { renderAppliedTag } from './conversation.ts'

/** Here a conversation that is not there has words of its own: OpenAPI 2.14, POST /conversations/{conversation_id}/tags. */
function taggedOf({ world, params: { conversation_id = '' } }: Call): ConversationRecord {
  const conversation = world.conversations.get(conversation_id)
  if (!conversation) throw notFound('not_found', 'Conversation not found')
  return conversation
}

export const tagNotFound = () => notFound('tag_not_found', 'Tag not found')

function addTag(call: Call) {
  const fields = fieldsOf(call.body)
  const { id } = taggedOf(call)
  const tag = neededId(fields, 'id')
  if (!call.world.tags.has(tag)) throw tagNotFound()
  call.actions.conversations.tag({ conversation: id, admin: actingAdmin(call, fields).id, tag })
  return renderAppliedTag(
    call.world,
    taggedOf(call).tags.find((one) => one.id === tag),
  )
}

/** The tag as it stood on the conversation. */
function removeTag(call: Call) {
  const conversation = taggedOf(call)
  const admin = actingAdmin(call, fieldsOf(call.body)).id
  const applied = conversation.tags.find(({ id }) => id === call.params.tag_id)
  if (!applied) throw tagNotFound()
  call.actions.conversations.untag({ conversation: conversation.id, admin, tag: applied.id })
  return renderAppliedTag(call.world, applied)
}

export const conversationTagRoutes: Route[] = [
  { method: 'POST', path: '/conversations/{conversation_id}/tags', answer: addTag },
  { method: 'DELETE', path: '/conversations/{conversation_id}/tags/{tag_id}', answer: removeTag },
]

import { ApiError, notFound, parameterInvalid } from '../http/errors.ts'
import { fieldsOf } from '../http/fields.ts'
import type { Call, Route } from '../http/router.ts'
import { since } from '../http/versions.ts'
import { answerWithThread } from './conversation-answer.ts'

/** OpenAPI 2.16, POST /conversations/{id}/merge: the one is closed and linked to the other, which goes on. */
function merge(call: Call) {
  const { world, version, actions, body, params } = call
  const secondary = since(version, '2.16') ? world.conversations.get(params.id ?? '') : undefined
  if (!secondary) throw notFound()
  const into = fieldsOf(body).merge_into_conversation_id
  const primary = String(into)
  if (!Number.isSafeInteger(typeof into === 'string' ? Number(into) : into)) {
    throw parameterInvalid('merge_into_conversation_id must be a valid integer conversation ID')
  }
  if (!world.conversations.has(primary)) throw mergeFailed('Primary conversation not found')
  if (world.merged_conversations.has(secondary.id)) throw mergeFailed('Secondary conversation has already been merged')
  if (primary === secondary.id) throw mergeFailed('Cannot merge a conversation into itself')
  actions.conversations.merge({ from: secondary.id, into: primary })
  return answerWithThread(call, primary)
}

const mergeFailed = (message: string) => new ApiError(422, 'merge_failed', message)

export const conversationMergeRoutes: Route[] = [{ method: 'POST', path: '/conversations/{id}/merge', answer: merge }]

import { notFound } from '../http/errors.ts'
import { cursorPage, fingerprint, numberedPage, perPageOf } from '../http/paging.ts'
import type { Call, Route } from '../http/router.ts'
import { since } from '../http/versions.ts'
import { answerSearch } from '../search/answer.ts'
import { conversationFields } from '../search/conversation-fields.ts'
import { conversationOperators } from '../search/operators.ts'
import { recordsOf } from '../store/world.ts'
import { renderConversation } from './conversation.ts'
import { answerWithThread, conversationOf } from './conversation-answer.ts'

/** The last updated first: the order is not published. */
function listConversations({ world, version, query }: Call) {
  const { ids, pages, total_count } = cursorPage({
    places: world.conversations.inOrder(),
    perPage: perPageOf(query.get('per_page') ?? undefined, 20),
    startingAfter: query.get('starting_after'),
    boundTo: fingerprint('conversations'),
  })
  const conversations = recordsOf(world.conversations, ids).map((conversation) => renderConversation(world, conversation, version))
  return { type: 'conversation.list', pages, total_count, conversations }
}

/** OpenAPI 2.16, GET /conversations/deleted: ids alone, the last deleted first. */
function listDeleted({ world, version, query, url }: Call) {
  if (!since(version, '2.16')) throw notFound()
  const deleted = [...world.deleted_conversations].toSorted(([, one], [, other]) => other.atSeconds - one.atSeconds)
  const { items, pages, total_count } = numberedPage({
    items: query.get('order') === 'asc' ? deleted.toReversed() : deleted,
    query,
    perPage: 20,
    most: 60,
    url,
  })
  const conversations = items.map(([id, { atSeconds, retainsMetrics }]) => ({
    type: 'conversation',
    ...{ id, metrics_retained: retainsMetrics, deleted_at: atSeconds },
  }))
  return { type: 'conversations.list', total_count, pages, conversations }
}

function searchConversations({ world, version, body }: Call) {
  const seen = world.search.conversations.current()
  const { ids, pages, total_count } = answerSearch({
    body,
    table: seen,
    fields: conversationFields(version),
    rules: { operators: conversationOperators, orEqual: true, timeZone: world.workspace.timezone },
    perPage: 20,
    sortable: false,
    boundTo: `conversations ${version}`,
  })
  const conversations = recordsOf(seen, ids).map((conversation) => renderConversation(world, conversation, version))
  return { type: 'conversation.list', pages, total_count, conversations }
}

export const conversationRoutes: Route[] = [
  { method: 'GET', path: '/conversations', answer: listConversations },
  { method: 'GET', path: '/conversations/deleted', answer: listDeleted },
  { method: 'POST', path: '/conversations/search', answer: searchConversations },
  { method: 'GET', path: '/conversations/{conversation_id}', answer: (call) => answerWithThread(call, conversationOf(call).id) },
]

import type * as Intercom from '../../intercom/conversation-types.ts'
import { readPage } from '../../intercom/pages.ts'
import { readEach, readMany, readOne } from '../../intercom/read-many.ts'
import { type SearchQuery, searchRequest } from '../../intercom/search.ts'
import type { ResourceDeps } from '../deps.ts'
import { conversationFromIntercom } from './model.ts'
import { threadFromIntercom, threadOf } from './model-thread.ts'
import { createGroupedConversations } from './service-grouped.ts'

type PageOf = { size: number; after: string | null }

/**
 * Head and thread of a conversation are two views of one record: lists and searches answer heads, only a read by id answers the thread, and
 * brings the head along.
 */
export function createConversationsService({ intercom, cache, config }: ResourceDeps) {
  const read = (id: string) =>
    intercom.call((sdk, options): PromiseLike<Intercom.Conversation> => sdk.conversations.find({ conversation_id: id }, options))
  const searchPage = async (request: ReturnType<typeof searchRequest>) =>
    readPage<Intercom.Conversation>((await intercom.call((sdk, options) => sdk.conversations.search(request, options))).response)

  const heads = cache.entities({
    kind: 'conversation',
    idOf: (conversation: Intercom.Conversation) => String(conversation.id),
    fromWire: conversationFromIntercom,
    pick: ({ conversation_parts: _, ...head }) => head,
    fetch: (ids, { readById }) => readMany(ids, { idOf: ({ id }) => String(id), read, search: searchPage, readById, ...config }),
  })
  const threads = heads.facet({
    kind: 'thread',
    fromWire: threadFromIntercom,
    pick: threadOf,
    fetch: (ids) => readEach(ids, config.concurrency, (id) => readOne(id, read)),
  })
  const pages = cache.pages(heads, { scope: 'conversation' })

  const search = (query: SearchQuery, { size, after }: PageOf) =>
    pages.get(JSON.stringify(['POST /conversations/search', query, size, after]), () =>
      searchPage(searchRequest(query, { perPage: size, after })),
    )

  return {
    /** Aligned with the ids; null for a conversation that is gone. */
    getMany: heads.getMany,
    /** Their parts, aligned with the ids: a call for each that is not cached. */
    getThreads: threads.getMany,
    /** In the order Intercom lists them, which it does not publish. */
    list: ({ size, after }: PageOf) =>
      pages.get(JSON.stringify(['GET /conversations', size, after]), async () => {
        const page = await intercom.call((sdk, options) =>
          sdk.conversations.list({ per_page: size, ...(after && { starting_after: after }) }, options),
        )
        return readPage<Intercom.Conversation>(page.response)
      }),
    /** What a filter finds. */
    search,
    ...createGroupedConversations({ search, ...config }),
  }
}

import type { PageJudging } from '../../cache/outliving.ts'
import type * as Intercom from '../../intercom/conversation-types.ts'
import { groupedSearch } from '../../intercom/grouped-search.ts'
import { idReader, noneIfZero } from '../../intercom/ids.ts'
import { eachPage, readPage } from '../../intercom/pages.ts'
import { readEach, readMany, readOne } from '../../intercom/read-many.ts'
import { allOf, type SearchQuery, searchRequest, where } from '../../intercom/search.ts'
import type { CompaniesService } from '../companies/service.ts'
import { contactKeys } from '../contacts/service-carried.ts'
import type { ResourceDeps } from '../deps.ts'
import { tagKeys } from '../tags/service-carried.ts'
import { conversationFromIntercom } from './model.ts'
import type { ConversationPart } from './model-part.ts'
import { threadFromIntercom, threadOf } from './model-thread.ts'
import { deletedSince } from './service-deleted.ts'
import type { WriteDeps } from './service-writes.ts'
import { createMergeWrite } from './service-writes-merge.ts'
import { createMessageWrite } from './service-writes-messages.ts'
import { createParticipantWrites } from './service-writes-participants.ts'
import { createPartWrites } from './service-writes-parts.ts'
import { createRecordWrites } from './service-writes-records.ts'

/** Topics of webhooks, and of our own writes, by which there is one more. */
const beginnings = new Set(['conversation.created', 'conversation.user.created', 'conversation.admin.single.created'])

/** Topics, one of them our word for what was missed, by which one that is erased is gone; by others it loses what somebody wrote. */
const endings = new Set(['conversation.deleted', 'ticket.deleted'])

export type ConversationsService = ReturnType<typeof createConversationsService>

type Place = { size: number; after: string | null; judging?: PageJudging }

/**
 * A conversation is kept in two views, its head and its thread: lists and searches answer heads, only a read by id answers the thread, and
 * brings the head along. The company that comes along from 2.15 on is a record of its own, which may change before the conversation does.
 */
export function createConversationsService({
  intercom,
  cache,
  writes,
  config,
  companies,
  now,
}: ResourceDeps & { companies: CompaniesService }) {
  /** What came along with conversations goes where companies are kept; the heads keep their ids. */
  function keepCompanies(conversations: readonly Intercom.Conversation[], startedAtMs: number) {
    const embedded = conversations.flatMap(({ company }) => (company && noneIfZero(company.id) !== null ? company : []))
    return companies.keep([...new Map(embedded.map((company) => [company.id, company])).values()], { startedAtMs })
  }
  async function read(id: string) {
    const startedAtMs = now()
    const conversation = await intercom.call(
      (sdk, options): PromiseLike<Intercom.Conversation | undefined> => sdk.conversations.find({ conversation_id: id }, options),
    )
    if (conversation) await keepCompanies([conversation], startedAtMs)
    return conversation
  }
  async function pageOf(ask: () => Promise<unknown>) {
    const startedAtMs = now()
    const page = readPage<Intercom.Conversation>(await ask())
    await keepCompanies(page.items, startedAtMs)
    return page
  }
  const searchRaw = (request: ReturnType<typeof searchRequest>) =>
    intercom.call((sdk, options) => sdk.conversations.search(request, options))
  const searchPage = (request: ReturnType<typeof searchRequest>) => pageOf(async () => (await searchRaw(request)).response)

  const heads = cache.entities({
    kind: 'conversation',
    idOf: (conversation: Intercom.Conversation) => String(conversation.id),
    asId: idReader('conversation'),
    fromWire: conversationFromIntercom,
    pick: ({ conversation_parts: _, company, ...head }) => ({ ...head, company: company && { id: company.id } }),
    carries: ({ source, contacts, tags }) => [
      ...contactKeys([source?.author, ...(contacts?.contacts ?? [])].map((one) => one?.id)),
      ...tagKeys(tags?.tags),
    ],
    fetch: (ids, { readById }) => readMany(ids, { idOf: ({ id }) => String(id), read, search: searchPage, readById, ...config }),
  })
  const threads = heads.facet({
    kind: 'thread',
    fromWire: threadFromIntercom,
    pick: threadOf,
    carries: ({ conversation_parts }) => contactKeys((conversation_parts?.conversation_parts ?? []).map((part) => part?.author?.id)),
    fetch: (ids) => readEach(ids, config.concurrency, (id) => readOne(id, read)),
  })
  const pages = cache.pages(heads, { scope: 'conversation', areCorrected: true })

  const search = (query: SearchQuery, { size, after, judging }: Place) =>
    pages.get(
      JSON.stringify(['POST /conversations/search', query, size, after]),
      () => searchPage(searchRequest(query, { perPage: size, after })),
      { judging },
    )

  const writing: WriteDeps = {
    intercom,
    writes,
    heads,
    async read(id) {
      const found = await readOne(id, read)
      if (found instanceof Error) throw found
      return found && 'wire' in found ? found.wire : null
    },
    search: async (query) => readPage<Intercom.Conversation>((await searchRaw(searchRequest(query, { perPage: 20 }))).response).items,
    keepAlong: (conversation, { sentAtMs }) => keepCompanies([conversation], sentAtMs),
    listKeys: () => [pages.scopeKey()],
  }

  return {
    /** Aligned with the ids; null for a conversation that is gone. */
    getMany: heads.getMany,
    /** Their parts, aligned with the ids: a call for each that is not cached. */
    getThreads: threads.getMany,
    /** Single parts by `<conversation>:<part>`, aligned; null for one that is not (any more) in its thread. */
    async getParts(ids: readonly string[]): Promise<(ConversationPart | null | Error)[]> {
      const places = ids.map((id) => id.split(':') as [conversation: string, part: string])
      const known = [...new Set(places.map(([conversation]) => conversation))]
      const found = await threads.getMany(known)
      return places.map(([conversation, part]) => {
        const thread = found[known.indexOf(conversation)]
        return thread instanceof Error ? thread : (thread?.parts.find(({ id }) => id === part) ?? null)
      })
    },
    /** In the order Intercom lists them, which it does not publish. */
    list: ({ size, after }: Place) =>
      pages.get(JSON.stringify(['GET /conversations', size, after]), () =>
        pageOf(async () => {
          const place = { per_page: size, ...(after && { starting_after: after }) }
          return (await intercom.call((sdk, options) => sdk.conversations.list(place, options))).response
        }),
      ),
    /** What a filter finds. */
    search,
    /** Those that a teammate has to look at. */
    listOpenOfAdmin: (adminId: string, page: Place) =>
      search(allOf(where('state', '=', 'open'), where('admin_assignee_id', '=', adminId)), page),
    ...groupedSearch({ search, ...config }),
    /** All that were changed since then, past the cache. `>` includes the second itself (OpenAPI 2.14, POST /conversations/search). */
    updatedSince: (since: Date) =>
      eachPage((after) =>
        searchPage(searchRequest(where('updated_at', '>', Math.floor(since.getTime() / 1000) - 1), { perPage: 150, after })),
      ),
    /** Ids of those that were deleted since then, the last first, past the cache. From 2.16 on. */
    deletedSince: intercom.speaks('2.16') ? (since: Date) => deletedSince(intercom, since) : undefined,
    keptIds: heads.keptIds,
    recheck: heads.recheck,
    changedLately: pages.changedLately,
    /** Whether there is one more after a Change of this topic. */
    begins: (topic: string) => beginnings.has(topic),
    /** Whether what a Change of this topic erases is gone. */
    ends: (topic: string) => endings.has(topic),
    /** Everything that can be done with conversations. Each is one call, sent once. */
    write: {
      ...createPartWrites(writing),
      ...createRecordWrites(writing),
      ...createMessageWrite(writing),
      ...createParticipantWrites(writing),
      ...createMergeWrite(writing),
    },
    /** One with its thread as Intercom has it now, past the cache; null when it is gone. */
    readAnew: writing.read,
    /** The key by which a Change forgets one, head and thread. */
    keyOf: heads.keyOf,
    /** Keys by which a Change forgets every list that may hold one. */
    listKeys: () => [pages.scopeKey()],
  }
}

import type { PageJudging } from '../../cache/outliving.ts'
import { groupedSearch } from '../../intercom/grouped-search.ts'
import { idReader } from '../../intercom/ids.ts'
import { eachPage, readPage } from '../../intercom/pages.ts'
import { readMany, readOne } from '../../intercom/read-many.ts'
import { type SearchQuery, searchRequest, where } from '../../intercom/search.ts'
import type * as Intercom from '../../intercom/ticket-types.ts'
import { contactKeys } from '../contacts/service-carried.ts'
import type { ConversationsService } from '../conversations/service.ts'
import type { ResourceDeps } from '../deps.ts'
import { ticketFromIntercom } from './model.ts'
import type { WriteDeps } from './service-writes.ts'
import { createPartWrites } from './service-writes-parts.ts'
import { createRecordWrites } from './service-writes-records.ts'
import { createTagWrites } from './service-writes-tags.ts'

/** Topics of webhooks, and of our own writes, by which there is one more. */
const beginnings = new Set(['ticket.created'])

/** Topics, one of them our word for what was missed, by which one that is erased is gone; by others it loses what somebody wrote. */
const endings = new Set(['conversation.deleted', 'ticket.deleted'])

export type TicketsService = ReturnType<typeof createTicketsService>

type PageOf = { size: number; after: string | null; judging?: PageJudging }

/** Ids in one search: each answers a whole ticket, with up to 500 parts and its type. */
export const mostPerSearch = 20

/** Tickets are only searched, never listed: this holds for every one. */
const everyTicket = where('created_at', '>', 0)

export function createTicketsService({
  intercom,
  cache,
  writes,
  config,
  conversations,
  now,
}: ResourceDeps & { conversations: ConversationsService }) {
  const read = (id: string) =>
    intercom.call((sdk, options): PromiseLike<Intercom.Ticket | undefined> => sdk.tickets.get({ ticket_id: id }, options))
  const searchPage = async (request: ReturnType<typeof searchRequest>) =>
    readPage<Intercom.Ticket>((await intercom.call((sdk, options) => sdk.tickets.search(request, options))).response)

  const batchSize = Math.min(config.batchSize, mostPerSearch)
  const tickets = cache.entities({
    kind: 'ticket',
    idOf: (ticket: Intercom.Ticket) => String(ticket.id),
    asId: idReader('ticket'),
    fromWire: ticketFromIntercom,
    carries: ({ contacts, ticket_parts }) =>
      contactKeys([...(contacts?.contacts ?? []), ...(ticket_parts?.ticket_parts ?? []).map((part) => part?.author)].map((one) => one?.id)),
    fetch: (ids, { readById }) =>
      readMany(ids, { idOf: ({ id }) => String(id), read, search: searchPage, readById, concurrency: config.concurrency, batchSize }),
  })
  const pages = cache.pages(tickets, { scope: 'ticket', areCorrected: true })

  const search = (query: SearchQuery, { size, after, judging }: PageOf) =>
    pages.get(
      JSON.stringify(['POST /tickets/search', query, size, after]),
      () => searchPage(searchRequest(query, { perPage: size, after })),
      { judging },
    )

  const writing: WriteDeps = {
    ...{ intercom, writes, now, tickets },
    async read(id) {
      const found = await readOne(id, read)
      if (found instanceof Error) throw found
      return found && 'wire' in found ? found.wire : null
    },
    readConversation: conversations.readAnew,
    search: async (query) => (await searchPage(searchRequest(query, { perPage: mostPerSearch }))).items,
    listKeys: () => [pages.scopeKey()],
    keysOfConversation: (id) => [conversations.keyOf(id), ...conversations.listKeys()],
  }

  return {
    /** Aligned with the ids; null for a ticket that is gone. */
    getMany: tickets.getMany,
    /** All of them, in the order Intercom finds them, which it does not publish. */
    list: (page: PageOf) => search(everyTicket, page),
    /** What a filter finds. */
    search,
    ...groupedSearch({ search, ...config }),
    /** All that were changed since then, past the cache. */
    updatedSince: (since: Date) =>
      eachPage((after) =>
        searchPage(searchRequest(where('updated_at', '>', Math.floor(since.getTime() / 1000) - 1), { perPage: mostPerSearch, after })),
      ),
    keptIds: tickets.keptIds,
    recheck: tickets.recheck,
    changedLately: pages.changedLately,
    /** Whether there is one more after a Change of this topic. */
    begins: (topic: string) => beginnings.has(topic),
    /** Whether what a Change of this topic erases is gone. */
    ends: (topic: string) => endings.has(topic),
    /** Everything that can be done with tickets. Each is one call, sent once. */
    write: { ...createRecordWrites(writing), ...createPartWrites(writing), ...createTagWrites(writing) },
    /** The key by which a Change forgets one, with its parts. */
    keyOf: tickets.keyOf,
    /** Keys by which a Change forgets every list that may hold one. */
    listKeys: () => [pages.scopeKey()],
  }
}

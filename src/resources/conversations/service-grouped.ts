import { readEach } from '../../intercom/read-many.ts'
import type { SearchQuery } from '../../intercom/search.ts'
import type { Conversation } from './model.ts'

/** Where `size` is given, the page stands for so many rows; `keep` says which of them belong into the list. */
type ConversationPage = {
  items: readonly (Conversation | null | Error)[]
  next: string | null
  totalCount: number | null
  keep?: (conversation: Conversation) => boolean
  size?: number
}

type Needs = {
  search: (query: SearchQuery, page: { size: number; after: string | null }) => Promise<ConversationPage>
  /** Owners per search. */
  batchSize: number
  /** Calls at the same time. */
  concurrency: number
}

/** Lists of conversations that each have an owner: a contact who takes part, the admin or the team they are assigned to. */
type Owned = {
  /** Rows of the first page of each. */
  size: number
  owns: (conversation: Conversation, id: string) => boolean
  /** One search for the conversations of all of them, and which of those it finds belong into the lists; null where there is none. */
  together: (ids: readonly string[]) => { query: SearchQuery; keep: (conversation: Conversation) => boolean } | null
  /** The first page of one of them. */
  each: (id: string) => Promise<ConversationPage>
}

/** The most that one search answers (OpenAPI 2.14, POST /conversations/search). */
const mostPerPage = 150

/** The conversations of contacts, admins and teams. */
export function createGroupedConversations({ search, batchSize, concurrency }: Needs) {
  /**
   * The first pages of several: one search for all of them together, which is whole and exact when it fits on one page; a search for each when
   * it does not.
   */
  async function firstPages(ids: readonly string[], { size, owns, together, each }: Owned): Promise<(ConversationPage | Error)[]> {
    const asked = ids.length > 1 ? together(ids) : null
    if (asked) {
      const all = await search(asked.query, { size: mostPerPage, after: null })
      const found = all.items.flatMap((item) => (item instanceof Error ? [] : (item ?? [])))
      if (all.next === null && !all.items.some((item) => item instanceof Error)) {
        return ids.map((id) => {
          const items = found.filter((conversation) => owns(conversation, id))
          // places in it are those in a page as large of the owner's own search
          return { items, next: null, totalCount: items.filter(asked.keep).length, keep: asked.keep, size: Math.max(items.length, size) }
        })
      }
    }
    return readEach(ids, concurrency, (id) => each(id).catch((error: Error) => error))
  }

  return {
    /** Aligned with the ids; may hold more than a page where that cost nothing. */
    async listFirstOf(ids: readonly string[], owned: Owned) {
      const chunks: (readonly string[])[] = []
      for (let start = 0; start < ids.length; start += batchSize) chunks.push(ids.slice(start, start + batchSize))
      const pages = chunks.map((chunk) =>
        firstPages(chunk, owned).catch((error: Error): (ConversationPage | Error)[] => chunk.map(() => error)),
      )
      return (await Promise.all(pages)).flat()
    },
  }
}

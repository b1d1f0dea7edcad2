import { readEach } from '../../intercom/read-many.ts'
import { allOf, type SearchQuery, where } from '../../intercom/search.ts'
import type { Conversation } from './model.ts'

/** Whose conversations are asked for. */
export type OwnerKind = 'contact' | 'admin' | 'team'

export type ConversationPage = { items: (Conversation | null | Error)[]; next: string | null; totalCount: number | null }

type Needs = {
  search: (query: SearchQuery, page: { size: number; after: string | null }) => Promise<ConversationPage>
  /** Owners per search. */
  batchSize: number
  /** Calls at the same time. */
  concurrency: number
}

const fields = { contact: 'contact_ids', admin: 'admin_assignee_id', team: 'team_assignee_id' } as const satisfies Record<OwnerKind, string>

const owns: Record<OwnerKind, (conversation: Conversation, id: string) => boolean> = {
  contact: ({ contacts }, id) => contacts.some((contact) => contact.id === id),
  admin: ({ adminAssigneeId }, id) => adminAssigneeId === id,
  team: ({ teamAssigneeId }, id) => teamAssigneeId === id,
}

/** The most that one search answers (OpenAPI 2.14, POST /conversations/search). */
const mostPerPage = 150

/** The conversations of contacts, admins and teams. */
export function createGroupedConversations({ search, batchSize, concurrency }: Needs) {
  const listOf = (kind: OwnerKind, id: string, filter: SearchQuery | null, page: { size: number; after: string | null }) =>
    search(narrowed(filter, where(fields[kind], '=', id)), page)

  /**
   * The first pages of several: one search for all of them together, which is whole and exact when it fits on one page; a search for each when
   * it does not.
   */
  async function firstPages(kind: OwnerKind, ids: readonly string[], filter: SearchQuery | null, size: number) {
    if (ids.length > 1) {
      const all = await search(narrowed(filter, where(fields[kind], 'IN', ids)), { size: mostPerPage, after: null })
      const found = all.items.flatMap((item) => (item instanceof Error ? [] : (item ?? [])))
      if (all.next === null && !all.items.some((item) => item instanceof Error)) {
        return ids.map((id): ConversationPage => {
          const items = found.filter((conversation) => owns[kind](conversation, id))
          return { items, next: null, totalCount: items.length }
        })
      }
    }
    return readEach(ids, concurrency, (id) => listOf(kind, id, filter, { size, after: null }).catch((error: Error) => error))
  }

  return {
    listOf,
    /** Aligned with the ids; may hold more than `size` where that cost nothing. */
    async listFirstOf(kind: OwnerKind, ids: readonly string[], filter: SearchQuery | null, size: number) {
      const chunks: (readonly string[])[] = []
      for (let start = 0; start < ids.length; start += batchSize) chunks.push(ids.slice(start, start + batchSize))
      const pages = chunks.map((chunk) =>
        firstPages(kind, chunk, filter, size).catch((error: Error): (ConversationPage | Error)[] => chunk.map(() => error)),
      )
      return (await Promise.all(pages)).flat()
    },
  }
}

/** Both hold. A filter of several conditions takes one more, since Intercom counts how deep groups nest. */
const narrowed = (filter: SearchQuery | null, condition: SearchQuery): SearchQuery => {
  if (filter === null) return condition
  return 'value' in filter && filter.operator === 'AND' ? allOf(condition, ...filter.value) : allOf(condition, filter)
}

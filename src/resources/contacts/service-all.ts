import type { Page } from '../../intercom/pages.ts'
import { type SearchQuery, searchRequest } from '../../intercom/search.ts'
import type * as Intercom from '../../intercom/types.ts'
import type { Lane } from '../../monitoring/lanes.ts'
import { createRequestScope, runInScope } from '../../monitoring/request-scope.ts'
import type { Contact } from './model.ts'

/** The most that one search answers; Intercom says so of its lists (OpenAPI 2.14, GET /contacts). */
const mostPerPage = 150

type Needs = {
  /** One page of a search. */
  search: (request: ReturnType<typeof searchRequest>, signal?: AbortSignal) => Promise<Page<Intercom.Contact>>
  /** What to show for rows of a search: one that changed lately is read by its id. */
  offer: (
    wires: readonly Intercom.Contact[],
    from: { source: 'search'; startedAtMs: number },
  ) => Promise<readonly (Contact | null | Error)[]>
  now: () => number
}

type AllOptions = {
  /** Gives the walk up, and the call it is in: it throws. */
  signal?: AbortSignal
  /** How urgent its calls are; somebody looks at a sync. @default 'backfill' */
  lane?: Extract<Lane, 'sync' | 'backfill'>
}

type WalkedPage = { contacts: readonly (Contact | null | Error)[]; next: string | null }

/** Walks through searches to their ends. */
export function createContactWalk({ search, offer, now }: Needs) {
  return {
    /**
     * All contacts that a query finds, page after page: never more than one page of them is held, and whoever stops asking for more ends it. No
     * page of it is kept for others, since nobody walks the same way soon. One that changes meanwhile may come twice or be missed, as Intercom
     * does not publish by what it orders them.
     *
     * Throws the failure of a page, or of a contact that changed lately and could not be read.
     */
    async *searchAll(query: SearchQuery, { signal, lane = 'backfill' }: AllOptions = {}): AsyncGenerator<Contact, void, undefined> {
      const scope = createRequestScope('contacts.searchAll', lane)
      const pageAfter = async (after: string | null): Promise<WalkedPage> => {
        const startedAtMs = now()
        const { items, next } = await search(searchRequest(query, { perPage: mostPerPage, after }), signal)
        return { contacts: await offer(items, { source: 'search', startedAtMs }), next }
      }
      let after: string | null = null
      do {
        signal?.throwIfAborted()
        const place: string | null = after
        const { contacts, next }: WalkedPage = await runInScope(scope, (): Promise<WalkedPage> => pageAfter(place))
        for (const contact of contacts) {
          if (contact instanceof Error) throw contact
          if (contact) yield contact
        }
        // a page without anybody ends it: a cursor that never does would be followed for ever
        after = contacts.length === 0 ? null : next
      } while (after !== null)
    },
  }
}

import type * as Intercom from '../../intercom/help-center-types.ts'
import { asSdkNumber, idReader } from '../../intercom/ids.ts'
import { numberedList } from '../../intercom/numbered-list.ts'
import { eachPage, pageNumber, readPage, recordsOf } from '../../intercom/pages.ts'
import { readEach, readOne } from '../../intercom/read-many.ts'
import type { ResourceDeps } from '../deps.ts'
import { tagKeys } from '../tags/service-carried.ts'
import { type Article, type ArticleEntry, articleFromIntercom, entryOf, statisticsFromIntercom } from './model.ts'
import { createArticleSearch } from './service-search.ts'
import { createArticleWrites } from './service-writes.ts'

/** Where an article of a list stands; null for one that has gone since. */
type Placed = { id: string; entry: ArticleEntry | null }
type WirePage = { page: number | undefined; perPage: number }
const idOf = (article: Intercom.Article) => String(article.id)

export type ArticlesService = ReturnType<typeof createArticlesService>

export function createArticlesService({ intercom, cache, writes, config, now }: ResourceDeps) {
  const { concurrency } = config

  const readById = async (id: string) =>
    readOne(id, (one) =>
      intercom.call((sdk, options): PromiseLike<Intercom.Article> => sdk.articles.find({ article_id: asSdkNumber(one) }, options)),
    )
  const fetchPage = async ({ page, perPage }: WirePage) => {
    const answer = await intercom.call((sdk, options) =>
      sdk.articles.list({ per_page: perPage, ...(page !== undefined && { page }) }, options),
    )
    return readPage<Intercom.Article>(answer.response, { numbered: true })
  }
  const list = numberedList({ fetchPage, idOf, concurrency })

  /** More of them than go out side by side are looked for in the list first: a page of it holds what would be many calls. */
  async function fetchMany(ids: readonly string[], mustRead: ReadonlySet<string>) {
    const listable = ids.filter((id) => !mustRead.has(id))
    const listed = listable.length > concurrency ? await list.find(listable) : []
    const found = new Map(listed.map((wire) => [idOf(wire), { wire, source: 'search' } as const]))
    return readEach(ids, concurrency, async (id) => found.get(id) ?? readById(id))
  }

  const articles = cache.entities({
    kind: 'article',
    idOf,
    asId: idReader('article'),
    fromWire: articleFromIntercom,
    pick: ({ statistics: _, ...article }: Intercom.Article): Intercom.Article => article,
    carries: ({ tags }) => tagKeys(tags?.tags),
    fetch: (ids, hint) => fetchMany(ids, hint.readById),
  })
  // a view of its own: rows of a list lack it, and must not be taken for articles without statistics
  const statistics = articles.facet({
    kind: 'articleStatistics',
    fromWire: (article) => ({ statistics: statisticsFromIntercom(article) }),
    pick: (article) => ({ id: article.id, statistics: article.statistics ?? null }),
    fetch: (ids) => readEach(ids, concurrency, readById),
  })
  const pages = cache.pages(articles, { scope: 'article' })

  /** The list has the last changed first, and no way to ask for some of it (OpenAPI 2.14, GET /articles). */
  async function* updatedSince(since: Date) {
    const isSince = ({ updated_at }: Intercom.Article) => (updated_at ?? 0) * 1000 >= since.getTime() - 1_000
    for await (const page of eachPage((after) => fetchPage({ page: pageNumber(after), perPage: 50 }))) {
      yield page.filter(isSince)
      if (!page.every(isSince)) return
    }
  }
  const { search } = createArticleSearch({ intercom, pages })

  /** Which article stands where. The articles themselves, which come along, go where those read by id go. */
  const index = cache.reference({
    kind: 'articleIndex',
    idOf: ({ id }: ArticleEntry) => id,
    fromWire: (entry: ArticleEntry) => entry,
    fetchAll: async () => {
      const placing = numberedList<Placed>({
        idOf: ({ id }) => id,
        concurrency,
        fetchPage: async (wanted) => {
          const startedAtMs = now()
          const page = await fetchPage(wanted)
          const rows = recordsOf(page.items)
          const shown = await articles.offer(rows, { source: 'search', startedAtMs })
          // all of them, with their bodies, may be more than fits into memory
          return { ...page, items: rows.map((wire, row) => placed(wire, shown[row]!)) }
        },
      })
      return (await placing.all()).flatMap(({ entry }) => entry ?? [])
    },
  })

  const listKeys = () => [pages.scopeKey(), index.keyOf()]

  return {
    /** Aligned with the ids. */
    getMany: articles.getMany,
    /** Aligned with the ids: one call for each, since no list has them. Null for an article that is gone. */
    getStatistics: async (ids: readonly string[]) =>
      (await statistics.getMany(ids)).map((found) => (found === null || found instanceof Error ? found : found.statistics)),
    /** Last changed first, as Intercom lists them. */
    list: ({ size, after }: { size: number; after: string | null }) => {
      const page = pageNumber(after)
      return pages.get(JSON.stringify(['GET /articles', size, after]), () => fetchPage({ page, perPage: size }))
    },
    search,
    /** All that were changed since then, past the cache. */
    updatedSince,
    keptIds: articles.keptIds,
    recheck: articles.recheck,
    /** Every article, whole, in the order of `entries`; one that has gone since is left out. */
    listAll: async () => present(await articles.getMany((await index.all()).map(({ id }) => id))),
    /** Where every article stands; last changed first, as Intercom lists them. */
    entries: index.all,
    /** The key by which a Change forgets one, with its statistics. */
    keyOf: articles.keyOf,
    /** Keys by which a Change forgets every list that may hold one, and which stands where. */
    listKeys,
    write: createArticleWrites({
      intercom,
      writes,
      articles,
      async read(id) {
        const found = await readById(id)
        if (found instanceof Error) throw found
        return found && 'wire' in found ? found.wire : null
      },
      updatedSince,
      listKeys,
    }),
    /** Starts `entries` for whoever will ask; no call while they are fresh. */
    warmEntries: index.warm,
    /** The entries of each of these collections, of what stands directly in them. */
    getEntriesIn: async (collectionIds: readonly string[]) => {
      const byCollection = Map.groupBy(
        (await index.all()).flatMap((entry) => entry.collectionIds.map((collectionId) => ({ collectionId, entry }))),
        ({ collectionId }) => collectionId,
      )
      return collectionIds.map((id) => (byCollection.get(id) ?? []).map(({ entry }) => entry))
    },
  }
}

const placed = (wire: Intercom.Article, shown: Article | null | Error): Placed => ({
  id: idOf(wire),
  entry: shown && entryOf(shown instanceof Error ? articleFromIntercom(wire) : shown),
})

/** The articles that are there; a failure is the failure of the whole list. */
const present = (found: readonly (Article | null | Error)[]): Article[] =>
  found.flatMap((article) => {
    if (article instanceof Error) throw article
    return article ?? []
  })

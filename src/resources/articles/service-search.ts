import type { Pages } from '../../cache/pages.ts'
import { InvalidInputError } from '../../errors.ts'
import type { Intercom as IntercomClient } from '../../intercom/client.ts'
import type * as Intercom from '../../intercom/help-center-types.ts'
import { asSdkNumber } from '../../intercom/ids.ts'
import { pageNumber, readPage } from '../../intercom/pages.ts'
import type { Article, ArticleState } from './model.ts'
import { type ArticleSearchHit, highlightsFromIntercom } from './model-hit.ts'

/** What Intercom's own search can be asked for. */
export type ArticleSearch = { phrase: string; state: ArticleState | null; helpCenterId: string | null }

/** It stands in an address, and every character may take twelve there. */
const longestPhrase = 300

/** The phrase as it is looked for. Throws `INVALID` for one that no search could be made of: without a phrase Intercom would find everything. */
export function checkPhrase(phrase: string): string {
  const words = phrase.trim()
  const wrong = wrongWith(phrase, words)
  if (wrong === null) return words
  throw new InvalidInputError(`Argument "phrase" ${wrong}; expected text of 1 to ${longestPhrase} characters.`)
}

function wrongWith(phrase: string, words: string): string | null {
  if (words === '') return phrase === '' ? 'is empty' : 'holds nothing but spaces'
  if (words.length > longestPhrase) return `has ${words.length} characters`
  return words.isWellFormed() ? null : 'holds half a character'
}

const stateWords = { PUBLISHED: 'published', DRAFT: 'draft' } as const

/** Intercom's search in articles, whose rows are the articles themselves, with the words they were found by beside them. */
export function createArticleSearch({ intercom, pages }: { intercom: IntercomClient; pages: Pages<Intercom.Article, Article> }) {
  async function fetchPage({ phrase, state, helpCenterId }: ArticleSearch, { page, perPage }: { page: number; perPage: number }) {
    const answer = await intercom.call((sdk, options) =>
      sdk.articles.search(
        {
          phrase,
          state: state === null ? 'all' : stateWords[state],
          ...(helpCenterId !== null && { help_center_id: asSdkNumber(helpCenterId) }),
          highlight: true,
        },
        // the SDK has no arguments for them (intercom-node, issue 496)
        { ...options, queryParams: { page, per_page: perPage } },
      ),
    )
    const { items, next, totalCount } = readPage<Intercom.Article>(answer, { numbered: true })
    const { highlights } = (answer.data ?? {}) as { highlights?: Intercom.ArticleHighlights[] | null }
    const byArticle = new Map((highlights ?? []).map((one) => [String(one.article_id), one]))
    return { items, next, totalCount, notes: items.map(({ id }) => byArticle.get(String(id)) ?? null) }
  }

  return {
    /** A page of what a phrase finds, in Intercom's order. Every word of it is looked for; how, Intercom does not publish. */
    async search(wanted: ArticleSearch, { size, after }: { size: number; after: string | null }) {
      const page = pageNumber(after) ?? 1
      const key = JSON.stringify(['GET /articles/search', wanted.phrase, wanted.state, wanted.helpCenterId, size, page])
      const { items, notes = [], ...rest } = await pages.get(key, () => fetchPage(wanted, { page, perPage: size }))
      const hits = items.map((article, row): ArticleSearchHit | null | Error =>
        article === null || article instanceof Error ? article : { article, ...highlightsFromIntercom(notes[row]) },
      )
      return { ...rest, items: hits }
    },
  }
}

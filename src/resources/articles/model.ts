import type * as Intercom from '../../intercom/help-center-types.ts'
import { noneIfZero } from '../../intercom/ids.ts'
import { translationsFrom } from '../../intercom/translations.ts'
import { instantFrom, instantOrEpoch, textFrom } from '../../intercom/values.ts'
import { type Tag, tagsFromIntercom } from '../tags/model.ts'

export type ArticleState = 'PUBLISHED' | 'DRAFT'

/** A page of a help center, in one or more languages. */
export type Article = {
  __typename: 'Article'
  id: string
  title: string
  description: string | null
  /** HTML as Intercom stores it, not sanitised. */
  body: string | null
  state: ArticleState
  url: string | null
  defaultLocale: string | null
  authorId: string | null
  /** The collections it stands in; none for one that stands alone. */
  collectionIds: readonly string[]
  createdAt: Date
  updatedAt: Date
  tags: readonly Tag[]
  /** The default one first. */
  translations: readonly ArticleTranslation[]
}

export type ArticleTranslation = {
  __typename: 'ArticleTranslation'
  locale: string
  title: string | null
  description: string | null
  /** HTML as Intercom stores it, not sanitised. */
  body: string | null
  state: ArticleState
  url: string | null
  authorId: string | null
  updatedAt: Date | null
}

/** How readers took an article. Percentages are of all reactions. */
export type ArticleStatistics = {
  views: number
  conversions: number
  reactions: number
  happyPercentage: number | null
  neutralPercentage: number | null
  sadPercentage: number | null
}

/** What is kept of every article, to find those of a collection: Intercom has no such filter. */
export type ArticleEntry = { id: string; collectionIds: readonly string[]; state: ArticleState }

export const articleFromIntercom = (article: Intercom.Article): Article => ({
  __typename: 'Article',
  id: String(article.id),
  title: article.title ?? '',
  description: textFrom(article.description),
  body: textFrom(article.body),
  state: stateFrom(article.state),
  url: textFrom(article.url),
  defaultLocale: textFrom(article.default_locale),
  authorId: noneIfZero(article.author_id),
  collectionIds: collectionIdsFrom(article),
  createdAt: instantOrEpoch(article.created_at),
  updatedAt: instantOrEpoch(article.updated_at),
  tags: tagsFromIntercom(article.tags?.tags),
  translations: translationsFrom<Intercom.ArticleContent, ArticleTranslation>(article, translationFromIntercom),
})

const translationFromIntercom = (locale: string, content: Intercom.ArticleContent): ArticleTranslation => ({
  __typename: 'ArticleTranslation',
  locale,
  title: textFrom(content.title),
  description: textFrom(content.description),
  body: textFrom(content.body),
  state: stateFrom(content.state),
  url: textFrom(content.url),
  authorId: noneIfZero(content.author_id),
  updatedAt: instantFrom(content.updated_at),
})

/** Null for an article whose row came from a list: only GET /articles/{article_id} says it (OpenAPI 2.14, schema article). */
export function statisticsFromIntercom({ statistics }: Pick<Intercom.Article, 'statistics'>): ArticleStatistics | null {
  if (!statistics) return null
  return {
    views: statistics.views ?? 0,
    conversions: statistics.conversions ?? 0,
    reactions: statistics.reactions ?? 0,
    happyPercentage: statistics.happy_reaction_percentage ?? null,
    neutralPercentage: statistics.neutral_reaction_percentage ?? null,
    sadPercentage: statistics.sad_reaction_percentage ?? null,
  }
}

export const entryOf = ({ id, collectionIds, state }: Article): ArticleEntry => ({ id, collectionIds, state })

const stateFrom = (state: string | null | undefined): ArticleState => (state === 'published' ? 'PUBLISHED' : 'DRAFT')

/** `parent_ids` is all that 2.16 has; in the examples of 2.14 it is empty beside a `parent_id` that is set. */
function collectionIdsFrom({ parent_ids, parent_id }: Pick<Intercom.Article, 'parent_ids' | 'parent_id'>): string[] {
  const ids = [...new Set((parent_ids ?? []).flatMap((id) => noneIfZero(id) ?? []))]
  const only = noneIfZero(parent_id)
  return ids.length === 0 && only !== null ? [only] : ids
}

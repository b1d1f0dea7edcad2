import type { Tag } from './types.ts'
import type { Id, Loose } from './wire.ts'

export type HelpCenter = Loose<{
  id: Id
  workspace_id: string
  identifier: string
  website_turned_on: boolean
  display_name: string
  url: string
  custom_domain: string
  created_at: number
  updated_at: number
}>

export type Collection = { id: Id } & Loose<{
  workspace_id: string
  name: string
  description: string
  url: string
  icon: string
  order: number
  created_at: number
  updated_at: number
  default_locale: string
  parent_id: Id
  /** Null on nested collections: theirs is that of the root above them. */
  help_center_id: Id
  translated_content: TranslatedContent<Loose<{ type: string; name: string; description: string }>>
}>

export type Article = { id: Id } & Loose<{
  type: string
  workspace_id: string
  title: string
  description: string
  body: string
  author_id: Id
  state: string
  url: string
  created_at: number
  updated_at: number
  default_locale: string
  /** Gone from 2.16 on; read `parent_ids` first. */
  parent_id: Id
  parent_type: string
  parent_ids: Id[]
  tags: Loose<{ tags: Tag[] }>
  translated_content: TranslatedContent<ArticleContent>
  /** Only with GET /articles/{article_id}. */
  statistics: ArticleStatistics
}>

export type ArticleContent = Loose<{
  type: string
  title: string
  description: string
  body: string
  author_id: Id
  state: string
  url: string
  created_at: number
  updated_at: number
}>

/** By locale (`pt-BR`), beside a `type` that is not one. Read it with Object.entries: `en` stands for them all, as the SDK's types want it. */
export type TranslatedContent<Content> = { type?: string | null; en?: Content | null }

export type ArticleStatistics = Loose<{
  views: number
  conversions: number
  reactions: number
  happy_reaction_percentage: number
  neutral_reaction_percentage: number
  sad_reaction_percentage: number
}>

/** A text of an article, cut where words of the phrase are: `highlight` are those words, `plain` is what stands between. Plain text, no HTML. */
export type HighlightChunk = Loose<{ type: string; text: string }>

export type ArticleHighlights = Loose<{
  article_id: Id
  highlighted_title: HighlightChunk[]
  /** Some lines of description and body, each cut on its own. */
  highlighted_summary: HighlightChunk[][]
}>

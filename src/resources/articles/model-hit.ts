import type * as Intercom from '../../intercom/help-center-types.ts'
import type { Article } from './model.ts'

/** Where an article has the words that were looked for: HTML of text and `<mark>`, made here, with nothing else in it. */
export type ArticleHighlights = { titleHighlights: readonly string[]; bodyHighlights: readonly string[] }

export type ArticleSearchHit = ArticleHighlights & { article: Article }

/** None of an article that Intercom says nothing of. */
export const highlightsFromIntercom = (highlights: Intercom.ArticleHighlights | null | undefined): ArticleHighlights => ({
  titleHighlights: linesFrom([highlights?.highlighted_title]),
  bodyHighlights: linesFrom(highlights?.highlighted_summary),
})

const linesFrom = (lines: readonly (readonly Intercom.HighlightChunk[] | null | undefined)[] | null | undefined): string[] =>
  (lines ?? []).map((chunks) => (chunks ?? []).map(marked).join('')).filter((line) => line !== '')

function marked({ type, text }: Intercom.HighlightChunk): string {
  const escaped = (text ?? '').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
  return type === 'highlight' && escaped !== '' ? `<mark>${escaped}</mark>` : escaped
}

import type { ArticleEntry } from './model.ts'

/** What is asked of articles; null asks nothing. `inHelpCenter`: the ids of its collections. */
export type ArticleConditions = {
  state: ArticleEntry['state'] | null
  collectionId: string | null
  inHelpCenter: ReadonlySet<string> | null
}

/** Whether an article is what is asked; undefined where what is not known of it decides. */
export function isAsked(
  { state, collectionIds }: Partial<ArticleEntry>,
  { state: asked, collectionId, inHelpCenter }: ArticleConditions,
): boolean | undefined {
  const answers = [
    asked === null || (state && state === asked),
    collectionId === null || collectionIds?.includes(collectionId),
    inHelpCenter === null || collectionIds?.some((id) => inHelpCenter.has(id)),
  ]
  if (answers.includes(false)) return false
  return answers.includes(undefined) ? undefined : true
}

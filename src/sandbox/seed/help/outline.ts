/** A text in other languages, by locale. */
type Translations = { de?: string; fr?: string; 'pt-BR'?: string; 'zh-CN'?: string; ja?: string }

/** `about` is the sentence that an article begins with. A draft is not published yet; `also` names a second collection it stands in. */
export type ArticleOutline = { title: string; about: string; in?: Translations; draft?: true; also?: string }

/** One collection: what stands in it, and the collections below it. */
export type CollectionOutline = {
  name: string
  about?: string
  icon?: string
  in?: Translations
  /** What one does in this part of the product: the steps of its articles are taken from here, and from above when there are none. */
  steps?: readonly string[]
  articles?: readonly ArticleOutline[]
  below?: readonly CollectionOutline[]
}

export type HelpCenterOutline = {
  name: string
  identifier: string
  locales: readonly (keyof Translations | 'en')[]
  collections: readonly CollectionOutline[]
}

import { builder } from '../../api/builder.ts'
import { localesIn, neededText, unlessNull } from '../../api/mutations/inputs.ts'
import { ArticleState } from './graphql-type.ts'
import type { ArticleState as State } from './model.ts'
import type { ArticleTexts } from './service-writes.ts'

type Id = string | number

export type TextFields = {
  title?: string | null
  description?: string | null
  body?: string | null
  state?: State | null
}

const bodyOf = 'in HTML. What a browser would run, and what shows other pages inside (`iframe`), is taken out.'

export type TranslationFields = TextFields & { locale: string }
const ArticleTranslationInput = builder.inputRef<TranslationFields>('ArticleTranslationInput').implement({
  description: 'An article in one language. What is left out stays as it is; null takes a description or a text away.',
  fields: (t) => ({
    locale: t.field({ type: 'Locale', required: true, description: 'The language, one of those of the help center: `pt-BR`.' }),
    title: t.string({ description: 'Its title in this language.' }),
    description: t.string({ description: 'Its description in this language.' }),
    body: t.field({ type: 'HTML', description: `Its text in this language, ${bodyOf}` }),
    state: t.field({
      type: ArticleState,
      description: 'Whether visitors can read it in this language. In a new article a draft unless said.',
    }),
  }),
})

export type ArticleCreateFields = TextFields & {
  title: string
  author: Id
  collection?: Id | null
  translations?: TranslationFields[] | null
}
export const ArticleCreateInput = builder.inputRef<ArticleCreateFields>('ArticleCreateInput').implement({
  description: 'A new article, in the default language of the help center and in others.',
  fields: (t) => ({
    title: t.string({ required: true, description: 'Its title.' }),
    description: t.string({ description: 'What it is about, in a line.' }),
    body: t.field({ type: 'HTML', description: `Its text, ${bodyOf}` }),
    author: t.id({ required: true, description: 'The teammate who is named as its author.' }),
    state: t.field({ type: ArticleState, defaultValue: 'DRAFT', description: 'Whether visitors can read it.' }),
    collection: t.id({ description: 'The collection it stands in; none unless said.' }),
    translations: t.field({ type: [ArticleTranslationInput], description: 'The article in other languages, each once.' }),
  }),
})

export type ArticleUpdateFields = TextFields & { author?: Id | null; collection?: Id | null; translations?: TranslationFields[] | null }
export const ArticleUpdateInput = builder.inputRef<ArticleUpdateFields>('ArticleUpdateInput').implement({
  description: 'What is to be changed. What is left out stays as it is; null takes it away where an article can be without it.',
  fields: (t) => ({
    title: t.string({ description: 'Its title.' }),
    description: t.string({ description: 'What it is about, in a line.' }),
    body: t.field({ type: 'HTML', description: `Its text, ${bodyOf}` }),
    author: t.id({ description: 'The teammate who is named as its author.' }),
    state: t.field({ type: ArticleState, description: 'Whether visitors can read it.' }),
    collection: t.id({ description: 'The collection it stands in. Null takes it out of all.' }),
    translations: t.field({ type: [ArticleTranslationInput], description: 'Languages to add or to change, each once; the others stay.' }),
  }),
})

/** Texts as they go to the service; an article cannot be without a title and a state. */
export function textsOf({ title, description, body, state }: TextFields, path: readonly string[]): ArticleTexts {
  const given = { title: unlessNull(title, [...path, 'title']), state: unlessNull(state, [...path, 'state']) }
  return {
    ...(given.title !== undefined && { title: neededText(given.title, [...path, 'title']) }),
    ...(description !== undefined && { description }),
    ...(body !== undefined && { body }),
    ...(given.state !== undefined && { state: given.state }),
  }
}

export const translationsOf = (translations: readonly TranslationFields[] | null | undefined) =>
  localesIn(translations, ['input', 'translations'])?.map(({ locale, ...texts }, index) => ({
    locale,
    ...textsOf(texts, ['input', 'translations', String(index)]),
  }))

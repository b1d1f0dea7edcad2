import type { Entities } from '../../cache/entities.ts'
import type * as Intercom from '../../intercom/help-center-types.ts'
import { asWireNumber, idReader } from '../../intercom/ids.ts'
import { type Deleted, deletion } from '../../writes/deletion.ts'
import { wordsOf } from '../../writes/same-words.ts'
import { isWithin } from '../../writes/window.ts'
import type { Window } from '../../writes/write.ts'
import type { ResourceDeps } from '../deps.ts'
import { type Article, type ArticleState, articleFromIntercom } from './model.ts'

/** Texts of one language. What is given is changed, and null takes it away; what is not given stays. */
export type ArticleTexts = {
  title?: string
  description?: string | null
  /** HTML. */
  body?: string | null
  state?: ArticleState
}
export type ArticleChanges = ArticleTexts & {
  authorId?: string
  collectionId?: string | null
  /** Each language once. */
  translations?: readonly (ArticleTexts & { locale: string })[]
}
export type NewArticle = ArticleChanges & { title: string; authorId: string; state: ArticleState }

type Deps = Pick<ResourceDeps, 'intercom' | 'writes'> & {
  articles: Pick<Entities<Intercom.Article, Article>, 'keyOf' | 'written'>
  /** One article, read anew; null when it is gone. */
  read(id: string): Promise<Intercom.Article | null>
  /** All that were changed since then, read anew, in pages. */
  updatedSince(since: Date): AsyncIterable<readonly Intercom.Article[]>
  listKeys(): string[]
}

const articleId = idReader('article')

/** What can be done with articles. Each is one call, sent once, and answered with the article: OpenAPI 2.14, `/articles`. */
export function createArticleWrites({ intercom, writes, articles, read, updatedSince, listKeys }: Deps) {
  const touchedBy = (id: string) => [articles.keyOf(id), ...listKeys()]
  const lookAt = (id: string) => `Look at article ${id} in Intercom.`

  return {
    create(article: NewArticle) {
      const words = wordsOf(article.body)
      const isOurs = (one: Intercom.Article) =>
        one.title === article.title && String(one.author_id) === article.authorId && wordsOf(one.body) === words
      return writes.once({
        step: 'create',
        about: { type: 'article', id: 'new' },
        send: () => intercom.request<Intercom.Article | undefined>({ method: 'POST', route: '/articles', body: newToIntercom(article) }),
        resultOf(answer) {
          const id = articleId(answer?.id)
          if (id === null) throw new Error('The answer does not name the article.')
          return { articleId: id }
        },
        announcedAs: (answer) => ({ topic: 'article.created', item: { ...answer } }),
        take: (answer, at) => (answer ? articles.written(answer, at) : null),
        touches: listKeys(),
        look: {
          async find(window) {
            const found: Intercom.Article[] = []
            for await (const page of updatedSince(new Date(window.fromMs)))
              found.push(...page.filter((one) => isOurs(one) && isWithin(one.created_at, window)))
            return found
          },
          alike: {
            as: JSON.stringify(['article', article.authorId, article.title, words]),
            madeOf: (answer: Intercom.Article | undefined) => articleId(answer?.id),
          },
        },
        checkWith: `Look for an article "${article.title.slice(0, 80)}" among the newest in Intercom.`,
      })
    },

    update: (id: string, changes: ArticleChanges) =>
      writes.once({
        step: 'update',
        about: { type: 'article', id },
        send: () =>
          intercom.request<Intercom.Article | undefined>({
            method: 'PUT',
            route: '/articles/{article_id}',
            params: { article_id: id },
            body: toIntercom(changes),
          }),
        resultOf: (answer) => ({ articleId: String(answered(answer, id).id) }),
        announcedAs: (answer) => ({ topic: topicOf(changes), item: answered(answer, id) }),
        take: (answer, at) => articles.written(answered(answer, id), at),
        touches: touchedBy(id),
        look: { find: async (window) => [await read(id)].flatMap((one) => (one && isAs(one, changes, window) ? one : [])) },
        checkWith: lookAt(id),
      }),

    /** For good. */
    delete: (id: string) =>
      writes.once(
        deletion({
          about: { type: 'article', id },
          send: () => intercom.request<Deleted>({ method: 'DELETE', route: '/articles/{article_id}', params: { article_id: id } }),
          announcedAs: () => ({ topic: 'article.deleted', item: { id } }),
          touches: touchedBy(id),
          read,
        }),
      ),
  }
}

/**
 * The article of an answer.
 *
 * @throws when the answer is another
 */
function answered(answer: Intercom.Article | undefined, id: string): Intercom.Article {
  if (answer === undefined || String(answer.id) !== id) throw new Error(`The answer is not article ${id}.`)
  return answer
}

/** Whoever says whether readers may see it is told of as having said so. */
const topicOf = ({ state }: ArticleChanges) =>
  state === undefined ? 'article.updated' : state === 'PUBLISHED' ? 'article.published' : 'article.unpublished'

const toIntercom = ({ authorId, collectionId, translations, ...texts }: ArticleChanges) => ({
  ...textsToIntercom(texts),
  ...(authorId !== undefined && { author_id: asWireNumber(authorId) }),
  ...(collectionId !== undefined && { parent_id: collectionId, ...(collectionId !== null && { parent_type: 'collection' }) }),
  ...(translations && {
    translated_content: {
      type: 'article_translated_content',
      ...Object.fromEntries(translations.map(({ locale, ...own }) => [locale, { type: 'article_content', ...textsToIntercom(own) }])),
    },
  }),
})

/** A new article names its collection by a number, and one that is changed by a text. A language of which no state is said is a draft. */
const newToIntercom = ({ translations, ...article }: NewArticle) => {
  const { parent_id, ...body } = toIntercom({ ...article, ...(translations && { translations: translations.map(asDraft) }) })
  return { ...body, ...(typeof parent_id === 'string' && { parent_id: asWireNumber(parent_id) }) }
}
const asDraft = <Texts extends ArticleTexts>(texts: Texts) => ({ state: 'DRAFT' as const, ...texts })

const textsToIntercom = ({ state, ...texts }: ArticleTexts) => ({
  ...texts,
  ...(state !== undefined && { state: state === 'PUBLISHED' ? 'published' : 'draft' }),
})

/**
 * Whether an article is as a change leaves it. Intercom writes HTML anew, so bodies are the same when they say the same; as one may have said
 * so before with other links and images, it must have been changed within the time.
 */
function isAs(wire: Intercom.Article, { authorId, collectionId, translations = [], ...texts }: ArticleChanges, window: Window): boolean {
  const article = articleFromIntercom(wire)
  const changesBody = [texts, ...translations].some(({ body }) => body !== undefined)
  return (
    says(article, texts) &&
    (authorId === undefined || article.authorId === authorId) &&
    (collectionId === undefined || (article.collectionIds[0] ?? null) === collectionId) &&
    translations.every(({ locale, ...own }) => article.translations.some((one) => one.locale === locale && says(one, own))) &&
    (!changesBody || isWithin(wire.updated_at, window))
  )
}

function says(
  known: Pick<Article['translations'][number], keyof ArticleTexts>,
  { title, description, body, state }: ArticleTexts,
): boolean {
  return (
    (title === undefined || known.title === title) &&
    (description === undefined || (known.description || null) === (description || null)) &&
    (body === undefined || wordsOf(known.body) === wordsOf(body)) &&
    (state === undefined || known.state === state)
  )
}

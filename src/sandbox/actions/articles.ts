import type { ArticleRecord } from '../records.ts'
import { slugOf } from '../seed/help/slug.ts'
import { type ActionDeps, secondsOf } from './deps.ts'
import { find } from './find.ts'
import { toHtml } from './thread.ts'

/** The words of one locale. What is not said stays, and is empty in a new one. */
export type ArticleWords = Partial<Pick<ArticleRecord, 'title' | 'description' | 'body' | 'author_id' | 'state'>>
export type ArticleChange = ArticleWords & { parent_ids?: string[]; translations?: Record<string, ArticleWords> }

export function createArticleActions({ world, items, announce, ids }: ActionDeps) {
  const addressOf = (id: string, locale: string, title: string) => {
    const [home] = [...world.help_centers.values()]
    return home ? `${home.url}/${locale}/articles/${id}-${slugOf(title)}` : null
  }

  function written(before: ArticleRecord, { parent_ids = before.parent_ids, translations = {}, ...words }: ArticleChange): ArticleRecord {
    const at = secondsOf(world)
    const { default_locale } = before
    const inLocale = (locale: string, given: ArticleWords) => {
      const blank = {
        title: '',
        description: null,
        body: '',
        author_id: before.author_id,
        state: 'draft' as const,
        created_at: at,
        url: null,
      }
      const content = { ...blank, ...before.translated_content[locale], ...given, updated_at: at }
      return { ...content, url: content.state === 'published' ? addressOf(before.id, locale, content.title) : null }
    }
    const own = inLocale(default_locale, { ...translations[default_locale], ...words })
    const others = Object.fromEntries(Object.entries(translations).map(([locale, given]) => [locale, inLocale(locale, given)]))
    return { ...before, ...own, parent_ids, translated_content: { ...before.translated_content, ...others, [default_locale]: own } }
  }

  const say = (what: string, record: ArticleRecord) => announce(`article.${what}`, items.article(record), `article ${record.id}`)

  /** Changes an article and, what it repeats, its default locale. Publishing it, or taking it back, is told by its own name. */
  function change(id: string, fields: ArticleChange) {
    const before = find(world, 'articles', id)
    const after = written(before, fields)
    world.articles.put(after)
    if (after.state === before.state) say('updated', after)
    else say(after.state === 'published' ? 'published' : 'unpublished', after)
    return { article: id }
  }

  return {
    /** A draft unless it is said to be published. */
    create(fields: ArticleChange & { author_id: string }) {
      const at = secondsOf(world)
      const [home] = [...world.help_centers.values()]
      const blank: ArticleRecord = {
        ...{ id: ids.article(), title: '', description: null, body: '', author_id: fields.author_id, state: 'draft', url: null },
        ...{
          created_at: at,
          updated_at: at,
          default_locale: home?.locales[0] ?? 'en',
          parent_ids: [],
          translated_content: {},
          tag_ids: [],
        },
        statistics: {
          ...{ views: 0, conversions: 0, reactions: 0 },
          ...{ happy_reaction_percentage: 0, neutral_reaction_percentage: 0, sad_reaction_percentage: 0 },
        },
      }
      const record = written(blank, fields)
      world.articles.put(record)
      say('created', record)
      if (record.state === 'published') say('published', record)
      return { article: record.id }
    },
    change: ({ article, ...fields }: ArticleChange & { article: string }) => change(article, fields),
    publish: ({ article }: { article: string }) => change(article, { state: 'published' }),
    unpublish: ({ article }: { article: string }) => change(article, { state: 'draft' }),
    update: ({ article, title, body }: { article: string; title?: string; body?: string }) =>
      change(article, { ...(title === undefined ? {} : { title }), ...(body === undefined ? {} : { body: toHtml(body) }) }),
    delete({ article: id }: { article: string }) {
      const record = find(world, 'articles', id)
      world.articles.remove(id)
      announce('article.deleted', items.deletedArticle(record), `article ${id}`)
      return { article: id }
    },
  }
}

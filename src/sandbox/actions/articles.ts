import type { ArticleRecord } from '../records.ts'
import { type ActionDeps, secondsOf } from './deps.ts'
import { find } from './find.ts'
import { toHtml } from './thread.ts'

export function createArticleActions({ world, items, announce }: ActionDeps) {
  /** Changes an article and, what it repeats, its default locale. */
  function change(id: string, fields: Partial<Pick<ArticleRecord, 'title' | 'body' | 'state'>>, topic: string) {
    const before = find(world, 'articles', id)
    const changes = { ...fields, updated_at: secondsOf(world) }
    const content = before.translated_content[before.default_locale]
    const translated_content = content
      ? { ...before.translated_content, [before.default_locale]: { ...content, ...changes } }
      : before.translated_content
    const after = { ...before, ...changes, translated_content }
    world.articles.put(after)
    announce(topic, items.article(after), `article ${id}`)
    return { article: id }
  }

  return {
    publish: ({ article }: { article: string }) => change(article, { state: 'published' }, 'article.published'),
    unpublish: ({ article }: { article: string }) => change(article, { state: 'draft' }, 'article.unpublished'),
    update: ({ article, title, body }: { article: string; title?: string; body?: string }) =>
      change(
        article,
        { ...(title === undefined ? {} : { title }), ...(body === undefined ? {} : { body: toHtml(body) }) },
        'article.updated',
      ),
    delete({ article: id }: { article: string }) {
      const record = find(world, 'articles', id)
      world.articles.remove(id)
      announce('article.deleted', items.deletedArticle(record), `article ${id}`)
      return { article: id }
    },
  }
}

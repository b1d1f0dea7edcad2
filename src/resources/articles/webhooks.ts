import { idReader } from '../../intercom/ids.ts'
import { type Item, idAt, wordAt } from '../../webhooks/item.ts'
import { forEach, type TopicRules } from '../../webhooks/topics.ts'
import type { ArticlesService } from './service.ts'

const articleId = idReader('article')

export const articleTopics = ({ articles }: { articles: ArticlesService }): TopicRules => {
  function read(item: Item) {
    const id = idAt(item, articleId, 'id', 'article.id')
    return id === null ? null : { key: articles.keyOf(id), about: [{ type: 'article', id }], facts: { state: wordAt(item, 'state') } }
  }
  return {
    ...forEach(['article.created', 'article.updated', 'article.published', 'article.unpublished'], (item) => {
      const found = read(item)
      return found && { about: found.about, facts: found.facts, forget: [found.key, ...articles.listKeys()], names: [found.key] }
    }),
    'article.deleted': (item) => {
      const found = read(item)
      return found && { about: found.about, erase: [found.key], forget: articles.listKeys() }
    },
  }
}

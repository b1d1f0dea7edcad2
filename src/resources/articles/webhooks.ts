import { idReader } from '../../intercom/ids.ts'
import { type Item, idAt, isObject } from '../../webhooks/item.ts'
import { each, idAlways, idOrNone, instantAlways, type Read, saidIn, word } from '../../webhooks/said.ts'
import { forEach, type TopicRules } from '../../webhooks/topics.ts'
import type { ArticlesService } from './service.ts'

const articleId = idReader('article')
const collectionId = idReader('collection')

export const articleTopics = ({ articles }: { articles: ArticlesService }): TopicRules => {
  function read(item: Item) {
    const id = idAt(item, articleId, 'id', 'article.id')
    return id === null ? null : { key: articles.keyOf(id), about: [{ type: 'article', id }], facts: { judged: judgedOf(item) } }
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

const judgedOf = (item: Item) => {
  const article = isObject(item.article) ? item.article : item
  const said = saidIn(article, {
    state: ['state', word(stateOf)],
    ids: ['parent_ids', each(idAlways(collectionId))],
    only: ['parent_id', only],
    updatedAt: ['updated_at', instantAlways],
  })
  const { ids, only: one, ...rest } = said
  // as in records of 2.14, there may be one beside an empty list
  const collectionIds = Array.isArray(ids) && ids.length > 0 ? ids : (one ?? ids)
  return { ...rest, ...(collectionIds !== undefined && { collectionIds }) }
}

const stateOf = (state: string) => (state === 'published' ? 'PUBLISHED' : state === 'draft' ? 'DRAFT' : null)

/** The one collection, as a list. */
const only: Read = (value) => {
  const id = idOrNone(collectionId)(value)
  return id === undefined ? undefined : id === null ? [] : [id]
}

import type { ArticleChange, ArticleWords } from '../actions/articles.ts'
import { htmlFrom } from '../actions/bodies.ts'
import { ApiError, notFound, parameterInvalid } from '../http/errors.ts'
import { type Fields, fieldsOf, idIn, neededText, objectIn, textIn, wordIn } from '../http/fields.ts'
import type { Call, Route } from '../http/router.ts'
import type { ArticleRecord } from '../records.ts'
import type { LiveWorld } from '../store/world.ts'
import { renderArticle } from './articles.ts'

/** The author may be said for the default locale alone: OpenAPI 2.14, POST /articles. */
function create(call: Call) {
  const { world, actions, body } = call
  const fields = fieldsOf(body)
  neededText(fields, 'title')
  const change = changeIn(world, fields)
  const [home] = [...world.help_centers.values()]
  const author_id = change.author_id ?? change.translations?.[home?.locales[0] ?? 'en']?.author_id
  if (author_id === undefined) {
    throw new ApiError(400, 'parameter_not_found', 'author_id must be in the main body or default locale translated_content object')
  }
  return answer(call, actions.articles.create({ ...change, author_id }).article)
}

function update(call: Call) {
  const { id } = articleOf(call)
  return answer(call, call.actions.articles.change({ article: id, ...changeIn(call.world, fieldsOf(call.body)) }).article)
}

function remove(call: Call) {
  const { id } = articleOf(call)
  call.actions.articles.delete({ article: id })
  return { id, object: 'article', deleted: true }
}

function articleOf({ world, params: { article_id = '' } }: Call): ArticleRecord {
  const article = world.articles.get(article_id)
  if (!article) throw notFound()
  return article
}

const answer = ({ world, version }: Call, id: string) => renderArticle(world, world.articles.get(id) as ArticleRecord, version)

function changeIn(world: LiveWorld, fields: Fields): ArticleChange {
  const { type: _, ...locales } = objectIn(fields, 'translated_content') ?? {}
  const translations = Object.keys(locales).flatMap((locale) => {
    const given = objectIn(locales, locale)
    return given ? [[locale, wordsIn(world, given)] as const] : []
  })
  return { ...wordsIn(world, fields), ...parentIn(world, fields), translations: Object.fromEntries(translations) }
}

function wordsIn(world: LiveWorld, fields: Fields): ArticleWords {
  const [title, description, body, author] = [
    textIn(fields, 'title'),
    textIn(fields, 'description'),
    textIn(fields, 'body'),
    idIn(fields, 'author_id'),
  ]
  const state = wordIn(fields, 'state', ['published', 'draft'])
  if (author && !world.admins.has(author)) throw parameterInvalid('author_id must be the id of a teammate')
  return {
    ...(title ? { title } : {}),
    ...(description === undefined ? {} : { description }),
    ...(body === undefined ? {} : { body: htmlFrom(body ?? '') }),
    ...(author ? { author_id: author } : {}),
    ...(state ? { state } : {}),
  }
}

/** The collection it stands in; null takes it out of all. */
function parentIn(world: LiveWorld, fields: Fields): { parent_ids?: string[] } {
  const parent = idIn(fields, 'parent_id')
  if (parent === undefined) return {}
  wordIn(fields, 'parent_type', ['collection'])
  if (!parent) return { parent_ids: [] }
  if (!world.collections.has(parent)) throw parameterInvalid('parent_id must be the id of a collection')
  return { parent_ids: [parent] }
}

export const articleWriteRoutes: Route[] = [
  { method: 'POST', path: '/articles', answer: create },
  { method: 'PUT', path: '/articles/{article_id}', answer: update },
  { method: 'DELETE', path: '/articles/{article_id}', answer: remove },
]

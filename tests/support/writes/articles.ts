import type { ArticleRecord } from '../../../src/sandbox/records.ts'
import { anArticle } from '../../unit/sandbox/small-world.ts'
import { calls, leadingOf, newId, newNumber, type World } from '../write-deeds.ts'
import type { Deed, WriteRow } from '../write-faults.ts'

const someAdmin = (world: World) => world.admins.keys().next().value!

const leading = leadingOf<ArticleRecord>({
  table: ({ articles }) => articles,
  start: (world) => anArticle(newId(), { author_id: someAdmin(world) }),
  clear: ({ articles }, { id }) => void articles.remove(id),
})

export const articleWrites: readonly WriteRow[] = [
  {
    mutation: 'articleCreate',
    prepare(world): Deed {
      const title = `Title ${newNumber()}.`
      const made = ({ articles }: World) => [...articles.values()].filter((article) => article.title === title)
      return {
        field: `articleCreate(input: { title: "${title}", body: "<p>Some <b>words</b></p>", author: "${someAdmin(world)}" })`,
        isMeant: calls('POST', '/articles', `"${title}"`),
        effects: (world) => made(world).length,
        clear: (world) => made(world).forEach(({ id }) => void world.articles.remove(id)),
      }
    },
  },
  leading('articleUpdate', {
    method: 'PUT',
    path: (id) => `/articles/${id}`,
    field: (id) => `articleUpdate(id: "${id}", input: { title: "Another title", body: "<p>Other words</p>", state: DRAFT })`,
    isSo: (article) => article?.title === 'Another title' && article.state === 'draft',
  }),
  leading('articleDelete', {
    method: 'DELETE',
    path: (id) => `/articles/${id}`,
    field: (id) => `articleDelete(id: "${id}")`,
    isSo: (article) => article === undefined,
  }),
]

import { notFound } from '../http/errors.ts'
import type { Route } from '../http/router.ts'
import type { TagRecord } from '../records.ts'
import { type LiveWorld, recordsOf } from '../store/world.ts'

/** OpenAPI 2.14, schema `tag_basic`. */
export const renderTag = ({ id, name }: TagRecord) => ({ type: 'tag', id, name })

/** The tags behind ids, as they are embedded in companies, articles and conversation parts. */
export const renderTags = (world: LiveWorld, ids: readonly string[]) => recordsOf(world.tags, ids).map(renderTag)

export const tagRoutes: Route[] = [
  { method: 'GET', path: '/tags', answer: ({ world }) => ({ type: 'list', data: Array.from(world.tags.values(), renderTag) }) },
  {
    method: 'GET',
    path: '/tags/{tag_id}',
    answer({ world, params: { tag_id = '' } }) {
      const tag = world.tags.get(tag_id)
      if (!tag) throw notFound()
      return renderTag(tag)
    },
  },
]

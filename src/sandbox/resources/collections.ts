import { notFound } from '../http/errors.ts'
import { numberedPage } from '../http/paging.ts'
import type { Call, Route } from '../http/router.ts'
import type { CollectionRecord } from '../records.ts'
import { type LiveWorld, recordsOf } from '../store/world.ts'

/** OpenAPI 2.14, schema `collection`. A nested collection does not say its help center: its root does, as in the description's example. */
export const renderCollection = (world: LiveWorld, collection: CollectionRecord) => ({
  ...collection,
  workspace_id: world.workspace.id_code,
  translated_content: {
    type: 'group_translated_content',
    ...Object.fromEntries(Object.entries(collection.translated_content).map(([locale, content]) => [locale, renderContent(content)])),
  },
  help_center_id: collection.parent_id === null ? Number(collection.help_center_id) : null,
})

/** OpenAPI 2.14, schema `group_content`: it knows no null, so a description that is not there is left out. */
const renderContent = ({ name, description }: CollectionRecord['translated_content'][string]) => ({
  type: 'group_content',
  name,
  ...(description === null ? {} : { description }),
})

export function collectionOf({ world, params: { collection_id = '' } }: Call): CollectionRecord {
  const collection = world.collections.get(collection_id)
  if (!collection) throw notFound()
  return collection
}

export const collectionRoutes: Route[] = [
  {
    method: 'GET',
    path: '/help_center/collections',
    answer({ world, query, url }) {
      const { items, total_count, pages } = numberedPage({ items: world.collections.inOrder(), query, perPage: 20, url })
      const collections = recordsOf(
        world.collections,
        items.map(({ id }) => id),
      )
      return { type: 'list', data: collections.map((collection) => renderCollection(world, collection)), total_count, pages }
    },
  },
  {
    method: 'GET',
    path: '/help_center/collections/{collection_id}',
    answer: (call) => renderCollection(call.world, collectionOf(call)),
  },
]

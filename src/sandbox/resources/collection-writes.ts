import { ApiError, notFound, parameterInvalid } from '../http/errors.ts'
import { type Fields, fieldsOf, idIn, objectIn, textIn } from '../http/fields.ts'
import type { Call, Route } from '../http/router.ts'
import type { CollectionRecord } from '../records.ts'
import { slugOf } from '../seed/help/slug.ts'
import type { LiveWorld } from '../store/world.ts'
import { collectionOf, renderCollection } from './collections.ts'

function create(call: Call) {
  const { world, actions, body } = call
  const fields = fieldsOf(body)
  const name = textIn(fields, 'name')?.trim()
  if (!name) throw new ApiError(400, 'parameter_not_found', 'Name is a required parameter.')
  const description = textIn(fields, 'description') ?? null
  const parent_id = parentIn(world, fields) ?? null
  const home = helpCenterOf(world, fields, parent_id)
  const default_locale = home.locales[0] ?? 'en'
  const { collection } = actions.workspace.putCollection({
    ...{ name, description, parent_id, help_center_id: home.id, default_locale, icon: 'book-bookmark', order: world.collections.size + 1 },
    url: `${home.url}/${default_locale}/collections/${slugOf(name)}`,
    translated_content: { ...translationsIn(fields, {}), [default_locale]: { name, description } },
  })
  return renderCollection(world, world.collections.get(collection) as CollectionRecord)
}

function update(call: Call) {
  const { world, actions, body } = call
  const before = collectionOf(call)
  const fields = fieldsOf(body)
  const [name, description, parent] = [
    textIn(fields, 'name')?.trim() || before.name,
    textIn(fields, 'description'),
    parentIn(world, fields),
  ]
  const own = { name, description: description === undefined ? before.description : description }
  const parent_id = parent === undefined ? before.parent_id : parent
  for (let above = parent_id; above !== null; above = world.collections.get(above)?.parent_id ?? null) {
    if (above === before.id) throw parameterInvalid('a collection cannot stand in itself')
  }
  const translated_content = {
    ...before.translated_content,
    ...translationsIn(fields, before.translated_content),
    [before.default_locale]: own,
  }
  actions.workspace.putCollection({ ...before, ...own, parent_id, translated_content })
  return renderCollection(world, collectionOf(call))
}

function remove(call: Call) {
  const { id } = collectionOf(call)
  call.actions.workspace.deleteCollection({ collection: id })
  return { id, object: 'collection', deleted: true }
}

function parentIn(world: LiveWorld, fields: Fields): string | null | undefined {
  const parent = idIn(fields, 'parent_id')
  if (parent && !world.collections.has(parent)) throw parameterInvalid('parent_id must be the id of a collection')
  return parent === '' ? null : parent
}

/** That of its parent, or the one that is said, or else the first. */
function helpCenterOf({ help_centers, collections }: LiveWorld, fields: Fields, parent: string | null) {
  const id = (parent && collections.get(parent)?.help_center_id) ?? idIn(fields, 'help_center_id')
  const home = id ? help_centers.get(id) : [...help_centers.values()][0]
  if (!home) throw notFound()
  return home
}

function translationsIn(fields: Fields, before: CollectionRecord['translated_content']): CollectionRecord['translated_content'] {
  const { type: _, ...locales } = objectIn(fields, 'translated_content') ?? {}
  const entries = Object.keys(locales).flatMap((locale) => {
    const given = objectIn(locales, locale)
    const known = before[locale] ?? { name: '', description: null }
    const description = given && textIn(given, 'description')
    const content = given && {
      name: textIn(given, 'name') ?? known.name,
      description: description === undefined ? known.description : description,
    }
    return content ? [[locale, content] as const] : []
  })
  return Object.fromEntries(entries)
}

export const collectionWriteRoutes: Route[] = [
  { method: 'POST', path: '/help_center/collections', answer: create },
  { method: 'PUT', path: '/help_center/collections/{collection_id}', answer: update },
  { method: 'DELETE', path: '/help_center/collections/{collection_id}', answer: remove },
]

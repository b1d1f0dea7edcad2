import type { CollectionRecord, Seconds } from '../records.ts'
import type { CollectionOutline } from './help/outline.ts'
import { slugOf } from './help/slug.ts'

type Place = {
  id: string
  /** The address of the help center. */
  home: string
  order: number
  parentId: string | null
  helpCenterId: string
  created_at: Seconds
  updated_at: Seconds
}

/** A collection as its outline says, in its place. */
export function collectionOf({ name, about, icon, in: others }: CollectionOutline, place: Place): CollectionRecord {
  const { id, home, order, parentId, helpCenterId, created_at, updated_at } = place
  const description = about ?? null
  const translations = Object.entries(others ?? {}).map(
    ([locale, translated]) => [locale, { name: translated, description: null }] as const,
  )
  return {
    id,
    name,
    description,
    created_at,
    updated_at,
    url: `${home}/en/collections/${id}-${slugOf(name)}`,
    icon: icon ?? null,
    order,
    default_locale: 'en',
    translated_content: { en: { name, description }, ...Object.fromEntries(translations) },
    parent_id: parentId,
    help_center_id: helpCenterId,
  }
}

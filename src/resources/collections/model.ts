import type * as Intercom from '../../intercom/help-center-types.ts'
import { noneIfZero } from '../../intercom/ids.ts'
import { translationsFrom } from '../../intercom/translations.ts'
import { instantFrom, textFrom } from '../../intercom/values.ts'

/** A shelf of articles in a help center; shelves stand in shelves. */
export type Collection = {
  __typename: 'Collection'
  id: string
  name: string
  description: string | null
  icon: string | null
  url: string | null
  order: number
  defaultLocale: string | null
  createdAt: Date | null
  updatedAt: Date | null
  parentId: string | null
  /** As Intercom says it: on the top level only. The tree knows it for the collections below. */
  helpCenterId: string | null
  /** The default one first. */
  translations: readonly CollectionTranslation[]
}

export type CollectionTranslation = {
  __typename: 'CollectionTranslation'
  locale: string
  title: string | null
  description: string | null
  url: string | null
}

export const collectionFromIntercom = (collection: Intercom.Collection): Collection => ({
  __typename: 'Collection',
  id: String(collection.id),
  name: collection.name ?? '',
  description: textFrom(collection.description),
  icon: textFrom(collection.icon),
  url: textFrom(collection.url),
  order: collection.order ?? 0,
  defaultLocale: textFrom(collection.default_locale),
  createdAt: instantFrom(collection.created_at),
  updatedAt: instantFrom(collection.updated_at),
  parentId: noneIfZero(collection.parent_id),
  helpCenterId: noneIfZero(collection.help_center_id),
  translations: translationsFrom<Texts, CollectionTranslation>(collection, translationFromIntercom),
})

type Texts = Pick<Intercom.Collection, 'name' | 'description' | 'url'>

const translationFromIntercom = (locale: string, { name, description, url }: Texts): CollectionTranslation => ({
  __typename: 'CollectionTranslation',
  locale,
  title: textFrom(name),
  description: textFrom(description),
  // translations come without an address of their own (OpenAPI 2.14, schema group_content)
  url: textFrom(url),
})

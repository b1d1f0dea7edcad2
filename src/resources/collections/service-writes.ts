import type { Entities } from '../../cache/entities.ts'
import type * as Intercom from '../../intercom/help-center-types.ts'
import { asWireNumber, idReader, noneIfZero } from '../../intercom/ids.ts'
import { ownTopic } from '../../webhooks/topics.ts'
import { type Deleted, deletion } from '../../writes/deletion.ts'
import { isWithin } from '../../writes/window.ts'
import type { ResourceDeps } from '../deps.ts'
import { type Collection, collectionFromIntercom } from './model.ts'

/** Texts of one language. What is given is changed, and null takes it away; what is not given stays. */
export type CollectionTexts = { name?: string; description?: string | null }
export type CollectionChanges = CollectionTexts & {
  parentId?: string | null
  /** Each language once. */
  translations?: readonly (CollectionTexts & { locale: string })[]
}
export type NewCollection = CollectionChanges & { name: string; helpCenterId?: string }

type Deps = Pick<ResourceDeps, 'intercom' | 'writes'> & {
  collections: Pick<Entities<Intercom.Collection, Collection>, 'keyOf' | 'written'>
  /** One collection, read anew; null when it is gone. */
  read(id: string): Promise<Intercom.Collection | null>
  /** Every collection that Intercom has, read anew. */
  readAll(): Promise<readonly Intercom.Collection[]>
  /** The key by which a Change forgets the list of all. */
  listKey(): string
}

const collectionId = idReader('collection')

/** What can be done with collections. Each is one call, sent once, and answered with the collection: OpenAPI 2.14, `/help_center/collections`. */
export function createCollectionWrites({ intercom, writes, collections, read, readAll, listKey }: Deps) {
  const touchedBy = (id: string) => [collections.keyOf(id), listKey()]

  return {
    create: (collection: NewCollection) =>
      writes.once({
        step: 'create',
        about: { type: 'collection', id: 'new' },
        send: () =>
          intercom.request<Intercom.Collection | undefined>({
            method: 'POST',
            route: '/help_center/collections',
            body: toIntercom(collection),
          }),
        resultOf(answer) {
          const id = collectionId(answer?.id)
          if (id === null) throw new Error('The answer does not name the collection.')
          return { collectionId: id }
        },
        announcedAs: (answer) => ({ topic: ownTopic('collection.written'), item: { id: answer?.id } }),
        take: (answer, at) => (answer ? collections.written(answer, at) : null),
        touches: [listKey()],
        look: {
          find: async (window) =>
            (await readAll()).filter(
              ({ name, parent_id, created_at }) =>
                name === collection.name && noneIfZero(parent_id) === (collection.parentId ?? null) && isWithin(created_at, window),
            ),
          alike: {
            as: JSON.stringify(['collection', collection.parentId ?? null, collection.name]),
            madeOf: (answer: Intercom.Collection | undefined) => collectionId(answer?.id),
          },
        },
        checkWith: `Look for a collection "${collection.name.slice(0, 80)}" among the newest in Intercom.`,
      }),

    update: (id: string, changes: CollectionChanges) =>
      writes.once({
        step: 'update',
        about: { type: 'collection', id },
        send: () =>
          intercom.request<Intercom.Collection | undefined>({
            method: 'PUT',
            route: '/help_center/collections/{collection_id}',
            params: { collection_id: id },
            body: toIntercom(changes),
          }),
        resultOf: (answer) => ({ collectionId: String(answered(answer, id).id) }),
        announcedAs: () => ({ topic: ownTopic('collection.written'), item: { id } }),
        take: (answer, at) => collections.written(answered(answer, id), at),
        touches: touchedBy(id),
        look: { find: async () => [await read(id)].flatMap((one) => (one && isAs(one, changes) ? one : [])) },
        checkWith: `Look at collection ${id} in Intercom.`,
      }),

    /** For good. */
    delete: (id: string) =>
      writes.once(
        deletion({
          about: { type: 'collection', id },
          send: () =>
            intercom.request<Deleted>({
              method: 'DELETE',
              route: '/help_center/collections/{collection_id}',
              params: { collection_id: id },
            }),
          announcedAs: () => ({ topic: ownTopic('collection.deleted'), item: { id } }),
          touches: touchedBy(id),
          read,
        }),
      ),
  }
}

function answered(answer: Intercom.Collection | undefined, id: string): Intercom.Collection {
  if (answer === undefined || String(answer.id) !== id) throw new Error(`The answer is not collection ${id}.`)
  return answer
}

const toIntercom = ({ parentId, helpCenterId, translations, ...texts }: CollectionChanges & { helpCenterId?: string }) => ({
  ...texts,
  ...(parentId !== undefined && { parent_id: parentId }),
  ...(helpCenterId !== undefined && { help_center_id: asWireNumber(helpCenterId) }),
  ...(translations && {
    translated_content: {
      type: 'group_translated_content',
      ...Object.fromEntries(translations.map(({ locale, ...own }) => [locale, { type: 'group_content', ...own }])),
    },
  }),
})

/** Whether a collection is as a change leaves it. */
function isAs(wire: Intercom.Collection, { parentId, translations = [], name, description }: CollectionChanges): boolean {
  const collection = collectionFromIntercom(wire)
  const isSame = (known: string | null, given: string | null | undefined) => given === undefined || (known || null) === (given || null)
  return (
    isSame(collection.name, name) &&
    isSame(collection.description, description) &&
    (parentId === undefined || collection.parentId === parentId) &&
    translations.every((own) =>
      collection.translations.some(
        (one) => one.locale === own.locale && isSame(one.title, own.name) && isSame(one.description, own.description),
      ),
    )
  )
}

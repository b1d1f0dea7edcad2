import type { CollectionRecord } from '../../../src/sandbox/records.ts'
import { aCollection } from '../../unit/sandbox/small-world.ts'
import { calls, leadingOf, newId, newNumber, type World } from '../write-deeds.ts'
import type { Deed, WriteRow } from '../write-faults.ts'

const leading = leadingOf<CollectionRecord>({
  table: ({ collections }) => collections,
  start: ({ help_centers }) => aCollection(newId(), { help_center_id: help_centers.keys().next().value! }),
  clear: ({ collections }, { id }) => void collections.remove(id),
})

export const collectionWrites: readonly WriteRow[] = [
  {
    mutation: 'collectionCreate',
    prepare(): Deed {
      const name = `Name ${newNumber()}.`
      const made = ({ collections }: World) => [...collections.values()].filter((collection) => collection.name === name)
      return {
        field: `collectionCreate(input: { name: "${name}" })`,
        isMeant: calls('POST', '/help_center/collections', `"${name}"`),
        effects: (world) => made(world).length,
        clear: (world) => made(world).forEach(({ id }) => void world.collections.remove(id)),
      }
    },
  },
  leading('collectionUpdate', {
    method: 'PUT',
    path: (id) => `/help_center/collections/${id}`,
    field: (id) => `collectionUpdate(id: "${id}", input: { name: "Another name", description: null })`,
    isSo: (collection) => collection?.name === 'Another name',
  }),
  leading('collectionDelete', {
    method: 'DELETE',
    path: (id) => `/help_center/collections/${id}`,
    field: (id) => `collectionDelete(id: "${id}")`,
    isSo: (collection) => collection === undefined,
  }),
]

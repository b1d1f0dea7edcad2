import type { AdminRecord, DataAttributeRecord, TagRecord } from '../../../src/sandbox/records.ts'
import { anAdmin, anAttribute } from '../../unit/sandbox/small-world.ts'
import { calls, leadingOf, newId, newNumber, type World } from '../write-deeds.ts'
import type { Deed, WriteRow } from '../write-faults.ts'

const leadingTag = leadingOf<TagRecord>({
  table: ({ tags }) => tags,
  start: () => ({ id: newId(), name: `Name ${newNumber()}.` }),
  clear: ({ tags }, { id }) => void tags.remove(id),
})
const leadingAttribute = leadingOf<DataAttributeRecord>({
  table: ({ data_attributes }) => data_attributes,
  start: () => anAttribute(newId(), { model: 'company' }),
  clear: ({ data_attributes }, { id }) => void data_attributes.remove(id),
})
const leadingAdmin = leadingOf<AdminRecord>({
  table: ({ admins }) => admins,
  start: () => anAdmin(newId()),
  clear: ({ admins }, { id }) => void admins.remove(id),
})

/** One that makes something of a name that nobody has had before. */
const making = (
  mutation: string,
  { path, field, table }: { path: string; field(name: string): string; table: (world: World) => World['tags' | 'data_attributes'] },
): WriteRow => ({
  mutation,
  prepare(): Deed {
    const name = `Name ${newNumber()}`
    const made = (world: World) => [...table(world).values()].filter((one) => one.name === name)
    return {
      field: field(name),
      isMeant: calls('POST', path, `"${name}"`),
      effects: (world) => made(world).length,
      clear: (world) => made(world).forEach(({ id }) => void table(world).remove(id)),
    }
  },
})

/** Those of tags, data attributes and teammates. */
export const workspaceWrites: readonly WriteRow[] = [
  making('tagUpsert', { path: '/tags', field: (name) => `tagUpsert(name: "${name}")`, table: ({ tags }) => tags }),
  leadingTag('tagDelete', {
    method: 'DELETE',
    path: (id) => `/tags/${id}`,
    field: (id) => `tagDelete(id: "${id}")`,
    isSo: (tag) => tag === undefined,
  }),
  making('dataAttributeCreate', {
    path: '/data_attributes',
    field: (name) => `dataAttributeCreate(input: { model: COMPANY, name: "${name}", dataType: "options", options: ["a", "b"] })`,
    table: ({ data_attributes }) => data_attributes,
  }),
  leadingAttribute('dataAttributeUpdate', {
    method: 'PUT',
    path: (id) => `/data_attributes/${id}`,
    field: (id) => `dataAttributeUpdate(id: "${id}", input: { description: "Other words", archived: true })`,
    isSo: (attribute) => attribute?.description === 'Other words' && attribute.archived,
  }),
  leadingAdmin('adminAwaySet', {
    method: 'PUT',
    path: (id) => `/admins/${id}/away`,
    field: (id) => `adminAwaySet(id: "${id}", away: true, reassign: true)`,
    isSo: (admin) => (admin?.away_mode_enabled && admin.away_mode_reassign) ?? false,
  }),
]

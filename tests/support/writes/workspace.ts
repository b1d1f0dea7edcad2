import type { startSandbox } from '../../../src/sandbox/server.ts'
import type { Passing } from '../fault-proxy.ts'
import type { Deed, WriteRow } from '../write-faults.ts'

type World = Awaited<ReturnType<typeof startSandbox>>['world']

const calls =
  (method: string, path: string, says = '') =>
  (call: Passing) =>
    call.method === method && call.path === path && call.body.includes(says)
const first = <Item>(items: Iterable<Item>): Item => {
  for (const item of items) return item
  throw new Error('There is none.')
}

let next = 0
/** A name, or an id, that nobody has had before. */
const newName = () => `Name ${++next}`
const newId = () => String(700_000_000 + ++next)

/** Those of tags, data attributes and teammates. */
export const workspaceWrites: readonly WriteRow[] = [
  {
    mutation: 'tagUpsert',
    prepare(): Deed {
      const name = newName()
      return {
        field: `tagUpsert(name: "${name}")`,
        isMeant: calls('POST', '/tags', `"${name}"`),
        effects: ({ tags }) => [...tags.values()].filter((tag) => tag.name === name).length,
      }
    },
  },
  {
    mutation: 'tagDelete',
    prepare(world): Deed {
      const id = newId()
      world.tags.put({ id, name: newName() })
      return { field: `tagDelete(id: "${id}")`, isMeant: calls('DELETE', `/tags/${id}`), effects: ({ tags }) => (tags.has(id) ? 0 : 1) }
    },
  },
  {
    mutation: 'dataAttributeCreate',
    prepare(): Deed {
      const name = newName()
      return {
        field: `dataAttributeCreate(input: { model: COMPANY, name: "${name}", dataType: "options", options: ["a", "b"] })`,
        isMeant: calls('POST', '/data_attributes', `"${name}"`),
        effects: ({ data_attributes }) => [...data_attributes.values()].filter((one) => one.name === name).length,
      }
    },
  },
  {
    mutation: 'dataAttributeUpdate',
    prepare(world): Deed {
      const [id, name] = [newId(), newName()]
      const template = first([...world.data_attributes.values()].filter(({ made, model }) => made !== null && model === 'company'))
      world.data_attributes.put({ ...template, id, name, description: '' })
      return {
        field: `dataAttributeUpdate(id: "${id}", input: { description: "${name}" })`,
        isMeant: calls('PUT', `/data_attributes/${id}`),
        effects: ({ data_attributes }) => (data_attributes.get(id)?.description === name ? 1 : 0),
      }
    },
  },
  {
    mutation: 'adminAwaySet',
    prepare(world): Deed {
      const id = newId()
      world.admins.put({ ...first(world.admins.values()), id, away_mode_enabled: false, away_mode_reassign: false })
      return {
        field: `adminAwaySet(id: "${id}", away: true, reassign: true)`,
        isMeant: calls('PUT', `/admins/${id}/away`),
        effects: ({ admins }: World) => (admins.get(id)?.away_mode_enabled ? 1 : 0),
      }
    },
  },
]

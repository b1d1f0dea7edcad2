import { describe, expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { aCollection, aHelpCenter, aWorld } from '../unit/sandbox/small-world.ts'

type Payload = { errors: object[]; collection?: { id: string } | null; deletedId?: string | null }

const failures = 'errors { __typename code path }'
const shown = 'collection { id name description translation(locale: "pt") { locale title } }'
const create = `mutation ($input: CollectionCreateInput!) { it: collectionCreate(input: $input) { ${failures} ${shown} } }`
const update = `mutation ($id: ID! = 10, $input: CollectionUpdateInput!) { it: collectionUpdate(id: $id, input: $input) { ${failures} ${shown} } }`
const remove = `mutation ($id: ID!) { it: collectionDelete(id: $id) { ${failures} deletedId } }`

async function start() {
  const world = aWorld({ help_centers: [aHelpCenter('1')], collections: [aCollection('10'), aCollection('11', { parent_id: '10' })] })
  const gateway = await startTestGateway({ world })
  return {
    gateway,
    async run(document: string, variables: Record<string, unknown>): Promise<Payload> {
      gateway.forgetRequests()
      const { data, errors } = await gateway.query<{ it: Payload }>(document, variables)
      if (!data) throw new Error(JSON.stringify(errors))
      return data.it
    },
    names: async () => {
      const { data } = await gateway.query<{ collections: { nodes: { name: string }[] } }>('{ collections { nodes { name } } }')
      return data!.collections.nodes.map(({ name }) => name).toSorted()
    },
    [Symbol.asyncDispose]: () => gateway.dispose(),
  }
}

describe('a collection', () => {
  test('is made, changed and deleted at one call each, and the list of all shows it at once', async () => {
    await using house = await start()
    const { gateway, run, names } = house
    expect(await names()).toEqual(['Collection 10', 'Collection 11'])
    const made = await run(create, { input: { name: ' New ', parent: '10', translations: [{ locale: 'pt', name: 'Novo' }] } })
    expect(made).toMatchObject({
      errors: [],
      collection: { name: 'New', translation: { locale: 'pt', title: 'Novo' } },
    })
    expect(gateway.calls).toEqual(['POST /help_center/collections'])
    const id = made.collection!.id.split('/').at(-1)!
    expect(gateway.sandbox.world.collections.get(id)).toMatchObject({ name: 'New', parent_id: '10' })
    expect(await names()).toEqual(['Collection 10', 'Collection 11', 'New'])

    expect(await run(update, { id, input: { name: 'Other', parent: null } })).toMatchObject({ errors: [], collection: { name: 'Other' } })
    expect(gateway.calls).toEqual(['PUT /help_center/collections/{collection_id}'])
    expect(gateway.sandbox.world.collections.get(id)).toMatchObject({ name: 'Other', parent_id: null })
    expect(await names()).toEqual(['Collection 10', 'Collection 11', 'Other'])

    expect(await run(remove, { id })).toEqual({ errors: [], deletedId: made.collection!.id })
    expect(gateway.calls).toEqual(['DELETE /help_center/collections/{collection_id}'])
    expect(await names()).toEqual(['Collection 10', 'Collection 11'])
  })

  test.each([
    ['made without a name', create, { name: ' ' }, ['input', 'name']],
    ['made in what is no id', create, { name: 'a', parent: '../me' }, ['input', 'parent']],
    ['changed by nothing', update, {}, ['input']],
    ['changed to no name', update, { name: null }, ['input', 'name']],
    ['put into itself', update, { parent: '11' }, null],
  ] as const)('is not %s, and nothing is written', async (_, document, input, path) => {
    await using house = await start()
    const { gateway, run } = house
    const before = JSON.stringify([...gateway.sandbox.world.collections.values()])
    expect((await run(document, { input })).errors).toEqual([{ __typename: 'ValidationError', code: 'INVALID', path }])
    expect(JSON.stringify([...gateway.sandbox.world.collections.values()])).toBe(before)
  })

  test('that is not there is neither changed nor deleted', async () => {
    await using house = await start()
    const missing = [{ __typename: 'NotFoundError', code: 'NOT_FOUND', path: ['id'] }]
    expect((await house.run(update, { id: '404', input: { name: 'a' } })).errors).toEqual(missing)
    expect((await house.run(remove, { id: '404' })).errors).toEqual(missing)
  })
})

import { describe, expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { anAttribute, aWorld } from '../unit/sandbox/small-world.ts'

type Attribute = { id: string; name: string; dataType: string; options: string[] | null; archived: boolean; description: string | null }
type Payload = { errors: object[]; dataAttribute: Attribute | null }

const shown = 'errors { __typename code path } dataAttribute { id name model dataType options archived description }'
const create = `mutation ($input: DataAttributeInput!) { it: dataAttributeCreate(input: $input) { ${shown} } }`
const update = `mutation ($id: ID! = "71", $input: DataAttributeUpdateInput!) { it: dataAttributeUpdate(id: $id, input: $input) { ${shown} } }`

async function start(env: Record<string, string> = {}) {
  const made = { admin_id: '1001', created_at: 1 }
  const data_attributes = [
    anAttribute('71', { model: 'contact', name: 'tier', options: ['gold', 'silver'], made }),
    anAttribute('72', { model: 'conversation', name: 'topic', made }),
    anAttribute('contact.email', { model: 'contact', name: 'email', full_name: 'email', custom: false, made: null }),
  ]
  const gateway = await startTestGateway({ world: aWorld({ data_attributes }), env })
  return {
    gateway,
    async run(document: string, variables: Record<string, unknown>): Promise<Payload> {
      gateway.forgetRequests()
      const { data, errors } = await gateway.query<{ it: Payload }>(document, variables)
      if (!data) throw new Error(JSON.stringify(errors))
      return data.it
    },
    names: async (model: string) => {
      const { data } = await gateway.query<{ workspace: { dataAttributes: { name: string }[] } }>(
        `{ workspace { dataAttributes(model: ${model}) { name } } }`,
      )
      return data!.workspace.dataAttributes.map(({ name }) => name)
    },
    records: () => JSON.stringify([...gateway.sandbox.world.data_attributes.values()]),
    [Symbol.asyncDispose]: () => gateway.dispose(),
  }
}

describe('a data attribute', () => {
  test.each(['2.14', '2.16'])('is made, changed and archived at one call each, and is in the list at once, at %s', async (version) => {
    await using house = await start({ INTERCOM_VERSION: version })
    const { gateway, run, names } = house
    expect(await names('COMPANY')).toEqual([])
    const input = { model: 'COMPANY', name: ' Company size ', dataType: 'options', options: ['1-10', ' 11-50'], description: 'Heads' }
    const made = await run(create, { input })
    const attribute = { name: 'Company size', model: 'COMPANY', dataType: 'string', options: ['1-10', '11-50'] }
    expect(made).toMatchObject({ errors: [], dataAttribute: { ...attribute, archived: false, description: 'Heads' } })
    expect(gateway.calls).toEqual(['POST /data_attributes'])
    expect(await names('COMPANY')).toEqual(['Company size'])

    const { id } = made.dataAttribute!
    const longer = ['1-10', '11-50', '51-']
    const changed = await run(update, { id, input: { options: longer, description: null } })
    expect(changed).toMatchObject({ errors: [], dataAttribute: { ...attribute, options: longer, description: null } })
    expect(gateway.calls).toEqual(['PUT /data_attributes/{data_attribute_id}'])

    const { data } = await gateway.query<{ node: Attribute }>('query ($id: ID!) { node(id: $id) { ... on DataAttribute { options } } }', {
      id,
    })
    expect(data!.node.options).toEqual(longer)

    expect((await run(update, { id, input: { archived: true } })).dataAttribute).toMatchObject({ options: longer, archived: true })
    expect(await names('COMPANY')).toEqual([])
    expect((await run(update, { id, input: { archived: false } })).errors).toEqual([])
    expect(await names('COMPANY')).toEqual(['Company size'])
  })

  const good = { model: 'CONTACT', name: 'plan', dataType: 'string' }
  test.each([
    ['made of conversations', create, { ...good, model: 'CONVERSATION' }, ['input', 'model']],
    ['made without a name', create, { ...good, name: ' ' }, ['input', 'name']],
    ['made with a name that Intercom has none of', create, { ...good, name: 'a.b' }, ['input', 'name']],
    ['made of a type that is none', create, { ...good, dataType: 'mithril' }, ['input', 'dataType']],
    ['made as a list of nothing', create, { ...good, dataType: 'options' }, ['input', 'options']],
    ['made as a number out of a list', create, { ...good, dataType: 'integer', options: ['1', '2'] }, ['input', 'dataType']],
    ['made as a list of one', create, { ...good, options: ['1'] }, ['input', 'options']],
    ['made as a list of one word twice', create, { ...good, options: ['1', ' 1 '] }, ['input', 'options', '1']],
    ['changed by nothing', update, {}, ['input']],
    ['changed to have no options', update, { options: null }, ['input', 'options']],
    ['changed to have one', update, { options: ['gold'] }, ['input', 'options']],
    ['neither archived nor not', update, { archived: null }, ['input', 'archived']],
  ] as const)('is not %s, and nothing is asked', async (_, document, input, path) => {
    await using house = await start()
    expect((await house.run(document, { input })).errors).toEqual([{ __typename: 'ValidationError', code: 'INVALID', path }])
    expect(house.gateway.calls).toEqual([])
  })

  test('is not made when there is one of that name; none that the workspace has not made for itself is changed', async () => {
    await using house = await start()
    const before = house.records()
    expect((await house.run(create, { input: { ...good, name: 'tier' } })).errors).toMatchObject([
      { code: 'INVALID', path: ['input', 'name'] },
    ])
    const { data } = await house.gateway.query<{ workspace: { id: string } }>('{ workspace { id } }')
    const global = (own: string) => data!.workspace.id.replace(/Workspace\/.*/, `DataAttribute/${own}`)
    for (const [id, code] of [
      [global('contact:email'), 'INVALID'],
      [global('conversation:72'), 'INVALID'],
      [global('contact:99'), 'NOT_FOUND'],
      ['99', 'NOT_FOUND'],
    ])
      expect((await house.run(update, { id, input: { archived: true } })).errors).toMatchObject([{ code, path: ['id'] }])
    expect(house.records()).toBe(before)
  })
})

import { expect, test } from 'vitest'
import type { DataAttributeRecord } from '../../src/sandbox/records.ts'
import { startTestGateway } from '../support/gateway.ts'
import { aCompany, aContact, aConversation, aWorld, hexId, noon } from '../unit/sandbox/small-world.ts'

type Kind = DataAttributeRecord['data_type']
const defined = (id: string, model: DataAttributeRecord['model'], name: string, data_type: Kind, options: string[] | null = null) => ({
  ...{ id, model, name, full_name: `custom_attributes.${name}`, label: name, description: '', data_type, options },
  ...{ api_writable: true, custom: true, archived: false, made: { admin_id: '1001', created_at: noon } },
})
const attributes = [
  defined('1', 'contact', 'tier', 'string', ['gold', 'silver']),
  defined('2', 'contact', 'renewal', 'date'),
  defined('3', 'contact', 'seats', 'integer'),
  // the same name holds something else of companies
  defined('4', 'company', 'renewal', 'integer'),
  defined('5', 'conversation', 'due', 'date'),
]
const world = () =>
  aWorld({
    data_attributes: attributes,
    contacts: Array.from({ length: 3 }, (_, at) =>
      aContact(at + 1, { custom_attributes: { tier: 'gold', renewal: noon, seats: 7, free: 'x', agreed: true, empty: null } }),
    ),
    companies: [aCompany(100, { custom_attributes: { renewal: 12 } })],
    conversations: [aConversation(42, { custom_attributes: { due: noon } })],
  })

const typed = `__typename ... on StringAttribute { string } ... on NumberAttribute { number } ... on BooleanAttribute { boolean }
  ... on DateAttribute { date } ... on OptionAttribute { option }`
const instant = new Date(noon * 1000).toISOString()

test('an attribute has the type of its definition, for a whole page at one list of definitions, and at none the second time', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const names = ['tier', 'renewal', 'seats', 'free', 'agreed', 'empty', 'unknown']
  const query = `{ contacts { nodes { ${names.map((name) => `${name}: attribute(name: "${name}") { ${typed} }`).join(' ')} } } }`
  const { data, errors } = await gateway.query(query)
  expect(errors).toBeUndefined()
  const node = {
    tier: { __typename: 'OptionAttribute', option: 'gold' },
    renewal: { __typename: 'DateAttribute', date: instant },
    seats: { __typename: 'NumberAttribute', number: 7 },
    free: { __typename: 'StringAttribute', string: 'x' },
    agreed: { __typename: 'BooleanAttribute', boolean: true },
    empty: null,
    unknown: null,
  }
  expect(data).toEqual({ contacts: { nodes: [node, node, node] } })
  expect([...gateway.calls].sort()).toEqual(['GET /contacts', 'GET /data_attributes'])
  gateway.forgetRequests()
  expect((await gateway.query(query)).data).toEqual(data)
  expect(gateway.calls).toEqual([])
})

test('the definitions are asked for beside the record, not after it, and not at all for the attributes untyped', async () => {
  await using gateway = await startTestGateway({ world: world() })
  await gateway.query(`{ contact(by: { id: "${hexId(1)}" }) { customAttributes } }`)
  expect(gateway.calls).toEqual(['GET /contacts/{contact_id}'])
  gateway.forgetRequests()
  gateway.sandbox.control.pause('GET /contacts/{contact_id}')
  const asked = gateway.query(`{ contact(by: { id: "${hexId(2)}" }) { attribute(name: "tier") { ... on OptionAttribute { option } } } }`)
  await expect.poll(() => [...gateway.calls].sort()).toEqual(['GET /contacts/{contact_id}', 'GET /data_attributes'])
  gateway.sandbox.control.resume('GET /contacts/{contact_id}')
  expect(await asked).toMatchObject({ data: { contact: { attribute: { option: 'gold' } } } })
})

test('companies and conversations go by their own definitions', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const query = `{ company(by: { id: "${hexId(100)}" }) { attribute(name: "renewal") { ${typed} } } conversation(id: 42) { attribute(name: "due") { ${typed} } } }`
  expect((await gateway.query(query)).data).toEqual({
    company: { attribute: { __typename: 'NumberAttribute', number: 12 } },
    conversation: { attribute: { __typename: 'DateAttribute', date: instant } },
  })
  expect([...gateway.calls].sort()).toEqual(['GET /companies/{company_id}', 'GET /conversations/{conversation_id}', 'GET /data_attributes'])
})

test('from 2.16 on conversations have a list of definitions of their own', async () => {
  await using gateway = await startTestGateway({ world: world(), env: { INTERCOM_VERSION: '2.16' } })
  const { data } = await gateway.query(`{ conversation(id: 42) { attribute(name: "due") { ${typed} } } }`)
  expect(data).toEqual({ conversation: { attribute: { __typename: 'DateAttribute', date: instant } } })
  expect([...gateway.calls].sort()).toEqual(['GET /conversations/attributes', 'GET /conversations/{conversation_id}'])
})

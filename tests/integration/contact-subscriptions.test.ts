import { expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { ContactProfileDocument } from '../support/generated/graphql.ts'
import { aContact, aWorld, hexId, noon } from '../unit/sandbox/small-world.ts'

const type = (at: number) => {
  const name = { name: `Type ${at}`, description: '', locale: 'en' }
  const consent_type = at % 2 === 0 ? ('opt_out' as const) : ('opt_in' as const)
  return { id: String(501 + at), state: 'live' as const, consent_type, content_types: [], default_translation: name, translations: [name] }
}
const types = Array.from({ length: 24 }, (_, at) => type(at))
const [outs, ins] = [0, 1].map((odd) => types.filter((_, at) => at % 2 === odd).map(({ id }) => id)) as [string[], string[]]
const world = () =>
  aWorld({
    subscription_types: types,
    contacts: [
      aContact(1),
      aContact(2, { opted_out_subscription_type_ids: ['501', '999'], opted_in_subscription_type_ids: ['502'] }),
      aContact(3, { opted_out_subscription_type_ids: outs, opted_in_subscription_type_ids: ins }),
    ],
  })

const contact = 'GET /contacts/{contact_id}'
const query = 'query ($id: ID!) { contact(by: { id: $id }) { subscriptions { optedIn type { intercomId name } } } }'
type Answer = { contact: { subscriptions: { optedIn: boolean; type: { intercomId: string } }[] } }

test.each([
  ['nothing chosen needs no call', hexId(1), [], []],
  [
    'a few choices need the list of types, and a new one for an id that it lacks',
    hexId(2),
    [],
    ['GET /subscription_types', 'GET /subscription_types'],
  ],
  ['more than a contact names need its own list', hexId(3), [], ['GET /contacts/{contact_id}/subscriptions']],
])('%s, and none the second time', async (_, id, __, calls) => {
  await using gateway = await startTestGateway({ world: world() })
  const { data, errors } = await gateway.query<Answer>(query, { id })
  expect(errors).toBeUndefined()
  const record = gateway.sandbox.world.contacts.get(id)
  const chosen = [
    ...(record?.opted_out_subscription_type_ids ?? []).map((own) => [own, false]),
    ...(record?.opted_in_subscription_type_ids ?? []).map((own) => [own, true]),
  ].filter(([own]) => own !== '999')
  expect(data?.contact.subscriptions.map((each) => [each.type.intercomId, each.optedIn])).toEqual(chosen)
  expect(gateway.calls).toEqual([contact, ...calls])
  gateway.forgetRequests()
  expect((await gateway.query(query, { id })).data).toEqual(data)
  expect(gateway.calls).toEqual([])
})

test('the ids of types are free', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const { data } = await gateway.query(`{ contact(by: { id: "${hexId(2)}" }) { subscriptions { optedIn type { id intercomId } } } }`)
  const typeOf = (id: string) => ({ id: `gid://intercom/small/SubscriptionType/${id}`, intercomId: id })
  expect(data).toEqual({
    contact: {
      subscriptions: [
        { optedIn: false, type: typeOf('501') },
        { optedIn: false, type: typeOf('999') },
        { optedIn: true, type: typeOf('502') },
      ],
    },
  })
  expect(gateway.calls).toEqual([contact])
})

test('a profile asks for segments, subscriptions and a typed attribute, each at its own call and no other', async () => {
  const made = { admin_id: '1001', created_at: noon }
  const renewal = { ...{ id: '1', model: 'contact' as const, name: 'renewal', full_name: 'custom_attributes.renewal', label: 'Renewal' } }
  const definition = {
    ...renewal,
    description: '',
    data_type: 'date' as const,
    options: null,
    api_writable: true,
    custom: true,
    archived: false,
    made,
  }
  const contacts = [aContact(2, { opted_in_subscription_type_ids: ['502'], custom_attributes: { renewal: noon } })]
  await using gateway = await startTestGateway({ world: aWorld({ subscription_types: types, data_attributes: [definition], contacts }) })
  const { contact: found } = await gateway.ask(ContactProfileDocument, { by: { id: hexId(2) }, attribute: 'renewal' })
  expect(found).toMatchObject({ segments: [], subscriptions: [{ optedIn: true, type: { name: 'Type 1' } }] })
  expect(found?.attribute).toEqual({ __typename: 'DateAttribute', date: new Date(noon * 1000).toISOString() })
  const calls = [contact, 'GET /contacts/{contact_id}/segments', 'GET /data_attributes', 'GET /subscription_types']
  expect([...gateway.calls].sort()).toEqual(calls)
})

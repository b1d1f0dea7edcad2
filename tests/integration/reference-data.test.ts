import { expect, test } from 'vitest'
import type { DataAttributeRecord } from '../../src/sandbox/records.ts'
import type { Sandbox } from '../../src/sandbox/server.ts'
import { startTestGateway } from '../support/gateway.ts'
import { ReferenceDataDocument } from '../support/generated/graphql.ts'
import {
  aCollection,
  aCompany,
  aContact,
  aConversation,
  aHelpCenter,
  anAdmin,
  aTeam,
  aWorld,
  hexId,
  noon,
} from '../unit/sandbox/small-world.ts'

const attribute = (id: string, model: DataAttributeRecord['model'], rest: Partial<DataAttributeRecord> = {}): DataAttributeRecord => ({
  ...{ id, model, name: `a${id}`, full_name: `custom_attributes.a${id}`, label: `A ${id}`, description: '', data_type: 'string' },
  ...{ options: null, api_writable: true, custom: true, archived: false, made: { admin_id: '1001', created_at: noon } },
  ...rest,
})
const segment = { id: hexId(90), name: 'Active', person_type: 'user' as const, created_at: noon, updated_at: noon }
const news = { name: 'News', description: 'All the news', locale: 'en' }

const world = () =>
  aWorld({
    segments: [segment],
    data_attributes: [
      attribute('contact.email', 'contact', { name: 'email', full_name: 'email', custom: false, made: null }),
      attribute('1', 'contact', { archived: true }),
      attribute('2', 'company', { options: ['gold', 'silver'] }),
      attribute('3', 'conversation', { data_type: 'date' }),
    ],
    subscription_types: [
      { id: '501', state: 'live', consent_type: 'opt_in', content_types: ['email'], default_translation: news, translations: [news] },
    ],
    contacts: [aContact(1, { segment_ids: [hexId(90)] }), aContact(2)],
    companies: [aCompany(100, { segment_ids: [hexId(90)] })],
  })

const lists = ['GET /data_attributes', 'GET /segments', 'GET /subscription_types']

test.each([
  ['2.14', lists],
  ['2.16', ['GET /conversations/attributes', ...lists]],
])('in %s the reference data of a workspace is a call for each list, and none the second time', async (version, calls) => {
  await using gateway = await startTestGateway({ world: world(), env: { INTERCOM_VERSION: version } })
  const { workspace } = await gateway.ask(ReferenceDataDocument)
  expect([...gateway.calls].sort()).toEqual(calls)
  const at = new Date(noon * 1000).toISOString()
  expect(workspace.segments).toMatchObject([{ intercomId: hexId(90), name: 'Active', personType: 'user', createdAt: at, updatedAt: at }])
  expect(workspace.subscriptionTypes).toMatchObject([
    { intercomId: '501', name: 'News', consent: 'OPT_IN', contentTypes: ['email'], state: 'live' },
  ])
  expect(workspace.dataAttributes).toMatchObject([
    { intercomId: 'email', model: 'CONTACT', fullName: 'email', custom: false },
    { intercomId: '2', model: 'COMPANY', name: 'a2', options: ['gold', 'silver'], custom: true },
    {
      intercomId: '3',
      model: 'CONVERSATION',
      name: 'a3',
      fullName: 'custom_attributes.a3',
      dataType: version === '2.14' ? 'date' : 'datetime',
    },
  ])
  gateway.forgetRequests()
  expect((await gateway.ask(ReferenceDataDocument)).workspace).toEqual(workspace)
  expect(gateway.calls).toEqual([])
})

test('one model, with or without what is archived, is answered from the list of all', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const { data } = await gateway.query(`{ workspace {
    contacts: dataAttributes(model: CONTACT, includeArchived: true) { intercomId archived }
    companies: dataAttributes(model: COMPANY) { intercomId }
    conversations: dataAttributes(model: CONVERSATION) { intercomId }
  } }`)
  expect(data).toEqual({
    workspace: {
      contacts: [
        { intercomId: 'email', archived: false },
        { intercomId: '1', archived: true },
      ],
      companies: [{ intercomId: '2' }],
      conversations: [{ intercomId: '3' }],
    },
  })
  expect(gateway.calls).toEqual(['GET /data_attributes'])
})

test('segments are counted when that is asked for, at no call more', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const counted = { data: { workspace: { segments: [{ name: 'Active', count: 1 }] } } }
  expect(await gateway.query('{ workspace { segments(includeCount: true) { name count } } }')).toMatchObject(counted)
  expect(await gateway.query('{ workspace { segments { name ...Counted } } } fragment Counted on Segment { count }')).toMatchObject(counted)
  expect(gateway.calls).toEqual(['GET /segments'])
  expect(gateway.sandbox.log.map(({ path }) => path)).toEqual(['/segments?include_count=true'])
})

test('the segments of a company come with it; how many are in them is one call more', async () => {
  await using gateway = await startTestGateway({ world: world() })
  const company = (fields: string) => gateway.query(`{ company(by: { id: "${hexId(100)}" }) { segments { ${fields} } } }`)
  expect(await company('intercomId name')).toMatchObject({ data: { company: { segments: [{ intercomId: hexId(90), name: 'Active' }] } } })
  expect(gateway.calls).toEqual(['GET /companies/{company_id}'])
  gateway.forgetRequests()
  expect(await company('name count')).toMatchObject({ data: { company: { segments: [{ name: 'Active', count: 1 }] } } })
  expect(gateway.calls).toEqual(['GET /segments'])
})

test('each of them is a node by its id; what is none is null, and what cannot be one is refused', async () => {
  await using gateway = await startTestGateway({ world: world(), env: { INTERCOM_VERSION: '2.16' } })
  const { workspace } = await gateway.ask(ReferenceDataDocument, { includeArchived: true })
  const all = [...(workspace.segments ?? []), ...(workspace.dataAttributes ?? []), ...(workspace.subscriptionTypes ?? [])]
  expect(all).toHaveLength(6)
  const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }'
  expect((await gateway.query(nodes, { ids: all.map(({ id }) => id) })).data).toMatchObject({ nodes: all.map(({ id }) => ({ id })) })
  const gid = (type: string, id: string) => `gid://intercom/small/${type}/${id}`
  const gone = [
    gid('Segment', hexId(91)),
    gid('DataAttribute', 'contact:9'),
    gid('DataAttribute', 'company:email'),
    gid('SubscriptionType', '9'),
  ]
  expect((await gateway.query(nodes, { ids: gone })).data).toEqual({ nodes: [null, null, null, null] })
  for (const odd of [gid('Segment', '..'), gid('DataAttribute', '..'), gid('DataAttribute', 'ticket:1'), gid('SubscriptionType', 'all')]) {
    expect(await gateway.query('query ($id: ID!) { node(id: $id) { id } }', { id: odd })).toMatchObject({
      data: { node: null },
      errors: [{ extensions: { code: 'INVALID' } }],
    })
  }
})

test('companies are filtered by a segment’s global id too', async () => {
  await using gateway = await startTestGateway({
    world: { ...world(), contacts: new Map([[hexId(1), aContact(1, { company_ids: [hexId(100)] })]]) },
  })
  const id = `gid://intercom/small/Segment/${hexId(90)}`
  const { data } = await gateway.query(`{ companies(filter: { segment: "${id}" }) { nodes { intercomId } } }`)
  expect(data).toEqual({ companies: { nodes: [{ intercomId: hexId(100) }] } })
})

/** A kind of reference data: what lists all of it, what reads one, and how one comes to be there. */
type Kind = { type: string; list: string; single: string; id: string; gone: string; create(world: Sandbox['world']): void }
const kinds: Kind[] = [
  {
    ...{ type: 'Admin', list: 'GET /admins', single: 'GET /admins/{admin_id}', id: '1077', gone: '1078' },
    create: ({ admins }) => admins.put(anAdmin('1077')),
  },
  {
    ...{ type: 'Team', list: 'GET /teams', single: 'GET /teams/{team_id}', id: '2077', gone: '2078' },
    create: ({ teams }) => teams.put(aTeam('2077', [])),
  },
  {
    ...{ type: 'Tag', list: 'GET /tags', single: 'GET /tags/{tag_id}', id: '3077', gone: '3078' },
    create: ({ tags }) => tags.put({ id: '3077', name: 'new' }),
  },
  {
    ...{ type: 'Segment', list: 'GET /segments', single: 'GET /segments/{segment_id}', id: hexId(77), gone: hexId(78) },
    create: ({ segments }) => segments.put({ ...segment, id: hexId(77) }),
  },
  {
    ...{ type: 'SubscriptionType', list: 'GET /subscription_types', single: 'GET /subscription_types', id: '577', gone: '578' },
    create: ({ subscription_types }) =>
      subscription_types.put({
        ...{ id: '577', state: 'live', consent_type: 'opt_out', content_types: [], default_translation: news, translations: [news] },
      }),
  },
  {
    ...{ type: 'HelpCenter', list: 'GET /help_center/help_centers', single: 'GET /help_center/help_centers/{help_center_id}' },
    ...{ id: '77', gone: '78', create: ({ help_centers }) => help_centers.put(aHelpCenter('77')) },
  },
  {
    ...{ type: 'Collection', list: 'GET /help_center/collections', single: 'GET /help_center/collections/{collection_id}' },
    ...{ id: '87', gone: '88', create: ({ collections }) => collections.put(aCollection('87')) },
  },
]

test.each(kinds)(
  'a new $type is there although the list of all is cached, for one call, and what is gone costs one in all',
  async (kind) => {
    await using gateway = await startTestGateway({ world: world() })
    const gid = (id: string) => `gid://intercom/small/${kind.type}/${id}`
    const read = async (...ids: string[]) =>
      (await gateway.query('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids: ids.map(gid) })).data
    expect(await read(kind.gone)).toEqual({ nodes: [null] })
    expect(gateway.calls).toEqual([kind.list, kind.single])
    kind.create(gateway.sandbox.world)
    gateway.forgetRequests()
    const found = { nodes: [{ __typename: kind.type, id: gid(kind.id) }, null] }
    expect(await read(kind.id, kind.gone)).toEqual(found)
    expect(gateway.calls).toEqual([kind.single])
    gateway.forgetRequests()
    expect(await read(kind.id, kind.gone)).toEqual(found)
    expect(gateway.calls).toEqual([])
  },
)

test('a new teammate is seen where they are assigned, with a picture and the new team they are in', async () => {
  await using gateway = await startTestGateway({ world: { ...world(), conversations: new Map([['1', aConversation(1)]]) } })
  const { sandbox } = gateway
  await gateway.query('{ workspace { admins { name } teams { name } } }')
  sandbox.world.admins.put(anAdmin('1077', { name: 'Newcomer' }))
  sandbox.world.teams.put(aTeam('2077', ['1077', '1001']))
  sandbox.world.putConversation(aConversation(1, { admin_assignee_id: '1077', team_assignee_id: '2077' }))
  gateway.forgetRequests()
  const people = 'name avatarUrl teams { name admins { name } }'
  const { data, errors } = await gateway.query(
    `{ conversation(id: 1) { adminAssignee { ${people} } teamAssignee { name admins { name } } } }`,
  )
  expect(errors).toBeUndefined()
  const team = { name: 'Team 2077', admins: [{ name: 'Newcomer' }, { name: 'Admin 1001' }] }
  expect(data).toEqual({
    conversation: {
      adminAssignee: { name: 'Newcomer', avatarUrl: 'https://example.com/1077.png', teams: [team] },
      teamAssignee: team,
    },
  })
  expect(gateway.calls.toSorted()).toEqual(['GET /admins/{admin_id}', 'GET /conversations/{conversation_id}', 'GET /teams/{team_id}'])
})

test('a teammate that Intercom does not give is that conversation’s failure alone', async () => {
  const conversations = new Map([
    ['1', aConversation(1, { admin_assignee_id: '1001' })],
    ['2', aConversation(2, { admin_assignee_id: '1077' })],
  ])
  await using gateway = await startTestGateway({ world: { ...world(), conversations } })
  gateway.sandbox.control.failNext('GET /admins/{admin_id}', { status: 500, times: 10 })
  const { data, errors } = await gateway.query('{ conversations { nodes { intercomId adminAssignee { name } } } }')
  expect(data).toEqual({
    conversations: {
      nodes: [
        { intercomId: '2', adminAssignee: null },
        { intercomId: '1', adminAssignee: { name: 'Admin 1001' } },
      ],
    },
  })
  expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [['conversations', 'nodes', 0, 'adminAssignee'], 'UPSTREAM_ERROR'],
  ])
})

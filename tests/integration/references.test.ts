import { describe, expect, test, vi } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import {
  aCollection,
  aContact,
  aConversation,
  aHelpCenter,
  anAdmin,
  anArticle,
  aPart,
  aTeam,
  aWorld,
  hexId,
} from '../unit/sandbox/small-world.ts'

const world = () =>
  aWorld({
    admins: [anAdmin('1001')],
    teams: [aTeam('2001', ['1001'])],
    help_centers: [aHelpCenter('1')],
    collections: [aCollection('10'), aCollection('11', { parent_id: '10' })],
    articles: [anArticle('100', { parent_ids: ['11'] })],
    contacts: [aContact(1, { owner_id: '1001', tag_ids: ['701'] })],
    tags: [{ id: '701', name: 'VIP' }],
    conversations: [
      aConversation(1, {
        contact_ids: [hexId(1)],
        parts: [
          aPart(1, { part_type: 'assignment', assigned_to: { type: 'team', id: '2001' } }),
          aPart(2, { part_type: 'assignment', assigned_to: { type: 'admin', id: '1001' } }),
        ],
      }),
    ],
  })

const [admins, teams, collections, helpCenters] = [
  'GET /admins',
  'GET /teams',
  'GET /help_center/collections',
  'GET /help_center/help_centers',
]
const assignedTo = (fields: string) => `{ conversation(id: 1) { parts { nodes { ... on AssignmentPart { assignedTo { ${fields} } } } } } }`

/**
 * A field that leads on by an id that its parent carries; what the parent costs, and what the record. `waits`: who has none costs no call, so
 * that its parent is waited for.
 */
const edges: { field: string; query: (fields: string) => string; parent: string[]; record: string[]; waits?: true }[] = [
  {
    field: 'Contact.owner',
    query: (fields) => `{ contacts { nodes { owner { ${fields} } } } }`,
    parent: ['GET /contacts'],
    record: [admins],
  },
  {
    field: 'Contact.tags',
    query: (fields) => `{ contacts { nodes { tags { ${fields} } } } }`,
    parent: ['GET /contacts'],
    record: ['GET /tags'],
    waits: true,
  },
  { field: 'Team.admins', query: (fields) => `{ workspace { teams { admins { ${fields} } } } }`, parent: [teams], record: [admins] },
  { field: 'Admin.teams', query: (fields) => `{ workspace { admins { teams { ${fields} } } } }`, parent: [admins], record: [teams] },
  {
    field: 'Article.author',
    query: (fields) => `{ articles { nodes { author { ${fields} } } } }`,
    parent: ['GET /articles'],
    record: [admins],
  },
  {
    field: 'ArticleTranslation.author',
    query: (fields) => `{ articles { nodes { translations { author { ${fields} } } } } }`,
    parent: ['GET /articles'],
    record: [admins],
  },
  {
    field: 'Article.collection',
    query: (fields) => `{ articles { nodes { collection { ${fields} } } } }`,
    parent: ['GET /articles'],
    record: [collections],
  },
  {
    field: 'Collection.helpCenter',
    query: (fields) => `{ collections { nodes { helpCenter { ${fields} } } } }`,
    parent: [collections],
    record: [helpCenters],
  },
  {
    field: 'AssignmentPart.assignedTo, a teammate',
    query: (fields) => assignedTo(`... on Admin { ${fields} }`),
    parent: ['GET /conversations/{conversation_id}'],
    record: [admins],
  },
  {
    field: 'AssignmentPart.assignedTo, a team',
    query: (fields) => assignedTo(`... on Team { ${fields} }`),
    parent: ['GET /conversations/{conversation_id}'],
    record: [teams],
  },
]

/** More than a reference knows, of whatever type the record is. */
const more =
  ' fragment More on Node { ... on Admin { name } ... on Team { name } ... on Tag { name } ... on Collection { name } ... on HelpCenter { identifier } }'

describe.each(edges)('$field', ({ query, parent, record, waits = false }) => {
  test('by its id alone costs no call more than its parent, by more the list of its kind, and warm none', async () => {
    await using gateway = await startTestGateway({ world: world() })
    const ids = await gateway.query(query('id intercomId __typename'))
    expect(ids.errors).toBeUndefined()
    expect(gateway.calls).toEqual(parent)
    gateway.forgetRequests()
    const loaded = await gateway.query(query('id ...More') + more)
    expect(loaded.errors).toBeUndefined()
    expect(gateway.calls).toEqual(record)
    gateway.forgetRequests()
    expect((await gateway.query(query('id intercomId __typename'))).data).toEqual(ids.data)
    expect(gateway.calls).toEqual([])
  })

  test(`is read ${waits ? 'behind' : 'beside'} its parent`, async () => {
    await using gateway = await startTestGateway({ world: world() })
    for (const call of parent) gateway.sandbox.control.pause(call)
    const answer = gateway.query(query('...More') + more)
    await vi.waitFor(() => expect(gateway.calls.toSorted()).toEqual([...parent, ...(waits ? [] : record)].toSorted()))
    for (const call of parent) gateway.sandbox.control.resume(call)
    expect((await answer).errors).toBeUndefined()
    expect(gateway.calls.toSorted()).toEqual([...parent, ...record].toSorted())
  })
})

describe('a workspace whose id is configured', () => {
  const served = async (options: Parameters<typeof startTestGateway>[0] = {}) => {
    const settings = { world: world(), ...options }
    return startTestGateway({ ...settings, env: { INTERCOM_WORKSPACE_ID: settings.world.workspace.id_code, ...options.env } })
  }

  test('is known by its id without a call, from every record and by itself; what it is called is one', async () => {
    await using gateway = await served()
    const fields = 'id intercomId apiVersion capabilities __typename'
    const { data, errors } = await gateway.query(`{ workspace { ${fields} } contacts { nodes { workspace { ${fields} } } } }`)
    expect(errors).toBeUndefined()
    expect(data).toMatchObject({ workspace: { intercomId: gateway.sandbox.world.workspace.id_code, apiVersion: '2.14' } })
    expect(gateway.calls).toEqual(['GET /contacts'])
    gateway.forgetRequests()
    const named = '{ contacts { nodes { workspace { name } } } }'
    expect((await gateway.query(named)).errors).toBeUndefined()
    expect(gateway.calls).toEqual(['GET /me'])
    gateway.forgetRequests()
    await gateway.query(named)
    expect(gateway.calls).toEqual([])
  })

  test.each([
    ['admins', [admins]],
    ['teams', [teams]],
    ['tags', ['GET /tags']],
  ])('lists all its %s by one call, and nothing is asked about itself for that; beside its name, at the same time', async (list, calls) => {
    await using gateway = await served()
    expect((await gateway.query(`{ workspace { ${list} { id } } }`)).errors).toBeUndefined()
    expect(gateway.calls).toEqual(calls)
    gateway.forgetRequests()
    await gateway.query(`{ workspace { ${list} { name } } }`)
    expect(gateway.calls).toEqual([])

    await using other = await served()
    other.sandbox.control.pause('GET /me')
    const answer = other.query(`{ workspace { name ${list} { id } } }`)
    await vi.waitFor(() => expect(other.calls.toSorted()).toEqual([...calls, 'GET /me'].toSorted()))
    other.sandbox.control.resume('GET /me')
    expect((await answer).errors).toBeUndefined()
  })

  test('says in whose name a caller acts: by the id, what Intercom says whose token it is; by more, the teammates beside that', async () => {
    await using gateway = await served()
    gateway.sandbox.control.pause('GET /me')
    const answer = gateway.query<{ viewer: { admin: { name: string } } }>('{ viewer { admin { name } } }')
    await vi.waitFor(() => expect(gateway.calls.toSorted()).toEqual([admins, 'GET /me']))
    gateway.sandbox.control.resume('GET /me')
    expect((await answer).data?.viewer.admin.name).toEqual(expect.any(String))
    gateway.forgetRequests()
    await gateway.query('{ viewer { admin { name } } }')
    expect(gateway.calls).toEqual([])

    await using other = await served()
    expect((await other.query('{ viewer { admin { id } } }')).errors).toBeUndefined()
    expect(other.calls).toEqual(['GET /me'])
  })
})

import { describe, expect, test, vi } from 'vitest'
import type { Config } from '../../src/config.ts'
import { startTestGateway } from '../support/gateway.ts'
import { CollectionListDocument, HelpCenterDocument } from '../support/generated/graphql.ts'
import { startRedis } from '../support/redis.ts'
import { aCollection, aHelpCenter, anArticle, aWorld } from '../unit/sandbox/small-world.ts'

const threeCalls = ['GET /admins', 'GET /articles', 'GET /help_center/collections']

/** A question of a test's own, for what no operation of ours asks. */
const ask = async (gateway: Awaited<ReturnType<typeof startTestGateway>>, query: string, variables?: Record<string, unknown>) => {
  const answer = await gateway.query<Record<string, never>>(query, variables)
  return {
    data: answer.data as Record<string, unknown> | null,
    codes: answer.errors?.map(({ extensions }) => extensions.code) ?? [],
    answer,
  }
}

describe('the whole help center', () => {
  test('costs three calls that wait for nothing, and none when warm, for the same answer', async () => {
    await using gateway = await startTestGateway({ contacts: 20, conversations: 5 })
    gateway.sandbox.control.pause('*')
    const asked = gateway.ask(CollectionListDocument)
    // one hop: all three are on their way before the first is answered
    await vi.waitFor(() => expect(gateway.calls.toSorted()).toEqual(threeCalls))
    gateway.sandbox.control.resume('*')
    const cold = await asked
    expect(gateway.calls.toSorted()).toEqual(threeCalls)

    const { world } = gateway.sandbox
    expect(cold.collections?.totalCount).toBe(world.collections.size)
    const shown = new Map(cold.collections?.nodes.map(({ name, articles }) => [name, articles]))
    for (const collection of world.collections.values()) {
      const standing = [...world.articles.values()].filter(({ parent_ids }) => parent_ids.includes(collection.id))
      const articles = shown.get(collection.name)
      expect(articles?.totalCount).toBe(standing.length)
      expect(articles?.nodes.map(({ title }) => title).toSorted()).toEqual(standing.map(({ title }) => title).toSorted())
      for (const article of articles?.nodes ?? []) {
        const { author_id } = standing.find(({ title }) => title === article.title)!
        expect(article.author?.name).toBe(world.admins.get(author_id)?.name)
      }
    }

    gateway.forgetRequests()
    expect(await gateway.ask(CollectionListDocument)).toEqual(cold)
    expect(gateway.calls).toEqual([])
  })

  test('is asked for once by three hundred who ask at the same time', async () => {
    await using gateway = await startTestGateway({ contacts: 20, conversations: 5 })
    const answers = await Promise.all(Array.from({ length: 300 }, () => gateway.ask(CollectionListDocument)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(gateway.calls.toSorted()).toEqual(threeCalls)
  })

  test('of more than a page costs one call a page, the later ones side by side', async () => {
    const collections = Array.from({ length: 4 }, (_, index) => aCollection(String(10 + index)))
    const articles = Array.from({ length: 500 }, (_, index) => anArticle(String(index + 1), { parent_ids: [String(10 + (index % 4))] }))
    await using gateway = await startTestGateway({ world: aWorld({ collections, articles }) })
    gateway.sandbox.control.setLatency(30)
    const answer = await gateway.ask(CollectionListDocument, { articles: 125 })
    expect(answer.collections?.nodes.map(({ articles: page }) => page?.nodes.length)).toEqual([125, 125, 125, 125])
    expect(gateway.calls.toSorted()).toEqual(['GET /admins', ...Array(4).fill('GET /articles'), 'GET /help_center/collections'])
    expect(gateway.sandbox.control.calls()['GET /articles']?.maxConcurrent).toBe(3)
  })

  test('whose articles are past their time costs a list of them, never a call for each, whatever older copies Redis has', async () => {
    const articles = Array.from({ length: 40 }, (_, index) => anArticle(String(index + 1)))
    await using redis = await startRedis()
    await using gateway = await startTestGateway({
      world: aWorld({ collections: [aCollection('10')], articles }),
      env: { REDIS_URL: redis.url },
      configure: (config) => {
        const article = { ...config.cache.kinds.article, ttlSeconds: 1, staleWhileRevalidateSeconds: 600 }
        return { ...config, cache: { ...config.cache, kinds: { ...config.cache.kinds, article } } }
      },
    })
    await gateway.ask(CollectionListDocument)
    gateway.forgetRequests()
    // the shortest time to live that the configuration knows is a second
    const asksIntercom = async () => {
      await gateway.ask(CollectionListDocument)
      expect(gateway.calls).not.toEqual([])
    }
    await vi.waitFor(asksIntercom, { timeout: 5_000, interval: 50 })
    expect(gateway.calls).toEqual(['GET /articles'])
  })

  test('asked for in numbers only, loads no article', async () => {
    const articles = [anArticle('1'), anArticle('2', { state: 'draft' })]
    await using gateway = await startTestGateway({ world: aWorld({ collections: [aCollection('10')], articles }) })
    const { data } = await ask(
      gateway,
      '{ collections { nodes { all: articles { totalCount } drafts: articles(state: DRAFT) { totalCount nodes { intercomId } } } } }',
    )
    expect(data).toEqual({
      collections: { nodes: [{ all: { totalCount: 2 }, drafts: { totalCount: 1, nodes: [{ intercomId: '2' }] } }] },
    })
    expect(gateway.calls.toSorted()).toEqual(['GET /articles', 'GET /help_center/collections'])
  })

  test('lives on when the articles cannot be listed: the collections are there, their articles failed', async () => {
    const world = aWorld({ collections: [aCollection('10')], articles: [anArticle('1')] })
    await using gateway = await startTestGateway({ world })
    gateway.sandbox.control.failNext('GET /articles', { status: 500, times: 10 })
    const { data, codes } = await ask(gateway, '{ collections { nodes { name articles { totalCount } } } }')
    expect(data).toEqual({ collections: { nodes: [{ name: 'Collection 10', articles: null }] } })
    expect(codes).toEqual(['UPSTREAM_ERROR'])
  })
})

describe('the tree of collections', () => {
  const tree = `query Tree($id: ID!) {
    collection(id: $id) { name parent { name } ancestors { name } children { name } helpCenter { identifier } }
  }`

  test('knows parents, ancestors, children and the help center on every level, in two calls', async () => {
    const collections = [
      aCollection('1', { name: 'Top', help_center_id: '90' }),
      aCollection('2', { name: 'Middle', parent_id: '1', help_center_id: '90' }),
      aCollection('3', { name: 'Second leaf', parent_id: '2', help_center_id: '90', order: 2 }),
      aCollection('4', { name: 'First leaf', parent_id: '2', help_center_id: '90', order: 1 }),
      aCollection('5', { name: 'Elsewhere', help_center_id: '91' }),
    ]
    const world = aWorld({ help_centers: [aHelpCenter('90'), aHelpCenter('91')], collections })
    await using gateway = await startTestGateway({ world })
    const { data } = await ask(gateway, tree, { id: '2' })
    expect(data).toEqual({
      collection: {
        name: 'Middle',
        parent: { name: 'Top' },
        ancestors: [{ name: 'Top' }],
        children: [{ name: 'First leaf' }, { name: 'Second leaf' }],
        helpCenter: { identifier: 'center-90' },
      },
    })
    expect(gateway.calls.toSorted()).toEqual(['GET /help_center/collections', 'GET /help_center/help_centers'])

    gateway.forgetRequests()
    const { data: leaf } = await ask(gateway, tree, { id: 'gid://intercom/small/Collection/3' })
    expect(leaf).toMatchObject({ collection: { ancestors: [{ name: 'Top' }, { name: 'Middle' }], children: [] } })
    const roots = await gateway.ask(HelpCenterDocument, { by: { identifier: 'center-90' } })
    expect(roots.helpCenter?.rootCollections).toMatchObject([{ name: 'Top', children: [{ name: 'Middle' }] }])
    const { data: listed } = await ask(
      gateway,
      '{ helpCenters { displayName live } collections(helpCenter: "90") { totalCount nodes { name } } }',
    )
    expect(listed).toMatchObject({
      helpCenters: [
        { displayName: 'Center 90', live: true },
        { displayName: 'Center 91', live: true },
      ],
    })
    expect(listed?.collections).toMatchObject({ totalCount: 4 })
    expect(gateway.calls).toEqual([])
  })

  test('is whole above a collection that is newer than the cached list, for one call more a level', async () => {
    const world = aWorld({
      help_centers: [aHelpCenter('90')],
      collections: [aCollection('1', { name: 'Top', help_center_id: '90' })],
    })
    await using gateway = await startTestGateway({ world })
    await gateway.query('{ collections { nodes { name } } helpCenters { identifier } }')
    const { collections } = gateway.sandbox.world
    collections.put(aCollection('2', { name: 'New middle', parent_id: '1', help_center_id: '90' }))
    collections.put(aCollection('3', { name: 'New leaf', parent_id: '2', help_center_id: '90' }))
    gateway.forgetRequests()
    const expected = {
      collection: {
        name: 'New leaf',
        parent: { name: 'New middle' },
        ancestors: [{ name: 'Top' }, { name: 'New middle' }],
        children: [],
        helpCenter: { identifier: 'center-90' },
      },
    }
    expect((await ask(gateway, tree, { id: '3' })).data).toEqual(expected)
    const single = 'GET /help_center/collections/{collection_id}'
    expect(gateway.calls).toEqual([single, single])
    gateway.forgetRequests()
    expect((await ask(gateway, tree, { id: '3' })).data).toEqual(expected)
    expect(gateway.calls).toEqual([])
  })

  test('is not guessed above a new collection whose parent cannot be read', async () => {
    const world = aWorld({ collections: [aCollection('1')] })
    await using gateway = await startTestGateway({ world })
    await gateway.query('{ collections { nodes { name } } }')
    gateway.sandbox.world.collections.put(aCollection('3', { parent_id: '2' }))
    await gateway.query('{ collection(id: 3) { name } }')
    gateway.sandbox.control.failNext('GET /help_center/collections/{collection_id}', { status: 500, times: 10 })
    const { data, codes } = await ask(gateway, '{ collection(id: 3) { name ancestors { name } } }')
    expect([data, codes]).toEqual([{ collection: null }, ['UPSTREAM_ERROR']])
    expect((await ask(gateway, '{ collection(id: 3) { parent { name } } }')).codes).toEqual(['UPSTREAM_ERROR'])
  })

  test('ends where Intercom describes a circle or names a parent that is not there', async () => {
    const circle = [
      aCollection('1', { parent_id: '2' }),
      aCollection('2', { parent_id: '1' }),
      aCollection('3', { parent_id: '3' }),
      aCollection('4', { parent_id: '404' }),
    ]
    await using gateway = await startTestGateway({ world: aWorld({ help_centers: [aHelpCenter('1')], collections: circle }) })
    const { data, codes } = await ask(
      gateway,
      '{ collections { nodes { intercomId parent { intercomId } ancestors { intercomId } children { intercomId } helpCenter { identifier } } } }',
    )
    expect(codes).toEqual([])
    const nodes = (data as { collections: { nodes: { intercomId: string; ancestors: { intercomId: string }[] }[] } }).collections.nodes
    const ancestors = Object.fromEntries(nodes.map((node) => [node.intercomId, node.ancestors.map(({ intercomId }) => intercomId)]))
    expect(ancestors).toEqual({ 1: ['2'], 2: ['1'], 3: [], 4: [] })
  })

  test('speaks the language that is asked for', async () => {
    const translated_content = { en: { name: 'Money', description: 'All of it' }, 'pt-BR': { name: 'Dinheiro', description: null } }
    const collections = [aCollection('10', { name: 'Money', url: 'https://help.example/en/10', translated_content })]
    await using gateway = await startTestGateway({ world: aWorld({ collections }) })
    const { data } = await ask(
      gateway,
      `{ collection(id: "10") {
        exact: translation(locale: "pt-BR") { locale title description url }
        fallback: translation(locale: "ja") { __typename locale title url }
        none: translation(locale: "ja", fallback: false) { title }
      } }`,
    )
    expect(data).toEqual({
      collection: {
        exact: { locale: 'pt-BR', title: 'Dinheiro', description: null, url: null },
        fallback: { __typename: 'CollectionTranslation', locale: 'en', title: 'Money', url: 'https://help.example/en/10' },
        none: null,
      },
    })
  })
})

describe('a help center', () => {
  test('is found by its id, global or bare, and by its name; what is not there is null', async () => {
    await using gateway = await startTestGateway({ world: aWorld({ help_centers: [aHelpCenter('90')] }) })
    const { data } = await ask(
      gateway,
      `{
        bare: helpCenter(by: { id: "90" }) { identifier customDomain url }
        global: helpCenter(by: { id: "gid://intercom/small/HelpCenter/90" }) { id }
        named: helpCenter(by: { identifier: "center-90" }) { intercomId }
        unknown: helpCenter(by: { id: "91" }) { id }
        unnamed: helpCenter(by: { identifier: "nobody" }) { id }
        node(id: "gid://intercom/small/HelpCenter/90") { __typename id }
      }`,
    )
    expect(data).toEqual({
      bare: { identifier: 'center-90', customDomain: null, url: 'https://center-90.example' },
      global: { id: 'gid://intercom/small/HelpCenter/90' },
      named: { intercomId: '90' },
      unknown: null,
      unnamed: null,
      node: { __typename: 'HelpCenter', id: 'gid://intercom/small/HelpCenter/90' },
    })
    // the one that is not in the list is looked for by itself
    expect(gateway.calls).toEqual(['GET /help_center/help_centers', 'GET /help_center/help_centers/{help_center_id}'])
  })
})

test.each([
  ['collection(id: $id) { id }'],
  ['collections(helpCenter: $id) { totalCount }'],
  ['helpCenter(by: { id: $id }) { id }'],
  ['article(id: $id) { id }'],
  ['articles(filter: { collection: $id }) { totalCount }'],
  ['articles(filter: { helpCenter: $id }) { totalCount }'],
])('%s refuses what is no id, before any call that it could steer', async (field) => {
  await using gateway = await startTestGateway({ world: aWorld() })
  const hostile = ['..', '.', '', 'search', '1/../2', '1?x=1', '1#', '%2e%2e', '1\r\nX: y', 'abc', '6762f0dd1bb69f9f2193bb83', ' 1']
  for (const id of [...hostile, 'gid://intercom/small/Contact/6762f0dd1bb69f9f2193bb83', 'gid://intercom/other/Collection/1']) {
    const { codes } = await ask(gateway, `query ($id: ID!) { ${field} }`, { id })
    expect([id, codes]).toEqual([id, ['INVALID']])
  }
  expect(gateway.calls.filter((route) => route !== 'GET /help_center/collections')).toEqual([])
})

test('a second process finds all of it in Redis: no call, one MGET for each level', async () => {
  await using redis = await startRedis()
  const env = { REDIS_URL: redis.url }
  // a Redis that a busy machine lets answer late is still there
  const configure = (config: Config): Config => ({ ...config, cache: { ...config.cache, redisTimeoutMs: 10_000 } })
  await using first = await startTestGateway({ contacts: 20, conversations: 5, env, configure })
  const cold = await first.ask(CollectionListDocument)
  await using second = await startTestGateway({ sandbox: first.sandbox, env, configure })
  // the copies are on their way to Redis while the first answer is sent
  const lists = ['all/collection', 'all/articleIndex', 'all/admin']
  const isKept = async () => {
    const keys = String(await redis.command('KEYS', '*:value:*'))
    expect(lists.filter((list) => !keys.includes(list))).toEqual([])
    expect(keys.match(/:article:/g)).toHaveLength(first.sandbox.world.articles.size)
  }
  await vi.waitFor(isKept, { timeout: 10_000 })
  const before = await redis.calls()
  expect(await second.ask(CollectionListDocument)).toEqual(cold)
  expect(second.calls).toEqual([])
  const after = await redis.calls()
  // collections, the index and the teammates at once; then the articles
  expect((after.mget ?? 0) - (before.mget ?? 0)).toBe(2)
})

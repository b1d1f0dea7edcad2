import { describe, expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { ArticleDocument, ArticleListDocument, type ArticleListQuery } from '../support/generated/graphql.ts'
import { aCollection, aHelpCenter, anArticle, aWorld, noon } from '../unit/sandbox/small-world.ts'

const oneArticle = 'GET /articles/{article_id}'

const someArticles = (count: number, fields: Parameters<typeof anArticle>[1] = {}) =>
  Array.from({ length: count }, (_, index) => anArticle(String(index + 1), { updated_at: noon + index, ...fields }))

const worldOf = (articles: ReturnType<typeof someArticles>) =>
  aWorld({ help_centers: [aHelpCenter('1')], collections: [aCollection('10')], articles })

describe('one article', () => {
  test('costs one call with its statistics, and no second one when warm', async () => {
    await using gateway = await startTestGateway({ world: worldOf(someArticles(3)) })
    const { article } = await gateway.ask(ArticleDocument, { id: '2' })
    expect(article).toMatchObject({
      title: 'Article 2',
      author: { name: 'Admin 1001' },
      collection: { name: 'Collection 10' },
      translation: { locale: 'en', body: '<p>Press the <b>red</b> button.</p>' },
      statistics: { views: 3, conversions: 0, reactions: 0, happyPercentage: 0 },
    })
    const calls = ['GET /admins', oneArticle, 'GET /help_center/collections', 'GET /help_center/help_centers']
    expect(gateway.calls.toSorted()).toEqual(calls)
    gateway.forgetRequests()
    expect((await gateway.ask(ArticleDocument, { id: 'gid://intercom/small/Article/2' })).article).toEqual(article)
    expect(gateway.calls).toEqual([])
  })

  test('asked for by no more than the ids of its author and collection, costs nothing beside itself', async () => {
    await using gateway = await startTestGateway({ world: worldOf(someArticles(1)) })
    const { data } = await gateway.query('{ article(id: 1) { author { intercomId } collection { id } } }')
    expect(data).toEqual({ article: { author: { intercomId: '1001' }, collection: { id: 'gid://intercom/small/Collection/10' } } })
    expect(gateway.calls).toEqual([oneArticle])
  })

  test('that is not there is null', async () => {
    await using gateway = await startTestGateway({ world: worldOf([]) })
    const { data, errors } = await gateway.query('{ article(id: 404) { title statistics { views } } }')
    expect([data, errors]).toEqual([{ article: null }, undefined])
  })

  test('never hands a browser anything it would run, in any form', async () => {
    const body = '<p onclick="steal()">Press <a href="javascript:steal()">here</a></p><script>steal()</script>'
    await using gateway = await startTestGateway({ world: worldOf([anArticle('1', { body, url: 'javascript:steal()' })]) })
    const { data } = await gateway.query('{ article(id: 1) { html: body text: body(as: TEXT) markdown: body(as: MARKDOWN) url } }')
    expect(data).toMatchObject({ article: { text: expect.stringContaining('Press here'), url: null } })
    const { html, markdown } = (data as unknown as { article: { html: string; markdown: string } }).article
    expect(html + markdown).not.toMatch(/steal|script/)
    expect(markdown).toBe('Press here')
  })

  test('speaks the language that is asked for, else its default one, else none', async () => {
    const content = (title: string, state: 'published' | 'draft' = 'published') => ({
      ...{ title, description: null, body: `<p>${title}</p>`, author_id: '1002', state, created_at: noon, updated_at: noon, url: null },
    })
    const translated_content = { en: content('Hello'), pt: content('Olá'), 'pt-BR': content('Oi', 'draft'), 'zh-CN': content('你好') }
    await using gateway = await startTestGateway({ world: worldOf([anArticle('1', { title: 'Hello', translated_content })]) })
    const { data } = await gateway.query(`{ article(id: 1) {
      brazil: translation(locale: "pt-BR") { __typename locale title state author { name } }
      angola: translation(locale: "pt-AO", fallback: false) { locale title body(as: TEXT) }
      japan: translation(locale: "ja") { locale title }
      nobody: translation(locale: "ja", fallback: false) { locale }
      translations { locale }
    } }`)
    expect(data).toEqual({
      article: {
        brazil: { __typename: 'ArticleTranslation', locale: 'pt-BR', title: 'Oi', state: 'DRAFT', author: { name: 'Admin 1002' } },
        angola: { locale: 'pt', title: 'Olá', body: 'Olá' },
        japan: { locale: 'en', title: 'Hello' },
        nobody: null,
        translations: [{ locale: 'en' }, { locale: 'pt' }, { locale: 'pt-BR' }, { locale: 'zh-CN' }],
      },
    })
    const { errors } = await gateway.query('{ article(id: 1) { translation(locale: "no such language!") { title } } }')
    expect(errors?.[0]?.message).toContain('no such language!')
  })

  test('stands in its collections and carries its tags in every version of the API', async () => {
    const article = anArticle('1', { parent_ids: ['10'], tag_ids: ['3001'] })
    for (const INTERCOM_VERSION of ['2.14', '2.16']) {
      await using gateway = await startTestGateway({ world: worldOf([article]), env: { INTERCOM_VERSION } })
      const { data } = await gateway.query('{ article(id: 1) { collection { name articles { totalCount } } tags { name } } }')
      expect(data).toEqual({ article: { collection: { name: 'Collection 10', articles: { totalCount: 1 } }, tags: [{ name: 'vip' }] } })
    }
  })
})

describe('a list of articles', () => {
  test('comes from pages as large as asked, last changed first, one call each; and from none when warm', async () => {
    await using gateway = await startTestGateway({ world: worldOf(someArticles(7)) })
    const read = async () => {
      const titles: string[][] = []
      let after: string | null | undefined = null
      do {
        const { articles }: ArticleListQuery = await gateway.ask(ArticleListDocument, { first: 3, after })
        titles.push(articles!.nodes.map(({ title }) => title))
        expect(articles?.totalCount).toBe(7)
        after = articles?.pageInfo.hasNextPage ? articles.pageInfo.endCursor : null
      } while (after)
      return titles
    }
    const cold = await read()
    expect(cold.flat()).toEqual([7, 6, 5, 4, 3, 2, 1].map((id) => `Article ${id}`))
    expect(cold.map((page) => page.length)).toEqual([3, 3, 1])
    expect(gateway.calls.toSorted()).toEqual(['GET /admins', ...Array(3).fill('GET /articles'), 'GET /help_center/collections'])
    expect(gateway.sandbox.log.filter(({ path }) => path.startsWith('/articles')).map(({ path }) => path)).toEqual([
      '/articles?per_page=3',
      '/articles?page=2&per_page=3',
      '/articles?page=3&per_page=3',
    ])
    gateway.forgetRequests()
    expect(await read()).toEqual(cold)
    expect(gateway.calls).toEqual([])
  })

  test('keeps its articles: read by id afterwards they cost nothing', async () => {
    await using gateway = await startTestGateway({ world: worldOf(someArticles(5)) })
    await gateway.query('{ articles { nodes { title } } }')
    gateway.forgetRequests()
    const { data } = await gateway.query(
      '{ a: article(id: 1) { title } node(id: "gid://intercom/small/Article/2") { ... on Article { title } } }',
    )
    expect(data).toEqual({ a: { title: 'Article 1' }, node: { title: 'Article 2' } })
    expect(gateway.calls).toEqual([])
  })

  test('has no statistics: these cost one call for each article, and are never null for want of it', async () => {
    await using gateway = await startTestGateway({ world: worldOf(someArticles(6)) })
    await gateway.query('{ articles { nodes { title } } collections { nodes { articles { nodes { title } } } } }')
    gateway.forgetRequests()
    type Answer = { articles: { nodes: { statistics: { views: number } | null }[] } }
    const { data } = await gateway.query<Answer>('{ articles { nodes { title statistics { views } } } }')
    expect(data?.articles.nodes.map(({ statistics }) => statistics)).toEqual(Array(6).fill({ views: 3 }))
    expect(gateway.calls).toEqual(Array(6).fill(oneArticle))
    gateway.forgetRequests()
    await gateway.query('{ articles { nodes { statistics { views } } } }')
    expect(gateway.calls).toEqual([])
  })

  test('read for their statistics, go out a few at a time', async () => {
    await using gateway = await startTestGateway({ world: worldOf(someArticles(40)) })
    gateway.sandbox.control.setLatency(20)
    await gateway.query('{ articles { nodes { statistics { views } } } }')
    expect(gateway.sandbox.control.calls()[oneArticle]).toEqual({ count: 40, maxConcurrent: 8 })
  })

  test('loses one article’s statistics when reading them fails, and lives', async () => {
    await using gateway = await startTestGateway({ world: worldOf(someArticles(3)) })
    gateway.sandbox.control.failNext(oneArticle, { status: 403 })
    type Answer = { articles: { nodes: { title: string; statistics: { views: number } | null }[] } }
    const { data, errors } = await gateway.query<Answer>('{ articles { nodes { title statistics { views } } } }')
    expect(data?.articles.nodes.map(({ title }) => title)).toEqual(['Article 3', 'Article 2', 'Article 1'])
    expect(data?.articles.nodes.filter(({ statistics }) => statistics === null)).toHaveLength(1)
    expect(errors?.map(({ extensions, path }) => [extensions.code, path?.at(-1)])).toEqual([['UPSTREAM_ERROR', 'statistics']])
  })

  test('refuses cursors of other lists and pages that are too small or too large', async () => {
    await using gateway = await startTestGateway({ world: worldOf(someArticles(9)) })
    const cursorsOf = async (field: string) => {
      const { data } = await gateway.query<Record<string, { pageInfo: { endCursor: string } }>>(
        `{ list: ${field} { pageInfo { endCursor } } }`,
      )
      return data!.list!.pageInfo.endCursor
    }
    const foreign = [
      await cursorsOf('articles(first: 2, filter: { state: PUBLISHED })'),
      await cursorsOf('collections(first: 1)'),
      'nonsense',
      Buffer.from('["x","../1",3,0]').toString('base64url'),
    ]
    for (const after of foreign) {
      for (const field of ['articles(first: 2, after: $after)', 'articles(after: $after, filter: { state: DRAFT })']) {
        const { errors } = await gateway.query(`query ($after: String) { ${field} { totalCount } }`, { after })
        expect([after, field, errors?.[0]?.extensions.code]).toEqual([after, field, 'INVALID'])
      }
    }
    for (const first of [0, -1, 151, 10_000]) {
      for (const field of ['articles', 'collections']) {
        const { errors } = await gateway.query(`query ($first: Int!) { ${field}(first: $first) { totalCount } }`, { first })
        expect(errors?.[0]?.extensions.code).toBe('INVALID')
      }
    }
  })
})

describe('articles of a filter', () => {
  const collections = [
    aCollection('10', { help_center_id: '90' }),
    aCollection('11', { help_center_id: '90', parent_id: '10' }),
    aCollection('20', { help_center_id: '91' }),
  ]
  const articles = [
    anArticle('1', { updated_at: noon + 5, parent_ids: ['10'] }),
    anArticle('2', { updated_at: noon + 4, parent_ids: ['11'], state: 'draft' }),
    anArticle('3', { updated_at: noon + 3, parent_ids: ['20'] }),
    anArticle('4', { updated_at: noon + 2, parent_ids: [] }),
    anArticle('5', { updated_at: noon + 1, parent_ids: ['11', '20'] }),
  ]

  test('are found in an index of all articles: one call for whatever filter', async () => {
    await using gateway = await startTestGateway({ world: aWorld({ collections, articles }) })
    const found = async (filter: Record<string, unknown> | null) => {
      const query = 'query ($filter: ArticleFilter) { articles(filter: $filter) { totalCount nodes { intercomId title } } }'
      type Answer = { articles: { totalCount: number; nodes: { intercomId: string; title: string }[] } }
      const { data } = await gateway.query<Answer>(query, { filter })
      expect(data?.articles.nodes).toHaveLength(data!.articles.totalCount)
      return data!.articles.nodes.map(({ intercomId }) => intercomId)
    }
    expect(await found({ collection: '10' })).toEqual(['1'])
    expect(gateway.calls).toEqual(['GET /articles'])
    expect(await found({ collection: '11' })).toEqual(['2', '5'])
    expect(await found({ state: 'DRAFT' })).toEqual(['2'])
    expect(await found({ collection: '404' })).toEqual([])
    expect(gateway.calls).toEqual(['GET /articles'])
    expect(await found({ helpCenter: '90' })).toEqual(['1', '2', '5'])
    expect(await found({ helpCenter: '91', state: 'PUBLISHED' })).toEqual(['3', '5'])
    expect(await found({ helpCenter: '91', collection: '11' })).toEqual(['5'])
    expect(await found({ helpCenter: '404' })).toEqual([])
    expect(gateway.calls).toEqual(['GET /articles', 'GET /help_center/collections'])
    // nothing left out: the list itself
    expect(await found({})).toEqual(['1', '2', '3', '4', '5'])
    expect(await found(null)).toEqual(['1', '2', '3', '4', '5'])
    expect(gateway.calls).toEqual(['GET /articles', 'GET /help_center/collections', 'GET /articles'])
  })

  test('page by page, resumed behind any edge', async () => {
    await using gateway = await startTestGateway({ world: aWorld({ collections, articles }) })
    const query = `query ($after: String) { collection(id: 11) { articles(first: 1, after: $after) {
      edges { cursor node { intercomId } } pageInfo { hasNextPage }
    } } }`
    type Answer = {
      collection: { articles: { edges: { cursor: string; node: { intercomId: string } }[]; pageInfo: { hasNextPage: boolean } } }
    }
    const first = (await gateway.query<Answer>(query)).data!.collection.articles
    expect([first.edges[0]?.node.intercomId, first.pageInfo.hasNextPage]).toEqual(['2', true])
    const second = (await gateway.query<Answer>(query, { after: first.edges[0]?.cursor })).data!.collection.articles
    expect([second.edges[0]?.node.intercomId, second.pageInfo.hasNextPage]).toEqual(['5', false])
    const { errors } = await gateway.query('query ($after: String) { collection(id: 20) { articles(after: $after) { totalCount } } }', {
      after: first.edges[0]?.cursor,
    })
    expect(errors?.[0]?.extensions.code).toBe('INVALID')
  })
})

describe('many articles by id', () => {
  const read = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Article { title statistics { views } } } }'
  const readTitles = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Article { title } } }'
  const idsTo = (count: number) => Array.from({ length: count }, (_, index) => `gid://intercom/small/Article/${index + 1}`)

  test('a few are read one by one, side by side', async () => {
    await using gateway = await startTestGateway({ world: worldOf(someArticles(20)) })
    const { data } = await gateway.query(readTitles, { ids: idsTo(8) })
    expect(data).toEqual({ nodes: Array.from({ length: 8 }, (_, index) => ({ title: `Article ${index + 1}` })) })
    expect(gateway.calls).toEqual(Array(8).fill(oneArticle))
  })

  test('more than that are found in the list; what it lacks is read, what is gone is null', async () => {
    await using gateway = await startTestGateway({ world: worldOf(someArticles(20)) })
    type Answer = { nodes: ({ title: string } | null)[] }
    const { data } = await gateway.query<Answer>(readTitles, { ids: idsTo(21) })
    expect(data?.nodes.map((node) => node?.title)).toEqual([...Array.from({ length: 20 }, (_, index) => `Article ${index + 1}`), undefined])
    expect(gateway.calls).toEqual(['GET /articles', oneArticle])
  })

  test('found in the list, have statistics all the same', async () => {
    await using gateway = await startTestGateway({ world: worldOf(someArticles(12)) })
    const { data } = await gateway.query(read, { ids: idsTo(12) })
    expect(data).toEqual({ nodes: Array.from({ length: 12 }, (_, index) => ({ title: `Article ${index + 1}`, statistics: { views: 3 } })) })
    expect(gateway.calls.toSorted()).toEqual(['GET /articles', ...Array(12).fill(oneArticle)])
  })

  test('when the list fails, each of them has failed: no storm of single calls', async () => {
    await using gateway = await startTestGateway({ world: worldOf(someArticles(20)) })
    gateway.sandbox.control.failNext('GET /articles', { status: 403 })
    const { data, errors } = await gateway.query<{ nodes: null[] }>(readTitles, { ids: idsTo(20) })
    expect(data?.nodes.every((node) => node === null)).toBe(true)
    expect(errors).toHaveLength(20)
    expect(gateway.calls).toEqual(['GET /articles'])
  })
})

import { describe, expect, test } from 'vitest'
import { openEventStream } from '../support/event-stream.ts'
import { startTestGateway } from '../support/gateway.ts'
import { startDesk } from '../support/webhook-house.ts'
import { aCollection, aHelpCenter, anArticle, aWorld, noon } from '../unit/sandbox/small-world.ts'

const world = () =>
  aWorld({
    help_centers: [aHelpCenter('1')],
    collections: [aCollection('10'), aCollection('11')],
    articles: [anArticle('1'), anArticle('2', { updated_at: noon - 1 })],
  })

type Failure = { __typename: string; code: string; message: string; path: string[] | null; constraint?: string }
type Payload = { errors: Failure[]; article?: Record<string, unknown> | null; deletedId?: string | null }

const errors = 'errors { __typename code message path ... on ValidationError { constraint } }'
const shown = 'article { id title description body state author { intercomId } collection { id } translations { locale title state body } }'
const create = `mutation ($input: ArticleCreateInput!) { it: articleCreate(input: $input) { ${errors} ${shown} } }`
const update = `mutation ($id: ID!, $input: ArticleUpdateInput!) { it: articleUpdate(id: $id, input: $input) { ${errors} ${shown} } }`
const remove = `mutation ($id: ID!) { it: articleDelete(id: $id) { ${errors} deletedId } }`

async function start(open: typeof startTestGateway | typeof startDesk = startTestGateway) {
  const gateway = await open({ world: world() })
  const run = async (document: string, variables: Record<string, unknown>): Promise<Payload> => {
    gateway.forgetRequests()
    const answer = await gateway.query<{ it: Payload }>(document, variables)
    if (!answer.data) throw new Error(JSON.stringify(answer.errors))
    return answer.data.it
  }
  return { gateway, run, [Symbol.asyncDispose]: () => gateway.dispose() }
}

const gid = (id: unknown) => String(id).split('/').at(-1)!

describe('an article', () => {
  test('is a draft unless it is said to be published, and its one call is the one that writes it', async () => {
    await using house = await start()
    const { gateway, run } = house
    const draft = await run(create, { input: { title: '  Refunds ', body: '<p>In <b>five</b> days.</p>', author: '1001' } })
    expect(draft).toMatchObject({
      errors: [],
      article: { title: 'Refunds', state: 'DRAFT', description: null, author: { intercomId: '1001' }, collection: null },
    })
    expect(gateway.calls).toEqual(['POST /articles'])
    expect(gateway.sandbox.world.articles.get(gid(draft.article!.id))).toMatchObject({ state: 'draft', parent_ids: [] })

    const published = await run(create, {
      input: { title: 'Fees', author: '1002', collection: '10', state: 'PUBLISHED', description: 'All' },
    })
    expect(published).toMatchObject({ errors: [], article: { state: 'PUBLISHED', description: 'All' } })
    expect(gid((published.article!.collection as { id: string }).id)).toBe('10')
  })

  test('comes in several languages at once, each a draft unless said', async () => {
    await using house = await start()
    const { article } = await house.run(create, {
      input: {
        title: 'Hello',
        author: '1001',
        state: 'PUBLISHED',
        translations: [
          { locale: 'pt-BR', title: 'Olá', body: '<p>Oi</p>', state: 'PUBLISHED' },
          { locale: 'de', title: 'Hallo' },
        ],
      },
    })
    expect(article).toMatchObject({
      translations: [
        { locale: 'en', title: 'Hello', state: 'PUBLISHED' },
        { locale: 'pt-BR', title: 'Olá', state: 'PUBLISHED', body: '<p>Oi</p>' },
        { locale: 'de', title: 'Hallo', state: 'DRAFT' },
      ],
    })
  })

  test('keeps what is left out of a change, loses what is null, and is read from the answer', async () => {
    await using house = await start()
    const { gateway, run } = house
    const changed = await run(update, { id: '1', input: { title: 'Another', description: null, collection: null } })
    expect(changed).toMatchObject({
      errors: [],
      article: { title: 'Another', description: null, body: '<p>Press the <b>red</b> button.</p>', state: 'PUBLISHED', collection: null },
    })
    expect(gateway.calls).toEqual(['PUT /articles/{article_id}'])
    const { translated_content, parent_ids } = gateway.sandbox.world.articles.get('1')!
    expect([translated_content.en?.title, parent_ids]).toEqual(['Another', []])

    expect(await run(update, { id: '1', input: { state: 'DRAFT', collection: '11', author: '1002' } })).toMatchObject({
      article: { title: 'Another', state: 'DRAFT', author: { intercomId: '1002' } },
    })
    expect(await run(update, { id: '1', input: { translations: [{ locale: 'pt', title: 'Outro' }] } })).toMatchObject({
      article: { title: 'Another', translations: [{ locale: 'en' }, { locale: 'pt', title: 'Outro' }] },
    })
  })

  test('that was written a moment ago stands in every list at once, and one that was deleted in none', async () => {
    await using house = await start()
    const { gateway, run } = house
    const lists = async () => {
      const { data } = await gateway.query<Record<string, { articles?: { nodes: { title: string }[] }; nodes?: { title: string }[] }>>(
        '{ articles { nodes { title } } collection(id: 10) { articles { nodes { title } } } }',
      )
      return [data!.articles!.nodes!, data!.collection!.articles!.nodes].map((nodes) => nodes.map(({ title }) => title).toSorted())
    }
    expect(await lists()).toEqual([
      ['Article 1', 'Article 2'],
      ['Article 1', 'Article 2'],
    ])
    await run(create, { input: { title: 'New', author: '1001', collection: '10' } })
    await run(update, { id: '2', input: { title: 'Old', collection: '11' } })
    expect(await lists()).toEqual([
      ['Article 1', 'New', 'Old'],
      ['Article 1', 'New'],
    ])
    expect(await run(remove, { id: '1' })).toEqual({ errors: [], deletedId: 'gid://intercom/small/Article/1' })
    expect(gateway.calls).toEqual(['DELETE /articles/{article_id}'])
    expect(await lists()).toEqual([['New', 'Old'], ['New']])
    expect((await gateway.query('{ article(id: 1) { title } }')).data).toEqual({ article: null })
  })

  test('is told of to whoever follows articles, once for each write', async () => {
    await using house = await start(startDesk)
    const { run, gateway } = house
    await using stream = await openEventStream<{ told: object }>(
      gateway.url,
      'subscription { told: articleEvents { __typename ... on ArticleChanged { topic origin deletedId article { title state } } } }',
    )
    const next = async () => (await stream.next())!.data!.data!.told
    expect(await next()).toEqual({ __typename: 'StreamCaughtUp' })
    const { article } = await run(create, { input: { title: 'Told', author: '1001' } })
    const told = { __typename: 'ArticleChanged', origin: 'GATEWAY_WRITE', deletedId: null }
    expect(await next()).toEqual({ ...told, topic: 'article.created', article: { title: 'Told', state: 'DRAFT' } })
    await run(update, { id: article!.id, input: { state: 'PUBLISHED' } })
    expect(await next()).toEqual({ ...told, topic: 'article.published', article: { title: 'Told', state: 'PUBLISHED' } })
    await run(remove, { id: article!.id })
    expect(await next()).toEqual({ ...told, topic: 'article.deleted', article: null, deletedId: article!.id })
  })
})

describe('what an article cannot be', () => {
  const body = '<p>a</p><script>steal()</script>'
  test.each([
    ['without a title', create, { title: ' ', author: '1001' }, ['input', 'title'], 'INVALID'],
    ['by nobody', create, { title: 'a', author: '9999' }, ['input', 'author'], 'INVALID'],
    ['in no collection of this workspace', create, { title: 'a', author: '1001', collection: '99' }, ['input', 'collection'], 'INVALID'],
    ['by what is no id', create, { title: 'a', author: '../me' }, ['input', 'author'], 'INVALID'],
    [
      'twice in one language',
      create,
      { title: 'a', author: '1001', translations: [{ locale: 'pt-BR' }, { locale: 'PT-br' }] },
      ['input', 'translations', '1', 'locale'],
      'INVALID',
    ],
    [
      'in a language that is none',
      create,
      { title: 'a', author: '1001', translations: [{ locale: 'type' }] },
      ['input', 'translations', '0', 'locale'],
      'INVALID',
    ],
    ['changed by nothing', update, {}, ['input'], 'INVALID'],
    ['changed to no title', update, { title: null }, ['input', 'title'], 'INVALID'],
    ['changed to an empty title', update, { title: '' }, ['input', 'title'], 'INVALID'],
    ['changed to no state', update, { state: null }, ['input', 'state'], 'INVALID'],
    ['changed to no author', update, { author: null }, ['input', 'author'], 'INVALID'],
    [
      'changed in a language to no title',
      update,
      { translations: [{ locale: 'pt', title: null }] },
      ['input', 'translations', '0', 'title'],
      'INVALID',
    ],
  ] as const)('%s is refused, and nothing is written', async (_, document, input, path, code) => {
    await using house = await start()
    const { gateway, run } = house
    const before = JSON.stringify([...gateway.sandbox.world.articles.values()])
    const { errors, article } = await run(document, { id: '1', input })
    expect(errors).toMatchObject([{ __typename: 'ValidationError', code, path }])
    expect(article).toBeNull()
    expect(JSON.stringify([...gateway.sandbox.world.articles.values()])).toBe(before)
  })

  test('is one that is not there', async () => {
    await using house = await start()
    expect((await house.run(update, { id: '404', input: { title: 'a' } })).errors).toMatchObject([{ code: 'NOT_FOUND', path: ['id'] }])
    expect((await house.run(remove, { id: '404' })).errors).toMatchObject([{ code: 'NOT_FOUND', path: ['id'] }])
  })

  test('is anything that a browser would run', async () => {
    await using house = await start()
    const { article } = await house.run(create, { input: { title: '<script>', body, author: '1001' } })
    const written = house.gateway.sandbox.world.articles.get(gid(article!.id))!
    expect([written.title, written.body]).toEqual(['<script>', '<p>a</p>'])
  })
})

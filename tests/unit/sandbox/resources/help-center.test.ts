import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { ask, codeOf } from '../ask.ts'
import { aCollection, aHelpCenter, anArticle, aWorld, noon } from '../small-world.ts'

const helpCenter = aHelpCenter('1', { identifier: 'help', locales: ['en', 'pt-BR'] })

const world = () =>
  aWorld({
    help_centers: [helpCenter],
    collections: [
      aCollection('10', {
        updated_at: noon + 1,
        translated_content: { en: { name: 'Start', description: null }, 'pt-BR': { name: 'Começo', description: 'x' } },
      }),
      aCollection('11', { updated_at: noon + 2, parent_id: '10' }),
      aCollection('20', { help_center_id: '2' }),
    ],
    articles: [
      anArticle('5', { parent_ids: ['11', '10'], tag_ids: ['3001'], updated_at: noon + 1 }),
      anArticle('6', { parent_ids: ['20'], title: 'The blue lever', body: '<p>Pull.</p>', updated_at: noon + 2 }),
      anArticle('7', { parent_ids: [], state: 'draft' }),
    ],
  })

test('help centers are listed and found; 2.16 tells more of them', async () => {
  await using sandbox = await startSandbox({ world: world() })
  expect((await ask(sandbox, '/help_center/help_centers')).body.data).toMatchObject([
    { id: '1', identifier: 'help', workspace_id: 'small' },
  ])
  expect((await ask(sandbox, '/help_center/help_centers/1')).body).not.toHaveProperty('locales')
  const newer = (await ask(sandbox, '/help_center/help_centers/1', { version: '2.16' })).body
  expect(newer).toMatchObject({ default: true, locales: ['en', 'pt-BR'] })
  expect((await ask(sandbox, '/help_center/help_centers/2')).status).toBe(404)
})

test('collections are listed, the last changed first; only a top one names its help center', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const { body } = await ask(sandbox, '/help_center/collections')
  expect(body.data.map(({ id }) => id)).toEqual(['11', '10', '20'])
  expect(body.pages.per_page).toBe(20)
  expect(body.data[0]).toMatchObject({ parent_id: '10', help_center_id: null })
  expect((await ask(sandbox, '/help_center/collections/10')).body).toMatchObject({
    parent_id: null,
    help_center_id: 1,
    translated_content: { type: 'group_translated_content', 'pt-BR': { type: 'group_content', name: 'Começo' } },
  })
  expect((await ask(sandbox, '/help_center/collections/99')).status).toBe(404)
})

test('only a single article has statistics, and from 2.16 on none has a parent but in parent_ids', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const list = (await ask(sandbox, '/articles')).body
  expect(list.data.map(({ id }) => id)).toEqual(['6', '5', '7'])
  for (const article of list.data) expect(article).not.toHaveProperty('statistics')

  const article = (await ask(sandbox, '/articles/5')).body
  expect(article).toMatchObject({
    statistics: { type: 'article_statistics', views: 3 },
    author_id: 1001,
    parent_id: 11,
    parent_type: 'collection',
    parent_ids: [11, 10],
    tags: { tags: [{ id: '3001' }] },
    translated_content: { type: 'article_translated_content', en: { type: 'article_content', author_id: 1001 } },
  })
  expect((await ask(sandbox, '/articles/7')).body).toMatchObject({ parent_id: null, parent_type: null, parent_ids: [] })
  const newer = (await ask(sandbox, '/articles/5', { version: '2.16' })).body
  expect(newer).toMatchObject({ parent_ids: [11, 10] })
  expect(newer).not.toHaveProperty('parent_id')
  expect(newer).not.toHaveProperty('parent_type')
  const missing = await ask(sandbox, '/articles/99')
  expect([missing.status, codeOf(missing)]).toEqual([404, 'not_found'])
})

type Hits = { articles: { id: string }[]; highlights: unknown[] }
test('an article search finds every word of the phrase, by state and help center, and highlights when asked', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const hits = async (query: string) => (await ask(sandbox, `/articles/search?${query}`)).body.data as unknown as Hits
  const ids = async (query: string) => (await hits(query)).articles.map(({ id }) => id)

  expect(await ids('phrase=BUTTON%20red')).toEqual(['5', '7'])
  expect(await ids('phrase=red&state=published')).toEqual(['5'])
  expect(await ids('phrase=red%20lever')).toEqual([])
  expect(await ids('help_center_id=2')).toEqual(['6'])
  expect((await ask(sandbox, '/articles/search?state=lost')).status).toBe(400)
  expect((await hits('phrase=lever')).highlights).toEqual([])
  expect((await hits('phrase=lever&highlight=true')).highlights).toEqual([
    {
      article_id: '6',
      highlighted_title: [
        { type: 'plain', text: 'The blue ' },
        { type: 'highlight', text: 'lever' },
      ],
      highlighted_summary: [],
    },
  ])
  expect((await ask(sandbox, '/articles/search?phrase=red&per_page=1')).body.pages).toMatchObject({
    next: { page: 2, per_page: 1 },
    total_pages: 2,
  })
})

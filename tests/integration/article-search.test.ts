import { describe, expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { ArticleSearchDocument, type ArticleSearchQuery } from '../support/generated/graphql.ts'
import { aCollection, aHelpCenter, anArticle, aWorld, noon } from '../unit/sandbox/small-world.ts'

const search = 'GET /articles/search'

const collections = [
  aCollection('10', { help_center_id: '90' }),
  aCollection('11', { help_center_id: '90', parent_id: '10' }),
  aCollection('20', { help_center_id: '91' }),
]
const articles = [
  anArticle('1', { updated_at: noon + 5, parent_ids: ['10'], title: 'The <red> button & more' }),
  anArticle('2', { updated_at: noon + 4, parent_ids: ['11'], state: 'draft' }),
  anArticle('3', { updated_at: noon + 3, parent_ids: ['20'] }),
  anArticle('4', { updated_at: noon + 2, parent_ids: [], title: 'The blue lever', body: '<p>Pull.</p>' }),
  anArticle('5', { updated_at: noon + 1, parent_ids: ['11', '20'] }),
]
const world = () => aWorld({ help_centers: [aHelpCenter('90'), aHelpCenter('91')], collections, articles })

const idsIn = ({ articleSearch }: ArticleSearchQuery) => articleSearch!.nodes.map(({ article }) => article.id.split('/').at(-1))
const queriesIn = (gateway: { sandbox: { log: readonly { path: string }[] } }) =>
  gateway.sandbox.log.map(({ path }) => Object.fromEntries(new URL(path, 'http://any.example').searchParams))

describe('a search in articles', () => {
  test('costs one call with the articles and their highlights, and none when warm', async () => {
    await using gateway = await startTestGateway({ world: world() })
    const cold = await gateway.ask(ArticleSearchDocument, { phrase: 'RED button' })
    expect(idsIn(cold)).toEqual(['1', '2', '3', '5'])
    expect(cold.articleSearch).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: false } })
    expect(cold.articleSearch?.nodes[0]).toMatchObject({
      titleHighlights: ['The &#60;<mark>red</mark>&#62; <mark>button</mark> &#38; more'],
      bodyHighlights: ['Press the <mark>red</mark> <mark>button</mark>.'],
      article: { title: 'The <red> button & more' },
    })
    expect(gateway.calls).toEqual([search])
    gateway.forgetRequests()
    expect(await gateway.ask(ArticleSearchDocument, { phrase: ' RED button ' })).toEqual(cold)
    const { data } = await gateway.query('{ article(id: 5) { title } }')
    expect(data).toEqual({ article: { title: 'Article 5' } })
    expect(gateway.calls).toEqual([])
  })

  test('asks Intercom by state and help center, and looks at the collection itself', async () => {
    await using gateway = await startTestGateway({ world: world() })
    const found = async (filter: Record<string, unknown>) => {
      const answer = await gateway.ask(ArticleSearchDocument, { phrase: 'red', filter })
      return [idsIn(answer), answer.articleSearch?.totalCount]
    }
    expect(await found({ state: 'PUBLISHED' })).toEqual([['1', '3', '5'], 3])
    expect(await found({ state: 'DRAFT' })).toEqual([['2'], 1])
    expect(await found({ helpCenter: '91' })).toEqual([['3', '5'], 2])
    expect(await found({ helpCenter: 'gid://intercom/small/HelpCenter/90', state: 'PUBLISHED' })).toEqual([['1', '5'], 2])
    const asked = { phrase: 'red', highlight: 'true', page: '1', per_page: '20' }
    expect(queriesIn(gateway)).toEqual([
      { ...asked, state: 'published' },
      { ...asked, state: 'draft' },
      { ...asked, state: 'all', help_center_id: '91' },
      { ...asked, state: 'published', help_center_id: '90' },
    ])
    expect(await found({ collection: '11' })).toEqual([['2', '5'], null])
    expect(await found({ collection: '404' })).toEqual([[], null])
    expect(gateway.calls).toEqual(Array(5).fill(search))
  })

  test('goes on page by page, a call each, and fills pages from which a collection takes rows', async () => {
    await using gateway = await startTestGateway({ world: world() })
    const walk = async (filter: Record<string, unknown> | null, first: number) => {
      const pages: unknown[] = []
      let after: string | null | undefined = null
      do {
        const answer: ArticleSearchQuery = await gateway.ask(ArticleSearchDocument, { phrase: 'red', first, after, filter })
        pages.push(idsIn(answer))
        after = answer.articleSearch?.pageInfo.hasNextPage ? answer.articleSearch.pageInfo.endCursor : null
      } while (after)
      return pages
    }
    expect(await walk(null, 3)).toEqual([['1', '2', '3'], ['5']])
    expect(queriesIn(gateway).map(({ page, per_page }) => [page, per_page])).toEqual([
      ['1', '3'],
      ['2', '3'],
    ])
    gateway.forgetRequests()
    expect(await walk({ collection: '11' }, 2)).toEqual([['2', '5']])
    expect(gateway.calls).toEqual([search, search])
  })

  test('of nothing, or of too much, is refused, and so are cursors of another search', async () => {
    await using gateway = await startTestGateway({ world: world() })
    const query = 'query ($phrase: String!, $after: String) { articleSearch(phrase: $phrase, first: 1, after: $after) { totalCount } }'
    for (const [phrase, wrong] of [
      ['', 'is empty'],
      ['  \n', 'holds nothing but spaces'],
      ['x'.repeat(301), 'has 301 characters'],
      ['\ud800', 'holds half a character'],
    ]) {
      const { errors } = await gateway.query(query, { phrase })
      expect([phrase, errors?.[0]?.extensions.code]).toEqual([phrase, 'INVALID'])
      expect(errors?.[0]?.message).toContain(`Argument "phrase" ${wrong}; expected text of 1 to 300 characters`)
    }
    expect(gateway.calls).toEqual([])
    const { articleSearch } = await gateway.ask(ArticleSearchDocument, { phrase: 'red', first: 1 })
    const after = articleSearch?.pageInfo.endCursor
    const { errors } = await gateway.query(query, { phrase: 'button', after })
    expect(errors?.[0]?.extensions.code).toBe('INVALID')
    expect(await gateway.query(query, { phrase: 'red', after })).not.toHaveProperty('errors')
  })

  test('finds whatever stands in a phrase as it was given, in the one parameter that is meant', async () => {
    await using gateway = await startTestGateway({ world: world() })
    const phrases = ['a&state=draft', 'a?b#c', '../me', '%2e%2e', 'ä ö', '"quoted"', 'zz\r\nb']
    for (const phrase of phrases) expect(idsIn(await gateway.ask(ArticleSearchDocument, { phrase }))).toEqual([])
    expect(queriesIn(gateway).map(({ phrase, state }) => [phrase, state])).toEqual(phrases.map((phrase) => [phrase, 'all']))
    expect(gateway.calls).toEqual(phrases.map(() => search))
  })

  test('that fails is said, and the rest of the question is answered', async () => {
    await using gateway = await startTestGateway({ world: world() })
    gateway.sandbox.control.failNext(search, { status: 403 })
    const { data, errors } = await gateway.query('{ articleSearch(phrase: "red") { totalCount } article(id: 4) { title } }')
    expect(data).toEqual({ articleSearch: null, article: { title: 'The blue lever' } })
    expect(errors?.map(({ path }) => path)).toEqual([['articleSearch']])
  })
})

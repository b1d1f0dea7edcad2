import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'

let gateway: Awaited<ReturnType<typeof startTestGateway>>
beforeAll(async () => {
  gateway = await startTestGateway({ contacts: 157, conversations: 23 })
})
afterAll(() => gateway.dispose())

type Page = {
  totalCount: number | null
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null }
  /** Not of collections, which nobody needs to resume in the middle. */
  edges?: { cursor: string; node: { id: string } }[]
  nodes: { id: string }[]
}
const selection = 'totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { id }'
const edges = 'edges { cursor node { id } }'
const lists = {
  contacts: { type: 'ContactFilter', filter: null, unlessSaid: 50 },
  'contacts, filtered': { type: 'ContactFilter', filter: { role: 'USER' }, unlessSaid: 50 },
  conversations: { type: 'ConversationFilter', filter: null, unlessSaid: 20 },
  companies: { type: 'CompanyFilter', filter: null, unlessSaid: 50 },
  articles: { type: 'ArticleFilter', filter: null, unlessSaid: 50 },
  collections: { type: null, filter: null, unlessSaid: 50 },
} as const
type ListName = keyof typeof lists

async function ask(list: ListName, args: { first?: number | null; after?: string | null }, filter: unknown = lists[list].filter) {
  const { type } = lists[list]
  const field = list.split(',')[0]
  const [declared, passed] = type ? [`, $filter: ${type}`, ', filter: $filter'] : ['', '']
  const variables = { ...args, ...(filter !== null && { filter }) }
  return gateway.query<Record<string, Page | null>>(
    `query($first: Int, $after: String${declared}) { page: ${field}(first: $first, after: $after${passed}) { ${selection} ${list === 'collections' ? '' : edges} } }`,
    variables,
  )
}
async function pageOf(...asked: Parameters<typeof ask>): Promise<Page> {
  const { data, errors } = await ask(...asked)
  expect(errors).toBeUndefined()
  return data!.page!
}
const idsOf = (page: Page) => page.nodes.map(({ id }) => id)

async function walk(list: ListName, first: number): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | null = null; ; ) {
    const page: Page = await pageOf(list, { first, after })
    if (page.edges) expect(page.edges.map(({ node }) => node.id)).toEqual(idsOf(page))
    expect(page.nodes.length).toBeLessThanOrEqual(first)
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null)
    if (page.edges?.length) {
      expect(page.pageInfo).toMatchObject({ startCursor: page.edges[0]?.cursor, endCursor: page.edges.at(-1)?.cursor })
    }
    ids.push(...idsOf(page))
    if (!page.pageInfo.hasNextPage) return ids
    after = page.pageInfo.endCursor
  }
}

describe.each(Object.keys(lists) as ListName[])('%s', (list) => {
  test('every page size walks through all of them once, in one order', async () => {
    const { totalCount } = await pageOf(list, { first: 1 })
    const all = await walk(list, 150)
    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBeGreaterThan(3)
    if (totalCount !== null) expect(all).toHaveLength(totalCount)
    for (const first of [1, 2, 7, 50, 149]) expect(await walk(list, first)).toEqual(all)
  })

  test('without a word on its size, or with null, a page has the size that the schema says', async () => {
    const { unlessSaid } = lists[list]
    const page = idsOf(await pageOf(list, { first: unlessSaid }))
    for (const args of [{}, { first: null }]) expect(idsOf(await pageOf(list, args))).toEqual(page)
  })

  test.each([0, -1, 151, 10_000, 2 ** 31 - 1])('first: %i is refused, and asks Intercom nothing', async (first) => {
    gateway.forgetRequests()
    const { data, errors } = await ask(list, { first })
    expect(data?.page ?? null).toBeNull()
    expect(errors).toMatchObject([
      { message: `Argument "first" is ${first}; this gateway answers at least 1 and at most 150.`, extensions: { code: 'INVALID' } },
    ])
    expect(gateway.calls.filter((call) => call !== 'GET /me')).toEqual([])
  })

  test.each([2 ** 31, 1.5, '50', []])('first: %j is no number of rows', async (first) => {
    const { errors } = await ask(list, { first: first as number })
    expect(errors?.[0]?.extensions.code).toBe('INVALID')
  })

  test('a cursor of another list, or none at all, is refused, and asks Intercom nothing', async () => {
    const others = await Promise.all(
      (Object.keys(lists) as ListName[])
        .filter((other) => other !== list)
        .map(async (other) => (await pageOf(other, { first: 1 })).pageInfo.endCursor!),
    )
    gateway.forgetRequests()
    for (const after of [...others, 'x', '../', 'WzFd', '%00', 'x'.repeat(10_000)]) {
      const { data, errors } = await ask(list, { first: 5, after })
      expect(data?.page ?? null).toBeNull()
      expect(errors).toMatchObject([
        { message: expect.stringContaining('Argument "after" is not a cursor of this list'), extensions: { code: 'INVALID' } },
      ])
    }
    expect(gateway.calls.filter((call) => call !== 'GET /me')).toEqual([])
  })
})

test.each([
  ['contacts', { role: 'USER' }, { role: 'LEAD' }],
  ['contacts', { email: { contains: 'a' } }, { email: { contains: 'b' } }],
  ['conversations', { state: 'OPEN' }, null],
] as [ListName, unknown, unknown][])('a cursor of %s filtered by %j is refused with %j', async (list, mine, other) => {
  const { pageInfo } = await pageOf(list, { first: 1 }, mine)
  expect((await pageOf(list, { first: 1, after: pageInfo.endCursor }, mine)).pageInfo.hasPreviousPage).toBe(true)
  const { errors } = await ask(list, { first: 1, after: pageInfo.endCursor }, other)
  expect(errors).toMatchObject([
    { message: expect.stringContaining('it belongs to another field, filter or workspace'), extensions: { code: 'INVALID' } },
  ])
})

test('a cursor of another workspace is refused', async () => {
  await using elsewhere = await startTestGateway({ contacts: 3, conversations: 1, env: { INTERCOM_WORKSPACE_ID: 'elsewhere' } })
  const { data } = await elsewhere.query<{ contacts: Page }>(`{ contacts(first: 1) { ${selection} } }`)
  const { errors } = await ask('contacts', { first: 1, after: data!.contacts.pageInfo.endCursor })
  expect(errors).toMatchObject([{ message: expect.stringContaining('belongs to another field, filter or workspace') }])
})

test('a cursor goes on behind its own row, with any page size', async () => {
  const all = await pageOf('contacts', { first: 20 })
  for (const [index, { cursor }] of (all.edges ?? []).entries()) {
    const next = await pageOf('contacts', { first: 3, after: cursor })
    expect(idsOf(next).slice(0, 19 - index)).toEqual(idsOf(all).slice(index + 1, index + 4))
  }
})

import { expect, test } from 'vitest'
import type { SearchQuery } from '../../../../src/intercom/search.ts'
import { type Conversation, conversationFromIntercom } from '../../../../src/resources/conversations/model.ts'
import { type ConversationPage, createGroupedConversations } from '../../../../src/resources/conversations/service-grouped.ts'

const byAdmin = (id: string, admin_assignee_id: string) => conversationFromIntercom({ id, admin_assignee_id })

/** Answers searches from a list, up to a page of two for one owner and of five for several. */
function grouped(all: readonly (Conversation | Error | null)[], { batchSize = 50 } = {}) {
  const asked: { query: SearchQuery; size: number }[] = []
  const search = async (query: SearchQuery, { size }: { size: number }): Promise<ConversationPage> => {
    asked.push({ query, size })
    const { value } = query as { value: string | string[] }
    const matches = all.filter((one) => one === null || one instanceof Error || [value].flat().includes(one.adminAssigneeId ?? ''))
    const items = Array.isArray(value) ? matches.slice(0, 5) : matches.filter((one) => one && !(one instanceof Error)).slice(0, size)
    return { items, next: items.length < matches.length ? 'more' : null, totalCount: matches.length }
  }
  return { asked, ...createGroupedConversations({ search, batchSize, concurrency: 2 }) }
}

const idsOf = (pages: (ConversationPage | Error)[]) =>
  pages.map((page) => (page instanceof Error ? page : page.items.map((item) => (item instanceof Error ? item : (item?.id ?? null)))))

test('the conversations of several are one search while they fit on a page, each with its exact count', async () => {
  const { asked, listFirstOf } = grouped([byAdmin('1', '7'), byAdmin('2', '8'), byAdmin('3', '7')])
  const pages = await listFirstOf('admin', ['7', '8', '9'], null, 2)
  expect(idsOf(pages)).toEqual([['1', '3'], ['2'], []])
  expect(pages).toMatchObject([{ totalCount: 2, next: null }, { totalCount: 1 }, { totalCount: 0 }])
  expect(asked).toEqual([{ query: { field: 'admin_assignee_id', operator: 'IN', value: ['7', '8', '9'] }, size: 150 }])
})

test('when they do not fit on a page, each is searched by itself', async () => {
  const many = Array.from({ length: 5 }, (_, at) => byAdmin(String(at), '7'))
  const { asked, listFirstOf } = grouped([...many, byAdmin('9', '8')])
  expect(idsOf(await listFirstOf('admin', ['7', '8'], null, 2))).toEqual([['0', '1'], ['9']])
  expect(asked.map(({ query }) => (query as { operator: string }).operator)).toEqual(['IN', '=', '='])
})

test('one is searched by itself at once', async () => {
  const { asked, listFirstOf } = grouped([byAdmin('1', '7')])
  await listFirstOf('admin', ['7'], null, 2)
  expect(asked).toEqual([{ query: { field: 'admin_assignee_id', operator: '=', value: '7' }, size: 2 }])
})

test('a row that has gone is nobody’s; a row that could not be read is no reason to answer too few', async () => {
  const gone = grouped([byAdmin('1', '7'), null])
  expect(idsOf(await gone.listFirstOf('admin', ['7', '8'], null, 2))).toEqual([['1'], []])
  const unread = grouped([byAdmin('1', '7'), new Error('no answer')])
  await unread.listFirstOf('admin', ['7', '8'], null, 2)
  expect(unread.asked).toHaveLength(3)
})

test('a search asks for no more owners than a batch holds', async () => {
  const { asked, listFirstOf } = grouped([byAdmin('1', '7'), byAdmin('2', '10')], { batchSize: 2 })
  expect(idsOf(await listFirstOf('admin', ['7', '8', '9', '10'], null, 2))).toEqual([['1'], [], [], ['2']])
  expect(asked.map(({ query }) => (query as { value: unknown }).value)).toEqual([
    ['7', '8'],
    ['9', '10'],
  ])
})

test('a failure is that of the owners it was for', async () => {
  const failing = createGroupedConversations({ search: () => Promise.reject(new Error('no answer')), batchSize: 2, concurrency: 2 })
  expect(await failing.listFirstOf('team', ['1', '2', '3'], null, 5)).toEqual(Array(3).fill(new Error('no answer')))
})

test.each<[what: string, filter: SearchQuery | null, query: SearchQuery]>([
  ['no filter', null, { field: 'contact_ids', operator: '=', value: 'a' }],
  [
    'one condition',
    { field: 'open', operator: '=', value: true },
    {
      operator: 'AND',
      value: [
        { field: 'contact_ids', operator: '=', value: 'a' },
        { field: 'open', operator: '=', value: true },
      ],
    },
  ],
  [
    'conditions that all hold, which take one more',
    { operator: 'AND', value: [{ field: 'open', operator: '=', value: true }] },
    {
      operator: 'AND',
      value: [
        { field: 'contact_ids', operator: '=', value: 'a' },
        { field: 'open', operator: '=', value: true },
      ],
    },
  ],
  [
    'conditions of which one holds',
    { operator: 'OR', value: [{ field: 'open', operator: '=', value: true }] },
    {
      operator: 'AND',
      value: [
        { field: 'contact_ids', operator: '=', value: 'a' },
        { operator: 'OR', value: [{ field: 'open', operator: '=', value: true }] },
      ],
    },
  ],
])('whose they are is asked beside %s', async (_, filter, query) => {
  const asked: SearchQuery[] = []
  const search = async (one: SearchQuery): Promise<ConversationPage> => {
    asked.push(one)
    return { items: [], next: null, totalCount: 0 }
  }
  await createGroupedConversations({ search, batchSize: 50, concurrency: 2 }).listOf('contact', 'a', filter, { size: 5, after: null })
  expect(asked).toEqual([query])
})

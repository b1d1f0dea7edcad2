import { expect, test } from 'vitest'
import { groupedSearch } from '../../../src/intercom/grouped-search.ts'
import { type SearchQuery, where } from '../../../src/intercom/search.ts'

type Conversation = { id: string; adminAssigneeId: string; read: boolean }
const byAdmin = (id: string, adminAssigneeId: string, rest = {}): Conversation => ({ id, adminAssigneeId, read: false, ...rest })

type Options = { batchSize?: number; isSplit?: boolean; keep?: (conversation: Conversation) => boolean }

/** Answers searches from a list, up to a page of two for one owner and of five for several. */
function grouped(all: readonly (Conversation | Error | null)[], { batchSize = 50, isSplit = false, keep = () => true }: Options = {}) {
  const asked: { query: SearchQuery; size: number }[] = []
  const search = async (query: SearchQuery, { size }: { size: number }) => {
    asked.push({ query, size })
    const { value } = query as { value: string | string[] }
    const matches = all.filter((one) => one === null || one instanceof Error || [value].flat().includes(one.adminAssigneeId ?? ''))
    const items = Array.isArray(value) ? matches.slice(0, 5) : matches.filter((one) => one && !(one instanceof Error)).slice(0, size)
    return { items, next: items.length < matches.length ? 'more' : null, totalCount: matches.length }
  }
  const { listFirstOf } = groupedSearch({ search, batchSize, concurrency: 2 })
  const first = (ids: readonly string[], size = 2) =>
    listFirstOf(ids, {
      size,
      owns: ({ adminAssigneeId }, id) => adminAssigneeId === id,
      together: (some) => (isSplit ? null : { query: where('admin_assignee_id', 'IN', [...some]), keep }),
      each: (id) => search(where('admin_assignee_id', '=', id), { size }),
    })
  return { asked, first }
}

type Pages = Awaited<ReturnType<ReturnType<typeof grouped>['first']>>
const idsOf = (pages: Pages) =>
  pages.map((page) => (page instanceof Error ? page : page.items.map((item) => (item instanceof Error ? item : (item?.id ?? null)))))
const operatorsOf = (asked: { query: SearchQuery }[]) => asked.map(({ query }) => query.operator)

test('the conversations of several are one search while they fit on a page, each with its exact count', async () => {
  const { asked, first } = grouped([byAdmin('1', '7'), byAdmin('2', '8'), byAdmin('3', '7')])
  const pages = await first(['7', '8', '9'])
  expect(idsOf(pages)).toEqual([['1', '3'], ['2'], []])
  expect(pages).toMatchObject([{ totalCount: 2, next: null }, { totalCount: 1 }, { totalCount: 0 }])
  expect(asked).toEqual([{ query: { field: 'admin_assignee_id', operator: 'IN', value: ['7', '8', '9'] }, size: 150 }])
})

test('what does not belong into the lists keeps its place in them, and is not counted', async () => {
  const rows = [byAdmin('1', '7'), byAdmin('2', '7', { read: true }), byAdmin('3', '7', { read: true }), byAdmin('4', '8')]
  const [page] = await grouped(rows, { keep: ({ read }) => read }).first(['7', '8'])
  expect(page).toMatchObject({ items: [{ id: '1' }, { id: '2' }, { id: '3' }], totalCount: 2, size: 3 })
})

test('when they do not fit on a page, each is searched by itself', async () => {
  const many = Array.from({ length: 5 }, (_, at) => byAdmin(String(at), '7'))
  const { asked, first } = grouped([...many, byAdmin('9', '8')])
  expect(idsOf(await first(['7', '8']))).toEqual([['0', '1'], ['9']])
  expect(operatorsOf(asked)).toEqual(['IN', '=', '='])
})

test('what takes several searches is asked for each by itself', async () => {
  const { asked, first } = grouped([byAdmin('1', '7'), byAdmin('2', '8')], { isSplit: true })
  expect(idsOf(await first(['7', '8']))).toEqual([['1'], ['2']])
  expect(operatorsOf(asked)).toEqual(['=', '='])
})

test('one is searched by itself at once', async () => {
  const { asked, first } = grouped([byAdmin('1', '7')])
  await first(['7'])
  expect(asked).toEqual([{ query: { field: 'admin_assignee_id', operator: '=', value: '7' }, size: 2 }])
})

test('a row that has gone is nobody’s; a row that could not be read is no reason to answer too few', async () => {
  const gone = grouped([byAdmin('1', '7'), null])
  expect(idsOf(await gone.first(['7', '8']))).toEqual([['1'], []])
  const unread = grouped([byAdmin('1', '7'), new Error('no answer')])
  await unread.first(['7', '8'])
  expect(unread.asked).toHaveLength(3)
})

test('a search asks for no more owners than a batch holds', async () => {
  const { asked, first } = grouped([byAdmin('1', '7'), byAdmin('2', '10')], { batchSize: 2 })
  expect(idsOf(await first(['7', '8', '9', '10']))).toEqual([['1'], [], [], ['2']])
  expect(asked.map(({ query }) => query.value)).toEqual([
    ['7', '8'],
    ['9', '10'],
  ])
})

test('a failure is that of the owners it was for', async () => {
  const { listFirstOf } = groupedSearch({ search: () => Promise.reject(new Error('no answer')), batchSize: 2, concurrency: 2 })
  const owned = {
    size: 5,
    owns: () => true,
    together: (ids: readonly string[]) => ({ query: where('team_assignee_id', 'IN', [...ids]), keep: () => true }),
    each: () => Promise.reject(new Error('no answer')),
  }
  expect(await listFirstOf(['1', '2', '3'], owned)).toEqual(Array(3).fill(new Error('no answer')))
})

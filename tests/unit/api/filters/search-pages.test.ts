import { describe, expect, test } from 'vitest'
import { askedPage } from '../../../../src/api/connections/asked-page.ts'
import { connect } from '../../../../src/api/connections/connection.ts'
import { all } from '../../../../src/api/filters/expression.ts'
import { type Plan, planOf } from '../../../../src/api/filters/plan.ts'
import { readFilter } from '../../../../src/api/filters/read.ts'
import { judgingOf, type SearchAsk, searchPages } from '../../../../src/api/filters/search-pages.ts'
import type { Said } from '../../../../src/changes/change.ts'
import { where } from '../../../../src/intercom/search.ts'
import { type ContactFilter, contactFilterFields } from '../../../../src/resources/contacts/graphql-filter.ts'
import { aScope } from '../../../support/filters/scope.ts'
import { changeOf } from '../../../support/house.ts'

type Row = { id: number }
const context = { workspaceId: 'w', limits: { maxPageSize: 150 } }

/** Searches that find the numbers of their lists, of which some are left out; and the pages that were asked for. */
function answer(lists: readonly (readonly number[])[], leftOut: readonly number[] = []) {
  const asked: string[] = []
  const plan: Plan<Row> = {
    expression: all(),
    searches: lists.map((_, at) => ({ asked: all(), query: where('list', '=', at), keeps: ({ id }) => !leftOut.includes(id) })),
    isCounted: lists.length === 1 && leftOut.length === 0,
    rewrites: [],
  }
  const ask: SearchAsk<Row> = {
    async search(query, { size, after }) {
      const { value } = query as { value: number }
      asked.push(`${value}:${after ?? ''}:${size}`)
      const list = lists[value]!
      const start = Number(after ?? 0)
      return {
        items: list.slice(start, start + size).map((id) => ({ id })),
        next: start + size < list.length ? String(start + size) : null,
        totalCount: list.length,
      }
    },
    list: () => Promise.reject(new Error('nothing is asked of the list')),
  }
  const fetchPage = searchPages(plan, ask, { isCorrected: false })
  const page = (first: number, after: string | null = null) =>
    connect(askedPage({ first, after }, ['a list'], context), { paging: 'cursor', fetchPage })
  return { asked, page }
}

async function walk(page: ReturnType<typeof answer>['page'], first: number) {
  const ids: number[] = []
  let after: string | null = null
  for (;;) {
    const { edges, pageInfo }: Awaited<ReturnType<typeof page>> = await page(first, after)
    for (const { node } of edges) ids.push((node as Row).id)
    if (!pageInfo.hasNextPage) return ids
    after = pageInfo.endCursor?.() ?? null
  }
}

describe('the pages of a plan', () => {
  test('are those of its searches, one after the other, whatever their size', async () => {
    for (const first of [1, 2, 3, 5, 50]) {
      const { page } = answer([[1, 2, 3], [], [4, 5], [6]])
      expect(await walk(page, first)).toEqual([1, 2, 3, 4, 5, 6])
    }
  })

  test('leave out what does not belong there, and are filled up', async () => {
    for (const first of [1, 2, 3, 50]) {
      const { page } = answer(
        [
          [1, 2, 3, 4],
          [5, 6, 7],
        ],
        [1, 2, 3, 6],
      )
      expect(await walk(page, first)).toEqual([4, 5, 7])
    }
  })

  test('have a count only when one search counts exactly what is shown', async () => {
    expect((await answer([[1, 2, 3]]).page(2)).totalCount).toBe(3)
    expect((await answer([[1, 2, 3]], [2]).page(2)).totalCount).toBeNull()
    expect((await answer([[1], [2]]).page(2)).totalCount).toBeNull()
    expect(await answer([]).page(2)).toMatchObject({ totalCount: 0, edges: [], pageInfo: { hasNextPage: false, endCursor: null } })
  })

  test('read on where they stopped, in the search they stopped in', async () => {
    const { asked, page } = answer([
      [1, 2],
      [3, 4, 5],
    ])
    const first = await page(3)
    expect((await page(2, first.pageInfo.endCursor!())).edges.map(({ node }) => node)).toEqual([{ id: 4 }, { id: 5 }])
    expect(asked).toEqual(['0::3', '1::150', '1::150'])
  })

  test('refuse a place in a search that there is not', async () => {
    const { pageInfo } = await answer([[1], [2], [3, 4]]).page(3)
    await expect(answer([[1], [2]]).page(1, pageInfo.endCursor!())).rejects.toThrow('cannot be read')
  })
})

describe('what was announced of a record', () => {
  const mayFind = (filter: ContactFilter, judged: Said, { id = '9', about = '9' } = {}) => {
    const [search] = planOf(readFilter(filter, contactFilterFields, aScope())).searches
    const change = changeOf(`contact:${id}`, { about: [{ type: 'contact', id: about }], facts: { judged }, occurredAt: new Date(1_000) })
    return judgingOf(search!, false).mayFind({ kind: 'contact', id, entries: [{ cursor: 'a:1000-0', previous: 'a:0-0', change }] })
  }

  test('leaves open whether a search finds it, unless ids, words or numbers of it do not fit', () => {
    expect(mayFind({ role: 'LEAD' }, { role: 'LEAD' })).toBe(true)
    expect(mayFind({ role: 'LEAD' }, {})).toBe(true)
    expect(mayFind({ role: 'LEAD' }, { role: 'USER' })).toBe(false)
    expect(mayFind({ role: 'LEAD' }, { role: 'USER' }, { about: '8' })).toBe(true)
    expect(mayFind({ role: 'LEAD', email: { eq: 'ada@acme.io' } }, { role: 'USER' })).toBe(false)
    expect(mayFind({ email: { eq: 'ada@acme.io' } }, { email: 'bob@acme.io' })).toBe(true)
  })

  test('is held against what Intercom is asked, which may be more than the filter says', () => {
    // asked for by days
    expect(mayFind({ lastSeenAt: { after: new Date('2025-06-15T12:00:00Z') } }, { lastSeenAt: '2025-06-15T11:00:00.000Z' })).toBe(true)
  })
})

import { expect, test } from 'vitest'
import { pageNumber, readPage } from '../../../src/intercom/pages.ts'

const next = (pages: unknown, options?: { numbered: boolean }) => readPage({ type: 'list', data: [], pages }, options).next

test.each(['data', 'conversations', 'contacts', 'companies', 'articles', 'admins', 'teams', 'tags', 'segments', 'notes'])(
  'items are found under "%s"',
  (key) => {
    expect(readPage<{ id: string }>({ type: 'list', [key]: [{ id: '1' }] }).items).toEqual([{ id: '1' }])
  },
)

test('items of an article search are found a level deeper', () => {
  expect(readPage({ type: 'list', data: { articles: [{ id: '39' }], highlights: [] }, total_count: 1 }).items).toEqual([{ id: '39' }])
})

test('null is a list without items; a body without a list is a fault of Intercom', () => {
  expect(readPage({ type: 'list', data: null }).items).toEqual([])
  for (const body of [undefined, null, 'x', 7, {}, { type: 'error' }, { data: { highlights: [] } }])
    expect(() => readPage(body)).toThrow(expect.objectContaining({ code: 'UPSTREAM_ERROR' }))
})

test('counts are read, and are null when they are missing or odd', () => {
  const pages = { type: 'pages', page: 1, per_page: 20, total_pages: 4 }
  expect(readPage({ conversations: [], total_count: 63, pages })).toEqual({ items: [], next: null, totalCount: 63, perPage: 20 })
  expect(readPage({ conversations: [] })).toEqual({ items: [], next: null, totalCount: null, perPage: null })
  expect(readPage({ conversations: [], total_count: '63', pages: { per_page: null } })).toMatchObject({ totalCount: null, perPage: null })
})

test('the next page is an object, a URL, null or absent', () => {
  expect(next({ next: { page: 2, starting_after: 'WzE=' } })).toBe('WzE=')
  expect(next({ next: { per_page: 10, page: 2 } })).toBe('2')
  expect(next({ next: 'https://api.intercom.io/articles?per_page=25&page=3' })).toBe('3')
  expect(next({ next: '/companies/1/contacts?starting_after=a%3Db&per_page=50' })).toBe('a=b')
  for (const last of [undefined, null, '', {}, { starting_after: null }, 'https://api.intercom.io/articles', 'https://[', { page: 'two' }])
    expect(next({ next: last })).toBeNull()
  for (const none of [undefined, null, 'x']) expect(next(none)).toBeNull()
})

test('a numbered list that is silent about the next page is read by its numbers', () => {
  expect(next({ page: 1, per_page: 25, total_pages: 3 }, { numbered: true })).toBe('2')
  expect(next({ page: 3, per_page: 25, total_pages: 3 }, { numbered: true })).toBeNull()
  expect(next({ page: 1, per_page: 25, total_pages: 3, next: null }, { numbered: true })).toBeNull()
  // a number is no cursor: a list of that style would answer it with a 400
  expect(next({ page: 1, per_page: 25, total_pages: 3 })).toBeNull()
})

test('the merge history keeps its cursor beside the items', () => {
  expect(readPage({ type: 'list', data: [], next_cursor: 'eyJpZCI6', has_more: true }).next).toBe('eyJpZCI6')
  expect(readPage({ type: 'list', data: [], next_cursor: 'eyJpZCI6', has_more: false }).next).toBeNull()
})

test('a page number comes back as it went, and nothing else does', () => {
  expect([pageNumber('1'), pageNumber('25'), pageNumber(null), pageNumber(undefined)]).toEqual([1, 25, undefined, undefined])
  for (const odd of ['', '0', '-1', '1.5', '1e3', 'WzE=', '٣', '9999999999'])
    expect(() => pageNumber(odd)).toThrow(expect.objectContaining({ code: 'INVALID' }))
})

import { expect, test } from 'vitest'
import { allOf, anyOf, idIn, type SearchQuery, searchRequest, where } from '../../../src/intercom/search.ts'

const filters = (count: number) => Array.from({ length: count }, (_, i) => where('name', '=', `n${i}`))
const refused = (message: RegExp) => expect.objectContaining({ code: 'INVALID', message: expect.stringMatching(message) })

test('a single filter travels alone', () => {
  expect(searchRequest(where('open', '=', true), { perPage: 20 })).toEqual({
    query: { field: 'open', operator: '=', value: true },
    pagination: { per_page: 20 },
  })
  expect(searchRequest(where('created_at', '>=', 1_306_054_154))).toEqual({
    query: { field: 'created_at', operator: '>=', value: 1_306_054_154 },
  })
})

test('a cursor is passed on; none is no cursor', () => {
  expect(searchRequest(idIn(['1']), { perPage: 1, after: 'WzE=' }).pagination).toEqual({ per_page: 1, starting_after: 'WzE=' })
  expect(searchRequest(idIn(['1']), { perPage: 1, after: null }).pagination).toEqual({ per_page: 1 })
})

test('many ids are one filter, however many', () => {
  const ids = Array.from({ length: 150 }, (_, i) => String(i))
  expect(searchRequest(allOf(idIn(ids), where('state', '=', 'open'))).query).toEqual({
    operator: 'AND',
    value: [
      { field: 'id', operator: 'IN', value: ids },
      { field: 'state', operator: '=', value: 'open' },
    ],
  })
})

test('a filter beside a group becomes a group of one', () => {
  const open = where('open', '=', true)
  const [a, b] = [where('source.body', '~', 'a'), where('source.body', '~', 'b')]
  expect(searchRequest(allOf(open, anyOf(a, b))).query).toEqual({
    operator: 'AND',
    value: [
      { operator: 'AND', value: [open] },
      { operator: 'OR', value: [a, b] },
    ],
  })
})

test('groups nest twice, and no deeper', () => {
  const twice = anyOf(allOf(...filters(2)), allOf(...filters(2)))
  expect(searchRequest(twice).query).toEqual(twice)
  expect(() => searchRequest(allOf(twice))).toThrow(refused(/3 deep; Intercom answers at most 2/))
})

test('a group holds fifteen, and no more', () => {
  expect(searchRequest(allOf(...filters(15))).query).toMatchObject({ operator: 'AND' })
  expect(() => searchRequest(allOf(...filters(16)))).toThrow(refused(/16 conditions in one AND; Intercom answers at most 15/))
  expect(() => searchRequest(allOf(anyOf(...filters(16))))).toThrow(refused(/16 conditions in one OR/))
})

test.each<[string, SearchQuery]>([
  ['an empty group', allOf()],
  ['an empty group in a group', allOf(anyOf())],
  ['an IN of nothing', idIn([])],
])('%s is refused before Intercom sees it', (_name, query) => {
  expect(() => searchRequest(query)).toThrow(refused(/at least one/))
})

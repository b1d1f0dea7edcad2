import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare } from '../../../../src/api/filters/compare.ts'
import { all, any, conditionsIn, type Expression, evaluate, isGroup } from '../../../../src/api/filters/expression.ts'
import { createTwoLevels } from '../../../../src/api/filters/two-levels.ts'
import { type SearchQuery, searchRequest } from '../../../../src/intercom/search.ts'

type Row = readonly string[]

/** A condition by a letter or more, which holds for the rows that name it. */
const is = (name: string) => compare<Row>({ field: name, of: (row) => row }, '=', name, 'f')
const inTwoLevels = (expression: Expression<Row>) => createTwoLevels<Row>()(expression)

/** `(a|b)&c`, for the eye. */
function written(query: SearchQuery | null | undefined): string {
  if (!query) return String(query)
  if ('field' in query) return query.field
  return `(${query.value.map(written).join(query.operator === 'AND' ? '&' : '|')})`
}
const names = (letter: string, count: number) => Array.from({ length: count }, (_, at) => `${letter}${at}`)

describe('what fits two levels is put into them', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(is) as [Expression<Row>, Expression<Row>, Expression<Row>, Expression<Row>]
  test.each<[string, Expression<Row>]>([
    ['a', a],
    ['a', any(all(any(a)))],
    ['(a&b)', all(a, all(b, a))],
    ['((a|b)&c)', all(any(a, b), c)],
    ['((a&b)|c)', any(all(a, b), c)],
    // one level too deep: distributed
    ['((a|c)&(a|d)&b)', all(any(a, all(c, d)), b)],
    ['((a|d)&(b|c|d))', any(all(a, any(b, c)), d)],
    // what adds nothing is gone
    ['a', any(a, all(a, b))],
    ['a', all(a, any(a, b))],
  ])('%s', (expected, expression) => {
    expect(written(inTwoLevels(expression))).toBe(expected)
  })

  test('more than fifteen of one kind are groups of that kind', () => {
    expect(written(inTwoLevels(all(...names('a', 17).map(is))))).toBe('((a0&a1&a2&a3&a4&a5&a6&a7&a8&a9&a10&a11&a12&a13&a14)&(a15&a16))')
    expect(written(inTwoLevels(any(...names('a', 225).map(is)))).match(/a\d+/g)).toHaveLength(225)
    expect(inTwoLevels(any(...names('a', 226).map(is)))).toBeNull()
  })

  test('single conditions beside groups share what room there is', () => {
    const groups = names('g', 10).map((name) => any(is(`${name}x`), is(`${name}y`)))
    expect(inTwoLevels(all(...groups, ...names('s', 75).map(is)))).toMatchObject({ operator: 'AND', value: { length: 15 } })
    expect(inTwoLevels(all(...groups, ...names('s', 76).map(is)))).toBeNull()
  })

  test('nothing and everything are no search', () => {
    expect([inTwoLevels(all()), inTwoLevels(any()), inTwoLevels(any(a, all()))]).toEqual([undefined, undefined, undefined])
  })
})

const expressions = fc.letrec<{ it: Expression<Row> }>((tie) => ({
  it: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(...names('', 8)).map(is),
    fc.array(tie('it'), { minLength: 1, maxLength: 4 }).map((parts) => all(...parts)),
    fc.array(tie('it'), { minLength: 1, maxLength: 4 }).map((parts) => any(...parts)),
  ),
})).it
const rows = Array.from({ length: 256 }, (_, bits) => names('', 8).filter((_name, at) => bits & (1 << at)))

const finds = (query: SearchQuery, row: Row): boolean => {
  if ('field' in query) return row.includes(query.field)
  return query.operator === 'AND' ? query.value.every((part) => finds(part, row)) : query.value.some((part) => finds(part, row))
}

test('a search finds exactly the rows for which its expression holds, and keeps to the limits', () => {
  fc.assert(
    fc.property(expressions, (expression) => {
      const query = inTwoLevels(expression)
      if (!query) return
      searchRequest(query)
      for (const row of rows) expect(finds(query, row)).toBe(evaluate(expression, (condition) => condition.holds(row)))
    }),
    { numRuns: 150 },
  )
})

// 2 to the power of 250 steps are not done before any test is over, however idle the machine
test('what would explode is refused before the test is over', () => {
  const pairs = names('p', 250).map((name) => all(is(`${name}x`), is(`${name}y`)))
  expect(inTwoLevels(any(...pairs))).toBeNull()
  expect(inTwoLevels(all(any(...pairs.slice(0, 100)), any(...pairs.slice(100))))).toBeNull()
  // hundreds of steps of which each is as large as it may be, and none larger than the one before
  const q = is('q')
  const stays = names('r', 130).map((name) => any(is(name), q))
  expect(() => inTwoLevels(all(any(...names('c', 112).map((name) => all(is(name), q))), ...stays))).toThrow('too large to be taken apart')
})

test('groups hold no groups of their own kind, and no part twice', () => {
  const expression = all(is('a'), all(is('b'), any(is('a'))), any(any(is('c'), is('d')), is('c')))
  expect([...conditionsIn(expression)].map(({ sent }) => sent.field)).toEqual(['a', 'b', 'c', 'd'])
  expect(isGroup(expression) && expression.parts).toHaveLength(3)
})

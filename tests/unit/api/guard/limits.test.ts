import { describe, expect, test } from 'vitest'
import { checkCost, checkVariables, readDocument } from '../../../../src/api/guard/limits.ts'

const limits = {
  maxCharacters: 400,
  maxTokens: 60,
  maxDefinitions: 3,
  maxDepth: 3,
  maxAliases: 2,
  maxDirectives: 2,
  maxRootFields: 4,
  maxFields: 8,
  maxRepeats: 3,
  maxCost: 100,
  maxCalls: 10,
  maxVariableDepth: 3,
  maxVariableValues: 6,
}
const read = (text: string) => readDocument(text, limits)

describe('a document', () => {
  test.each([
    [
      'maxDefinitions',
      'query A { a } query B { a } query C { a }',
      'query A { a } query B { a } query C { a } query D { a }',
      'has 4 operations',
    ],
    ['maxDepth', '{ a { b { c } } }', '{ a { b { c { d } } } }', 'is 4 fields deep'],
    ['maxAliases', '{ x: a y: a }', '{ x: a y: a z: a }', 'has 3 aliases'],
    ['maxDirectives', '{ a @x @y }', '{ a @x @y @z }', 'has 3 directives'],
    ['maxRootFields', '{ a b c d }', '{ a b c d e }', 'has 5 fields at the top'],
    ['maxFields', '{ a { ...F } } fragment F on Q { b c d e f g h }', '{ a { ...F } i } fragment F on Q { b c d e f g h }', 'has 9 fields'],
    ['maxRepeats', '{ a a a }', '{ a a a a }', 'asks for one name 4 times'],
  ] as const)('may go as far as %s, and not one further', (limit, within, over, says) => {
    expect(read(within).kind).toBe('Document')
    expect(() => read(over)).toThrow(expect.objectContaining({ name: 'OverLimitError', code: 'INVALID', limit }))
    expect(() => read(over)).toThrow(says)
  })

  test('has as many tokens as it may, which are counted without its comments', () => {
    const of = (fields: number) => `{ ${'a '.repeat(fields)}} # and a word`
    const loose = { ...limits, maxRootFields: 100, maxFields: 100, maxRepeats: 100 }
    expect(readDocument(of(58), loose).kind).toBe('Document')
    expect(() => readDocument(of(59), loose)).toThrow('The document has more than 60 tokens; this gateway reads no further. Ask for less')
    expect(() => readDocument('#\n'.repeat(61), loose)).toThrow('The document has more than 60 comments')
  })

  test('says how much came, how much is read, and what to do', () => {
    expect(() => read('{ a b c d e }')).toThrow(
      'The document has 5 fields at the top of an operation; this gateway reads at most 4. Ask for less at a time, or in several requests.',
    )
  })

  test('that is no GraphQL is no matter of limits', () => {
    expect(() => read('{ a ')).toThrow(expect.objectContaining({ name: 'GraphQLError' }))
  })
})

describe('variables', () => {
  test.each([
    ['maxVariableDepth', { a: { b: 1 } }, { a: { b: { c: {} } } }, 'more than 3 deep'],
    ['maxVariableDepth', { a: [[1]] }, { a: [[[]]] }, 'more than 3 deep'],
    ['maxVariableValues', { a: [1, 2], b: { c: 3 } }, { a: [1, 2], b: { c: 3, d: 4, e: 5 } }, 'more than 6 values'],
  ])('may go as far as %s, and not one further', (limit, within, over, says) => {
    expect(checkVariables(within, limits)).toBeUndefined()
    expect(() => checkVariables(over, limits)).toThrow(expect.objectContaining({ name: 'OverLimitError', limit }))
    expect(() => checkVariables(over, limits)).toThrow(says)
  })

  test('a thousand deep are refused like four deep, whatever their names', () => {
    for (const name of ['a', '__proto__']) {
      const deep = JSON.parse(`${`{"${name}":`.repeat(1_000)}1${'}'.repeat(1_000)}`) as object
      expect(() => checkVariables(deep, limits)).toThrow('more than 3 deep')
    }
  })
})

test('an answer may come to as much as the limits; past one, the sentence says how much it came to and what to do', () => {
  expect(checkCost({ fields: 100, calls: 10 }, limits)).toBeUndefined()
  expect(() => checkCost({ fields: 1_234_567, calls: 1 }, limits)).toThrow(
    /^The answer may come to 1,234,567 fields, .* at most 100\. Lower "first" where lists are in lists, or follow them in requests of their own\.$/,
  )
  const tooManyCalls = () => checkCost({ fields: 1, calls: 1_234 }, limits)
  expect(tooManyCalls).toThrow(
    /^The answer may take 1,234 calls to Intercom, .* at most 10 for one\. Lower "first" of lists whose records take a call/,
  )
  expect(tooManyCalls).toThrow(expect.objectContaining({ name: 'OverLimitError', limit: 'maxCalls' }))
})

import { parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { shapeOf } from '../../../../src/api/guard/document-shape.ts'

const shape = (text: string) => shapeOf(parse(text))

describe('the shape of a document', () => {
  test('counts fields and how deep they lie, at the top and in all', () => {
    expect(shape('{ a { b c { d } } e }')).toEqual({
      definitions: 1,
      depth: 3,
      fields: 5,
      rootFields: 2,
      repeats: 1,
      aliases: 0,
      directives: 0,
    })
  })

  test('counts what a fragment holds wherever it is spread, and inline fragments as if they were not there', () => {
    expect(shape('{ a { ...F } b { ... on B { ...F } } } fragment F on A { x { y } z }')).toMatchObject({
      depth: 3,
      fields: 8,
      rootFields: 2,
    })
    expect(shape('{ ...F ... { c } } fragment F on Query { a b }')).toMatchObject({ rootFields: 3 })
  })

  test('follows fragments that double each other forty times without walking them all', () => {
    const doubling = Array.from({ length: 40 }, (_, i) => `fragment F${i} on Q { a { ...F${i + 1} } b { ...F${i + 1} } }`)
    expect(shape(`{ ...F0 } ${doubling.join(' ')} fragment F40 on Q { c }`).fields).toBeGreaterThan(2 ** 40)
  })

  test('counts directives wherever they stand, and aliases', () => {
    const text = 'query($a: Int @one) @two { x: a @three ... @four { b } ...F @five } fragment F on Q @six { y: c @seven }'
    expect(shape(text)).toMatchObject({ directives: 7, aliases: 2 })
  })

  test('counts how often one selection asks for a name: aliases by theirs, inline fragments with the selection around them', () => {
    expect(shape('{ a a b: a ... { a ... on Q { a } } c { a } }')).toMatchObject({ repeats: 4 })
  })

  test('counts what is never spread, and what of several operations is largest', () => {
    expect(shape('query A { a } query B { b c { d } } fragment F on Q { e { f { g } } }')).toMatchObject({
      depth: 3,
      fields: 3,
      rootFields: 2,
    })
  })

  test('of a fragment that is not there is that of the rest', () => {
    expect(shape('{ a ...Nowhere }')).toMatchObject({ fields: 1 })
  })

  test.each(['{ ...A } fragment A on Q { a ...A }', '{ a } fragment A on Q { b { ...B } } fragment B on Q { ... { ...A } }'])(
    '%s has none: a fragment in it spreads itself',
    (text) => {
      expect(() => shape(text)).toThrow('Fragment "A" spreads itself')
    },
  )
})

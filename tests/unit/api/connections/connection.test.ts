import { describe, expect, test, vi } from 'vitest'
import { askedPage, askedPart } from '../../../../src/api/connections/asked-page.ts'
import { connect, connectArray, presentOnly, type SourcePage } from '../../../../src/api/connections/connection.ts'
import { bindingOf, encodeCursor } from '../../../../src/api/connections/cursor.ts'

const context = { workspaceId: 'w', limits: { maxPageSize: 150 } }
const binding = bindingOf(['w', 'a list'])
type Args = { first: number; after?: string | null }
const asked = (args: Args) => askedPage(args, ['a list'], context)

/** A list of `total` numbers behind Intercom's cursors or page numbers, and the pages that were asked for. */
function source(total: number, paging: 'cursor' | 'number', keep?: (number: number) => boolean) {
  const asked: { cursor: string | null; size: number }[] = []
  const fetchPage = async (place: { cursor: string | null; size: number }): Promise<SourcePage<number>> => {
    asked.push(place)
    const start = paging === 'cursor' ? Number(place.cursor ?? 0) : (Number(place.cursor ?? 1) - 1) * place.size
    const items = Array.from({ length: Math.max(0, Math.min(place.size, total - start)) }, (_, index) => start + index)
    const hasNext = start + place.size < total
    const next = paging === 'cursor' ? String(start + place.size) : String(Number(place.cursor ?? 1) + 1)
    return { items, next: hasNext ? next : null, totalCount: total, ...(keep && { keep }) }
  }
  return { asked, page: (args: Args) => connect(askedPage(args, ['a list'], context), { paging, fetchPage }) }
}

const numbersOf = (page: { edges: { node: unknown }[] }) => page.edges.map((edge) => edge.node)

describe.each(['cursor', 'number'] as const)('a connection over pages by %s', (paging) => {
  test('every page size walks through everything once, in order', async () => {
    for (const first of [1, 3, 7, 10, 50]) {
      const { page } = source(23, paging)
      const seen: unknown[] = []
      let after: string | null = null
      for (;;) {
        const answer = await page({ first, after })
        seen.push(...numbersOf(answer))
        if (!answer.pageInfo.hasNextPage) break
        after = answer.pageInfo.endCursor?.() ?? null
      }
      expect(seen).toEqual(Array.from({ length: 23 }, (_, index) => index))
    }
  })

  test('any edge can be resumed from, with another page size too', async () => {
    const { page } = source(23, paging)
    const { edges } = await page({ first: 10 })
    for (const [index, { cursor }] of edges.entries()) {
      expect(numbersOf(await page({ first: 4, after: cursor() }))).toEqual([1, 2, 3, 4].map((step) => index + step).filter((n) => n < 23))
    }
  })

  test('a full page costs one call, and so does the one after it', async () => {
    const { page, asked } = source(100, paging)
    const first = await page({ first: 50 })
    await page({ first: 50, after: first.pageInfo.endCursor?.() ?? null })
    expect(asked).toHaveLength(2)
  })

  test('the last page says that it is', async () => {
    const { page } = source(5, paging)
    expect((await page({ first: 5 })).pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false })
    expect((await page({ first: 4 })).pageInfo.hasNextPage).toBe(true)
  })

  test('an empty list is an empty page', async () => {
    const { page } = source(0, paging)
    expect(await page({ first: 5 })).toMatchObject({ edges: [], totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null } })
  })
})

test('pages of a size of their own are walked through once, whatever is asked for, and each is asked in that size', async () => {
  const asked: (string | null)[] = []
  const fetchPage = async ({ cursor, size }: { cursor: string | null; size: number }): Promise<SourcePage<number>> => {
    expect(size).toBe(10)
    asked.push(cursor)
    const start = (Number(cursor ?? 1) - 1) * size
    const items = Array.from({ length: Math.min(size, 23 - start) }, (_, index) => start + index)
    return { items, next: start + size < 23 ? String(start / size + 2) : null, totalCount: 23 }
  }
  const page = (first: number, after: string | null) =>
    connect(askedPage({ first, after }, ['a list'], { ...context, limits: { maxPageSize: 8 } }), {
      paging: 'number',
      pageSize: 10,
      fetchPage,
    })
  const seen: unknown[] = []
  let after: string | null = null
  for (const first of [4, 4, 4, 8, 8]) {
    const answer = await page(first, after)
    seen.push(...numbersOf(answer))
    after = answer.pageInfo.endCursor?.() ?? null
    expect(answer.pageInfo.hasNextPage).toBe(seen.length < 23)
  }
  expect(seen).toEqual(Array.from({ length: 23 }, (_, index) => index))
  expect(asked).toEqual([null, null, null, '2', '2', '3'])
})

test('upstream pages that are empty but have a next one do not end the list, nor go on for ever', async () => {
  let calls = 0
  const fetchPage = async (): Promise<SourcePage<number>> => {
    calls += 1
    return { items: [], next: String(calls), totalCount: null }
  }
  const answer = await connect(asked({ first: 5 }), { paging: 'cursor', fetchPage })
  expect(calls).toBeLessThan(20)
  expect(answer.pageInfo.hasNextPage).toBe(true)
  expect(answer.pageInfo.endCursor).not.toBeNull()
})

test('behind a page that stops short nothing is asked for until somebody goes on, who learns why', async () => {
  const fetchPage = async ({ cursor }: { cursor: string | null }): Promise<SourcePage<number>> => {
    if (cursor !== null) throw new Error('no list goes further')
    return { items: [1, 2], next: '2', totalCount: 9, stopsHere: true }
  }
  const { edges, pageInfo } = await connect(asked({ first: 5 }), { paging: 'number', fetchPage })
  expect([edges.length, pageInfo.hasNextPage]).toEqual([2, true])
  const on = connect(asked({ first: 5, after: pageInfo.endCursor!() }), { paging: 'number', fetchPage })
  await expect(on).rejects.toThrow('no list goes further')
})

describe('rows that do not belong into the list', () => {
  /** Of `total` numbers those that one in `every` is. */
  function sifted(total: number, every: number) {
    const { asked, page } = source(total, 'cursor', (number) => number % every === 0)
    return { asked, page }
  }

  test.each([1, 2, 7, 40])('are left out of every page, and the page is filled up: %i at a time', async (first) => {
    const { page } = sifted(200, 7)
    const seen: unknown[] = []
    let after: string | null = null
    for (;;) {
      const answer = await page({ first, after })
      seen.push(...numbersOf(answer))
      if (!answer.pageInfo.hasNextPage) break
      expect(answer.edges).toHaveLength(first)
      after = answer.pageInfo.endCursor?.() ?? null
    }
    expect(seen).toEqual(Array.from({ length: 29 }, (_, index) => index * 7))
  })

  test('cost few calls: those that fill a page up are as large as they can be', async () => {
    const { page, asked } = sifted(300, 20)
    expect(numbersOf(await page({ first: 5 }))).toEqual([0, 20, 40, 60, 80])
    expect(asked).toEqual([
      { cursor: null, size: 5 },
      { cursor: '5', size: 150 },
    ])
  })

  test('are no next page when nothing else is left', async () => {
    const { page } = sifted(8, 7)
    expect(await page({ first: 2 })).toMatchObject({ pageInfo: { hasNextPage: false } })
    expect((await page({ first: 1 })).pageInfo.hasNextPage).toBe(true)
  })

  test('can be resumed among, behind any edge', async () => {
    const { page } = sifted(100, 7)
    for (const { node, cursor } of (await page({ first: 10 })).edges)
      expect(numbersOf(await page({ first: 2, after: cursor() }))).toEqual([(node as number) + 7, (node as number) + 14])
  })

  test('do not keep a request going for ever', async () => {
    const { page, asked } = source(10_000, 'cursor', () => false)
    const answer = await page({ first: 5 })
    expect(asked).toHaveLength(12)
    expect(answer).toMatchObject({ edges: [], pageInfo: { hasNextPage: true, endCursor: expect.any(Function) } })
    const reached = answer.pageInfo.endCursor!()
    expect((await page({ first: 5, after: reached })).pageInfo.endCursor!()).not.toBe(reached)
  })
})

test('a page that has shrunk since its cursor was made is gone on behind', async () => {
  const fetchPage = async ({ cursor }: { cursor: string | null }): Promise<SourcePage<number>> =>
    cursor === null ? { items: [1], next: 'x', totalCount: null } : { items: [7, 8], next: null, totalCount: null }
  const after = encodeCursor(binding, [null, 5, 3])
  const answer = await connect(asked({ first: 5, after }), { paging: 'cursor', fetchPage })
  expect(numbersOf(answer)).toEqual([7, 8])
})

test('a page may stand for more rows than were asked for, and its places are in a page as large', async () => {
  const fetchPage = async ({ size }: { size: number }): Promise<SourcePage<number>> =>
    size === 2
      ? { items: [1, 2, 3, 4, 5], next: null, totalCount: 5, size: 5 }
      : { items: [1, 2, 3, 4, 5].slice(0, size), next: null, totalCount: 5 }
  const options = { paging: 'cursor', fetchPage } as const
  const { pageInfo } = await connect(asked({ first: 2 }), options)
  expect(numbersOf(await connect(asked({ first: 2, after: pageInfo.endCursor!() }), options))).toEqual([3, 4])
})

describe('a connection over a whole list', () => {
  const letters = ['a', 'b', 'c', 'd', 'e']
  const page = (args: Parameters<typeof askedPart>[0], nodes = letters) =>
    connectArray(nodes, askedPart(args, ['a list'], context), { keyOf: (letter) => letter })
  const cursorOf = (letter: string) =>
    page({})
      .edges.find(({ node }) => node === letter)!
      .cursor()

  test('goes both ways', () => {
    expect(numbersOf(page({ first: 2 }))).toEqual(['a', 'b'])
    expect(numbersOf(page({ last: 2 }))).toEqual(['d', 'e'])
    expect(numbersOf(page({ first: 2, after: cursorOf('b') }))).toEqual(['c', 'd'])
    expect(numbersOf(page({ last: 2, before: cursorOf('d') }))).toEqual(['b', 'c'])
    expect(numbersOf(page({ after: cursorOf('a'), before: cursorOf('d') }))).toEqual(['b', 'c'])
    expect(page({ last: 2 }).pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false })
    expect(page({ first: 2 }).pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: true })
  })

  test('a cursor outlives what comes and goes around its record, not the record', () => {
    const after = cursorOf('c')
    expect(numbersOf(page({ after }, ['z', 'c', 'x', 'e']))).toEqual(['x', 'e'])
    expect(() => page({ after }, ['a', 'b'])).toThrow('is not a cursor of this list')
  })

  test('a cursor is written when it is asked for, and not before', () => {
    const bound = vi.fn(binding)
    const { edges, pageInfo } = connectArray(
      letters,
      { ...askedPart({}, ['a list'], context), binding: bound },
      { keyOf: (letter) => letter },
    )
    expect(bound).not.toHaveBeenCalled()
    expect([edges[4]?.cursor(), pageInfo.endCursor?.()]).toEqual([cursorOf('e'), cursorOf('e')])
  })
})

test('where nodes are never null, what vanished is left out and a failure is told', () => {
  const edge = (node: string | null | Error) => ({ cursor: () => '', node })
  const pageInfo = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null }
  expect(presentOnly({ edges: [edge('a'), edge(null)], pageInfo, totalCount: 2 }).edges).toHaveLength(1)
  expect(() => presentOnly({ edges: [edge(new Error('lost'))], pageInfo, totalCount: 1 })).toThrow('lost')
})

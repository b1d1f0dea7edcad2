import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test, vi } from 'vitest'
import { InvalidInputError, UpstreamError } from '../../../src/errors.ts'
import { numberedList } from '../../../src/intercom/numbered-list.ts'
import type { Page } from '../../../src/intercom/pages.ts'

type Item = { id: number }
type Wanted = { page: number; perPage: number }

const itemsTo = (count: number): Item[] => Array.from({ length: count }, (_, index) => ({ id: index + 1 }))
const idsOf = (items: readonly Item[]) => items.map(({ id }) => id)

/** What nobody holds any more is gone when it resolves. */
async function collectGarbage() {
  setFlagsFromString('--expose-gc')
  await new Promise((resolve) => setTimeout(resolve)) // a weak reference holds until the turn in which it was made or read is over
  runInNewContext('gc')()
}

/** An upstream list of so many items, and every page asked of it. */
function upstream(items: () => Item[], { servesAtMost = 150, counts = true }: { servesAtMost?: number; counts?: boolean } = {}) {
  const asked: Wanted[] = []
  let now = 0
  let most = 0
  const fetchPage = async ({ page, perPage }: Wanted): Promise<Page<Item>> => {
    asked.push({ page, perPage })
    most = Math.max(most, ++now)
    await new Promise((resolve) => setImmediate(resolve))
    now--
    const size = Math.min(perPage, servesAtMost)
    const all = items()
    const shown = all.slice((page - 1) * size, page * size)
    return {
      items: shown,
      next: page * size < all.length ? String(page + 1) : null,
      totalCount: counts ? all.length : null,
      perPage: size,
    }
  }
  const list = (concurrency = 3) => numberedList({ fetchPage, idOf: ({ id }: Item) => String(id), concurrency })
  return { fetchPage, list, asked, pages: () => asked.map(({ page }) => page), most: () => most }
}

describe('a whole list', () => {
  test('of one page is one call', async () => {
    const { list, asked } = upstream(() => itemsTo(150))
    expect(idsOf(await list().all())).toEqual(idsOf(itemsTo(150)))
    expect(asked).toEqual([{ page: 1, perPage: 150 }])
  })

  test('of nothing is one call', async () => {
    const { list, asked } = upstream(() => [])
    expect(await list().all()).toEqual([])
    expect(asked).toHaveLength(1)
  })

  test('is read side by side behind its first page, in order, so many calls at a time', async () => {
    const { list, pages, most } = upstream(() => itemsTo(1000))
    expect(idsOf(await list(3).all())).toEqual(idsOf(itemsTo(1000)))
    expect(pages().toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(most()).toBe(3)
  })

  test('is complete where upstream serves smaller pages than were asked for', async () => {
    const { list, pages } = upstream(() => itemsTo(95), { servesAtMost: 20 })
    expect(await list().all()).toHaveLength(95)
    expect(pages()).toEqual([1, 2, 3, 4, 5])
  })

  test('is complete where upstream does not count', async () => {
    const { list, pages } = upstream(() => itemsTo(400), { counts: false })
    expect(await list().all()).toHaveLength(400)
    expect(pages()).toEqual([1, 2, 3])
  })

  test('is asked for with smaller pages when upstream refuses large ones', async () => {
    const { fetchPage, asked } = upstream(() => itemsTo(120))
    const picky = async (wanted: Wanted) => {
      if (wanted.perPage <= 60) return fetchPage(wanted)
      asked.push(wanted)
      throw new InvalidInputError('Intercom refused the request as invalid.')
    }
    const list = numberedList({ fetchPage: picky, idOf: ({ id }: Item) => String(id), concurrency: 3 })
    expect(await list.all()).toHaveLength(120)
    expect(asked).toEqual([
      { page: 1, perPage: 150 },
      { page: 1, perPage: 50 },
      { page: 2, perPage: 50 },
      { page: 3, perPage: 50 },
    ])
  })

  test('holds what changed while it was read, and moved from a later page to the first', async () => {
    let items = itemsTo(300)
    const { fetchPage } = upstream(() => items)
    const moving = async (wanted: Wanted) => {
      const page = await fetchPage(wanted)
      if (wanted.page === 1) items = [{ id: 290 }, ...items.filter(({ id }) => id !== 290)]
      return page
    }
    const list = numberedList({ fetchPage: moving, idOf: ({ id }: Item) => String(id), concurrency: 3 })
    const ids = idsOf(await list.all())
    expect(ids).toContain(290)
    expect(new Set(ids).size).toBe(300)
    expect(ids).toHaveLength(300)
  })

  test('ends, however often upstream says that there is another page', async () => {
    const { fetchPage, pages } = upstream(() => itemsTo(10))
    const endless = async (wanted: Wanted) => ({ ...(await fetchPage({ ...wanted, page: 1 })), next: '2', totalCount: null })
    const list = numberedList({ fetchPage: endless, idOf: ({ id }: Item) => String(id), concurrency: 3 })
    expect(await list.all()).toHaveLength(10)
    expect(pages().length).toBeLessThan(4)
  })

  test('fails as a whole when a page fails, and asks for no more pages then', async () => {
    const { fetchPage, pages } = upstream(() => itemsTo(3000))
    const failing = (wanted: Wanted) =>
      wanted.page === 2 ? Promise.reject(new UpstreamError('UPSTREAM_ERROR', 'Intercom failed.')) : fetchPage(wanted)
    const list = numberedList({ fetchPage: failing, idOf: ({ id }: Item) => String(id), concurrency: 2 })
    await expect(list.all()).rejects.toThrow('Intercom failed.')
    await new Promise((resolve) => setImmediate(resolve))
    expect(pages().length).toBeLessThan(5)
  })
})

describe('some of a list', () => {
  test('that stand on its first page are one call', async () => {
    const { list, pages } = upstream(() => itemsTo(5000))
    expect(idsOf(await list().find(['7', '3', '150']))).toEqual([3, 7, 150])
    expect(pages()).toEqual([1])
  })

  test('are looked for on the other pages only when these are fewer than the single reads they save', async () => {
    const few = upstream(() => itemsTo(450))
    expect(idsOf(await few.list().find(['1', '200', '400']))).toEqual([1, 200, 400])
    expect(few.pages()).toEqual([1, 2, 3])

    const many = upstream(() => itemsTo(600))
    expect(idsOf(await many.list().find(['1', '200', '400']))).toEqual([1])
    expect(many.pages()).toEqual([1])
  })

  test('are looked for without holding the others: a page goes when it has been looked through', async () => {
    const items: WeakRef<Item>[] = []
    const { fetchPage } = upstream(() => itemsTo(600))
    const { promise: isOver, resolve: end } = Promise.withResolvers<void>()
    const watched = async (wanted: Wanted) => {
      if (wanted.page === 4) await isOver
      const page = await fetchPage(wanted)
      items.push(...page.items.map((item) => new WeakRef(item)))
      return page
    }
    const list = numberedList({ fetchPage: watched, idOf: ({ id }: Item) => String(id), concurrency: 1 })
    const found = list.find(['1', '200', '400', '600'])
    await vi.waitFor(() => expect(items).toHaveLength(450))
    await collectGarbage()
    expect(items.flatMap((item) => item.deref()?.id ?? [])).toEqual([1, 200, 400])
    end()
    expect(idsOf(await found)).toEqual([1, 200, 400, 600])
  })

  test('are not looked for on pages that nobody counted', async () => {
    const { list, pages } = upstream(() => itemsTo(600), { counts: false })
    expect(idsOf(await list().find(['1', '200']))).toEqual([1])
    expect(pages()).toEqual([1])
  })
})

import { InvalidInputError } from '../errors.ts'
import { type Page, pageNumber, recordsOf } from './pages.ts'
import { readEach } from './read-many.ts'

/**
 * Page sizes to ask for, best first. 150 is the largest that is documented anywhere (OpenAPI 2.14, GET /conversations); for lists that page by
 * number no limit is published, so a list that refuses the first size as invalid is asked with the second.
 */
const pageSizes = [150, 50] as const

type Ways<Item> = {
  fetchPage: (wanted: { page: number; perPage: number }) => Promise<Page<Item>>
  idOf: (item: Item) => string
  /** Calls at the same time. */
  concurrency: number
}

/** What stays of an item while the rest of its list is read. */
type Taken<Kept> = { id: string; kept: Kept | undefined }
type Opening<Kept> = { page: Page<Taken<Kept>>; perPage: number }

/**
 * A list that pages by number and that we want whole, or many items of: articles, collections. Its first page says how many there are, so
 * the others are read side by side. Of each page only what is wanted stays in memory: a list may be larger than that.
 */
export function numberedList<Item>({ fetchPage, idOf, concurrency }: Ways<Item>) {
  function reading<Kept>(take: (item: Item) => Kept | undefined) {
    async function fetchTaken(wanted: { page: number; perPage: number }): Promise<Page<Taken<Kept>>> {
      const page = await fetchPage(wanted)
      return { ...page, items: recordsOf(page.items).map((item) => ({ id: idOf(item), kept: take(item) })) }
    }

    async function open(): Promise<Opening<Kept>> {
      const [largest, smaller] = pageSizes
      try {
        return { page: await fetchTaken({ page: 1, perPage: largest }), perPage: largest }
      } catch (error) {
        if (!(error instanceof InvalidInputError)) throw error
        return { page: await fetchTaken({ page: 1, perPage: smaller }), perPage: smaller }
      }
    }

    async function readSideBySide(numbers: readonly number[], perPage: number): Promise<Page<Taken<Kept>>[]> {
      let failed = false
      const pages = await readEach(numbers.map(String), concurrency, async (number) => {
        if (failed) return [] // the failure of another page is already on its way to the caller
        try {
          return [await fetchTaken({ page: Number(number), perPage })]
        } catch (error) {
          failed = true
          throw error
        }
      })
      return pages.flat()
    }

    /** Everything, from its first page on. */
    async function finish({ page: first, perPage }: Opening<Kept>): Promise<Taken<Kept>[]> {
      const pages = [first, ...(await readSideBySide(numbersUpTo(pageCount(first)), perPage))]
      // an upstream that does not count, or a list that grew meanwhile; a page without news ends it, or it might never end
      let known = unique(pages.flatMap(({ items }) => items))
      for (let next = pages.at(-1)?.next ?? null; next !== null; next = pages.at(-1)!.next) {
        const page = await fetchTaken({ page: pageNumber(next)!, perPage })
        pages.push(page)
        const grown = unique([...known, ...page.items])
        if (grown.length === known.length) break
        known = grown
      }
      // the last changed come first: what changed while we read has moved from a page we had yet to read to one we had read
      const isWhole = known.length >= (pages.at(-1)?.totalCount ?? 0)
      return isWhole ? known : unique([...(await fetchTaken({ page: 1, perPage })).items, ...known])
    }

    return { open, finish }
  }

  return {
    /** Every item once, in upstream's order. */
    async all(): Promise<Item[]> {
      const { open, finish } = reading((item) => item)
      return keptOf(await finish(await open()))
    },
    /**
     * The items among these ids, as far as pages are cheaper than single reads: those on the first page, and on the others when there are
     * no more of them than ids still missing. What is not found may exist all the same.
     */
    async find(ids: readonly string[]): Promise<Item[]> {
      const wanted = new Set(ids)
      const { open, finish } = reading((item) => (wanted.has(idOf(item)) ? item : undefined))
      const opening = await open()
      const found = keptOf(unique(opening.page.items))
      const missing = wanted.size - found.length
      const pagesLeft = pageCount(opening.page) - 1
      return pagesLeft > 0 && pagesLeft <= missing ? keptOf(await finish(opening)) : found
    },
  }
}

function unique<Kept>(items: readonly Taken<Kept>[]): Taken<Kept>[] {
  const seen = new Set<string>()
  return items.filter(({ id }) => !seen.has(id) && seen.add(id))
}

const keptOf = <Kept>(items: readonly Taken<Kept>[]): Kept[] => items.flatMap(({ kept }) => kept ?? [])

/** By what the page holds, not by what was asked for: upstream may have served less. */
const pageCount = ({ items, next, totalCount }: Page<unknown>) =>
  next === null || items.length === 0 ? 1 : Math.ceil((totalCount ?? 0) / items.length)

/** 2, 3, ... */
const numbersUpTo = (last: number) => Array.from({ length: Math.max(0, last - 1) }, (_, index) => index + 2)

import { InvalidInputError } from '../errors.ts'
import type { Page } from './pages.ts'

/** One page of the search for `ids`; `after` is set when the page before had a next one. */
export type FetchChunk<Item> = (chunk: { ids: readonly string[]; perPage: number; after: string | null }) => Promise<Page<Item>>

/** What searching came to: what was found, in no order, and for each id whose search failed, or was not begun after that, why. */
export type Searched<Item> = { items: Item[]; failures: ReadonlyMap<string, Error> }

/**
 * Everything that searches by `id IN [...]` find for `ids`, in no order, without what they do not find. Never rejects.
 *
 * A chunk is asked with a page as large as itself, so that one call holds its answer; a next page is followed all the same. How many values
 * `IN` takes is nowhere documented: a chunk that is refused as invalid is asked again in halves, and a single id that is refused fails. After a
 * failure nothing more is begun: the ids of that chunk and of those that were still waiting fail by it, what other chunks answer stays found.
 *
 * @param options.size ids per call
 * @param options.concurrency calls at the same time
 */
export async function inChunks<Item>(
  ids: readonly string[],
  { size, concurrency }: { size: number; concurrency: number },
  fetchChunk: FetchChunk<Item>,
): Promise<Searched<Item>> {
  const waiting: (readonly string[])[] = []
  for (let start = 0; start < ids.length; start += size) waiting.push(ids.slice(start, start + size))
  const items: Item[] = []
  const failures = new Map<string, Error>()
  const worker = async () => {
    for (let chunk = waiting.shift(); chunk; chunk = waiting.shift()) {
      try {
        items.push(...(await wholeChunk(chunk, fetchChunk)))
      } catch (error) {
        if (error instanceof InvalidInputError && chunk.length > 1 && failures.size === 0) {
          // next in line, one after the other: the first single id that is refused ends it, after a few calls
          const half = Math.ceil(chunk.length / 2)
          waiting.unshift(chunk.slice(0, half), chunk.slice(half))
        } else {
          for (const id of [chunk, ...waiting.splice(0)].flat()) failures.set(id, error as Error)
        }
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, waiting.length) }, worker))
  return { items, failures }
}

async function wholeChunk<Item>(ids: readonly string[], fetchChunk: FetchChunk<Item>): Promise<Item[]> {
  const items: Item[] = []
  let after: string | null = null
  do {
    const page: Page<Item> = await fetchChunk({ ids, perPage: ids.length, after })
    items.push(...page.items)
    // a page without items ends it: a cursor that never does would be followed forever
    after = page.items.length === 0 ? null : page.next
  } while (after !== null && items.length < ids.length)
  return items
}

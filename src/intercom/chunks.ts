import { InvalidInputError } from '../errors.ts'
import type { Page } from './pages.ts'

/** One page of the search for `ids`; `after` is set when the page before had a next one. */
export type FetchChunk<Item> = (chunk: { ids: readonly string[]; perPage: number; after: string | null }) => Promise<Page<Item>>

/**
 * Everything that searches by `id IN [...]` find for `ids`, in no order, without what they do not find.
 *
 * A chunk is asked with a page as large as itself, so that one call holds its answer; a next page is followed all the same. How many values
 * `IN` takes is nowhere documented: a chunk that is refused as invalid is asked again in halves, and a single id that is refused fails.
 *
 * @param options.size ids per call
 * @param options.concurrency calls at the same time
 */
export async function inChunks<Item>(
  ids: readonly string[],
  { size, concurrency }: { size: number; concurrency: number },
  fetchChunk: FetchChunk<Item>,
): Promise<Item[]> {
  const chunks: (readonly string[])[] = []
  for (let start = 0; start < ids.length; start += size) chunks.push(ids.slice(start, start + size))
  const found: Item[][] = []
  let failed = false
  const worker = async () => {
    for (let chunk = chunks.shift(); chunk && !failed; chunk = chunks.shift()) {
      try {
        found.push(await wholeChunk(chunk, fetchChunk))
      } catch (error) {
        failed = true // the others start nothing more
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, chunks.length) }, worker))
  return found.flat()
}

async function wholeChunk<Item>(ids: readonly string[], fetchChunk: FetchChunk<Item>): Promise<Item[]> {
  try {
    const items: Item[] = []
    let after: string | null = null
    do {
      const page: Page<Item> = await fetchChunk({ ids, perPage: ids.length, after })
      items.push(...page.items)
      // a page without items ends it: a cursor that never does would be followed forever
      after = page.items.length === 0 ? null : page.next
    } while (after !== null && items.length < ids.length)
    return items
  } catch (error) {
    if (!(error instanceof InvalidInputError) || ids.length === 1) throw error
    // one after the other: the first single id that is refused ends it, after a few calls
    const half = Math.ceil(ids.length / 2)
    return [...(await wholeChunk(ids.slice(0, half), fetchChunk)), ...(await wholeChunk(ids.slice(half), fetchChunk))]
  }
}

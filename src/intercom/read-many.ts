import { NotFoundError } from '../errors.ts'
import { inChunks } from './chunks.ts'
import type { Page } from './pages.ts'
import { idIn, searchRequest } from './search.ts'

/** What reading one id came to: the record and how it was found, where it went, nothing there, or its failure. */
export type ReadOne<Wire> = { wire: Wire; source: 'read' | 'search' } | { movedTo: string } | null | Error

type Ways<Wire> = {
  idOf: (wire: Wire) => string
  /** One page of a search. */
  search: (request: ReturnType<typeof searchRequest>) => Promise<Page<Wire>>
  /** One by its id. */
  read: (id: string) => Promise<Wire | undefined>
  /** Ids per search. */
  batchSize: number
  /** Calls at the same time. */
  concurrency: number
  /** Ids that must not come from a search. */
  readById: ReadonlySet<string>
}

/**
 * Reads many records of a kind that can be searched by id, at the fewest calls: one search per `batchSize`, and one read for each id that the
 * search does not return (merged, or too new for its index). A single id is read: that has no index lag, and a proper 404.
 *
 * Aligned with the ids. A search that fails is the failure of the ids in it: reading them one by one would answer a failure with a storm.
 */
export async function readMany<Wire>(ids: readonly string[], ways: Ways<Wire>): Promise<ReadOne<Wire>[]> {
  const { idOf, search, read, batchSize, concurrency, readById } = ways
  const searchable = ids.filter((id) => !readById.has(id))
  const found = new Map<string, ReadOne<Wire>>()
  if (searchable.length > 1) {
    const { items, failures } = await inChunks(searchable, { size: batchSize, concurrency }, (chunk) =>
      search(searchRequest(idIn(chunk.ids), { perPage: chunk.perPage, after: chunk.after })),
    )
    for (const [id, error] of failures) found.set(id, error)
    for (const wire of items) if (wire) found.set(idOf(wire), { wire, source: 'search' })
  }
  const missing = ids.filter((id) => !found.has(id))
  await readEach(missing, concurrency, async (id) => void found.set(id, await readOne(id, read)))
  return ids.map((id) => found.get(id)!)
}

/** One by its id, as what it came to. Never rejects. */
export async function readOne<Wire>(id: string, read: (id: string) => Promise<Wire | undefined>): Promise<ReadOne<Wire>> {
  try {
    const wire = await read(id)
    return wire === undefined ? null : { wire, source: 'read' }
  } catch (error) {
    if (error instanceof NotFoundError) return error.movedTo === undefined ? null : { movedTo: error.movedTo }
    return error as Error
  }
}

/** One by its id, for whoever has to know how it is now; null when it is gone. Rejects when it cannot be read. */
export async function readNow<Wire>(id: string, read: (id: string) => Promise<Wire | undefined>): Promise<Wire | null> {
  const found = await readOne(id, read)
  if (found instanceof Error) throw found
  return found && 'wire' in found ? found.wire : null
}

/** For kinds that can only be read one by one; so many at the same time. */
export async function readEach<Result>(
  ids: readonly string[],
  concurrency: number,
  read: (id: string) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  const worker = async () => {
    for (let at = next++; at < ids.length; at = next++) results[at] = await read(ids[at]!)
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, ids.length) }, worker))
  return results
}

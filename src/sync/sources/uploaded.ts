import type { Collections, EntryChange } from '../../storage/collections.ts'
import { type Source, SourceError, type SourceItem } from './source.ts'

/** So many items are read at a time, and written. */
const batchItems = 100
/** Items are written when they come to this many characters, too. */
const batchCharacters = 1_000_000

/** Keys in the order of the items; behind them stands how many there are, as the last that is written. */
const keyOf = (index: number) => String(index).padStart(12, '0')
const endKey = 'end'

/**
 * Keeps what was sent, as it comes, in a collection that holds nothing yet. Resolves with the count of items when the last one is durable. Rejects when
 * the items break off or cannot be kept: then nothing is kept.
 */
export async function keepUploaded(collections: Collections, name: string, items: AsyncIterable<SourceItem>): Promise<number> {
  let count = 0
  let characters = 0
  let batch: EntryChange[] = []
  const flush = async () => {
    await collections.write(batch)
    batch = []
    characters = 0
  }
  try {
    for await (const item of items) {
      const value = JSON.stringify(item)
      batch.push({ collection: name, key: keyOf(count++), value })
      characters += value.length
      if (batch.length >= batchItems || characters >= batchCharacters) await flush()
    }
    batch.push({ collection: name, key: endKey, value: String(count) })
    await flush()
    return count
  } catch (error) {
    // what is left has no end, and is not read
    await collections.drop(name).catch(() => {})
    throw error
  }
}

/** Whether it is there, to its end. */
export const isKept = async (collections: Collections, name: string): Promise<boolean> =>
  (await collections.getMany(name, [endKey]))[0] !== undefined

/** What `keepUploaded` kept, as often as it is read, while the collection is there. */
export function uploadedSource(collections: Collections, name: string): Source {
  return {
    columns: async () => null,
    async *read() {
      let after: string | null = null
      for (let count = 0; ; ) {
        const entries = await collections.list(name, { after, limit: batchItems })
        for (const { key, value } of entries) {
          if (key === endKey && Number(value) === count) return
          if (key !== keyOf(count)) throw isGone()
          count += 1
          after = key
          yield JSON.parse(value)
        }
        if (entries.length === 0) throw isGone()
      }
    },
  }
}

// read as if there were no more, it would say of all others that they are gone from the CRM
const isGone = () => new SourceError('What was sent is not there as a whole: it did not come whole, or its time is over. Send it again.')

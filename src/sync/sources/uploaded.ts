import type { Collections } from '../../storage/collections.ts'
import type { Source, SourceItem } from './source.ts'

/** Items that are written, or read, at once. */
const pageSize = 200

const placeOf = (count: number) => String(count).padStart(12, '0')

/** Keeps records that were sent to the gateway, in their order. All of them are durable when it resolves, with how many there are. */
export async function keepUploaded(collections: Collections, collection: string, items: AsyncIterable<SourceItem>): Promise<number> {
  let count = 0
  let page: SourceItem[] = []
  const write = async () => {
    const first = count - page.length
    await collections.write(page.map((item, at) => ({ collection, key: placeOf(first + at), value: JSON.stringify(item) })))
    page = []
  }
  for await (const item of items) {
    page.push(item)
    count++
    if (page.length === pageSize) await write()
  }
  if (page.length > 0) await write()
  return count
}

/** The records that `keepUploaded` has kept. */
export function uploadedSource(collections: Collections, collection: string): Source {
  return {
    columns: async () => null,
    async *read() {
      for (let after: string | null = null; ; ) {
        const page: Awaited<ReturnType<Collections['list']>> = await collections.list(collection, { after, limit: pageSize })
        for (const { value } of page) yield JSON.parse(value) as SourceItem
        if (page.length < pageSize) return
        after = page.at(-1)!.key
      }
    },
  }
}

import { expect, test } from 'vitest'
import { UpstreamError } from '../../../src/errors.ts'
import { readMany } from '../../../src/intercom/read-many.ts'

type Thing = { id: string }
type Search = Parameters<typeof readMany<Thing>>[1]['search']

const ids = (count: number) => Array.from({ length: count }, (_, i) => `id${i}`)
const askedFor = (request: Parameters<Search>[0]) => (request.query as unknown as { value: string[] }).value
const page = (items: Thing[]) => ({ items, next: null, totalCount: null, perPage: null })

/** Reads in searches of two, two at the same time; what the search leaves out is read by id. */
const read = (asked: readonly string[], search: Search) => {
  const reads: string[] = []
  const ways = {
    idOf: ({ id }: Thing) => id,
    search,
    read: async (id: string) => {
      reads.push(id)
      return { id }
    },
    batchSize: 2,
    concurrency: 2,
    readById: new Set<string>(),
  }
  return readMany(asked, ways).then((found) => ({ found, reads }))
}

test('what a search leaves out is read by itself', async () => {
  const { found, reads } = await read(ids(4), async (request) => page(askedFor(request).flatMap((id) => (id === 'id2' ? [] : { id }))))
  expect(found.map((one) => one && 'source' in one && one.source)).toEqual(['search', 'search', 'read', 'search'])
  expect(reads).toEqual(['id2'])
})

test('rows that are no records are passed over, and what they stood for is read by itself', async () => {
  const { found, reads } = await read(ids(2), async () => page([{ id: 'id0' }, null as unknown as Thing]))
  expect(found).toMatchObject([{ source: 'search' }, { source: 'read' }])
  expect(reads).toEqual(['id1'])
})

test('a search that fails is the failure of its ids and of those not begun, not of what another one found', async () => {
  const { found, reads } = await read(ids(6), async (request) => {
    if (askedFor(request).includes('id0')) throw new UpstreamError('UPSTREAM_ERROR', 'down')
    await new Promise((resolve) => setTimeout(resolve, 5))
    return page(askedFor(request).map((id) => ({ id })))
  })
  expect(found.map((one) => (one instanceof Error ? one.message : one && 'wire' in one && one.wire.id))).toEqual([
    ...['down', 'down', 'id2', 'id3', 'down', 'down'],
  ])
  expect(reads).toEqual([])
})

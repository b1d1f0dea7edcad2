import { expect, test } from 'vitest'
import { InvalidInputError, UpstreamError } from '../../../src/errors.ts'
import { type FetchChunk, inChunks } from '../../../src/intercom/chunks.ts'

const ids = (count: number) => Array.from({ length: count }, (_, i) => `id${i}`)
const page = (items: string[], next: string | null = null) => ({ items, next, totalCount: null, perPage: null })
const sorted = (items: string[]) => items.toSorted()

/** Answers with every id it is asked for, and remembers the chunks. */
function recorder(answer: FetchChunk<string> = async (chunk) => page([...chunk.ids])) {
  const asked: { count: number; perPage: number; after: string | null }[] = []
  const fetchChunk: FetchChunk<string> = (chunk) => {
    asked.push({ count: chunk.ids.length, perPage: chunk.perPage, after: chunk.after })
    return answer(chunk)
  }
  return { asked, fetchChunk }
}

test('ids are asked in chunks, each with a page of its own size', async () => {
  const { asked, fetchChunk } = recorder()
  const { items } = await inChunks(ids(120), { size: 50, concurrency: 1 }, fetchChunk)

  expect(sorted(items)).toEqual(sorted(ids(120)))
  expect(asked).toEqual([
    { count: 50, perPage: 50, after: null },
    { count: 50, perPage: 50, after: null },
    { count: 20, perPage: 20, after: null },
  ])
})

test('no ids are no call', async () => {
  const { asked, fetchChunk } = recorder()
  expect((await inChunks([], { size: 50, concurrency: 4 }, fetchChunk)).items).toEqual([])
  expect(asked).toEqual([])
})

test('chunks run side by side, so many and no more', async () => {
  let running = 0
  let most = 0
  const { fetchChunk } = recorder(async (chunk) => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setTimeout(resolve, 2))
    running--
    return page([...chunk.ids])
  })
  await inChunks(ids(20), { size: 2, concurrency: 3 }, fetchChunk)
  expect(most).toBe(3)
})

test('a next page that appears anyway is followed', async () => {
  const { asked, fetchChunk } = recorder(async ({ ids: [first, second], after }) => (after ? page([second!]) : page([first!], 'more')))
  expect((await inChunks(ids(2), { size: 50, concurrency: 1 }, fetchChunk)).items).toEqual(ids(2))
  expect(asked.map(({ after }) => after)).toEqual([null, 'more'])
})

test('a next page that never ends is not followed for ever', async () => {
  const empty = recorder(async () => page([], 'again'))
  expect((await inChunks(ids(3), { size: 50, concurrency: 1 }, empty.fetchChunk)).items).toEqual([])
  const repeating = recorder(async () => page(['id0'], 'again'))
  await inChunks(ids(3), { size: 50, concurrency: 1 }, repeating.fetchChunk)
  expect([empty.asked.length, repeating.asked.length]).toEqual([1, 3])
})

test('a chunk that Intercom refuses is asked again in halves', async () => {
  const { asked, fetchChunk } = recorder(async (chunk) => {
    if (chunk.ids.length > 15) throw new InvalidInputError('too many')
    return page([...chunk.ids])
  })
  expect(sorted((await inChunks(ids(50), { size: 50, concurrency: 2 }, fetchChunk)).items)).toEqual(sorted(ids(50)))
  expect(asked.map(({ count }) => count)).toEqual([50, 25, 13, 12, 25, 13, 12])
})

test('what is refused for another reason fails after a few calls, not after all', async () => {
  const { asked, fetchChunk } = recorder(async () => Promise.reject(new InvalidInputError('no such field')))
  const { failures } = await inChunks(ids(200), { size: 50, concurrency: 1 }, fetchChunk)
  expect([...failures.keys()].toSorted()).toEqual(sorted(ids(200)))
  expect(failures.get('id199')).toMatchObject({ message: 'no such field' })
  expect(asked.map(({ count }) => count)).toEqual([50, 25, 13, 7, 4, 2, 1])
})

test('any other failure is not answered with more calls', async () => {
  const { asked, fetchChunk } = recorder(async () => Promise.reject(new UpstreamError('UPSTREAM_ERROR', 'down')))
  const { items, failures } = await inChunks(ids(200), { size: 50, concurrency: 2 }, fetchChunk)
  expect([items, failures.size, failures.get('id199')]).toMatchObject([[], 200, { message: 'down' }])
  expect(asked).toHaveLength(2)
})

test('one chunk that fails is the failure of its own ids and of those not begun; what others find stays found', async () => {
  const { asked, fetchChunk } = recorder(async (chunk) => {
    if (chunk.ids[0] === 'id0') throw new UpstreamError('UPSTREAM_ERROR', 'down')
    await new Promise((resolve) => setTimeout(resolve, 5))
    return page([...chunk.ids])
  })
  const { items, failures } = await inChunks(ids(10), { size: 2, concurrency: 2 }, fetchChunk)
  expect(items).toEqual(['id2', 'id3'])
  expect([...failures.keys()]).toEqual(['id0', 'id1', 'id4', 'id5', 'id6', 'id7', 'id8', 'id9'])
  expect(asked).toHaveLength(2)
})

test('of a chunk that is asked again in halves, the half that was answered stays found', async () => {
  const { fetchChunk } = recorder(async ({ ids: some }) => {
    if (some.length > 2) throw new InvalidInputError('too many')
    if (some.includes('id3')) throw new UpstreamError('UPSTREAM_ERROR', 'down')
    return page([...some])
  })
  const { items, failures } = await inChunks(ids(4), { size: 50, concurrency: 1 }, fetchChunk)
  expect([items, [...failures.keys()]]).toEqual([
    ['id0', 'id1'],
    ['id2', 'id3'],
  ])
})

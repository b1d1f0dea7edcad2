import { expect, test } from 'vitest'
import type { Job } from '../../../src/jobs/job.ts'
import { createRecords } from '../../../src/jobs/records.ts'
import { createMemoryStorage } from '../../../src/storage/memory-store.ts'

const keptMs = 60_000
const idOf = (number: number) => number.toString(16).padStart(24, '0')

function openRecords() {
  let nowMs = 1_800_000_000_000
  const store = createMemoryStorage({ now: () => nowMs })
  const records = createRecords({ store, keptMs })
  async function add(number: number, createdAtMs = nowMs + number) {
    const job: Job = {
      ...{ __typename: 'Job', id: idOf(number), kind: 'test', caller: 'me', exclusive: null, status: 'QUEUED', createdAtMs },
      ...{ finishedAtMs: null, progress: { done: 0, total: null, failed: 0 }, pace: null, checkpoint: null, facts: null, result: null },
      ...{ errors: [], tries: 0, isCancelAsked: false, isPauseAsked: false, run: null },
    } as const
    await records.add(job, 'its input')
    await records.listKind(job)
  }
  return {
    ...{ store, records, add },
    wait(ms: number) {
      nowMs += ms
    },
    listed: async () => (await records.ofKind('test', { first: 2_000 })).jobs.map(({ id }) => Number.parseInt(id, 16)),
    entries: async () => JSON.parse((await store.get('jobs:kind:test'))!.value) as string[],
  }
}

test('a job is listed as long as it is kept, and its place behind it stays a place', async () => {
  const { records, add, wait, listed, entries } = openRecords()
  for (const number of [1, 2, 3, 4]) await add(number)
  const { after } = await records.ofKind('test', { first: 2 })
  for (const number of [1, 3]) await records.change(idOf(number), (job) => ({ ...job, status: 'SUCCEEDED' }))
  wait(keptMs + 1)
  expect(await records.ofKind('test', { first: 1, after })).toMatchObject({ jobs: [{ id: idOf(2) }], after: null })
  expect(await listed()).toEqual([4, 2])
  expect(await entries()).toHaveLength(2)
})

test('jobs of one instant have an order too', async () => {
  const { records, add } = openRecords()
  for (const number of [2, 3, 1]) await add(number, 5)
  const first = await records.ofKind('test', { first: 1 })
  const second = await records.ofKind('test', { first: 1, after: first.after })
  const third = await records.ofKind('test', { first: 1, after: second.after })
  expect([first, second, third].flatMap(({ jobs }) => jobs.map(({ id }) => id))).toEqual([3, 2, 1].map(idOf))
  expect(third.after).toBeNull()
})

test('the last thousand of a kind are listed, by when they were asked for', async () => {
  const { add, listed } = openRecords()
  for (let number = 1_001; number > 0; number--) await add(number)
  const found = await listed()
  expect([found.length, found[0], found.at(-1)]).toEqual([1_000, 1_001, 2])
})

test('any number of callers may write the same list', async () => {
  const { add, listed } = openRecords()
  await Promise.all(Array.from({ length: 100 }, (_, number) => add(number)))
  expect(await listed()).toHaveLength(100)
})

test('what is paused keeps its input for as long as itself', async () => {
  const { records, add, wait } = openRecords()
  const day = 86_400_000
  await add(1)
  wait(29 * day)
  await records.change(idOf(1), (job) => ({ ...job, status: 'PAUSED' }))
  await records.keepInput(idOf(1))
  wait(29 * day)
  expect([(await records.read(idOf(1)))?.status, await records.input(idOf(1))]).toEqual(['PAUSED', 'its input'])
})

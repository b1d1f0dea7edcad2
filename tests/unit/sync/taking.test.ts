import { expect, test } from 'vitest'
import { UpstreamError } from '../../../src/errors.ts'
import { createSqliteFile } from '../../../src/storage/sqlite-store.ts'
import { plansOf } from '../../../src/sync/plans.ts'
import type { SourceItem } from '../../../src/sync/sources/source.ts'
import { uploadedSource } from '../../../src/sync/sources/uploaded.ts'
import type { PlanAsked } from '../../../src/sync/sync.ts'
import { createTaking } from '../../../src/sync/taking.ts'

/** Where records are taken that nobody plans: `asked` is what plans were asked for. */
function aHouse() {
  const file = createSqliteFile({ dataDir: null, now: Date.now })
  const store = file.storageOf('w')
  const collections = file.collectionsOf('w')
  const plans = plansOf({ store, collections, planMs: 60_000, now: Date.now })
  const asked: PlanAsked[] = []
  const failures: Error[] = []
  /** Where the records lie of which the plan has failed. */
  const refused: string[] = []
  const take = createTaking({
    ...{ store, collections, plans, keepMs: 60_000 },
    async plan(wish) {
      const failure = failures.shift()
      if (failure) {
        refused.push(wish.upload ?? '')
        throw failure
      }
      asked.push(wish)
      const { id = '', sync } = wish
      return (
        (await plans.get(id)) ?? plans.begin({ id, sync, direction: 'CRM_TO_INTERCOM', mode: 'records', fingerprint: '', isPartial: false })
      )
    },
  })
  async function kept(upload: string | null | undefined) {
    const items: SourceItem[] = []
    for await (const item of uploadedSource(collections, upload ?? '').read()) items.push(item)
    return items.map(({ place }) => place.row)
  }
  return { take, asked, failures, refused, plans, kept, [Symbol.asyncDispose]: () => file.dispose() }
}

async function* records(count: number, { end }: { end?: Error } = {}): AsyncGenerator<SourceItem> {
  for (let row = 1; row <= count; row++) yield { place: { row }, record: { id: row } }
  if (end) throw end
}
const common = { sync: 'crm', caller: 'somebody' }

test('records are kept to the last before they are planned, and not at all when they break off', async () => {
  await using house = aHouse()
  const { plan, count } = await house.take({ ...common, items: records(450), mode: 'whole', isUnreviewed: false })
  expect(house.asked).toEqual([{ ...common, id: plan.id, mode: 'whole', upload: `sync:upload:${plan.id}`, isUnreviewed: false }])
  expect([count, await house.kept(house.asked[0]!.upload)]).toEqual([450, Array.from({ length: 450 }, (_, at) => at + 1)])
  await expect(house.take({ ...common, items: records(450, { end: new Error('The line is cut.') }) })).rejects.toThrow('The line is cut.')
  expect(house.asked).toHaveLength(1)
})

test('of many with one key one is planned, and the records of the others are not kept', async () => {
  await using house = aHouse()
  const taken = await Promise.all([1, 2, 3].map((count) => house.take({ ...common, key: 'k', items: records(count) })))
  expect(new Set(taken.map(({ plan, count }) => `${plan.id} ${count}`)).size).toBe(1)
  const { upload } = house.asked[0]!
  expect(new Set(house.asked.map((wish) => wish.upload))).toEqual(new Set([upload]))
  expect(await house.kept(upload)).toHaveLength(taken[0]!.count)
})

test('a plan that could not be asked for is asked for by a repetition, of the records that came first', async () => {
  await using house = aHouse()
  house.failures.push(new UpstreamError('UPSTREAM_UNREACHABLE', 'The store is away.', { retryable: true }))
  await expect(house.take({ ...common, key: 'k', items: records(3) })).rejects.toThrow('The store is away.')
  const again = await house.take({ ...common, key: 'k', items: records(0, { end: new Error('Nobody reads these.') }) })
  expect([again.count, await house.kept(house.asked[0]?.upload)]).toEqual([3, [1, 2, 3]])
})

test("a key that is known asks for nothing once its plan is ready, is refused for another wish, and is its caller's and its sync's alone", async () => {
  await using house = aHouse()
  const { plan } = await house.take({ ...common, key: 'k', items: records(1) })
  await house.plans.change(plan.id, (made) => ({ ...made, isReady: true }))
  expect((await house.take({ ...common, key: 'k', items: records(9) })).plan.id).toBe(plan.id)
  expect(house.asked).toHaveLength(1)
  await expect(house.take({ ...common, key: 'k', items: records(1), isUnreviewed: false })).rejects.toMatchObject({ code: 'INVALID' })
  await expect(house.take({ ...common, key: 'k', items: records(1), mode: 'whole' })).rejects.toMatchObject({ code: 'INVALID' })
  for (const other of [{ caller: 'another' }, { sync: 'another' }])
    expect((await house.take({ ...common, ...other, key: 'k', items: records(1) })).plan.id).not.toBe(plan.id)
})

test('what is not planned is not kept, unless it can be asked for again by its key', async () => {
  await using house = aHouse()
  const full = () => new UpstreamError('UPSTREAM_UNREACHABLE', 'Nobody plans.', { retryable: true })
  const tried: (string | undefined)[] = []
  for (const key of [undefined, 'k']) {
    house.failures.push(full())
    await expect(house.take({ ...common, key, items: records(1) })).rejects.toThrow('Nobody plans.')
    tried.push(house.refused.at(-1))
  }
  await expect(house.kept(tried[0])).rejects.toThrow('What was sent is not there')
  expect(await house.kept(tried[1])).toEqual([1])
})

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRedis, type RedisLink } from '../../../src/changes/redis.ts'
import { createLocalLedger } from '../../../src/intercom/local-ledger.ts'
import { createSharedLedger } from '../../../src/intercom/shared-ledger.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'
import { ledgerContract, reportOf, waiting } from './ledger-contract.ts'

let server: RedisServer
let redis: RedisLink
beforeAll(async () => {
  server = await startRedis()
  // slower than a machine that runs many tests at once may be
  redis = createRedis({ url: server.url, name: 'test', timeoutMs: 2_000, say: { info: () => {}, warn: () => {} } })
  await redis.ready(5_000)
})
afterAll(async () => {
  await redis.dispose()
  await server.kill()
})

let workspaces = 0
/** Processes that share a budget of their own. */
const processes = (...names: string[]) => {
  const workspace = `w${workspaces++}`
  return names.map((process) => createSharedLedger({ redis, workspace, token: 'a-token', process }))
}
const pair = () => processes('a', 'b') as [ReturnType<typeof createSharedLedger>, ReturnType<typeof createSharedLedger>]

describe('as every ledger', () => ledgerContract(() => processes('a')[0]!))

test('to one process it says what the process would have said to itself', async () => {
  const local = createLocalLedger({ share: () => 1, ceiling: () => Number.POSITIVE_INFINITY })
  const some = fc.integer({ min: 0, max: 60 })
  const part = fc.integer({ min: 0, max: 8 }).map((eighths) => eighths / 8)
  const fiveOf = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.array(arbitrary, { minLength: 5, maxLength: 5 })
  const facts = {
    out: some,
    carried: some,
    spent: some,
    used: some,
    spare: some,
    needs: fiveOf(some),
    room: some,
    held: fiveOf(part),
  }
  await fc.assert(
    fc.asyncProperty(fc.record({ ...facts, limit: fc.option(fc.integer({ min: 1, max: 200 })) }), async (given) => {
      const report = reportOf(given)
      expect(await processes('a')[0]!.settle(report)).toEqual(await local.settle(report))
    }),
    { numRuns: 300 },
  )
})

test('what one process is granted another is not', async () => {
  const [a, b] = pair()
  expect(await a.settle(reportOf(waiting(70, 0, 0, 0, 0)))).toMatchObject({ granted: [70, 0, 0, 0, 0], remaining: 30 })
  expect(await b.settle(reportOf(waiting(70, 0, 0, 0, 0)))).toMatchObject({ granted: [30, 0, 0, 0, 0], processes: 2 })
})

test('what one gives back, another may have; a report that is repeated changes nothing', async () => {
  const [a, b] = pair()
  await a.settle(reportOf(waiting(100, 0, 0, 0, 0)))
  await a.settle(reportOf({ out: 60, spent: 10, used: 10 }))
  await a.settle(reportOf({ out: 60, spent: 10, used: 10 }))
  expect(await b.settle(reportOf(waiting(100, 0, 0, 0, 0)))).toMatchObject({ granted: [30, 0, 0, 0, 0] })
})

test('the most that any answer told is true for all, and so is the limit', async () => {
  const [a, b] = pair()
  await a.settle(reportOf({ limit: 80, spent: 40, used: 40 }))
  await b.settle(reportOf({ limit: null, spent: 0, used: 10 }))
  expect(await b.settle(reportOf({ ...waiting(99, 0, 0, 0, 0), limit: null }))).toMatchObject({ limit: 80, granted: [40, 0, 0, 0, 0] })
})

test('the next window begins with what was told in the one before, less what is still under way from it', async () => {
  const [a, b] = pair()
  await a.settle(reportOf({ window: 1, limit: 80, out: 15 }))
  expect(await b.settle(reportOf({ ...waiting(99, 0, 0, 0, 0), window: 2, limit: null }))).toMatchObject({
    limit: 80,
    granted: [65, 0, 0, 0, 0],
  })
  // the eleven that came back to a before the window ended
  await a.settle(reportOf({ window: 2, limit: 80, carried: 4 }))
  expect(await b.settle(reportOf({ ...waiting(99, 0, 0, 0, 0), window: 2, limit: null, out: 65 }))).toMatchObject({
    granted: [11, 0, 0, 0, 0],
  })
})

test('callers of a lane wait for those before them in other processes, and share with their own kind', async () => {
  const [a, b] = pair()
  await a.settle(reportOf({ needs: [95, 0, 40, 0, 0] }))
  expect(await b.settle(reportOf({ ...waiting(0, 0, 0, 0, 40) }))).toMatchObject({ granted: [0, 0, 0, 0, 0], others: [95, 0, 40, 0, 0] })
  expect(await b.settle(reportOf({ ...waiting(95, 0, 0, 0, 0) }))).toMatchObject({ granted: [50, 0, 0, 0, 0] })
})

test('one that is told to stay away closes for all, until the time is over', async () => {
  const [a, b] = pair()
  await a.settle(reportOf({ closeForMs: 300 }))
  const closed = await b.settle(reportOf({ ...waiting(1, 1, 0, 0, 0), spare: 4 }))
  expect(closed).toMatchObject({ granted: [0, 0, 0, 0, 0], spare: 0 })
  expect(closed.closedForMs).toBeGreaterThan(0)
  // a shorter closure takes nothing away from a longer one
  await b.settle(reportOf({ closeForMs: 1 }))
  expect((await b.settle(reportOf({}))).closedForMs).toBeGreaterThan(50)
  await expect.poll(async () => (await b.settle(reportOf({}))).closedForMs).toBe(0)
  expect(await b.settle(reportOf(waiting(1, 1, 0, 0, 0)))).toMatchObject({ granted: [1, 1, 0, 0, 0] })
})

test('a process that is heard of no more is forgotten, with the callers that waited in it', async () => {
  const [a, b] = pair()
  const windowMs = 100
  await a.settle(reportOf({ windowMs, needs: [95, 0, 0, 0, 0] }))
  expect(await b.settle(reportOf({ windowMs }))).toMatchObject({ processes: 2 })
  await expect.poll(async () => (await b.settle(reportOf({ windowMs }))).processes).toBe(1)
})

test('callers of a process that has gone silent keep nobody waiting', async () => {
  const [a, b] = pair()
  const windowMs = 4_000
  await a.settle(reportOf({ windowMs, needs: [100, 0, 0, 0, 0] }))
  const backfill = () => b.settle(reportOf({ windowMs, ...waiting(0, 0, 0, 0, 10) }))
  expect(await backfill()).toMatchObject({ granted: [0, 0, 0, 0, 0] })
  await expect.poll(async () => (await backfill()).granted.at(-1)).toBe(10)
})

test('workspaces, and the apps of one workspace, have budgets of their own', async () => {
  const ledgers = [
    { workspace: 'first', token: 'one' },
    { workspace: 'second', token: 'one' },
    { workspace: 'first', token: 'other' },
  ].map((whose) => createSharedLedger({ redis, process: 'a', ...whose }))
  await ledgers[0]?.settle(reportOf({ ...waiting(100, 0, 0, 0, 0), limit: 80 }))
  for (const ledger of ledgers.slice(1)) {
    expect(await ledger.settle(reportOf(waiting(100, 0, 0, 0, 0)))).toMatchObject({ limit: 100, granted: [100, 0, 0, 0, 0] })
  }
  expect(String(await server.command('KEYS', '{first}*'))).not.toMatch(/one|other/)
})

test('nothing of it stays in Redis', async () => {
  const workspace = 'passing'
  const ledger = createSharedLedger({ redis, workspace, token: 'a-token', process: 'a' })
  await ledger.settle(reportOf({ windowMs: 50, out: 5, carried: 3, closeForMs: 50 }))
  await expect.poll(() => server.command('KEYS', `{${workspace}}*`)).toEqual([])
})

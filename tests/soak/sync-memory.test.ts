import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { crmPeople, operate, perSecond, writeCrm } from '../support/large-sync.ts'
import { type MemoryUse, memoryTold } from '../support/memory-use.ts'
import { startSyncGateway } from '../support/processes.ts'
import { aWorld } from '../unit/sandbox/small-world.ts'

const count = Number(process.env.SOAK_RECORDS ?? 100_000)
const megabyte = 1_048_576
/**
 * From the first fifth on nothing grows but what the cache knows of the last 100,000 records that changed, some hundred bytes of each; and what Node.js has not
 * given back yet.
 */
const mostGrowth = { heap: 48 * megabyte, resident: 96 * megabyte }

const median = (all: readonly number[]) => [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)] ?? Number.NaN

/** By how much more is held in the last fifth of a time than in the second. */
function growth(told: readonly MemoryUse[], fromMs: number, toMs: number) {
  const between = (from: number, to: number) =>
    told.filter(({ atMs }) => atMs >= fromMs + from * (toMs - fromMs) && atMs <= fromMs + to * (toMs - fromMs))
  const [early, late] = [between(0.2, 0.4), between(0.8, 1)]
  const of = (what: 'heapBytes' | 'residentBytes') => median(late.map((one) => one[what])) - median(early.map((one) => one[what]))
  return { heap: of('heapBytes'), resident: of('residentBytes'), samples: Math.min(early.length, late.length) }
}

test(`a sync of ${count} holds no more at its end than after a fifth, and what it shows of itself is true`, {
  timeout: 3_600_000,
}, async () => {
  await using parts = new AsyncDisposableStack()
  using crm = writeCrm(crmPeople(count, { accounts: [] }))
  const sandbox = parts.use(await startSandbox({ world: aWorld({}) }))
  const env = { ...crm.env, DATA_DIR: crm.folder('data'), INTERCOM_WORKSPACE_ID: sandbox.world.workspace.id_code }
  const gateway = parts.use(
    await startSyncGateway(sandbox.url, { ...env, MEMORY_FILE: crm.at('memory'), COLLECTS: 'true', HOLDS_LITTLE: 'true' }),
  )
  const { beginPlan, planOf, beginRun, runOf } = operate(gateway)
  const atRandom = () => delay(Math.random() * 1_500)

  const planFromMs = Date.now()
  const id = await beginPlan()
  const looked: number[] = []
  for (let plan = await planOf(id); plan.status !== 'SUCCEEDED'; plan = await planOf(id)) {
    expect(['QUEUED', 'RUNNING']).toContain(plan.status)
    looked.push(plan.progress.done)
    await atRandom()
  }
  const planToMs = Date.now()

  const total = count + 2
  const run = await beginRun(id)
  const runFromMs = Date.now()
  const shown: { done: number; has: number }[] = []
  let half: { atMs: number; etaMs: number } | undefined
  let over = await runOf(run)
  for (; over.status !== 'SUCCEEDED'; over = await runOf(run)) {
    expect(['QUEUED', 'RUNNING']).toContain(over.status)
    const { done, eta } = over.progress
    shown.push({ done, has: sandbox.world.contacts.size + sandbox.world.data_attributes.size })
    if (!half && eta && done >= total / 2) half = { atMs: Date.now(), etaMs: new Date(eta).getTime() }
    if (over.progress.total !== null) expect(over.progress.total).toBe(total)
    await atRandom()
  }
  const endedMs = new Date(over.finishedAt ?? Number.NaN).getTime()

  const told = memoryTold(crm.at('memory'))
  const grown = { planning: growth(told, planFromMs, planToMs), applying: growth(told, runFromMs, endedMs) }
  const took = half && { expected: half.etaMs - half.atMs, real: endedMs - half.atMs }
  const inMegabytes = ({ heap, resident, samples }: ReturnType<typeof growth>) =>
    `heap ${Math.round(heap / megabyte)} MB, resident ${Math.round(resident / megabyte)} MB (${samples} samples)`
  const most = Math.round(Math.max(...told.map(({ residentBytes }) => residentBytes)) / megabyte)
  console.log(`planned ${perSecond(count, planFromMs, planToMs)}/s, grown by ${inMegabytes(grown.planning)}`)
  console.log(`applied ${perSecond(total, runFromMs, endedMs)}/s, grown by ${inMegabytes(grown.applying)}; at most ${most} MB resident`)
  console.log(`half-way the rest was to take ${took?.expected} ms, and took ${took?.real} ms; looked at ${shown.length} times`)

  expect(over.progress).toMatchObject({ done: total, total, failed: 0 })
  expect(sandbox.world.contacts.size).toBe(count)
  expect(looked).toEqual([...looked].sort((one, other) => one - other))
  expect(Math.max(...looked)).toBeLessThanOrEqual(count)
  expect(shown.filter(({ done, has }) => done > has)).toEqual([])
  expect(shown.map(({ done }) => done)).toEqual(shown.map(({ done }) => done).sort((one, other) => one - other))
  expect(took!.expected / took!.real).toBeGreaterThan(0.5)
  expect(took!.expected / took!.real).toBeLessThan(2)
  for (const { heap, resident } of [grown.planning, grown.applying]) {
    expect(heap).toBeLessThan(mostGrowth.heap)
    expect(resident).toBeLessThan(mostGrowth.resident)
  }
})

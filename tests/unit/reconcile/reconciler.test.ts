import { expect, test, vi } from 'vitest'
import type { Change } from '../../../src/changes/change.ts'
import { createMemoryLog } from '../../../src/changes/memory-log.ts'
import { currentScope } from '../../../src/monitoring/request-scope.ts'
import { createCoverage } from '../../../src/reconcile/coverage.ts'
import { createMemoryMarks } from '../../../src/reconcile/memory-marks.ts'
import { type PassOptions, reconcileKind } from '../../../src/reconcile/pass.ts'
import type { FoundRecord, Rechecked, Reconciled } from '../../../src/reconcile/reconciled.ts'
import { createReconciler } from '../../../src/reconcile/reconciler.ts'
import { changesConfig } from '../../support/house.ts'

const say = { info: vi.fn(), warn: vi.fn() }
const startedAtMs = 1_000_000_000
const limits = { maxLength: 1_000, retentionSeconds: 86_400, dedupeSeconds: 86_400, payloadSeconds: 0, payloadMaxBytes: 1 }
const createLog = () => createMemoryLog({ ...changesConfig, ...limits, now: () => startedAtMs, say })
const at = (secondsBefore: number) => new Date(startedAtMs - secondsBefore * 1000)

const found = (id: string, secondsBefore: number): FoundRecord => ({
  ...{ id, createdAt: new Date(0), updatedAt: at(secondsBefore), item: { id } },
})

type Upstream = { listed?: FoundRecord[]; kept?: Record<string, Rechecked | Error>; onList?: () => void }

const rowOf = ({ listed = [], kept = {}, onList }: Upstream): Reconciled => ({
  kind: 'thing',
  async *updatedSince() {
    onList?.()
    yield listed
  },
  keptIds: async () => new Set(Object.keys(kept)),
  recheck: async (ids) => ids.map((id) => kept[id] ?? { state: 'same' }),
  created: ({ item }) => ({ topic: 'thing.created', item }),
  changed: ({ item }) => ({ topic: 'thing.updated', as: 'thing.seen', item }),
  gone: (id) => ({ topic: 'thing.deleted', item: { id } }),
})

const judge = (topic: string, { id }: { readonly [name: string]: unknown }) => ({
  ...{ about: [{ type: 'thing', id: String(id) }], facts: {}, forget: [`${topic}:${id}`], erase: [], moves: [] },
})

const told = async (log: ReturnType<typeof createLog>) =>
  (await log.read('', 100)).entries.map(({ change: { topic, origin, about } }) => [topic, origin, about[0]?.id])

const pass = (log: ReturnType<typeof createLog>, upstream: Upstream, options: Partial<PassOptions> = {}) =>
  reconcileKind(rowOf(upstream), {
    ...{ log, judge, sinceMs: startedAtMs - 600_000, settleMs: 60_000, maxRecords: 100, say, signal: new AbortController().signal },
    ...options,
  })

const announce = (log: ReturnType<typeof createLog>, id: string, secondsBefore: number) => {
  const change: Change = {
    topic: 'thing.seen',
    origin: 'WEBHOOK',
    occurredAt: at(secondsBefore),
    about: [{ type: 'thing', id }],
    forget: [],
    erase: [],
  }
  return log.append(change)
}

test('what was changed and not announced so late is told once; what was announced, or was changed a moment ago, is not', async () => {
  const log = createLog()
  await announce(log, 'announced', 100)
  await announce(log, 'changed again', 200)
  const listed = [found('announced', 100), found('changed again', 100), found('missed', 300), found('just now', 10), found('long ago', 900)]
  expect(await pass(log, { listed })).toMatchObject({ listed: 4, told: 2 })
  expect((await told(log)).slice(2)).toEqual([
    ['thing.updated', 'RECONCILED', 'changed again'],
    ['thing.updated', 'RECONCILED', 'missed'],
  ])
  expect(await pass(log, { listed })).toMatchObject({ told: 0 })
})

test('a record that is new, and of which nothing was told, is told as new', async () => {
  const log = createLog()
  await pass(log, { listed: [{ ...found('new', 100), createdAt: at(100) }] })
  expect(await told(log)).toEqual([['thing.created', 'RECONCILED', 'new']])
})

test('copies that are as Intercom has them are not told; those that are not, or of what is gone, are, by the rule of a topic of Intercom', async () => {
  const log = createLog()
  const kept = { same: { state: 'same' }, other: { state: 'changed', found: found('other', 5) }, gone: { state: 'gone' } } as const
  expect(await pass(log, { kept })).toEqual({ listed: 0, rechecked: 3, told: 2, failed: 0, isCut: false })
  expect(await told(log)).toEqual([
    ['thing.updated', 'RECONCILED', 'other'],
    ['thing.deleted', 'RECONCILED', 'gone'],
  ])
  expect((await log.read('', 100)).entries[0]?.change.forget).toEqual(['thing.seen:other'])
})

test('one copy that cannot be read leaves the others; when none can, the pass fails', async () => {
  const kept = { broken: new Error('500'), gone: { state: 'gone' } } as const
  expect(await pass(createLog(), { kept })).toMatchObject({ failed: 1, told: 1 })
  await expect(pass(createLog(), { kept: { broken: new Error('500') } })).rejects.toThrow('500')
})

test('what is due is reconciled in the lane of enrichment, and is due no more', async () => {
  const [log, marks] = [createLog(), createMemoryMarks()]
  const lanes: (string | undefined)[] = []
  await marks.addDue(['thing'], { sinceMs: startedAtMs - 600_000, untilMs: startedAtMs - 300_000, notBeforeMs: 0 })
  const config = {
    ...{ everySeconds: 0, beatSeconds: 1, downtimeSeconds: 30, quietAfterSeconds: 900, settleSeconds: 60, maxRecords: 100 },
  }
  const coverage = createCoverage({ relying: new Map(), follows: () => false, marks, config, now: () => startedAtMs })
  const reconciler = createReconciler({
    ...{ log, marks, judge, coverage, config, say, indexLagMs: 1_000, retentionSeconds: 86_400, canHear: true },
    rows: [rowOf({ listed: [found('missed', 400)], onList: () => lanes.push(currentScope()?.lane) })],
  })
  await vi.waitFor(async () => expect((await marks.due()).size).toBe(0))
  await reconciler.dispose()
  expect(lanes).toEqual(['enrichment'])
  expect(await told(log)).toEqual([['thing.updated', 'RECONCILED', 'missed']])
})

test('what lies nearer to the pass than the search may be behind stays due until it can be seen', async () => {
  const [log, marks] = [createLog(), createMemoryMarks()]
  await marks.addDue(['thing'], { sinceMs: startedAtMs - 600_000, untilMs: startedAtMs, notBeforeMs: 0 })
  const config = {
    ...{ everySeconds: 0, beatSeconds: 1, downtimeSeconds: 30, quietAfterSeconds: 900, settleSeconds: 60, maxRecords: 100 },
  }
  const coverage = createCoverage({ relying: new Map(), follows: () => false, marks, config, now: () => startedAtMs })
  const reconciler = createReconciler({
    ...{ log, marks, judge, coverage, config, say, indexLagMs: 300_000, retentionSeconds: 86_400, canHear: true, rows: [rowOf({})] },
  })
  const left = { sinceMs: startedAtMs - 300_000, untilMs: startedAtMs, notBeforeMs: startedAtMs + 300_000 }
  await vi.waitFor(async () => expect((await marks.due()).get('thing')).toEqual(left))
  await reconciler.dispose()
})

test('a topic that came often and does not any more is quiet; one that comes rarely, or never came, is not', async () => {
  let nowMs = startedAtMs
  const marks = createMemoryMarks()
  const relying = new Map(['thing.seen', 'thing.rare', 'thing.never'].map((topic) => [topic, ['thing']]))
  const coverage = createCoverage({
    relying,
    follows: () => true,
    marks,
    config: { quietAfterSeconds: 900, beatSeconds: 5 },
    now: () => nowMs,
  })
  coverage.saw('thing.rare')
  for (let minute = 0; minute < 10; minute++) {
    coverage.saw('thing.seen')
    nowMs += 60_000
  }
  coverage.saw('thing.rare')
  await coverage.share()
  const statuses = () => coverage.report().map(({ topic, status }) => [topic, status])
  expect(statuses()).toEqual([
    ['thing.seen', 'SEEN'],
    ['thing.rare', 'SEEN'],
    ['thing.never', 'NEVER'],
  ])
  expect(coverage.quiet().size).toBe(0)
  nowMs += 1_000_000
  await coverage.share()
  expect(statuses()).toEqual([
    ['thing.seen', 'QUIET'],
    ['thing.rare', 'SEEN'],
    ['thing.never', 'NEVER'],
  ])
  expect([...coverage.quiet()]).toEqual([['thing', startedAtMs + 9 * 60_000]])
  expect(coverage.report()[0]?.neededBy).toEqual(['copies of thing records', 'subscriptions to thing records'])
})

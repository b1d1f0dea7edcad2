import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EntityKind } from '../../../src/cache/entities.ts'
import { createRequestScope, runInScope } from '../../../src/monitoring/request-scope.ts'
import { changeOf, type Process, startAlone, startOnRedis } from '../../support/house.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'

let server: RedisServer
let workspaces = 0
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server[Symbol.asyncDispose]())

type Row = { id: string; version: number }
type Step =
  | { what: 'read'; by: number; ids: string[] }
  | { what: 'page'; by: number; ids: string[] }
  | { what: 'change'; by: number; ids: string[] }
  | { what: 'answer'; which: number }
  | { what: 'pause'; turns: number }

const ids = fc.uniqueArray(fc.constantFrom('1', '2', '3'), { minLength: 1 })
const by = fc.nat({ max: 1 })
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ what: fc.constant('read' as const), by, ids }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('page' as const), by, ids }) },
    { weight: 3, arbitrary: fc.record({ what: fc.constant('change' as const), by, ids }) },
    { weight: 4, arbitrary: fc.record({ what: fc.constant('answer' as const), which: fc.nat() }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('pause' as const), turns: fc.integer({ min: 1, max: 6 }) }) },
  ),
  { minLength: 5, maxLength: 40 },
)

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/**
 * Plays the steps on these processes. Upstream answers what was true when it was asked, as late and in whatever order the steps say. Answers
 * every read that was shown something older than the last Change that had been appended before the read began.
 */
async function play(script: readonly Step[], processes: readonly Process[]) {
  const truth = new Map(['1', '2', '3'].map((id) => [id, 0]))
  const appended = new Map(truth)
  const unanswered: (() => void)[] = []
  const tooOld: string[] = []
  const running: Promise<void>[] = []

  const later = <T>(answer: T) => new Promise<T>((resolve) => void unanswered.push(() => resolve(answer)))
  const rowOf = (id: string): Row => ({ id, version: truth.get(id) ?? -1 })
  const kind: EntityKind<Row, Row> = {
    kind: 'row',
    idOf: (row) => row.id,
    fromWire: (row) => row,
    fetch: (asked) => later(asked.map((id) => ({ wire: rowOf(id), source: 'read' }))),
  }
  const caches = processes.map(({ cache }) => {
    const rows = cache.entities(kind)
    return { cache, rows, pages: cache.pages(rows, { scope: 'rows' }) }
  })

  async function read({ what, by: process, ids: asked }: Step & { what: 'read' | 'page' }) {
    const house = caches[process % caches.length] as (typeof caches)[number]
    const least = new Map(appended)
    await runInScope(createRequestScope('read'), async () => {
      await house.cache.fence()
      const fetch = () => later({ items: asked.map(rowOf), next: null, totalCount: null })
      const shown = what === 'read' ? await house.rows.getMany(asked) : (await house.pages.get(asked.join(), fetch)).items
      for (const [index, row] of shown.entries()) {
        const id = asked[index] as string
        const isRight = row && !(row instanceof Error) && row.id === id && row.version >= (least.get(id) ?? 0)
        if (!isRight) tooOld.push(`${what} of ${id} showed ${JSON.stringify(row)} after ${least.get(id)}`)
      }
    })
  }

  for (const step of script) {
    if (step.what === 'read' || step.what === 'page') running.push(read(step))
    if (step.what === 'pause') await turns(step.turns)
    if (step.what === 'answer') unanswered.splice(step.which % (unanswered.length || 1), 1)[0]?.()
    if (step.what === 'change') {
      const versions = step.ids.map((id) => [id, (truth.get(id) ?? 0) + 1] as const)
      for (const [id, version] of versions) truth.set(id, version)
      const house = processes[step.by % processes.length] as Process
      await house.log.append(changeOf(step.ids.map((id) => `row:${id}`)))
      for (const [id, version] of versions) appended.set(id, version)
    }
  }
  let isOver = false
  const over = Promise.all(running).then(() => {
    isOver = true
  })
  while (!isOver) {
    for (const answer of unanswered.splice(0)) answer()
    await turns(1)
  }
  await over
  return tooOld
}

describe('never older than the last Change appended before the read began, whatever comes between', () => {
  test('in one process', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(steps, async (script) => {
        await using house = startAlone()
        expect(await play(script, [house])).toEqual([])
      }),
      { numRuns: 400 },
    ),
  )

  test('in two processes on one Redis', { timeout: 120_000 }, async () => {
    const workspace = `w${++workspaces}`
    const processes = await Promise.all([startOnRedis(server.url, { workspace }), startOnRedis(server.url, { workspace })])
    let runs = 0
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        // what a run leaves behind is only what a next one would find anyway: everything is overtaken before it starts
        await processes[runs++ % 2]?.log.append(changeOf(['row:1', 'row:2', 'row:3', 'scope/rows'], { erase: true }))
        expect(await play(script, processes)).toEqual([])
      }),
      { numRuns: 150 },
    )
    await Promise.all(processes.map((house) => house.dispose()))
  })
})

describe('100,000 keys asked by two callers at once', () => {
  const kind = (): EntityKind<Row, Row> => ({
    kind: 'row',
    idOf: (row) => row.id,
    fromWire: (row) => ({ ...row }),
    fetch: async (asked) => asked.map((id) => ({ wire: { id, version: Number(id) * 3 }, source: 'read' })),
  })
  const houses: [string, () => Promise<Process>][] = [
    ['alone', async () => startAlone()],
    ['on Redis', () => startOnRedis(server.url, { workspace: `w${++workspaces}`, config: { redisTimeoutMs: 1_000 } })],
  ]

  test.each(houses)('no answer is under another key, cold or warm, %s', { timeout: 60_000 }, async (_, open) => {
    await using house = await open()
    const rows = house.cache.entities(kind())
    const all = Array.from({ length: 100_000 }, (_, index) => `${index}`)
    const shuffled = all.toSorted((a, b) => ((Number(a) * 7_919) % 100_003) - ((Number(b) * 7_919) % 100_003))
    let wrong = 0
    async function caller(keys: readonly string[], pageSize: number) {
      for (let from = 0; from < keys.length; from += pageSize) {
        const page = keys.slice(from, from + pageSize)
        const answers = await rows.getMany(page)
        answers.forEach((row, index) => {
          if (!row || row instanceof Error || row.id !== page[index] || row.version !== Number(row.id) * 3) wrong++
        })
      }
    }
    for (let round = 0; round < 2; round++) await Promise.all([caller(all, 250), caller(shuffled, 170)])
    expect(wrong).toBe(0)
  })
})

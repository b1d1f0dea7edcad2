import { setTimeout as delay } from 'node:timers/promises'
import { print } from 'graphql'
import { expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { createAsker } from '../support/asker.ts'
import * as documents from '../support/generated/graphql.ts'
import { crmPeople, operate, writeCrm } from '../support/large-sync.ts'
import { memoryTold } from '../support/memory-use.ts'
import { startSyncGateway } from '../support/processes.ts'
import { startRedis } from '../support/redis.ts'
import { startLoad } from '../support/steady-load.ts'

/** Of each, with and without the sync; in turns, so that whatever else a machine does befalls both. */
const rounds = Math.max(1, Math.round(Number(process.env.SOAK_SECONDS ?? 100) / 20))
const roundSeconds = 10
const windowMs = 10_000
/** As an app of ten thousand calls a minute has. */
const perWindow = 1_667
const contacts = 3_000

const percentile = (all: readonly number[], share: number) =>
  [...all].sort((one, other) => one - other)[Math.floor(all.length * share)] ?? 0

test.each(['DATA_DIR', 'REDIS_URL'] as const)(
  `${rounds * roundSeconds} s of queries beside a large sync are answered as fast as as many without it, and Intercom refuses nothing (%s)`,
  async (variable) => {
    await using parts = new AsyncDisposableStack()
    using crm = writeCrm(crmPeople(20_000))
    const sandbox = parts.use(await startSandbox({ contacts, conversations: 1_000, latencyMs: 20, rateLimit: { perWindow, windowMs } }))
    const kept = variable === 'DATA_DIR' ? crm.folder('data') : parts.use(await startRedis()).url
    const env = { ...crm.env, [variable]: kept, INTERCOM_WORKSPACE_ID: sandbox.world.workspace.id_code, MEMORY_FILE: crm.at('memory') }
    const gateway = parts.use(await startSyncGateway(sandbox.url, env))
    const asker = parts.use(createAsker(gateway.url))
    const ids = [...sandbox.world.contacts.values()].map(({ id }) => id)
    const queries = [
      // a contact that was not asked for before, most of the time
      (nth: number) => asker.data(print(documents.ContactDocument), { by: { intercomId: ids[(nth * 7_919) % ids.length] } }),
      (nth: number) => asker.data(print(documents.ContactListDocument), { first: 20, filter: { name: { contains: `p${nth % 977}` } } }),
      (nth: number) =>
        asker.data(print(documents.ConversationListDocument), { first: 20, filter: { updatedAt: { after: new Date(nth * 86_400_000) } } }),
      () => asker.data(print(documents.ReferenceDataDocument), {}),
    ]
    let took: number[] = []
    const load = startLoad({
      perSecond: 20,
      async ask(nth) {
        const startedAtMs = performance.now()
        await queries[nth % queries.length]!(nth)
        took.push(performance.now() - startedAtMs)
      },
    })
    async function measured(into: number[]) {
      took = []
      await delay(roundSeconds * 1_000)
      into.push(...took)
    }

    await measured([])
    const before: number[] = []
    await measured(before)
    const { beginPlan, planned, beginRun, runOf, pause, resume } = operate(gateway)
    const run = await beginRun((await planned(await beginPlan())).id)
    const [beside, without]: number[][] = [[], []]
    let done = 0
    for (let round = 0; round < rounds; round++) {
      await resume(run)
      const from = (await runOf(run)).progress.done
      await measured(beside!)
      done += (await runOf(run)).progress.done - from
      await pause(run)
      await measured(without!)
    }
    const { failures } = await load.stop()
    const told = (all: readonly number[]) => [0.5, 0.95, 0.99].map((share) => Math.round(percentile(all, share))).join(', ')
    const pauses = memoryTold(crm.at('memory')).map(({ longestPauseMs }) => longestPauseMs)
    console.log(`${variable}: p50, p95, p99 in ms: before ${told(before)}; in turns with ${told(beside!)}, without ${told(without!)}`)
    console.log(
      `${variable}: the sync wrote ${Math.round(done / rounds / roundSeconds)}/s; longest pause of each 2 s in ms: ${told(pauses)}`,
    )

    expect([...new Set(failures)].slice(0, 3)).toEqual([])
    expect(sandbox.log.filter(({ status }) => status === 429)).toEqual([])
    // of the 117 calls a second that are left to it
    expect(done / rounds / roundSeconds).toBeGreaterThan(40)
    expect(percentile(beside!, 0.95)).toBeLessThan(1.3 * percentile(without!, 0.95))
  },
)

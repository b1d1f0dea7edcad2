import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { type Fault, type FaultProxy, faults, isDone, type Passing, startFaultProxy } from './fault-proxy.ts'
import { startTestGateway } from './gateway.ts'

type World = Awaited<ReturnType<typeof startSandbox>>['world']

/** One thing to do, in a place of its own in the sandbox, so that what it did can be counted there. */
export type Deed = {
  /** Of one mutation; `errors` are asked for beside it. */
  field: string
  /** The one call to Intercom that may meet with a fault. */
  isMeant(call: Passing): boolean
  /** How often it was done, as Intercom has it. */
  effects(world: World): number
}

/** A mutation, as the table of faults has it. `prepare` finds, or makes, a place that no other run has. */
export type WriteRow = {
  mutation: string
  prepare(world: World, run: number): Deed
  /** What its answer is lost of is never found: it is unknowable, or searched in what is behind. */
  isNeverFound?: boolean
}

/** How many are on their way together, each in a place of its own. */
const atOnce = 40

type Payload = { errors: { __typename: string; code: string }[] }
type Told = 'done' | 'not done' | 'unknown'

const told = ({ errors }: Payload): Told =>
  errors.length === 0 ? 'done' : errors.some(({ code }) => code === 'OUTCOME_UNKNOWN') ? 'unknown' : 'not done'

/** A gateway that has little patience, behind a line that breaks when it is told to. */
async function startFaultyHouse({ configure = (config) => config }: { configure?: (config: Config) => Config } = {}) {
  await using parts = new AsyncDisposableStack()
  const sandbox = parts.use(await startSandbox({ contacts: 200, conversations: 200 }))
  const proxy = parts.use(await startFaultProxy(sandbox.url))
  const gateway = parts.use(
    await startTestGateway({
      sandbox,
      env: { INTERCOM_BASE_URL: proxy.url, INTERCOM_VERSION: '2.16' },
      configure: (config) =>
        configure({
          ...config,
          // answers that stall keep their sockets; whoever looks is not to wait for one
          intercom: { ...config.intercom, timeoutMs: 2_000, maxRetries: 0, maxSockets: 64 },
          writes: { ...config.writes, lookTimeoutMs: 250 },
        }),
    }),
  )
  const opened = parts.move()
  return { sandbox, proxy, gateway, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

type House = { sandbox: { world: World }; proxy: FaultProxy; gateway: Awaited<ReturnType<typeof startTestGateway>> }

/**
 * Does a mutation so many times with each fault, half of them with a key and repeated with it. Whatever is told must be true in the sandbox, and nothing may be there
 * twice. Answers what was told, by fault.
 */
async function runFaults(house: House, row: WriteRow, times: number) {
  const { proxy, gateway, sandbox } = house
  const ask = async ({ field }: Deed, key: string | undefined) => {
    const marked = key === undefined ? `${field} {` : `${field} @idempotent(key: ${JSON.stringify(key)}) {`
    const { data, errors } = await gateway.query<{ it: Payload }>(`mutation { it: ${marked} errors { __typename code } } }`)
    expect([row.mutation, errors]).toEqual([row.mutation, undefined])
    return told(data!.it)
  }

  async function once(fault: Fault, run: number): Promise<Told> {
    const deed = row.prepare(sandbox.world, run)
    const key = run % 2 === 0 ? undefined : randomUUID()
    const before = deed.effects(sandbox.world)
    proxy.meet(fault, deed.isMeant)
    const first = await ask(deed, key)
    const check = (said: Told) => {
      const effects = deed.effects(sandbox.world) - before
      const isTrue = effects <= 1 && (said === 'unknown' || effects === (said === 'done' ? 1 : 0))
      expect({ mutation: row.mutation, fault, said, effects, isTrue }).toMatchObject({ isTrue: true })
    }
    check(first)
    if (key !== undefined && first !== 'not done') {
      const again = await ask(deed, key)
      check(again)
      if (first === 'done') expect([row.mutation, fault, again]).toEqual([row.mutation, fault, 'done'])
    }
    return first
  }

  const metBefore = proxy.met()
  const outcomes = new Map<Fault, Told[]>()
  for (const [at, fault] of faults.entries()) {
    const said: Told[] = []
    for (let from = 0; from < times; from += atOnce)
      said.push(
        ...(await Promise.all(Array.from({ length: Math.min(atOnce, times - from) }, (_, run) => once(fault, at * times + from + run)))),
      )
    outcomes.set(fault, said)
  }
  expect([row.mutation, proxy.met() - metBefore]).toEqual([row.mutation, times * faults.length])
  return outcomes
}

/** What must have been told of most: that it is done where it was, and never where it was not. A slow machine may leave some of it unknown. */
function expectMostFound(row: WriteRow, outcomes: ReadonlyMap<Fault, readonly Told[]>) {
  for (const [fault, all] of outcomes) {
    const found = all.filter((one) => one === 'done').length
    const isFound = isDone(fault) && !row.isNeverFound
    expect([row.mutation, fault, isFound ? found > 0 : found === 0]).toEqual([row.mutation, fault, true])
  }
}

/** The tests of one row's writes: `tests/integration/write-faults-<row>.test.ts`. @param times how often each meets with each fault */
export function itTellsTheTruth(rows: readonly WriteRow[], { times = 20 }: { times?: number } = {}): void {
  let house: Awaited<ReturnType<typeof startFaultyHouse>>
  beforeAll(async () => {
    house = await startFaultyHouse()
  })
  afterAll(() => house[Symbol.asyncDispose]())

  describe('whatever happens to its call, nothing is done twice, and what is told is true', () => {
    test.each(rows.map((row) => [row.mutation, row] as const))('of %s', { timeout: 60_000 + times * 6_000 }, async (_, row) => {
      expectMostFound(row, await runFaults(house, row, times))
    })
  })
}

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { type Fault, type FaultProxy, faults, isDone, type Passing, startFaultProxy } from './fault-proxy.ts'
import { startTestGateway } from './gateway.ts'

type World = Awaited<ReturnType<typeof startSandbox>>['world']

/** One thing to do, in a place of its own in the sandbox, so that what it did can be counted there. */
export type Deed = {
  /** A query that is asked before, so that the gateway knows of what it will change. */
  query?: string
  /** Of one mutation; `errors` are asked for beside it. */
  field: string
  /** The one call to Intercom that may meet with a fault. */
  isMeant(call: Passing): boolean
  /** How often it was done, as Intercom has it. */
  effects(world: World): number
  /** Takes away what it made, so that the sandbox is no larger after a thousand of them. */
  clear?(world: World): void
}

/** A mutation, as the table of faults has it. */
export type WriteRow = {
  mutation: string
  /** Finds, or makes, what is written to. @param place a number that no other deed has until this one is over, and less than the contacts and conversations there are */
  prepare(world: World, place: number): Deed
  /** What its answer is lost of is never found: it is unknowable, or searched in what is behind. */
  isNeverFound?: boolean
}

export type FaultTimes = {
  /** How often each mutation meets with each fault. @default 20 */
  times?: number
  /** How many deeds of a mutation are on their way together, each in a place of its own. @default 15 */
  atOnce?: number
  /** How many mutations are tried together: while the answers of one stall, the machine has time for another. @default 4 */
  mutationsAtOnce?: number
  /** How long the gateway waits for Intercom, in milliseconds: for as long as that an answer stalls. @default 2_500 */
  patienceMs?: number
  /** Told after every mutation. */
  onProgress?(sentence: string): void
}

type Payload = { errors: { __typename: string; code: string }[] }
type Told = 'done' | 'not done' | 'unknown'

const told = ({ errors }: Payload): Told =>
  errors.length === 0 ? 'done' : errors.some(({ code }) => code === 'OUTCOME_UNKNOWN') ? 'unknown' : 'not done'

/** A gateway that has little patience, and no limits but that, behind a line that breaks when it is told to. */
async function startFaultyHouse({ places, patienceMs }: { places: number; patienceMs: number }) {
  await using parts = new AsyncDisposableStack()
  const people = Math.max(100, places)
  const sandbox = parts.use(await startSandbox({ contacts: people, conversations: people }))
  const proxy = parts.use(await startFaultProxy(sandbox.url))
  const gateway = parts.use(
    await startTestGateway({
      sandbox,
      env: { INTERCOM_BASE_URL: proxy.url, INTERCOM_VERSION: '2.16' },
      configure: (config) => ({
        ...config,
        api: { ...config.api, requestsPerMinute: 0 },
        intercom: {
          ...config.intercom,
          ...{ timeoutMs: patienceMs, maxRetries: 0, budget: { ...config.intercom.budget, requestsPerMinute: 1_000_000 } },
          // answers that stall keep their sockets; whoever looks is not to wait for one
          maxSockets: places * 2,
        },
        writes: { ...config.writes, lookTimeoutMs: 250 },
      }),
    }),
  )
  const opened = parts.move()
  return { sandbox, proxy, gateway, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

type House = { sandbox: { world: World }; proxy: FaultProxy; gateway: Awaited<ReturnType<typeof startTestGateway>> }
type Asked = { fault: Fault; isKeyed: boolean }

/**
 * Does one deed, which meets the fault, and repeats it if it has a key. Whatever is told must be true in the sandbox, and nothing may be there, or sent, twice. A
 * machine that is too busy may give it up before it is sent, and that is true as well.
 */
async function doOnce(
  { proxy, gateway, sandbox: { world } }: House,
  { mutation, prepare }: WriteRow,
  { fault, isKeyed, place }: Asked & { place: number },
) {
  const { query, field, isMeant, effects, clear } = prepare(world, place)
  if (query !== undefined) expect([mutation, (await gateway.query(query)).errors]).toEqual([mutation, undefined])
  const before = effects(world)
  using meeting = proxy.meet(fault, isMeant)
  const key = isKeyed ? ` @idempotent(key: "${randomUUID()}")` : ''
  async function ask(): Promise<Told> {
    const { data, errors } = await gateway.query<{ it: Payload }>(`mutation { it: ${field}${key} { errors { __typename code } } }`)
    expect([mutation, errors]).toEqual([mutation, undefined])
    const said = told(data!.it)
    const done = effects(world) - before
    const isTrue = done <= 1 && (said === 'unknown' || done === (said === 'done' ? 1 : 0))
    const met = { mutation, fault, done, told: data!.it.errors.map(({ code }) => code) }
    expect({ ...met, isTrue, sentTwice: meeting.calls() > 1 }).toEqual({ ...met, isTrue: true, sentTwice: false })
    return said
  }
  const said = await ask()
  if (isKeyed && said !== 'not done') {
    const again = await ask()
    if (said === 'done') expect([mutation, fault, again]).toEqual([mutation, fault, 'done'])
  }
  clear?.(world)
  return meeting.calls() === 0 ? 'never sent' : said
}

/** Does a mutation so many times with each fault, half of them with a key and repeated with it. Answers what was told, by fault. */
async function runFaults(house: House, row: WriteRow, { times, places }: { times: number; places: readonly number[] }) {
  const outcomes = new Map<Fault, Told[]>(faults.map((fault) => [fault, []]))
  const asked: Asked[] = Array.from({ length: times }, (_, turn) => faults.map((fault) => ({ fault, isKeyed: turn % 2 === 1 }))).flat()
  const left = asked.values()
  let tries = 3 * asked.length
  async function work(place: number) {
    for (const one of left) {
      let said: Told | 'never sent' = 'never sent'
      while (said === 'never sent') {
        expect([row.mutation, --tries > 0]).toEqual([row.mutation, true])
        said = await doOnce(house, row, { ...one, place })
      }
      outcomes.get(one.fault)?.push(said)
    }
  }
  const works = await Promise.allSettled(places.map(work))
  for (const work of works) if (work.status === 'rejected') throw work.reason
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

/** The tests of some writes, such as one row's: `tests/integration/write-faults-<row>.test.ts`. */
export function itTellsTheTruth(
  rows: readonly WriteRow[],
  { times = 20, atOnce = 15, mutationsAtOnce = 4, patienceMs = 2_500, onProgress }: FaultTimes = {},
): void {
  vi.setConfig({ maxConcurrency: mutationsAtOnce })
  const freePlaces = Array.from({ length: mutationsAtOnce }, (_, lane) => Array.from({ length: atOnce }, (_, nth) => lane * atOnce + nth))
  let house: Awaited<ReturnType<typeof startFaultyHouse>>
  beforeAll(async () => {
    house = await startFaultyHouse({ places: mutationsAtOnce * atOnce, patienceMs })
  })
  afterAll(() => house[Symbol.asyncDispose]())

  describe('whatever happens to its call, nothing is done twice, and what is told is true', () => {
    test.concurrent.each(rows.map((row) => [row.mutation, row] as const))('of %s', { timeout: 60_000 + times * 6_000 }, async (_, row) => {
      const startedAtMs = performance.now()
      const places = freePlaces.pop()!
      const outcomes = await runFaults(house, row, { times, places }).finally(() => freePlaces.push(places))
      expectMostFound(row, outcomes)
      const seconds = Math.round((performance.now() - startedAtMs) / 1000)
      onProgress?.(`${row.mutation}: ${times} times each of ${outcomes.size} faults in ${seconds} s`)
    })
  })
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { startTestGateway } from '../support/gateway.ts'
import { startGatewayProcess } from '../support/processes.ts'
import { startRedis } from '../support/redis.ts'

const count = 64
/** Sent side by side: as many may be under way when a process is killed, or loses its Redis for longer than a moment. */
const atOnce = 8

type Job = { id: string; status: string; progress: { done: number; total: number; failed: number }; errors: object[] }
const fields = 'id status progress { done total failed } errors { code message path }'

async function ask<Data>(url: string, query: string, variables: object): Promise<Data> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
  const { data, errors } = (await response.json()) as { data: Data | null; errors?: object[] }
  if (!data) throw new Error(JSON.stringify(errors))
  return data
}

/** Of events without a time, so that their second is the one in which the batch was taken. */
function aBatch({ world }: Sandbox) {
  const contacts = [...world.contacts.keys()]
  return Array.from({ length: count }, (_, at) => ({ name: `did-${at}`, contact: { id: contacts[at % contacts.length] } }))
}

async function submit(url: string, sandbox: Sandbox): Promise<string> {
  const { it } = await ask<{ it: { job: Job } }>(
    url,
    `mutation ($input: [DataEventInput!]!) { it: dataEventTrackBatch(input: $input) { job { ${fields} } errors { message } } }`,
    { input: aBatch(sandbox) },
  )
  return it.job.id
}

const jobOf = async (url: string, id: string) =>
  (await ask<{ job: Job | null }>(url, `query ($id: ID!) { job(id: $id) { ${fields} } }`, { id })).job

const sentOf = ({ requests }: Sandbox) => requests.filter((call) => call === 'POST /events').length
const inTheMiddle = (sandbox: Sandbox) => expect.poll(() => sentOf(sandbox), { timeout: 30_000 }).toBeGreaterThan(3 * atOnce)

async function isDoneOnce(url: string, id: string, sandbox: Sandbox, mostCalls: number) {
  await expect.poll(async () => (await jobOf(url, id))?.status, { timeout: 60_000 }).toBe('SUCCEEDED')
  expect(await jobOf(url, id)).toMatchObject({ progress: { done: count, total: count, failed: 0 }, errors: [] })
  const names = [...sandbox.world.events.values()].map(({ event_name }) => event_name).filter((name) => name.startsWith('did-'))
  expect(names.toSorted()).toEqual(
    aBatch(sandbox)
      .map(({ name }) => name)
      .toSorted(),
  )
  expect(sentOf(sandbox)).toBeLessThanOrEqual(mostCalls)
}

const aDataDir = () => {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'gateway-jobs-'))
  return { DATA_DIR, [Symbol.dispose]: () => rmSync(DATA_DIR, { recursive: true }) }
}
const aSandbox = () => startSandbox({ contacts: 20, conversations: 0, latencyMs: 100 })

/** One process is killed in the middle, and another begins where its jobs are kept. */
async function goesOnElsewhere(env: Record<string, string>) {
  await using sandbox = await aSandbox()
  await using first = await startGatewayProcess(sandbox.url, env)
  const id = await submit(first.url, sandbox)
  await inTheMiddle(sandbox)
  await first.kill()
  expect(sentOf(sandbox)).toBeLessThan(count)
  await using second = await startGatewayProcess(sandbox.url, env)
  await isDoneOnce(second.url, id, sandbox, count + 2 * atOnce)
}

describe('a batch of events in the middle of which its process ends', () => {
  test('by SIGKILL goes on after the next start, and each event is there once', { timeout: 120_000 }, async () => {
    using folder = aDataDir()
    await goesOnElsewhere({ DATA_DIR: folder.DATA_DIR })
  })

  test('by SIGKILL goes on in another process that shares its Redis', { timeout: 120_000 }, async () => {
    await using redis = await startRedis()
    await goesOnElsewhere({ REDIS_URL: redis.url })
  })

  test('by a stop ends at its checkpoint in time, and nothing is sent twice', { timeout: 120_000 }, async () => {
    using folder = aDataDir()
    await using sandbox = await aSandbox()
    const env = { DATA_DIR: folder.DATA_DIR }
    const first = await startTestGateway({ sandbox, env })
    const id = await submit(first.url, sandbox)
    await inTheMiddle(sandbox)
    const stopsAtMs = Date.now()
    await first.dispose()
    expect(Date.now() - stopsAtMs).toBeLessThan(10_000)
    expect(sentOf(sandbox)).toBeLessThan(count)
    await using second = await startGatewayProcess(sandbox.url, env)
    await isDoneOnce(second.url, id, sandbox, count)
  })
})

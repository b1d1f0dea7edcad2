import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createAsker } from '../support/asker.ts'
import { launch } from '../support/child.ts'
import type { Flooded } from '../support/flood.ts'
import { startSandboxProcess, startUnmeteredGateway, usageOf } from '../support/processes.ts'
import { startLoad } from '../support/steady-load.ts'

/** In full, 100,000 requests however long they take; with SOAK_SECONDS, as many as go into that time. */
const requests = 100_000
const seconds = Number(process.env.SOAK_SECONDS ?? 3_600)
/** Before memory is compared: the caches are full, and the code is compiled. */
const warmUp = { requests: 12_000, seconds: Math.max(5, Math.min(120, seconds / 4)) }
const mayGrowBytes = 50 * 2 ** 20
/** The slowest twentieth of the other caller's answers, in each stretch of so many seconds. */
const mayTakeMs = 250
const stretchMs = 10_000

const question = '{ contacts(first: 20) { nodes { id name email owner { name } } } }'

const apiKey = 'a-key'
const production = {
  NODE_ENV: 'production',
  INTERCOM_CLIENT_SECRET: 'a-secret',
  GATEWAY_API_KEYS: `web:${createHash('sha256').update(apiKey).digest('hex')}:CONTACTS_READ`,
}
const houses: { as: string; env: Record<string, string>; keys: string[] }[] = [
  { as: 'development', env: {}, keys: [] },
  { as: 'production', env: production, keys: [apiKey] },
]

/** The p95 of each stretch in turn, in whole milliseconds; what is left at the end belongs to the last. */
function p95s(answers: readonly { atMs: number; tookMs: number }[]): number[] {
  const last = Math.max(0, Math.floor(Math.max(...answers.map(({ atMs }) => atMs)) / stretchMs) - 1)
  const stretches = Object.groupBy(answers, ({ atMs }) => Math.min(last, Math.floor(atMs / stretchMs)))
  return Object.values(stretches).map((stretch = []) => {
    const sorted = stretch.map(({ tookMs }) => tookMs).sort((a, b) => a - b)
    return Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN)
  })
}

const name = '100,000 hostile requests, as in $as: no 5xx, no crash, memory flat, and another caller is answered as if there were none'
test.each(houses)(name, { timeout: 4_000_000 }, async ({ as, env, keys }) => {
  await using sandbox = await startSandboxProcess()
  // a small heap, so that what is seen is what the gateway holds, and not what V8 has yet to clear away on a large machine
  await using gateway = await startUnmeteredGateway(sandbox.url, { ...env, NODE_OPTIONS: '--max-old-space-size=192' })
  await using asker = createAsker(gateway.url, { connections: 4, apiKey: keys[0] })
  const flood = async (most: number, forSeconds: number) => {
    await using child = launch(['tests/support/flood.ts', gateway.url, String(most), String(forSeconds), ...keys])
    const { code, stdout, stderr } = await child.ended
    if (code !== 0) throw new Error(stderr)
    return JSON.parse(stdout) as Flooded
  }

  const before = await flood(warmUp.requests, warmUp.seconds)
  expect(before.wrong).toEqual([])
  const { residentBytes } = await usageOf(gateway)

  const answers: { atMs: number; tookMs: number }[] = []
  const beganAtMs = performance.now()
  const load = startLoad({
    perSecond: 20,
    ask: async () => {
      const startedAtMs = performance.now()
      await asker.data(question)
      answers.push({ atMs: startedAtMs - beganAtMs, tookMs: performance.now() - startedAtMs })
    },
  })
  const flooded = await flood(requests, seconds)
  const { failures } = await load.stop()
  const grown = (await usageOf(gateway)).residentBytes - residentBytes
  const p95sMs = p95s(answers)
  console.log(
    `hostile, ${as}: ${flooded.sent} requests (${JSON.stringify(flooded.statuses)}); ${Math.round(grown / 2 ** 20)} MiB grown; ` +
      `another caller's p95 in each ${stretchMs / 1_000} s: ${p95sMs.join(', ')} ms; ${answers.length} answers`,
  )

  expect(flooded.wrong).toEqual([])
  expect(gateway.isRunning()).toBe(true)
  expect(gateway.errors()).toBe('')
  if (process.env.SOAK_SECONDS === undefined) expect(flooded.sent).toBe(requests)
  expect(failures).toEqual([])
  expect(grown).toBeLessThan(mayGrowBytes)
  expect(Math.max(...p95sMs)).toBeLessThan(mayTakeMs)
})

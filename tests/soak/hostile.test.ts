import { expect, test } from 'vitest'
import { createAsker } from '../support/asker.ts'
import { launch } from '../support/child.ts'
import type { Flooded } from '../support/flood.ts'
import { startGatewayProcess, startSandboxProcess, usageOf } from '../support/processes.ts'
import { startLoad } from '../support/steady-load.ts'

/** In full, 100,000 requests however long they take; with SOAK_SECONDS, as many as go into that time. */
const requests = 100_000
const seconds = Number(process.env.SOAK_SECONDS ?? 3_600)
/** Before memory is compared: the caches are full, and the code is compiled. */
const warmUp = { requests: 12_000, seconds: Math.max(5, Math.min(120, seconds / 4)) }
const mayGrowBytes = 50 * 2 ** 20
const mayTakeMs = 250

const question = '{ contacts(first: 20) { nodes { id name email owner { name } } } }'

const name = '100,000 hostile requests: no 5xx, no crash, memory flat, and another caller is answered as if there were none'
test(name, { timeout: 4_000_000 }, async () => {
  await using sandbox = await startSandboxProcess()
  // a small heap, so that what is seen is what the gateway holds, and not what V8 has yet to clear away on a large machine
  await using gateway = await startGatewayProcess(sandbox.url, { NODE_OPTIONS: '--max-old-space-size=192' })
  await using asker = createAsker(gateway.url, { connections: 4 })
  const flood = async (most: number, forSeconds: number) => {
    await using child = launch(['tests/support/flood.ts', gateway.url, String(most), String(forSeconds)])
    const { code, stdout, stderr } = await child.ended
    if (code !== 0) throw new Error(stderr)
    return JSON.parse(stdout) as Flooded
  }

  const before = await flood(warmUp.requests, warmUp.seconds)
  expect(before.wrong).toEqual([])
  const { residentBytes } = await usageOf(gateway)

  const tookMs: number[] = []
  const load = startLoad({
    perSecond: 20,
    ask: async () => {
      const startedAtMs = performance.now()
      await asker.data(question)
      tookMs.push(performance.now() - startedAtMs)
    },
  })
  const flooded = await flood(requests, seconds)
  const { failures } = await load.stop()
  const grown = (await usageOf(gateway)).residentBytes - residentBytes
  const p95Ms = tookMs.sort((a, b) => a - b)[Math.floor(tookMs.length * 0.95)] ?? Number.NaN
  console.log(
    `hostile: ${flooded.sent} requests (${JSON.stringify(flooded.statuses)}); ${Math.round(grown / 2 ** 20)} MiB grown; ` +
      `another caller's p95 ${Math.round(p95Ms)} ms of ${tookMs.length} answers`,
  )

  expect(flooded.wrong).toEqual([])
  expect(gateway.isRunning()).toBe(true)
  expect(gateway.errors()).toBe('')
  if (process.env.SOAK_SECONDS === undefined) expect(flooded.sent).toBe(requests)
  expect(failures).toEqual([])
  expect(grown).toBeLessThan(mayGrowBytes)
  expect(p95Ms).toBeLessThan(mayTakeMs)
})

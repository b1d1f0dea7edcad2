/**
 * `npm run bench`: the four operations, cold and warm, before a sandbox with the latency of a network, every answer checked; then what thousands
 * of subscribers are told.
 */
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { Command, Option } from 'commander'
import { startGatewayHost, startGatewayProcess, startPeer, startSandboxProcess, usageOf } from '../tests/support/processes.ts'
import findRedis from '../tests/support/setup.ts'
import { createAnswers } from './answers.ts'
import { fourOperations, type Operation } from './four-operations.ts'
import { loadOnce, measureCold, measureHerd, measureWarm, type Setting, throughputOf } from './measure.ts'
import { measureCache, measureSandbox, measureTransport } from './micro.ts'
import { type Floor, median, percentile, report } from './report.ts'
import { createRest } from './rest.ts'
import { reportStreams } from './streams/report.ts'
import { measureStreams } from './streams/streams.ts'
import { createTruth } from './truth.ts'
import { createUpstream } from './upstream.ts'

const names = ['contact', 'inbox', 'thread', 'help-center'] as const
const options = new Command('bench')
  .description('measure the four operations and streams; writes bench/results.md when all was measured')
  .option('--latency-ms <ms>', 'what the sandbox holds each answer back, as a network does', Number, 100)
  .option('--seconds <s>', 'how long each warm load lasts', Number, 3)
  .option('--samples <n>', 'cold samples of each operation', Number, 15)
  .option('--warm-ups <n>', 'cold questions before those that count, by which code is compiled', Number, 20)
  .option('--connections <n>', 'simultaneous connections of a warm load', Number, 16)
  .option('--callers <n>', 'how many ask the same cold question at the same moment', Number, 1000)
  .addOption(new Option('--only <name>', 'one operation, without streams').choices(names))
  .parse()
  .opts<{ latencyMs: number; seconds: number; samples: number; warmUps: number; connections: number; callers: number; only?: string }>()

const { latencyMs, seconds, samples, warmUps, connections, callers, only } = options
const say = (line: string) => process.stdout.write(`${line}\n`)

findRedis()
await using sandbox = await startSandboxProcess({ contacts: 2_000, conversations: 400 })
await using gatewayHost = await startGatewayHost(sandbox.url)
await using bytes = await startPeer('bench/peers/bytes.ts', {})
await using handwritten = await startPeer('bench/peers/handwritten.ts', { INTERCOM_BASE_URL: sandbox.url })
await using rest = createRest(sandbox.url)
const upstream = createUpstream(sandbox.url)
const truthOf = createTruth({ rest, answers: createAnswers(await rest.workspaceId()) })
const freshGateway = async () => (await fetch(gatewayHost.url, { method: 'POST' })).text()

const floors: Floor[] = []
const rows = []
const operations = (await fourOperations(rest)).filter(({ name }) => !only || name === only)
for (const operation of operations) rows.push(await measure(operation))

async function measure(operation: Operation) {
  say(`\n${operation.title}`)
  const setting: Setting = { operation, upstream, latencyMs, freshGateway, truthOf: ({ id }) => truthOf(operation.name, id) }
  const floor = (what: string, isMet: boolean) => {
    floors.push({ what: `${operation.title}: ${what}`, isMet })
    say(`  ${isMet ? 'ok  ' : 'FAIL'} ${what}`)
  }

  const cold = await measureCold(setting, samples, warmUps)
  const isExpected = ({ calls, hops }: (typeof cold.seen)[number]) => calls.join() === operation.calls.join() && hops <= operation.hops
  floor(`cold: ${operation.calls.join(', ')} in ${operation.hops} hops`, cold.seen.every(isExpected))
  const coldMs = median(cold.tookMs)
  const allowedMs = operation.hops * latencyMs + 15
  floor(`cold p50 ${coldMs.toFixed(1)} ms, at most ${allowedMs} ms`, coldMs <= allowedMs)

  const herd = await measureHerd(setting, callers)
  floor(`${callers} at once, cold: one set of calls`, herd.calls.join() === operation.calls.join())

  const warm = await measureWarm(setting, { seconds, connections })
  floor('warm: no calls, the same answer', warm.calls.length === 0)

  await fetch(bytes.url, { method: 'PUT', body: new Uint8Array(warm.answer) })
  const barePerSecond = await throughputOf(bytes.url, '/', { seconds, connections })
  const path = `/${operation.name}?cached&${new URLSearchParams(warm.variables)}`
  const handPerSecond = await throughputOf(handwritten.url, path, { seconds, connections })
  const overheadMs = cold.tookMs.map((ms) => ms - operation.hops * latencyMs)
  return {
    operation,
    coldMs,
    overheadP50Ms: median(overheadMs),
    overheadP95Ms: percentile(overheadMs, 0.95),
    warmP50Ms: median(warm.tookMs),
    warmP95Ms: percentile(warm.tookMs, 0.95),
    toBare: warm.perSecond / barePerSecond,
    toHandwritten: warm.perSecond / handPerSecond,
    answerBytes: warm.answer.length,
  }
}

/** Of a gateway as it is started, that has answered every operation under load. */
async function residentUnderLoad(): Promise<number> {
  await using gateway = await startGatewayProcess(sandbox.url)
  for (const operation of operations) {
    await loadOnce(gateway.url, operation, { seconds: Math.min(seconds, 2), connections })
  }
  return (await usageOf(gateway)).residentBytes
}

say('\nthe cache and the way to Intercom')
await upstream.setLatency(0)
const cache = await measureCache()
const transport = await measureTransport(sandbox.url)
const box = await measureSandbox()
const residentBytes = await residentUnderLoad()
const text = report({ options, rows, floors, cache, transport, box, residentBytes, node: process.version, cores: cpus().length })
say(`\n${text}`)
if (!only) {
  const streams = await measureStreams({ rest, intercomUrl: sandbox.url }, say)
  const told = reportStreams(streams)
  say(`\n${told}`)
  floors.push(...streams.floors)
  writeFileSync(new URL('results.md', import.meta.url), `${text}\n${told}`)
}
process.exitCode = floors.every(({ isMet }) => isMet) ? 0 : 1

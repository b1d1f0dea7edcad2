import type { Operation } from './four-operations.ts'

export type Floor = { what: string; isMet: boolean }

export type Row = {
  operation: Operation
  coldMs: number
  overheadP50Ms: number
  overheadP95Ms: number
  warmP50Ms: number
  warmP95Ms: number
  toBare: number
  toHandwritten: number
  answerBytes: number
}

type Results = {
  options: { latencyMs: number; seconds: number; samples: number; warmUps: number; connections: number; callers: number }
  rows: readonly Row[]
  floors: readonly Floor[]
  cache: { l1Us: number; l2Us: number; mgetUs: number }
  transport: { bareUs: number; oursUs: number; plainUs: number }
  box: { lastToFirst: number; soughtToScanned: number }
  residentBytes: number
  node: string
  cores: number
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number
}
export const median = (values: readonly number[]) => percentile(values, 0.5)

/** What was measured, in Markdown. */
export function report({ options, rows, floors, cache, transport, box, residentBytes, node, cores }: Results): string {
  const { latencyMs, seconds, samples, warmUps, connections, callers } = options
  const table = rows.map(
    (row) =>
      `| ${row.operation.title} | ${row.operation.calls.length} in ${row.operation.hops} | ${row.overheadP50Ms.toFixed(1)} / ${row.overheadP95Ms.toFixed(1)} | ${row.warmP50Ms.toFixed(1)} / ${row.warmP95Ms.toFixed(1)} | ${row.toBare.toFixed(2)} | ${row.toHandwritten.toFixed(2)} | ${(row.answerBytes / 1024).toFixed(1)} |`,
  )
  return `# Benchmark

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: Node ${node}, ${cores} cores shared by the load, the gateway, its peers and the sandbox.
Sandbox latency ${latencyMs} ms; ${samples} cold samples; warm loads of ${seconds} s over ${connections} connections; every answer checked against the
sandbox's REST API. Cold means empty caches in a process whose code is warm, by ${warmUps} such questions that do not count. Times hold for this machine and run only; ratios travel better.

| operation | calls in hops, cold | cold p50 / p95 less hops x latency, ms | warm p50 / p95, ms | warm throughput / bare node:http with the same bytes | warm throughput / hand-written handler over a plain Map | answer, KiB |
| --- | --- | --- | --- | --- | --- | --- |
${table.join('\n')}

The hand-written handler makes the same fewest calls and keeps what Intercom answered, parsed, for ever: no expiry, no sharing, no sanitising, no
GraphQL. Resident memory of a gateway process that has answered all of them under load: ${Math.round(residentBytes / 2 ** 20)} MiB.

| the cache and the way to Intercom | ratio |
| --- | --- |
| 50 records out of this process's memory : one bare MGET of the same bytes | 1 : ${(cache.mgetUs / cache.l1Us).toFixed(0)} (${cache.l1Us.toFixed(1)} µs : ${cache.mgetUs.toFixed(0)} µs) |
| 50 records out of Redis, generations checked, parsed and frozen : one bare MGET | ${(cache.l2Us / cache.mgetUs).toFixed(1)} : 1 |
| CPU of one page of 50 conversations: the SDK over the global fetch : over our transport | ${(transport.plainUs / transport.oursUs).toFixed(1)} : 1 |
| the same: the SDK over our transport : a bare pooled call, parsed | ${(transport.oursUs / transport.bareUs).toFixed(1)} : 1 |
| a sandbox of 100,000 contacts: its last pages : its first pages | ${box.lastToFirst.toFixed(1)} : 1 |
| the same: fifty contacts by their ids : a word in every name | 1 : ${(1 / box.soughtToScanned).toFixed(0)} |

${floors.map(({ what, isMet }) => `- ${isMet ? 'met' : 'NOT MET'}: ${what}`).join('\n')}

\`${callers} at once\` are identical questions on ${callers} connections before empty caches.
`
}

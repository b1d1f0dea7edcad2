import { appendFileSync, readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Bytes, and the longest that nothing else was done since the last look, in milliseconds. */
export type MemoryUse = { atMs: number; heapBytes: number; residentBytes: number; longestPauseMs: number }

const everyMs = 2_000

/** Says from now on what this process holds, as lines of JSON in a file. `collects`: after a collection, which is a pause by itself. */
export function tellMemory(file: string, { collects }: { collects: boolean }) {
  if (collects) setFlagsFromString('--expose-gc')
  const collect = collects ? (runInNewContext('gc') as () => void) : () => {}
  const pauses = monitorEventLoopDelay({ resolution: 5 })
  pauses.enable()
  setInterval(() => {
    const longestPauseMs = pauses.max / 1e6
    collect()
    const { heapUsed: heapBytes, rss: residentBytes } = process.memoryUsage()
    appendFileSync(file, `${JSON.stringify({ atMs: Date.now(), heapBytes, residentBytes, longestPauseMs } satisfies MemoryUse)}\n`)
    pauses.reset()
  }, everyMs).unref()
}

export const memoryTold = (file: string): MemoryUse[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as MemoryUse)

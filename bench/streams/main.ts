/** `npm run bench:streams`: what thousands of subscribers are told; writes that section of bench/results.md. */
import { readFileSync, writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { startSandboxProcess } from '../../tests/support/processes.ts'
import findRedis from '../../tests/support/setup.ts'
import { createRest } from '../rest.ts'
import { heading, reportStreams } from './report.ts'
import { measureStreams } from './streams.ts'

const { subscribers } = new Command('bench:streams')
  .description('measure what subscribers are told; writes that section of bench/results.md when there were 5,000')
  .option('--subscribers <n>', 'how many, in hundreds; fewer for a short look', Number, 5_000)
  .parse()
  .opts<{ subscribers: number }>()
const say = (line: string) => process.stdout.write(`${line}\n`)

findRedis()
await using sandbox = await startSandboxProcess({ contacts: 200, conversations: 400 })
await using rest = createRest(sandbox.url)
const streams = await measureStreams({ rest, intercomUrl: sandbox.url, subscribers }, say)
const text = reportStreams(streams)
say(`\n${text}`)
if (subscribers === 5_000) {
  const results = new URL('../results.md', import.meta.url)
  const [before = ''] = readFileSync(results, 'utf8').split(`\n${heading}`)
  writeFileSync(results, `${before}\n${text}`)
}
process.exitCode = streams.floors.every(({ isMet }) => isMet) ? 0 : 1

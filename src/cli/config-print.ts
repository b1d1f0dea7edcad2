import { Command } from 'commander'
import { type Setting, settingsOf } from './effective-config.ts'
import { configOrExplain } from './read-config.ts'
import { createScrub } from './secrets.ts'

/** `config print`: what a gateway that is started here and now would go by. */
export function configPrintCommand(): Command {
  return new Command('print')
    .description('show the configuration in force, each value with where it comes from; secrets are masked')
    .option('--json', 'for machines: by place, { "value", "from" }')
    .action(({ json }: { json?: boolean }) => {
      const config = configOrExplain(process.env)
      if (!config) return
      const settings = settingsOf(config, process.env)
      const text = json ? JSON.stringify(byPath(settings), null, 2) : columns(settings)
      process.stdout.write(`${createScrub(process.env)(text)}\n`)
    })
}

const shortValue = 26

const byPath = (settings: readonly Setting[]) => Object.fromEntries(settings.map(({ path, value, from }) => [path, { value, from }]))

function columns(settings: readonly Setting[]): string {
  const rows = settings.map(({ path, value, from }) => [path, value === null ? '(not set)' : JSON.stringify(value), from] as const)
  const width = Math.max(...rows.map(([path]) => path.length))
  // most values are short; the few that are not push their source to the right
  return rows.map(([path, value, from]) => `${path.padEnd(width)}  ${value.padEnd(shortValue)}  ${from}`).join('\n')
}

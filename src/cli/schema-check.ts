import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { Command } from 'commander'
import { printed, schemaFile } from './printed-schema.ts'
import { describeChanges } from './schema-changes.ts'

type Options = { file: string; against?: string; failOnBreaking?: boolean }

/** `schema check`: does the file say what the code says, and what would callers notice? */
export function schemaCheckCommand(): Command {
  return new Command('check')
    .description('fail when the printed schema is not what the code defines; name breaking and dangerous changes')
    .option('--file <path>', 'the printed schema', schemaFile)
    .option('--against <ref or file>', 'the earlier schema to compare with (default: the printed schema of the last commit)')
    .option('--fail-on-breaking', 'exit 1 when a change breaks callers')
    .action(async (options: Options) => {
      const { createSchema } = await import('../schema.ts')
      const now = printed(createSchema())
      const problems = [...driftOf(now, options.file), ...(await changesSince(options, now))]
      for (const problem of problems) process.stderr.write(`${problem}\n`)
      if (problems.length > 0) process.exitCode = 1
      else process.stdout.write(`${options.file} is what the code defines\n`)
    })
}

/** The first line where file and code part, or nothing. */
function driftOf(now: string, file: string): string[] {
  if (!existsSync(file)) return [`${file} is not there; npm run schema:print writes it`]
  const [written, defined] = [readFileSync(file, 'utf8').split('\n'), now.split('\n')]
  const at = defined.findIndex((line, index) => line !== written[index])
  if (at === -1 && written.length === defined.length) return []
  const line = at === -1 ? defined.length : at
  return [
    `${file} is not what the code defines; npm run schema:print writes it. They part at line ${line + 1}:`,
    `  file: ${written[line] ?? '(ends)'}`,
    `  code: ${defined[line] ?? '(ends)'}`,
  ]
}

/** Prints what callers would notice; returns what should fail the check. */
async function changesSince({ file, against, failOnBreaking }: Options, now: string): Promise<string[]> {
  const before =
    against === undefined ? committed('HEAD', file) : existsSync(against) ? readFileSync(against, 'utf8') : committed(against, file)
  const name = against ?? 'the last commit'
  if (before === undefined) {
    if (against !== undefined) return [`${against} is neither a file nor a git revision that has ${file}`]
    process.stdout.write('there is no earlier schema to compare with\n')
    return []
  }
  if (before === now) return []
  const changes = await describeChanges(before, now)
  if (typeof changes === 'string') return [changes]
  for (const sentence of changes.dangerous) process.stdout.write(`dangerous since ${name}: ${sentence}\n`)
  const breaking = changes.breaking.map((sentence) => `breaking since ${name}: ${sentence}`)
  if (failOnBreaking) return breaking
  for (const sentence of breaking) process.stdout.write(`${sentence}\n`)
  return []
}

/** The file as a revision has it; undefined when there is no git, no such revision or no such file in it. */
function committed(revision: string, file: string): string | undefined {
  try {
    return execFileSync('git', ['show', '--end-of-options', `${revision}:./${file}`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return undefined
  }
}

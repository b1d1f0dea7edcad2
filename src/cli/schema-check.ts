import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { Command } from 'commander'
import { driftOf } from './drift.ts'
import { printed, schemaFile } from './printed-schema.ts'
import { printedSyncSchema, syncSchemaFile } from './printed-sync-schema.ts'
import { describeChanges } from './schema-changes.ts'

type Options = { file: string; against?: string; failOnBreaking?: boolean }

/** `schema check`: does the file say what the code says, and what would callers notice? */
export function schemaCheckCommand(): Command {
  return new Command('check')
    .description('fail when the printed schemas are not what the code defines; name breaking and dangerous changes')
    .option('--file <path>', 'the printed schema', schemaFile)
    .option('--sync-file <path>', 'the printed JSON Schema of sync definitions', syncSchemaFile)
    .option('--against <ref or file>', 'the earlier schema to compare with (default: the printed schema of the last commit)')
    .option('--fail-on-breaking', 'exit 1 when a change breaks callers')
    .action(async ({ syncFile, ...options }: Options & { syncFile: string }) => {
      const { schema } = await import('../schema.ts')
      const { notes, problems } = await checkSchema(printed(schema), options)
      problems.push(...driftOf(printedSyncSchema(), { file: syncFile, remedy: 'npm run schema:print' }))
      for (const note of notes) process.stdout.write(`${note}\n`)
      for (const problem of problems) process.stderr.write(`${problem}\n`)
      if (problems.length > 0) process.exitCode = 1
      else for (const file of [options.file, syncFile]) process.stdout.write(`${file} is what the code defines\n`)
    })
}

/** What should fail the check, and what a reviewer should know. `now` is the schema that the code defines. */
export async function checkSchema(now: string, options: Options): Promise<{ problems: string[]; notes: string[] }> {
  const { problems, notes } = await changesSince(now, options)
  return { problems: [...driftOf(now, { file: options.file, remedy: 'npm run schema:print' }), ...problems], notes }
}

async function changesSince(now: string, { file, against, failOnBreaking }: Options) {
  const before = against !== undefined && isFile(against) ? readFileSync(against, 'utf8') : committed(against ?? 'HEAD', file)
  if (before === undefined) {
    return against === undefined
      ? { problems: [], notes: ['there is no earlier schema to compare with'] }
      : { problems: [`${against} is neither a file nor a git revision that has ${file}`], notes: [] }
  }
  if (before === now) return { problems: [], notes: [] }
  const changes = await describeChanges(before, now)
  if (typeof changes === 'string') return { problems: [changes], notes: [] }
  const since = (kind: string) => (sentence: string) => `${kind} since ${against ?? 'the last commit'}: ${sentence}`
  const [breaking, dangerous] = [changes.breaking.map(since('breaking')), changes.dangerous.map(since('dangerous'))]
  return failOnBreaking ? { problems: breaking, notes: dangerous } : { problems: [], notes: [...breaking, ...dangerous] }
}

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

/** The file as a revision has it; undefined when there is no git, no such revision or no such file in it. */
function committed(revision: string, file: string): string | undefined {
  const show = ['show', '--end-of-options', `${revision}:./${basename(file)}`]
  try {
    return execFileSync('git', ['-C', dirname(file), ...show], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return undefined
  }
}

import { randomUUID } from 'node:crypto'
import { Command, InvalidArgumentError, Option } from 'commander'
import { gatewayOption } from './ask-gateway.ts'
import { character, readable, wholeNumber } from './options.ts'
import { type Plan, payload, planFields, todoIn } from './sync/answers.ts'
import { type Common, done, type Exit, exitHelp, exits, type Sitting, sit } from './sync/command.ts'
import { whenMade } from './sync/following.ts'
import { tellFirst } from './sync/items.ts'
import { type UploadFormat, upload, uploadFormatOf, uploadFormats } from './sync/upload.ts'
import { instant, planLines, shortId } from './sync/words.ts'

type Options = Common & {
  since?: string
  changed?: boolean
  limit?: number
  verify?: boolean
  whole?: boolean
  format?: UploadFormat
  delimiter?: string
}

const create = `mutation Plan($input: SyncPlanInput!, $key: String!) {
  done: syncPlanCreate(input: $input) @idempotent(key: $key) { ${payload(`plan { ${planFields} }`)} }
}`

/** `sync plan`: what would change. */
export function syncPlanCommand(): Command {
  return new Command('plan')
    .description('find out what a sync would change, and why; nothing is changed')
    .argument('<name>', 'the sync, as sync list prints it')
    .argument('[file]', 'records in place of those of its source: a file, or - for stdin', readable)
    .option('--changed', 'only what has changed since the last run, where the source can tell')
    .option('--since <iso>', 'only what has changed since then: 2026-11-23T09:30:00Z', isoInstant)
    .option('--limit <count>', 'only the first so many records', wholeNumber(1, 2_147_483_647))
    .option('--verify', 'compare everything, also what is known to be as it was')
    .option('--whole', 'the file holds all that there is, and what it does not hold is gone')
    .addOption(new Option('--format <format>', 'what the file is (default: by its name)').choices(uploadFormats))
    .option('--delimiter <character>', 'what stands between cells of CSV: ; or tab (default: ,)', character)
    .option('--json', 'one object a line, for programs')
    .option(...gatewayOption)
    .addHelpText('after', exitHelp)
    .action(async (sync: string, path: string | undefined, options: Options, command: Command) => {
      const complain = (sentence: string) => command.error(`error: ${sentence}`)
      const { changed, since, limit, verify, whole, format = path === undefined ? undefined : uploadFormatOf(path) } = options
      if (path !== undefined && (changed || since !== undefined || limit !== undefined || verify))
        complain('--changed, --since, --limit and --verify are of what the source holds; a file is planned whole')
      if (path === undefined && (whole || format !== undefined || options.delimiter !== undefined))
        complain('--whole, --format and --delimiter are of a file, and none is named')
      if (path !== undefined && format === undefined)
        complain(`the name of the file does not say what it is; add --format ${uploadFormats.join(' or ')}`)

      await sit(options, async (sitting) => {
        const input = { sync, since, limit, changedOnly: changed ?? false, verify: verify ?? false }
        const { id, records } =
          path === undefined
            ? { id: await begun(input, sitting), records: null }
            : await upload({ sync, path, format: format!, delimiter: options.delimiter, isWhole: whole ?? false }, sitting)
        return tellPlan(await whenMade(id, records, sitting), sitting)
      })
    })
}

async function begun(input: object, { ask }: Sitting): Promise<string> {
  return (await done<'plan', Plan>(ask, { document: create, variables: { input, key: randomUUID() }, of: 'plan' })).id
}

async function tellPlan(plan: Plan, sitting: Sitting): Promise<Exit> {
  const { tell } = sitting
  tell.object('plan', plan)
  tell.lines(planLines(plan))
  await tellFirst(plan, sitting)
  const { conflict } = plan.counts
  const id = shortId(plan.id)
  const todo = todoIn(plan.counts)
  const hasChanges = todo > 0 || conflict > 0
  if (hasChanges) {
    tell.lines([
      ...['', `All of it: sync show ${id} --all`],
      ...(conflict > 0 ? [`Decide about conflicts: sync resolve ${id} <key> --take source`] : []),
      ...(todo > 0 ? [`Do it: sync apply ${id}`] : []),
      `It is kept until ${instant(plan.expiresAt)}.`,
    ])
  }
  if (hasChanges) return exits.changes
  return plan.progress.failed > 0 ? exits.failed : exits.done
}

function isoInstant(text: string): string {
  const instant = /^\d{4}-\d\d-\d\d(T|$)/.test(text) ? new Date(text) : new Date(Number.NaN)
  if (!Number.isNaN(instant.getTime()) && (/(Z|[+-]\d\d:?\d\d)$/i.test(text) || !text.includes('T'))) return instant.toISOString()
  throw new InvalidArgumentError('Expected an instant of ISO 8601 with its offset: 2026-11-23T09:30:00Z.')
}

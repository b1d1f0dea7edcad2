import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import { type FileFormat, fileFormats, formatOf } from '../sync/sources/file.ts'
import { gatewayOption, ownGateway } from './ask-gateway.ts'
import { knownColumns } from './events/columns.ts'
import { character, readable, wholeNumber } from './options.ts'

type Options = {
  to?: string
  format?: FileFormat
  delimiter?: string
  batch: number
  errors?: string
  dryRun?: boolean
  json?: boolean
}

const help = `
Columns: ${knownColumns}.
Each row names its contact by one of contactId, userId and email. occurredAt is ISO 8601 with its offset, or unix seconds; a row without it happened
when it is sent. Cells of CSV are texts; metadata.seats:number is a number. Unknown columns are told before anything is sent.

A run that was broken off is repeated by the same command: within a day (writes.keySeconds) the gateway sends nothing twice of the same file with the
same --batch. Later it does send it again, and rows that say occurredAt are still one event to Intercom each; others are not.

Exit codes: 0 all rows are done, 1 some are not or the gateway does not answer, 2 the command line was not understood or the file is none.`

/** `events import`: the rows of a file become events. */
export function eventsImportCommand(): Command {
  return new Command('import')
    .description('send the rows of a CSV or NDJSON file as data events, through a running gateway')
    .argument('<file>', 'the file, or - for stdin', readable)
    .option(...gatewayOption)
    .addOption(new Option('--format <format>', 'what the file is (default: by its name)').choices(fileFormats))
    .option('--delimiter <character>', 'what stands between cells of CSV: ; or tab (default: ,)', character)
    .option('--batch <count>', 'how many events a request takes', wholeNumber(1, 500), 500)
    .option('--errors <file>', 'write the rows that failed into this file, as NDJSON: correct them, and import it')
    .option('--dry-run', 'check all rows, and send nothing')
    .option('--json', 'one object a line, for programs')
    .addHelpText('after', help)
    .action(async (path: string, options: Options, command: Command) => {
      const complain = (sentence: string) => command.error(`error: ${sentence}`)
      const format = options.format ?? formatOf(path)
      if (!format) complain(`the name of the file does not say what it is; add --format ${fileFormats.join(' or ')}`)
      if (options.errors !== undefined && path !== '-' && resolve(options.errors) === resolve(path))
        complain('--errors names the file that is imported')
      const url = options.to ?? ownGateway()
      if (url === undefined) return

      const { importEvents } = await import('./events/import.ts')
      const isDone = await importEvents({ ...options, path, format: format as FileFormat, url, complain })
      if (!isDone) process.exitCode = 1
    })
}

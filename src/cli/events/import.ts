import { type FileFormat, fileSource } from '../../sync/sources/file.ts'
import { SourceError } from '../../sync/sources/source.ts'
import { bytesOfFile, bytesOfStream } from './bytes.ts'
import { knownColumns } from './columns.ts'
import { checkEveryRow, sendEveryRow } from './every-row.ts'
import { importReport } from './report.ts'
import { hashOf, survey } from './rows.ts'

type ImportOptions = {
  /** `-` is stdin. */
  path: string
  format: FileFormat
  delimiter?: string
  /** The graph of the gateway. */
  url: string
  batch: number
  errors?: string
  dryRun?: boolean
  json?: boolean
  /** Tells why nothing can be done, and ends it. */
  complain(sentence: string): never
}

/** Reads a file once to know what is in it, and then again to send it. Resolves with whether all of it is done. */
export async function importEvents({ path, format, delimiter, complain, ...options }: ImportOptions): Promise<boolean> {
  const bytes = path === '-' ? await bytesOfStream(process.stdin) : bytesOfFile(path)
  const source = fileSource({ open: bytes.open, format, ...(delimiter !== undefined && { delimiter }) })
  try {
    const { rows, unknownColumns } = await survey(source)
    if (unknownColumns.length > 0) complain(unknown(unknownColumns))
    const report = reportOf(options)
    return options.dryRun
      ? await checkEveryRow({ source, report, rows, nowMs: Date.now() })
      : await sendEveryRow({ source, report, rows, url: options.url, batch: options.batch, hash: await hashOf(bytes.open()) })
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    return complain(error.message)
  } finally {
    await bytes.dispose()
  }
}

const reportOf = ({ json = false, errors }: Pick<ImportOptions, 'json' | 'errors'>) =>
  importReport({
    isJson: json,
    ...(errors !== undefined && { errorsFile: errors }),
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    isTty: process.stderr.isTTY ?? false,
    nowMs: () => performance.now(),
  })

function unknown(columns: readonly string[]): string {
  const names = columns.map((name) => JSON.stringify(name.slice(0, 80))).join(', ')
  return `nothing is known of ${columns.length === 1 ? 'the column' : 'the columns'} ${names}\nColumns are ${knownColumns}.`
}

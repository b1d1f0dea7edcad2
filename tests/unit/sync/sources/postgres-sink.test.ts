import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '../../../../src/changes/change.ts'
import { postgresSource } from '../../../../src/sync/sources/postgres.ts'
import { type PostgresSinkOptions, postgresSink } from '../../../../src/sync/sources/postgres-sink.ts'
import { startGate } from '../../../support/gate.ts'
import { type Database, startPostgres } from '../../../support/postgres.ts'
import { itKeepsTheSinkPromise } from './sink-contract.ts'

let server: Awaited<ReturnType<typeof startPostgres>>
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server[Symbol.asyncDispose]())

const contacts = `create table contacts (
  id bigserial primary key, name varchar(20), seats int check (seats >= 0), email text unique, intercom_id text unique, tags varchar(3)[]
)`

itKeepsTheSinkPromise(async (rows) => {
  const database = await server.database(contacts)
  for (const [id, { name, seats }] of Object.entries(rows))
    await database.query('insert into contacts values ($1, $2, $3)', [id, name, seats])
  await database.query("select setval('contacts_id_seq', 100)")
  const gate = await startGate(database.url)
  const url = Object.assign(new URL(database.url), { port: gate.port }).toString()
  const sink = postgresSink({ url, table: 'contacts', key: 'id', intercomIdColumn: 'intercom_id' })
  return {
    sink,
    async rows() {
      const found = await database.query<{ id: string; name: string; seats: number }>('select id, name, seats from contacts order by id')
      return new Map(found.map(({ id, ...row }) => [id, row]))
    },
    leave: gate.kill,
    async [Symbol.asyncDispose]() {
      await sink.dispose?.()
      await gate.kill()
      await database[Symbol.asyncDispose]()
    },
  }
})

type Written = { key?: string | null; intercomId?: string; values: Record<string, Json> }
/** Writes into `contacts`, or another table, of a database. */
async function write(database: Database, records: Written[], options: Partial<PostgresSinkOptions> = {}) {
  const sink = postgresSink({ url: database.url, table: 'contacts', key: 'id', intercomIdColumn: 'intercom_id', ...options })
  try {
    return await sink.write(records.map(({ key = '1', intercomId = 'i1', values }) => ({ key, intercomId, values })))
  } finally {
    await sink.dispose?.()
  }
}

describe('a row of which nothing differs is left alone', () => {
  let database: Database
  let tables = 0
  beforeAll(async () => {
    database = await server.database(
      "create collation careless (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
      'create function counted() returns trigger language plpgsql as $$ begin new.writes := old.writes + 1; return new; end $$',
    )
  })
  afterAll(() => database[Symbol.asyncDispose]())

  test.each<[type: string, there: string, same: Json, other: Json]>([
    ['text', "'a'", 'a', 'A'],
    ['text collate careless', "'a'", 'a', 'A'],
    ['varchar(5)', "'a'", 'a', 'a '],
    ['char(5)', "'a'", 'a', 'b'],
    ['int', '5', 5, 6],
    ['bigint', '9007199254740993', '9007199254740993', '9007199254740992'],
    ['numeric(6,2)', '12.35', 12.345, 12.34],
    ['double precision', '0.1', 0.1, 0.2],
    ['boolean', 'true', true, false],
    ['timestamptz', "'2026-03-01 10:00+02'", '2026-03-01T08:00:00Z', '2026-03-01T08:00:01Z'],
    ['timestamp', "'2026-03-01 08:00'", '2026-03-01T10:00:00+02:00', '2026-03-01T10:00:00Z'],
    ['date', "'2026-03-01'", '2026-03-01', '2026-03-02'],
    ['uuid', "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', 'b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
    ['json', `'{"a": 1, "b": [2]}'`, { b: [2], a: 1 }, { a: 1 }],
    ['jsonb', `'["x"]'`, ['x'], 'x'],
    ['text[]', `'{a,"b \\"c\\" \\\\",NULL,""}'`, ['a', 'b "c" \\', null, ''], []],
    ['varchar(3)[]', "'{abc}'", ['abc'], ['ab']],
    ['int[]', "'{{1},{2}}'", [[1], [2]], [3]],
    ['jsonb[]', `array['{"a": [1]}'::jsonb]`, [{ a: [1] }], ['a']],
    ['xml', "'<a/>'", '<a/>', '<b/>'],
    ['text', 'null', null, ''],
  ])('of %s %s: %j is the same, %j is not', async (type, there, same, other) => {
    const table = `values_${++tables}`
    await database.query(`create table ${table} (id int primary key, value ${type}, writes int default 0, intercom_id text unique)`)
    await database.query(`insert into ${table} (id, value, intercom_id) values (1, ${there}, 'i1')`)
    await database.query(`create trigger counts before update on ${table} for each row execute function counted()`)
    const writes = async () => (await database.query<{ writes: number }>(`select writes from ${table}`))[0]!.writes
    for (const key of ['1', null]) {
      const before = await writes()
      expect(await write(database, [{ key, values: { value: same } }], { table })).toEqual([{ key: '1' }])
      expect(await writes()).toBe(before)
      expect(await write(database, [{ key, values: { value: other } }], { table })).toEqual([{ key: '1' }])
      expect(await writes()).toBe(before + 1)
      expect(await write(database, [{ key, values: { value: same } }], { table })).toEqual([{ key: '1' }])
      expect(await writes()).toBe(before + 2)
    }
    const source = postgresSource({ url: database.url, table, key: 'id', batchRows: 1 })
    if (!/numeric|timestamp|uuid/.test(type)) expect((await source.getMany!(['1'])).get('1')).toMatchObject({ value: same })
    await source.dispose?.()
  })
})

describe('what a record cannot be is its own error', () => {
  test.each<[what: string, values: Record<string, Json>, error: Record<string, unknown>]>([
    ['an address that another has', { email: 'b@example.com' }, { code: 'CONFLICT', constraint: 'contacts_email_key' }],
    [
      'a number that is none',
      { seats: 'many' },
      { code: 'INVALID', message: 'The CRM refuses the record: invalid input syntax for type integer: "many" (22P02).' },
    ],
    [
      'a text that is too long',
      { name: 'x'.repeat(21) },
      { code: 'INVALID', message: 'The CRM refuses the record: value too long for type character varying(20) (22001).' },
    ],
    ['a list with a text that is too long', { tags: ['abc', 'abcd'] }, { code: 'INVALID', constraint: undefined }],
    ['a rule of the table', { seats: -1 }, { code: 'INVALID', constraint: 'contacts_seats_check' }],
    ['a column that is not there', { plan: 'pro' }, { code: 'INVALID', message: 'There is no column "plan" in table "contacts".' }],
    ['a character that no text may hold', { name: 'a\0b' }, { code: 'INVALID' }],
  ])('%s', async (_, values, error) => {
    await using database = await server.database(
      contacts,
      "insert into contacts values (1, 'a', 1, 'a@example.com'), (2, 'b', 2, 'b@example.com'), (3, 'c', 3, null)",
    )
    const outcomes = await write(database, [
      { key: '2', values: { name: 'Bea' } },
      { key: '1', values },
      { key: '3', values: { name: 'Cy' } },
    ])
    expect(outcomes).toMatchObject([{ key: '2' }, error, { key: '3' }])
    expect(await database.query('select name, seats from contacts order by id')).toEqual([
      { name: 'a', seats: 1 },
      { name: 'Bea', seats: 2 },
      { name: 'Cy', seats: 3 },
    ])
  })

  test.each(['9', 'x', "1' or '1'='1", '', '99999999999999999999', '01'])('a key that none has: %j', async (key) => {
    await using database = await server.database(contacts, "insert into contacts values (1, 'a')")
    expect(await write(database, [{ key, values: { name: 'Eve' } }])).toMatchObject([{ code: 'NOT_FOUND', id: key }])
    expect(await database.query('select name from contacts')).toEqual([{ name: 'a' }])
  })
})

describe('making records', () => {
  test('needs a column for ids of Intercom, and a unique index on it, which is said with the statement that makes one', async () => {
    await using database = await server.database(
      'create schema crm',
      'create table crm.contacts (id serial, name text, "intercom id" text)',
    )
    const made = [{ key: null, values: { name: 'Eve' } }]
    const [without] = await write(database, made, { table: 'crm.contacts', intercomIdColumn: undefined })
    expect(without).toMatchObject({
      code: 'INVALID',
      message: 'No records are made in table "crm.contacts": "intercomIdColumn" is not set.',
    })
    const options = { table: 'crm.contacts', intercomIdColumn: 'intercom id' }
    const [unindexed] = await write(database, made, options)
    const statement = 'create unique index on "crm"."contacts" ("intercom id")'
    expect(unindexed).toMatchObject({ code: 'INVALID', message: expect.stringContaining(statement) })
    await database.query(`${statement} where name is null`)
    expect(await write(database, made, options)).toMatchObject([{ code: 'INVALID' }])
    await database.query(statement)
    expect(await write(database, made, options)).toEqual([{ key: '1' }])
    expect(await database.query('select * from crm.contacts')).toEqual([{ id: 1, name: 'Eve', 'intercom id': 'i1' }])
  })

  test('by many at once makes one', async () => {
    await using database = await server.database(contacts)
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, at) => write(database, [{ key: null, values: { name: at % 2 ? 'Eve' : 'Fay' } }])),
    )
    expect(new Set(outcomes.flat().map((outcome) => 'key' in outcome && outcome.key)).size).toBe(1)
    expect(await database.query('select count(*)::int from contacts')).toEqual([{ count: 1 }])
  })

  test('waits for somebody else who makes the same', async () => {
    await using database = await server.database(contacts)
    await database.query('begin')
    await database.query("insert into contacts (id, name, intercom_id) values (7, 'Fay', 'i1')")
    const writing = write(database, [{ key: null, values: { name: 'Eve' } }])
    await expect.poll(() => database.query('select from pg_locks where not granted')).toHaveLength(1)
    await database.query('commit')
    expect(await writing).toEqual([{ key: '7' }])
    expect(await database.query('select name from contacts')).toEqual([{ name: 'Eve' }])
  })

  test('writes what is new of one that is there, and lets the rest stand', async () => {
    await using database = await server.database(contacts, "insert into contacts values (7, 'a', 1, null, 'i1')")
    expect(await write(database, [{ key: null, values: { name: 'Eve' } }])).toEqual([{ key: '7' }])
    expect(await write(database, [{ key: null, values: {} }])).toEqual([{ key: '7' }])
    expect(await database.query('select name, seats from contacts')).toEqual([{ name: 'Eve', seats: 1 }])
  })

  test('is refused where the table gives no key, and nothing is made', async () => {
    await using database = await server.database('create table contacts (id int, name text, intercom_id text unique)')
    expect(await write(database, [{ key: null, values: { name: 'Eve' } }])).toMatchObject([{ code: 'INVALID' }])
    expect(await database.query('select * from contacts')).toEqual([])
  })
})

test('a row that somebody else holds is told as that, and the others are written', { timeout: 60_000 }, async () => {
  await using database = await server.database(contacts, "insert into contacts values (1, 'a'), (2, 'b')")
  await database.query('begin')
  await database.query("update contacts set name = 'held' where id = 1")
  const outcomes = await write(database, [
    { key: '1', values: { name: 'Eve' } },
    { key: '2', values: { name: 'Bea' } },
  ])
  expect(outcomes).toMatchObject([{ name: 'UpstreamError', retryable: true }, { key: '2' }])
  await database.query('commit')
})

describe('nothing is written at all, and it is said why and whether it may pass', () => {
  test.each<[what: string, options: Partial<PostgresSinkOptions>, retryable: boolean, sentence: RegExp]>([
    [
      'no such table',
      { table: 'nothing' },
      false,
      /^Into table "nothing" nothing can be written in PostgreSQL at .*does not exist \(42P01\)\.$/,
    ],
    ['no such key', { key: 'uid' }, false, /^There is no column "uid" \("key"\) in table "contacts"; it has id, name/],
    [
      'no connection string',
      { url: 'postgres://u:1/hunter2@host/db' },
      false,
      /^The connection string cannot be read; expected postgres:.*percent-encoded\.$/,
    ],
    ['no such column of ids', { intercomIdColumn: 'other' }, false, /^There is no column "other" \("intercomIdColumn"\)/],
  ])('%s', async (_, options, retryable, message) => {
    await using database = await server.database(contacts)
    await expect(write(database, [{ values: { name: 'x' } }], options)).rejects.toMatchObject({
      name: 'UpstreamError',
      retryable,
      message: expect.stringMatching(message),
    })
  })

  test('a user who may only read', async () => {
    await using database = await server.database(
      contacts,
      "insert into contacts values (1, 'a')",
      "create role reader login password 'pass-of-reader'",
      'grant select on contacts to reader',
    )
    const url = Object.assign(new URL(database.url), { username: 'reader', password: 'pass-of-reader' }).toString()
    const error = await write(database, [{ values: { name: 'x' } }], { url }).catch((thrown) => thrown)
    expect(error).toMatchObject({
      name: 'UpstreamError',
      retryable: false,
      message: expect.stringMatching(/the user may not do this.*\(42501\)/),
    })
    expect(error.message).not.toContain('pass-of-reader')
    await database.query('drop owned by reader; drop role reader')
  })
})

test('what was under way when the connection broke is written by the next', async () => {
  await using database = await server.database(contacts, "insert into contacts select n, 'x' from generate_series(1, 200) n")
  const gate = await startGate(database.url)
  const sink = postgresSink({ url: Object.assign(new URL(database.url), { port: gate.port }).toString(), table: 'contacts', key: 'id' })
  const records = Array.from({ length: 200 }, (_, at) => ({ key: String(at + 1), intercomId: `i${at}`, values: { name: 'new' } }))
  gate.state.bytesUntilCut = () => 8_000
  await expect(sink.write(records)).rejects.toMatchObject({ name: 'UpstreamError', code: 'UPSTREAM_UNREACHABLE', retryable: true })
  gate.state.bytesUntilCut = () => Number.POSITIVE_INFINITY
  expect(await sink.write(records)).toHaveLength(200)
  expect(await database.query("select count(*)::int from contacts where name = 'new'")).toEqual([{ count: 200 }])
  await sink.dispose?.()
  await gate.kill()
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SyncConfig, SyncDefinition } from '../../../../src/config/syncs.ts'
import { type CrmDeps, endsOfCrm } from '../../../../src/sync/sources/crm.ts'
import { startCrmServer } from '../../../support/crm-server.ts'
import { startPostgres } from '../../../support/postgres.ts'
import { read } from './source-contract.ts'

const time = { now: () => 0, random: () => 0, wait: async () => {} }

/** The ends, and their end. */
function crmOf(config: SyncConfig, deps: Partial<CrmDeps> = {}) {
  const { source, sink } = endsOfCrm(config, { time, ...deps })
  return { source, sink, dispose: async () => void (await Promise.all([source?.dispose?.(), sink?.dispose?.()])) }
}

/** A sync as its file says it, with these secrets. */
function configOf(source: unknown, { secrets = {}, ...more }: { secrets?: Record<string, string>; changedAt?: string } = {}): SyncConfig {
  const definition = {
    ...{
      object: 'contact',
      direction: 'BIDIRECTIONAL',
      source,
      key: 'id',
      match: ['email'],
      fields: [{ column: 'email', field: 'email' }],
    },
    ...more,
  }
  return { ...SyncDefinition.parse(definition), name: 'contacts', secrets }
}

describe('a file', () => {
  test('is read in the format that its name says, or its definition, and not written', async () => {
    const files = (path: string) =>
      (async function* () {
        yield Buffer.from(path === 'a.csv' ? 'id;email\n1;a@example.com\n' : '{"id":"1","email":"a@example.com"}\n')
      })()
    for (const source of [{ path: 'a.csv', delimiter: ';' }, { path: 'b.jsonl' }, { path: 'c.txt', format: 'ndjson' }]) {
      const crm = crmOf(configOf({ type: 'file', ...source }), { files })
      expect(await read(crm.source!)).toMatchObject([{ record: { id: '1', email: 'a@example.com' } }])
      expect(crm.sink).toBeNull()
      await crm.dispose()
    }
  })

  test('that is not there is told', async () => {
    const crm = crmOf(configOf({ type: 'file', path: '/no/such/file.csv' }))
    await expect(read(crm.source!)).rejects.toThrow('ENOENT')
  })
})

describe('PostgreSQL', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server[Symbol.asyncDispose]())
  const table = 'create table contacts (id text unique, email text, intercom_id text unique, touched timestamptz)'

  test('is read and written in its table, by the secret that its variable holds', async () => {
    await using database = await server.database(
      table,
      "insert into contacts values ('1', 'a@example.com', null, '2026-01-01'), ('2', 'b@example.com', null, '2026-02-01')",
    )
    const source = { type: 'postgres', urlFrom: 'CRM_DATABASE_URL', table: 'contacts', intercomIdColumn: 'intercom_id', batchRows: 1 }
    const crm = crmOf(configOf(source, { secrets: { CRM_DATABASE_URL: database.url }, changedAt: 'touched' }))
    expect(await read(crm.source!, { since: new Date('2026-01-15') })).toMatchObject([{ record: { id: '2', email: 'b@example.com' } }])
    expect(crm.sink!.canCreate).toBe(true)
    expect(await crm.sink!.write([{ key: '1', intercomId: 'i1', values: { email: 'c@example.com' } }])).toEqual([{ key: '1' }])
    expect(await database.query("select email from contacts where id = '1'")).toEqual([{ email: 'c@example.com' }])
    await crm.dispose()
    await expect.poll(database.connections).toEqual([])
  })

  test('is read by its query, and written where a table is named', async () => {
    await using database = await server.database(table, "insert into contacts values ('1', 'A@EXAMPLE.COM')")
    const source = { type: 'postgres', urlFrom: 'CRM_DATABASE_URL', query: 'select id, lower(email) as email from contacts' }
    const secrets = { CRM_DATABASE_URL: database.url }
    const crm = crmOf(configOf(source, { secrets }))
    expect(await read(crm.source!)).toMatchObject([{ record: { email: 'a@example.com' } }])
    expect(crm.sink).toBeNull()
    await crm.dispose()
    const both = crmOf(configOf({ ...source, table: 'contacts' }, { secrets }))
    expect(await both.source!.columns()).toEqual(['id', 'email'])
    expect(both.sink?.canCreate).toBe(false)
    await both.dispose()
  })
})

test('an API is read with the headers that its variables hold, and written where it says', async () => {
  await using server = await startCrmServer(({ method }) => ({ body: method === 'POST' ? {} : { items: [{ id: '1' }] } }))
  const source = {
    type: 'http',
    url: `${server.url}/contacts`,
    items: 'items',
    headersFrom: { 'X-Api-Key': 'CRM_KEY' },
    sinceParameter: 'since',
  }
  const secrets = { CRM_KEY: 'the key' }
  const crm = crmOf(configOf({ ...source, sinkUrl: `${server.url}/changes` }, { secrets }))
  expect(await read(crm.source!, { since: new Date(0) })).toMatchObject([{ record: { id: '1' } }])
  expect(await crm.sink!.write([{ key: '1', intercomId: 'i1', values: {} }])).toEqual([{ key: '1' }])
  expect(server.requests.map(({ method, url, headers }) => [method, url.pathname, url.search, headers['x-api-key']])).toEqual([
    ['GET', '/contacts', '?since=1970-01-01T00%3A00%3A00.000Z', 'the key'],
    ['POST', '/changes', '', 'the key'],
  ])
  await crm.dispose()
  await expect.poll(server.sockets).toBe(0)
  expect(crmOf(configOf(source, { secrets })).sink).toBeNull()
})

test('records that are sent have no source that could be asked', async () => {
  const crm = crmOf(configOf({ type: 'push' }))
  expect([crm.source, crm.sink]).toEqual([null, null])
  await crm.dispose()
})

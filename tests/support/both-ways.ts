import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { expect } from 'vitest'
import { reaches } from '../../src/changes/cursor.ts'
import type { ContactRecord } from '../../src/sandbox/records.ts'
import { endsOfCrm } from '../../src/sync/sources/crm.ts'
import type { Sink } from '../../src/sync/sources/sink.ts'
import type { Source } from '../../src/sync/sources/source.ts'
import { createWebhookEndpoint } from '../../src/webhooks/endpoint.ts'
import { anAttribute, aWorld } from '../unit/sandbox/small-world.ts'
import { createListener } from './house.ts'
import type { Database } from './postgres.ts'
import { startSyncHouse } from './sync-house.ts'

type HouseOptions = Parameters<typeof startSyncHouse>[0]
export type Definition = HouseOptions['definition']

const clientSecret = 'the secret of the tests'

/** A field for each rule. */
export const fields: Definition['fields'] = [
  { column: 'user_id', field: 'externalId' },
  { column: 'email', field: 'email' },
  { column: 'name', field: 'name', rule: 'SOURCE_WINS' },
  { column: 'phone', field: 'customAttributes.line', rule: 'INTERCOM_WINS' },
  { column: 'city', field: 'customAttributes.city', rule: 'NEWEST' },
  { column: 'nick', field: 'customAttributes.nick', rule: 'FILL_EMPTY' },
  { column: 'labels', field: 'customAttributes.labels', rule: 'UNION' },
  { column: 'tier', field: 'customAttributes.tier', rule: 'MANUAL' },
]
const attributes = ['line', 'city', 'nick', 'labels', 'tier']
const columns = ['user_id', 'email', 'name', 'phone', 'city', 'nick', 'labels', 'tier'] as const
export type Row = { id: string; intercom_id: string | null } & Record<(typeof columns)[number], string | null>

/** A table of people that says when each was changed, and keeps what was written into it. */
export const tables = [
  `create table people (id text primary key default 'new-' || gen_random_uuid(), ${columns.map((name) => `${name} text`).join(', ')},
     intercom_id text unique, updated_at timestamptz not null default now())`,
  'create table writes (at bigserial, id text, echo boolean)',
  `create function noted() returns trigger language plpgsql as $$ begin
     new.updated_at := now();
     insert into writes (id, echo) values (new.id, tg_op = 'UPDATE' and (${columns.map((name) => `old.${name}`).join(', ')}) is not distinct from (${columns.map((name) => `new.${name}`).join(', ')}));
     return new;
   end $$`,
  'create trigger noted before insert or update on people for each row execute function noted()',
]

type Options = Omit<Partial<HouseOptions>, 'definition' | 'source' | 'sink'> & {
  more?: Partial<Definition>
  contacts?: ContactRecord[]
  /** Whether Intercom announces what happens. @default true */
  isAnnounced?: boolean
  /** What stands between the engine and the table. @default nothing */
  throughSink?: (sink: Sink) => Sink
  throughSource?: (source: Source) => Source
  /** As another process: with its database, its Intercom, and what it has kept. */
  besides?: Pick<Awaited<ReturnType<typeof startSyncHouse>>, 'sandbox' | 'store' | 'collections'>
}

/** People in a table and in Intercom, kept alike by one process, which Intercom tells by webhook what happens. */
export async function startBothWays(
  opened: Database,
  {
    more = {},
    contacts = [],
    isAnnounced = true,
    throughSink = (sink) => sink,
    throughSource = (source) => source,
    besides,
    ...options
  }: Options = {},
) {
  const parts = new AsyncDisposableStack()
  const database = besides ? opened : parts.use(opened)
  const definition: Definition = {
    ...{ object: 'contact', direction: 'BIDIRECTIONAL', key: 'id', changedAt: 'updated_at', match: ['externalId', 'email'], fields },
    source: { type: 'postgres', urlFrom: 'CRM_URL', table: 'people', intercomIdColumn: 'intercom_id' },
    create: { intercom: true, crm: true },
    ...more,
  }
  const world = aWorld({ contacts, data_attributes: attributes.map((name, at) => anAttribute(String(at + 1), { name })) })
  const house = parts.use(
    await startSyncHouse({
      ...{ definition, ...options },
      ...(besides ? { sandbox: besides.sandbox, kept: besides } : { world }),
      endsOf(sync) {
        const { source, sink } = endsOfCrm(
          { ...sync, secrets: { CRM_URL: database.url } },
          { time: { now: Date.now, random: Math.random } },
        )
        return { source: source && throughSource(source), sink: sink && throughSink(sink) }
      },
    }),
  )
  const { sandbox } = house
  const hearing = parts.use(await hear(house))
  if (isAnnounced) sandbox.webhooks.subscribe({ url: hearing.url, clientSecret })
  const written = parts.use(watchWrites(sandbox))
  house.calls()
  let isFollowed = false

  return {
    ...house,
    database,
    written: written.all,
    definition,
    /** Resolves when it follows. */
    async follow(...given: Parameters<typeof house.follow>) {
      const following = house.follow(...given)
      isFollowed = true
      await expect.poll(() => house.store.get('sync:cursor')).toBeDefined()
      return following
    },
    people: (where = 'true') => database.query<Row>(`select * from people where ${where} order by id`),
    set: (id: string, values: Partial<Row>) =>
      database.query(
        `update people set ${Object.keys(values)
          .map((name, at) => `${name} = $${at + 2}`)
          .join(', ')} where id = $1`,
        [id, ...Object.values(values)],
      ),
    /** Whoever has this external id in Intercom. */
    contact(externalId: string): ContactRecord {
      const found = [...sandbox.world.contacts.values()].find(({ external_id }) => external_id === externalId)
      if (!found) throw new Error(`Nobody in Intercom is ${externalId}.`)
      return found
    },
    /** Plans and applies, if there is something to do. */
    async bring(asked: Parameters<typeof house.plan>[0] = {}) {
      const plan = await house.plan(asked)
      const { CONFLICT, SKIP, ...todo } = plan.counts
      if (Object.values(todo).some((count) => count > 0)) await house.apply(plan.id, { expectDeletesAtMost: 100 })
      return plan
    },
    /** Writes whose content was there already: in the CRM, and in Intercom. */
    async echoes() {
      const rows = await database.query<{ id: string }>('select id from writes where echo')
      return [...rows.map(({ id }) => `CRM ${id}`), ...written.all.filter(({ isEcho }) => isEcho).map(({ id }) => `Intercom ${id}`)]
    },
    /** Everything that Intercom has announced was taken, and marked by whoever follows. */
    async heard() {
      const isWaiting = () => sandbox.webhooks.deliveries().some(({ outcome }) => outcome === 'waiting')
      await expect.poll(isWaiting, { timeout: 20_000 }).toBe(false)
      if (!isFollowed) return
      const about = [{ type: 'contact', id: 'nobody' }]
      const { cursor } = await house.log.append({
        topic: 'any',
        origin: 'GATEWAY_WRITE',
        by: 'sync:crm',
        occurredAt: new Date(),
        about,
        forget: [],
        erase: [],
      })
      await expect.poll(async () => reaches((await house.store.get('sync:cursor'))?.value ?? '', cursor)).toBe(true)
    },
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  }
}
export type BothWays = Awaited<ReturnType<typeof startBothWays>>

/** Writes of contacts over HTTP. What a test puts in itself is none. */
function watchWrites(sandbox: Awaited<ReturnType<typeof startSyncHouse>>['sandbox']) {
  const { contacts } = sandbox.world
  const put = contacts.put
  const all: { id: string; isEcho: boolean }[] = []
  const content = ({ updated_at: _, ...record }: ContactRecord) => JSON.stringify(record)
  contacts.put = (record) => {
    const before = contacts.get(record.id)
    all.push({ id: record.id, isEcho: before !== undefined && content(before) === content(record) })
    return put(record)
  }
  return {
    all,
    [Symbol.dispose]() {
      contacts.put = put
    },
  }
}

/** Where Intercom tells what happens. */
async function hear({ log, topics, sandbox }: Awaited<ReturnType<typeof startSyncHouse>>) {
  const house = { workspaceId: sandbox.world.workspace.id_code, changes: log, topics }
  const endpoint = createWebhookEndpoint({
    config: { clientSecrets: [clientSecret], appendTimeoutMs: 2_000, maxTries: 1, retryAfterMs: 1_000 },
    changes: { dedupeSeconds: 3_600, deadLetterSeconds: 3_600 },
    ...{ open: async () => house, now: Date.now, say: createListener().say },
  })
  const server = createServer(async (request, response) => {
    if (request.method === 'HEAD') return response.end()
    const { status } = await endpoint.receive(await buffer(request), String(request.headers['x-hub-signature']))
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      sandbox.webhooks.subscribe(null)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

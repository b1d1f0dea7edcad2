import { expect, test } from 'vitest'
import type { Change } from '../../../src/changes/change.ts'
import type { SyncConfig } from '../../../src/config/syncs.ts'
import { SyncDefinition } from '../../../src/config/syncs.ts'
import { createSqliteFile } from '../../../src/storage/sqlite-store.ts'
import { hashesOf } from '../../../src/sync/hashes.ts'
import { ledgerOf } from '../../../src/sync/ledger.ts'
import { isNews, markOf } from '../../../src/sync/marks.ts'
import type { Announced, Syncable } from '../../../src/sync/syncable.ts'

const syncOf = (rule?: 'SOURCE_WINS' | 'UNION'): SyncConfig => ({
  ...SyncDefinition.parse({
    ...{ object: 'contact', direction: 'BIDIRECTIONAL', source: { type: 'push' }, key: 'id', match: ['email'] },
    fields: [{ column: 'name', field: 'name' }],
    ...(rule && { companies: { column: 'companies', rule } }),
  }),
  ...{ name: 'crm', secrets: {} },
})
const inOneForm: Syncable['inOneForm'] = (_, value) => value
const pairOf = (name: string, companies?: string[]) => ({
  ...{ id: 'c1', source: {}, intercom: hashesOf({ name }, inOneForm), mapping: '' },
  ...(companies && { companies }),
})
const recordOf = (name: string): Announced => ({ record: { id: 'c1', values: { name, other: 'unmapped' }, updatedAt: null } })

/** What is marked of contact c1 when an announcement says this. */
const marked = (said: Announced | null, { sync = syncOf(), ...change }: Partial<Change> & { sync?: SyncConfig } = {}) =>
  markOf({ topic: 'any', origin: 'WEBHOOK', dedupeId: 'n1', occurredAt: new Date(0), about: [], forget: [], erase: [], ...change }, 'c1', {
    sync,
    syncable: { inOneForm, announced: async (_: string, item: unknown) => (item === undefined ? null : said) } as unknown as Syncable,
    payloadOf: async () => '{"data":{"item":{}}}',
  })

test('an announcement that says what the ledger has is no news, and one that says something else is', async () => {
  const mark = await marked(recordOf('Ada'))
  expect(isNews(mark!, pairOf('Ada'), syncOf())).toBe(false)
  expect(isNews(mark!, pairOf('Eve'), syncOf())).toBe(true)
  expect(isNews(mark!, undefined, syncOf())).toBe(true)
})

test.each([
  ['a Change that no announcement came with', recordOf('Ada'), { origin: 'RECONCILED' as const }],
  ['an announcement that is not whole', null, {}],
  ['one of another contact, such as the survivor of a merge', { record: { id: 'c2', values: { name: 'Ada' }, updatedAt: null } }, {}],
])('%s has to be looked at', async (_, said, change) => {
  expect(isNews((await marked(said, change))!, pairOf('Ada'), syncOf())).toBe(true)
})

test('coming to a company and leaving it is news where the record says otherwise, and of no concern to a sync without companies', async () => {
  const came = { contactId: 'c1', company: 'acme', isIn: true }
  expect(await marked(came)).toBeNull()
  for (const [rule, isIn, companies, expected] of [
    ['SOURCE_WINS', true, [], true],
    ['SOURCE_WINS', true, ['acme'], false],
    ['UNION', true, [], false],
    ['UNION', false, ['acme'], true],
    ['UNION', false, [], false],
  ] as const) {
    const sync = syncOf(rule)
    const mark = await marked({ ...came, isIn }, { sync })
    expect([rule, isIn, companies, isNews(mark!, pairOf('Ada', [...companies]), sync)]).toEqual([rule, isIn, companies, expected])
  }
})

test('our own write that comes back behind what somebody else has changed does not take the mark of that away', async () => {
  await using parts = new AsyncDisposableStack()
  const file = parts.adopt(createSqliteFile({ dataDir: null, now: Date.now }), (it) => it.dispose())
  const collections = file.collectionsOf('w')
  const ledger = ledgerOf(collections, 'crm')
  await collections.write(ledger.paired('C1', pairOf('Ours')))
  for (const name of ['By hand', 'Ours']) await ledger.touch([{ id: 'c1', mark: (await marked(recordOf(name)))! }])
  await ledger.take((mark, pair) => isNews(mark, pair, syncOf()))
  expect(await ledger.isTaken(['c1'])).toEqual([true])

  await collections.write([ledger.untaken('c1')])
  await ledger.touch([{ id: 'c1', mark: (await marked(recordOf('Ours')))! }])
  await ledger.take((mark, pair) => isNews(mark, pair, syncOf()))
  expect(await ledger.isTaken(['c1'])).toEqual([false])
})

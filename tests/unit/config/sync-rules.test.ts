import { expect, test } from 'vitest'
import { problemsIn } from '../../../src/config/sync-rules.ts'
import { SyncDefinition } from '../../../src/config/syncs.ts'

const email = { column: 'e', field: 'email' }
const postgres = { type: 'postgres', urlFrom: 'CRM_URL', table: 'crm.contacts' }
const http = { type: 'http', url: 'https://crm.example/contacts', sinkUrl: 'https://crm.example/changes' }
const csv = { type: 'file', path: 'a.csv' }

/** What is told of a sync that is right but for this. */
const told = (change: object) =>
  problemsIn(
    SyncDefinition.parse({
      object: 'contact',
      direction: 'CRM_TO_INTERCOM',
      source: postgres,
      key: 'id',
      match: ['email'],
      fields: [email],
      ...change,
    }),
  )
const field = (change: object) => ({ fields: [email, { column: 'c', field: 'name', ...change }] })

test.each<[why: string, change: object]>([
  ['as little as can be', {}],
  ['both ways with a table', { direction: 'BIDIRECTIONAL' }],
  ['both ways with an API', { direction: 'BIDIRECTIONAL', source: http }],
  ['one column for two fields', { fields: [email, { ...email, field: 'externalId' }] }],
  ['the newest, with the instant of a change', { ...field({ rule: 'NEWEST' }), changedAt: 'at' }],
  ['a union of texts', { ...field({ field: 'customAttributes.tags', rule: 'UNION' }), createAttributes: { tags: 'string' } }],
  ['a key that is filled where a record is made', { direction: 'BIDIRECTIONAL', fields: [email, { column: 'id', field: 'externalId' }] }],
  ['records made in a table', { direction: 'BIDIRECTIONAL', source: { ...postgres, intercomIdColumn: 'i' }, create: { crm: true } }],
  ['records made by an API', { direction: 'BIDIRECTIONAL', source: http, create: { crm: true } }],
  ['a file whose format is said', { source: { type: 'file', path: 'a.txt', format: 'csv', delimiter: ';' } }],
  [
    'schedules of five fields',
    { schedule: { changed: '*/5 * * * *', whole: '30 2 * * MON-FRI', timeZone: 'Europe/Berlin' }, changedAt: 'at' },
  ],
  ['companies that are left', { object: 'company', deleted: { column: 'gone' } }],
])('%s is right', (_, change) => {
  expect(told(change)).toEqual([])
})

test.each<[change: object, sentence: string]>([
  [
    { direction: 'BIDIRECTIONAL', source: csv },
    'fields[0] goes BIDIRECTIONAL, and the source takes nothing; expected a source of type postgres with a table, or of type http with a sinkUrl, or direction CRM_TO_INTERCOM',
  ],
  [
    { source: { ...postgres, table: undefined, query: 'select 1' }, ...field({ direction: 'INTERCOM_TO_CRM' }) },
    'fields[1] goes INTERCOM_TO_CRM, and the source takes nothing; expected a source of type postgres with a table, or of type http with a sinkUrl, or direction CRM_TO_INTERCOM',
  ],
  [
    field({ rule: 'NEWEST' }),
    'fields[1].rule is NEWEST, and changedAt is missing; expected the column that says when a record was changed',
  ],
  [
    { ...field({ field: 'customAttributes.score', rule: 'UNION' }), createAttributes: { score: 'integer' } },
    'fields[1].rule is UNION, and customAttributes.score is no text; expected another rule, as only texts have parts',
  ],
  [
    field({ rule: 'UNION', transform: ['boolean'] }),
    'fields[1].rule is UNION, and name is no text; expected another rule, as only texts have parts',
  ],
  [
    { direction: 'BIDIRECTIONAL', ...field({ column: 'id', rule: 'INTERCOM_WINS' }) },
    'fields[1] would write id, the key, with rule INTERCOM_WINS; expected direction CRM_TO_INTERCOM, or rule SOURCE_WINS, as a key stays what it is',
  ],
  [field({ transform: [{ map: {} }] }), 'fields[1].transform has a map of nothing; expected values by what stands for them'],
  [field({ field: 'email' }), 'fields[1].field is email, as fields[0].field is; expected each once'],
  [
    { direction: 'BIDIRECTIONAL', ...field({ column: 'e' }) },
    'fields[1] writes the column e, as fields[0] does; expected direction CRM_TO_INTERCOM for one of them',
  ],
  [{ match: ['emial'] }, 'match[0] is emial, which is not mapped; did you mean email?'],
  [{ match: ['email', 'email'] }, 'match[1] is email again; expected each once'],
  [{ changedAt: 'id' }, 'changedAt is id, the key; expected a column of its own'],
  [{ deleted: { column: 'id' } }, 'deleted.column is id, the key; expected a column of its own'],
  [
    { ...field({ field: 'customAttributes.tier' }), createAttributes: { teir: 'string' } },
    'createAttributes.teir is mapped to by no field; did you mean tier?',
  ],
  [
    { source: { type: 'file', path: 'a.txt' } },
    'source.path is "a.txt", which does not say its format; expected .csv, .ndjson or .jsonl, or source.format',
  ],
  [{ source: { type: 'file', path: 'a.ndjson', delimiter: ';' } }, 'source.delimiter is of CSV alone; expected none'],
  [{ source: { type: 'postgres', urlFrom: 'CRM_URL' } }, 'source has neither table nor query; expected one of them'],
  [{ source: { type: 'push' }, missing: 'ARCHIVE' }, 'missing is ARCHIVE, and a source of type push is never read whole; expected KEEP'],
  [{ object: 'company', companies: { column: 'c' } }, 'companies is of contacts alone; expected none'],
  [{ object: 'company', mergeLeads: true }, 'mergeLeads is of contacts alone; expected false'],
  [
    { object: 'company', deleted: { column: 'c', action: 'ARCHIVE' } },
    'deleted.action is ARCHIVE, and Intercom archives no companies; expected DELETE, or to leave them',
  ],
  [{ object: 'company', missing: 'ARCHIVE' }, 'missing is ARCHIVE, and Intercom archives no companies; expected DELETE, or to leave them'],
  [{ create: { crm: true } }, 'create.crm is true, and nothing goes to the CRM; expected false, or another direction'],
  [
    { direction: 'BIDIRECTIONAL', create: { crm: true } },
    'create.crm is true, and the source cannot make records; expected a source of type postgres with table and intercomIdColumn, or of type http with a sinkUrl',
  ],
  [{ direction: 'INTERCOM_TO_CRM', missing: 'DELETE' }, 'missing is DELETE, and everything goes INTERCOM_TO_CRM; expected KEEP'],
  [{ direction: 'INTERCOM_TO_CRM', mergeLeads: true }, 'mergeLeads is true, and everything goes INTERCOM_TO_CRM; expected false'],
  [{ direction: 'INTERCOM_TO_CRM', companies: { column: 'c' } }, 'companies is there, and everything goes INTERCOM_TO_CRM; expected none'],
  [
    { direction: 'INTERCOM_TO_CRM', deleted: { column: 'c', action: 'DELETE' } },
    'deleted.action is DELETE, and everything goes INTERCOM_TO_CRM; expected SKIP',
  ],
  [{ schedule: {} }, 'schedule has neither changed nor whole; expected one of them'],
  [
    { schedule: { whole: '0 0 2 * * *' } },
    'schedule.whole is "0 0 2 * * *", which is no cron expression; expected minute, hour, day, month and weekday: "30 2 * * *"',
  ],
  [
    { schedule: { whole: '0 2 30 2 *' } },
    'schedule.whole is "0 2 30 2 *", which never comes; expected minute, hour, day, month and weekday: "30 2 * * *"',
  ],
  [
    { schedule: { whole: '0 2 * * *', timeZone: 'Mars/Olympus' } },
    'schedule.timeZone is "Mars/Olympus"; expected a time zone, such as Europe/Berlin',
  ],
  [
    { source: { type: 'push' }, schedule: { whole: '0 2 * * *' } },
    'schedule is there, and a source of type push cannot be read; expected none',
  ],
  [
    { source: csv, schedule: { changed: '0 2 * * *' } },
    'schedule.changed is there, and a file is always read whole; expected schedule.whole',
  ],
  [
    { schedule: { changed: '0 2 * * *' } },
    'schedule.changed is there, and changedAt is missing; expected the column that says when a record was changed',
  ],
  [
    { source: http, schedule: { changed: '0 2 * * *' } },
    'schedule.changed is there, and source.sinceParameter is missing; expected both or schedule.whole',
  ],
])('%j is told', (change, sentence) => {
  expect(told(change)).toEqual([sentence])
})

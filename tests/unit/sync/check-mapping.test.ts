import { describe, expect, test } from 'vitest'
import { SyncDefinition } from '../../../src/config/syncs.ts'
import { problemsWith } from '../../../src/sync/check-mapping.ts'
import type { FieldKind, SyncField } from '../../../src/sync/syncable.ts'

const known = (kind: FieldKind, more: Partial<SyncField> = {}): SyncField => ({ kind, isWritable: true, ...more })

const fields = new Map<string, SyncField>([
  ['externalId', known('text')],
  ['email', known('email')],
  ['name', known('text')],
  ['signedUpAt', known('instant')],
  ['lastSeenAt', known('instant', { isWritable: false })],
  ['unsubscribedFromEmails', known('boolean')],
  ['customAttributes.plan_tier', known('text', { options: ['Free', 'Pro'] })],
  ['customAttributes.score', known('number')],
  ['customAttributes.fax', known('text', { isArchived: true })],
])

const email = { column: 'e', field: 'email' }

/** What is told of a sync that fits but for this. */
function told(change: object, { columns = null as string[] | null } = {}) {
  const definition = SyncDefinition.parse({
    object: 'contact',
    direction: 'CRM_TO_INTERCOM',
    source: { type: 'push' },
    key: 'id',
    match: ['email'],
    fields: [email],
    ...change,
  })
  const surroundings = { matchFields: ['externalId', 'email'], requiredToCreate: ['externalId', 'email'], columns }
  return problemsWith({ ...definition, name: 'test', secrets: {} }, fields, surroundings)
}
const field = (change: object) => ({ fields: [email, { column: 'c', field: 'name', ...change }] })
const onlyName = (change: object) => ({ fields: [{ column: 'c', field: 'name', ...change }] })
const newAttribute = { ...field({ field: 'customAttributes.rank', transform: ['number'] }), createAttributes: { rank: 'integer' } }

test.each<[why: string, change: object]>([
  ['the least', {}],
  ['an attribute that may be made', newAttribute],
  ['an archived one that may be made anew', { ...field({ field: 'customAttributes.fax' }), createAttributes: { fax: 'integer' } }],
  ['one that is there as it would be made', { ...field({ field: 'customAttributes.score' }), createAttributes: { score: 'float' } }],
  ['what nobody writes, on its way to the CRM', field({ field: 'lastSeenAt', direction: 'INTERCOM_TO_CRM' })],
  ['transforms on the way to the CRM', field({ field: 'signedUpAt', direction: 'INTERCOM_TO_CRM', transform: ['boolean'] })],
  ['yes and no in a number', field({ field: 'customAttributes.score', transform: ['boolean', 'number'] })],
  ['seconds in an instant', field({ field: 'signedUpAt', transform: ['number'] })],
  ['a boolean that a map makes a text of', field({ transform: ['boolean', { map: { true: 'yes', false: 'no' } }] })],
  ['a map to options and to nothing', field({ field: 'customAttributes.plan_tier', transform: [{ map: { P: 'Pro', X: null } }] })],
  ['a map that a transform behind it makes right', field({ field: 'signedUpAt', transform: [{ map: { a: '2026-01-31' } }, 'instant'] })],
  ['a number that a map knows some of', field({ transform: ['number', { map: { 3: 'three' } }] })],
  ['what makes nothing without what is needed to make it', { ...onlyName({}), create: { intercom: false } }],
  ['what goes to the CRM alone', onlyName({ direction: 'INTERCOM_TO_CRM' })],
])('%s is right', (_, change) => {
  expect(told(change)).toEqual([])
})

test.each<[change: object, sentence: string]>([
  [field({ field: 'nmae' }), 'fields[1].field is nmae, which is no field of a contact; did you mean name?'],
  [
    field({ field: 'shoeSize' }),
    'fields[1].field is shoeSize, which is no field of a contact; expected one of externalId, email, name, signedUpAt, lastSeenAt, unsubscribedFromEmails, or customAttributes.<name>',
  ],
  [
    field({ field: 'customAttributes.plan_teir' }),
    'fields[1].field is customAttributes.plan_teir, which the workspace does not have; did you mean customAttributes.plan_tier? To have it made, add { "plan_teir": "string" } or another type to createAttributes',
  ],
  [
    field({ field: 'customAttributes.a_very_different_one' }),
    'fields[1].field is customAttributes.a_very_different_one, which the workspace does not have; to have it made, add { "a_very_different_one": "string" } or another type to createAttributes',
  ],
  [
    field({ field: 'customAttributes.fax' }),
    'fields[1].field is customAttributes.fax, which is archived in Intercom; expected one in use: unarchive it, or add { "fax": "string" } or another type to createAttributes',
  ],
  [
    field({ field: 'lastSeenAt' }),
    'fields[1].field is lastSeenAt, which Intercom takes from nobody (api_writable is false); expected direction INTERCOM_TO_CRM',
  ],
  [
    field({ field: 'lastSeenAt', direction: 'BIDIRECTIONAL' }),
    'fields[1].field is lastSeenAt, which Intercom takes from nobody (api_writable is false); expected direction INTERCOM_TO_CRM',
  ],
  [
    field({ field: 'customAttributes.score', rule: 'UNION' }),
    'fields[1].rule is UNION, and customAttributes.score is a number; expected another rule, as only texts have parts',
  ],
  [
    field({ field: 'signedUpAt', transform: ['boolean'] }),
    'fields[1].transform has "boolean", whose values signedUpAt does not take; expected an instant (ISO 8601, with its zone)',
  ],
  [
    field({ field: 'unsubscribedFromEmails', transform: ['number', 'trim'] }),
    'fields[1].transform has "number", whose values unsubscribedFromEmails does not take; expected true or false',
  ],
  [
    field({ field: 'customAttributes.score', transform: [{ map: { A: 1, B: 'two' } }] }),
    'fields[1].transform gives "two"; expected a number, for customAttributes.score',
  ],
  [
    field({ field: 'customAttributes.plan_tier', transform: [{ map: { P: 'Pro', F: 'free' } }] }),
    'fields[1].transform gives "free"; expected one of "Free", "Pro", for customAttributes.plan_tier',
  ],
  [
    field({ field: 'customAttributes.plan_tier', transform: [{ default: 'none' }] }),
    'fields[1].transform gives "none"; expected one of "Free", "Pro", for customAttributes.plan_tier',
  ],
  [
    { ...field({ field: 'customAttributes.score' }), createAttributes: { score: 'string' } },
    'createAttributes.score is string, and Intercom has it as a number, which cannot change; expected a type that fits, or another name',
  ],
  [{ ...field({}), match: ['email', 'name'] }, 'match[1] is name, by which no contact can be found; expected one of externalId, email'],
  [
    {
      fields: [
        { ...email, direction: 'INTERCOM_TO_CRM' },
        { column: 'c', field: 'name' },
      ],
    },
    'create.intercom is true, and a contact needs externalId or email to be made, which nothing writes; expected it to be mapped, or create.intercom false',
  ],
])('%j is told', (change, sentence) => {
  expect(told(change)).toEqual([sentence])
})

describe('columns', () => {
  const columns = ['id', 'e', 'properties']

  test('that the source does not have are told, wherever they are named', () => {
    const change = {
      key: 'ID2',
      fields: [{ ...email, column: 'email_address' }],
      changedAt: 'at',
      deleted: { column: 'gone' },
      companies: { column: 'companies', nameColumn: 'propertie' },
    }
    expect(told(change, { columns })).toEqual([
      'key is "ID2", which the source does not have; did you mean "id"?',
      'fields[0].column is "email_address", which the source does not have; it has "id", "e", "properties"',
      'changedAt is "at", which the source does not have; it has "id", "e", "properties"',
      'deleted.column is "gone", which the source does not have; it has "id", "e", "properties"',
      'companies.column is "companies", which the source does not have; it has "id", "e", "properties"',
      'companies.nameColumn is "propertie", which the source does not have; did you mean "properties"?',
    ])
  })

  test('are not asked for where each record has its own', () => {
    expect(told({ key: 'ID2' }, { columns: null })).toEqual([])
  })

  test('that lie in others can be read, and not be written', () => {
    const within = (direction: string) => field({ column: 'properties.name', direction })
    expect(told(within('CRM_TO_INTERCOM'), { columns })).toEqual([])
    expect(told(within('BIDIRECTIONAL'), { columns })).toEqual([
      'fields[1].column is "properties.name", within a column, where nothing is written; expected direction CRM_TO_INTERCOM',
    ])
  })
})

test('everything is told at once', () => {
  expect(
    told(
      {
        key: 'x',
        match: ['name'],
        fields: [
          { column: 'c', field: 'lastSeenAt' },
          { column: 'd', field: 'nmae' },
        ],
      },
      { columns: ['id'] },
    ),
  ).toHaveLength(7)
})

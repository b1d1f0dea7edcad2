import { createReadStream } from 'node:fs'
import { expect, test } from 'vitest'
import type { Json } from '../../../src/changes/change.ts'
import type { SyncConfig } from '../../../src/config/syncs.ts'
import { loadConfig } from '../../../src/config.ts'
import type { CompanyRecord, ContactRecord, DataAttributeRecord } from '../../../src/sandbox/records.ts'
import { createSeed } from '../../../src/sandbox/seed/index.ts'
import { problemsWith } from '../../../src/sync/check-mapping.ts'
import { compare } from '../../../src/sync/compare.ts'
import { mappingOf } from '../../../src/sync/mapping.ts'
import { fileSource, formatOf } from '../../../src/sync/sources/file.ts'
import type { FieldKind, SyncField, Values } from '../../../src/sync/syncable.ts'
import { oneFormOf } from '../../../src/sync/values.ts'

const { sync: syncs, sandbox } = loadConfig({ env: {} })
/** As `npm start` has it. */
const world = createSeed({ contacts: sandbox.contacts, conversations: 0, now: new Date('2026-11-30T00:00:00Z') })

const kinds: Partial<Record<DataAttributeRecord['data_type'], FieldKind>> = { integer: 'number', boolean: 'boolean', date: 'instant' }

/** Built-in fields, and the attributes that the sandbox begins with. */
function fieldsOf(model: 'contact' | 'company', builtIn: Record<string, FieldKind>): ReadonlyMap<string, SyncField> {
  const own = [...world.data_attributes.values()].filter((attribute) => attribute.model === model && attribute.custom)
  return new Map<string, SyncField>([
    ...Object.entries(builtIn).map(([name, kind]): [string, SyncField] => [name, { kind, isWritable: true }]),
    ...own.map(({ name, data_type, options }): [string, SyncField] => [
      `customAttributes.${name}`,
      { kind: kinds[data_type] ?? 'text', isWritable: true, ...(options && { options }) },
    ]),
  ])
}

const attributesIn = (record: ContactRecord | CompanyRecord) =>
  Object.fromEntries(Object.entries(record.custom_attributes).map(([name, value]) => [`customAttributes.${name}`, value as Json]))

/** What becomes of each record by itself, by its key: made, changed (the fields), asked about, wrong, or left. */
async function outcomes(
  sync: SyncConfig,
  fields: ReadonlyMap<string, SyncField>,
  { matchFields, counterparts }: { matchFields: string[]; counterparts: readonly Values[] },
) {
  if (sync.source.type !== 'file') throw new Error('expected a file')
  const { path } = sync.source
  const source = fileSource({ open: () => createReadStream(path), format: formatOf(path)! })
  const columns = await source.columns()
  expect(problemsWith(sync, fields, { matchFields, requiredToCreate: matchFields, columns })).toEqual([])

  const inOneForm = (field: string, value: Json) => oneFormOf(fields.get(field)?.kind ?? 'text', value)
  const { fromRecord } = mappingOf(sync, { fields, inOneForm })
  const found: Record<string, string> = {}
  for await (const item of source.read()) {
    if ('problem' in item) throw new Error(item.problem)
    const mapped = fromRecord(item.record)
    if ('errors' in mapped) {
      found[mapped.key ?? ''] = mapped.errors.map(({ message }) => message).join()
      continue
    }
    const having = (field: string) => counterparts.find((one) => mapped.values[field] && one[field] === mapped.values[field])
    const intercom = sync.match.map(having).find((counterpart) => counterpart !== undefined)
    const pair = { sync, source: mapped.values, base: null, sourceChangedAt: mapped.changedAt, intercomUpdatedAt: null, inOneForm }
    const { changes, conflicts } = compare({ ...pair, intercom: intercom ?? null })
    const names = (of: typeof changes) => of.map(({ field }) => field).join()
    found[mapped.key] = !intercom
      ? 'made'
      : conflicts.length > 0
        ? `asked: ${names(conflicts)}`
        : changes.length > 0
          ? names(changes)
          : 'left'
  }
  return found
}

test('the first plan of the example contacts has something of everything', async () => {
  const fields = fieldsOf('contact', { externalId: 'text', email: 'email', name: 'text', phone: 'phone' })
  const counterparts = [...world.contacts.values()].map((contact) => ({
    ...{ externalId: contact.external_id, email: contact.email, name: contact.name, phone: contact.phone },
    ...attributesIn(contact),
  }))
  expect(await outcomes(syncs.definitions[0]!, fields, { matchFields: ['externalId', 'email'], counterparts })).toEqual({
    'C-1001': 'left',
    'C-1002': 'asked: phone',
    'C-1003': 'left',
    'C-1005': 'customAttributes.job_role,customAttributes.bookings_per_week',
    'C-1006': 'name',
    'C-1008': 'left',
    'C-1009': 'left',
    'C-1010': 'email is "gael.lefevre.at.inbox.example"; expected an e-mail address, for email',
    'C-2001': 'made',
    'C-2002': 'made',
  })
})

test('the first plan of the example companies makes, changes and leaves some', async () => {
  const fields = fieldsOf('company', { companyId: 'text', name: 'text', plan: 'text', website: 'url' })
  const counterparts = [...world.companies.values()].map((company) => ({
    ...{ companyId: company.company_id, name: company.name, plan: company.plan?.name ?? null, website: company.website },
    ...attributesIn(company),
  }))
  expect(await outcomes(syncs.definitions[1]!, fields, { matchFields: ['companyId'], counterparts })).toEqual({
    'lk-10400': 'left',
    'lk-10403': 'plan',
    'lk-10406': 'left',
    'lk-10412': 'customAttributes.locations',
    'lk-10421': 'customAttributes.account_tier',
    'lk-10424': 'website',
    'lk-10427': 'left',
    'lk-20001': 'made',
    'lk-20002': 'made',
  })
})

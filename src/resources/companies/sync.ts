import { InvalidInputError, NotFoundError } from '../../errors.ts'
import { checkExternalId } from '../../intercom/ids.ts'
import type { AttemptOptions, Counterpart, Found, Syncable, SyncField, Values } from '../../sync/syncable.ts'
import type { DataAttributesService } from '../data-attributes/service.ts'
import { isOfAttribute, syncAttributes } from '../data-attributes/sync-attributes.ts'
import type { Company } from './model.ts'
import { type CompanyFields, hasFields } from './model-fields.ts'
import type { CompaniesService } from './service.ts'
import { announcedIn } from './sync-announced.ts'
import { companyFields, companyFieldsIn, counterpartOf, inOneForm, isCompanyField } from './sync-values.ts'

type Services = { companies: CompaniesService; dataAttributes: DataAttributesService }
type Row = Company | { movedTo: string } | null | Error

/** Companies, as a sync reads and writes them. They are neither archived nor merged. */
export function syncableCompanies({ companies, dataAttributes }: Services): Syncable {
  const attributes = syncAttributes(dataAttributes, 'COMPANY')
  const { finding, write } = companies

  /** With the attributes as they are defined now. */
  async function reader(): Promise<(company: Company) => Counterpart> {
    const attributesIn = await attributes.reader()
    return (company) => counterpartOf(company, attributesIn(company.customAttributes))
  }
  const counterpart = async (company: Company) => (await reader())(company)

  async function found(rows: readonly Row[]): Promise<Found[]> {
    const counterpartIn = await reader()
    return rows.map((row) => (!row || row instanceof Error || 'movedTo' in row ? row : counterpartIn(row)))
  }

  async function fieldsIn(values: Values): Promise<{ companyId: string | undefined; fields: CompanyFields }> {
    const customAttributes = await attributes.attributesIn(values)
    const { companyId, fields } = companyFieldsIn(values)
    return { companyId, fields: { ...fields, ...(customAttributes && { customAttributes }) } }
  }

  async function one(id: string): Promise<Company | null> {
    const [row = null] = await companies.readAnew([id])
    if (row instanceof Error) throw row
    return row && !('movedTo' in row) ? row : null
  }

  /** As Intercom answered it; read where that was not understood. */
  async function written({ result, taken }: { result: { companyId: string }; taken: Company | undefined }): Promise<Counterpart> {
    const company = taken ?? (await one(result.companyId))
    if (company === null) throw new NotFoundError(`There is no company ${result.companyId} any more.`, { id: result.companyId })
    return counterpart(company)
  }

  /** The company, where it is as these fields say already. A copy that says so may be behind: it is read before it is believed. */
  async function unchanged(id: string, fields: CompanyFields, { wasBegun }: AttemptOptions): Promise<Company | null> {
    const [known = null] = wasBegun ? [] : await companies.getMany([id])
    if (known instanceof Error) throw known
    if (!wasBegun && (known === null || !hasFields(known, fields))) return null
    const company = await one(id)
    return company && hasFields(company, fields) ? company : null
  }

  /** @throws InvalidInputError where the company has another id of yours */
  async function checkFixed(id: string, companyId: string | undefined): Promise<void> {
    if (companyId === undefined) return
    const [known] = await companies.getMany([id])
    if (known instanceof Error) throw known
    if (known && known.companyId !== companyId)
      throw new InvalidInputError('The "companyId" of a company never changes; it is given to one that is made.', { path: ['companyId'] })
  }

  return {
    object: 'company',
    type: 'Company',
    fields: async () => new Map<string, SyncField>([...Object.entries(companyFields), ...(await attributes.fields())]),
    matchFields: ['companyId'],
    requiredToCreate: ['companyId'],
    createAttribute: attributes.create,
    inOneForm: (field, value) =>
      isCompanyField(field) ? inOneForm(field, value) : isOfAttribute(field) ? attributes.inOneForm(field, value) : value,

    async findMany(field, values) {
      if (field !== 'companyId') throw new Error(`Companies cannot be found by ${field}; expected companyId.`)
      const companiesFound = await finding.byCompanyIds(values)
      const counterpartIn = await reader()
      return new Map([...companiesFound].map(([value, found]) => [value, found.map(counterpartIn)]))
    },
    callsToFind: (_, count) => finding.callsToFind(count),
    readMany: async (ids) => found(await companies.readAnew(ids)),
    callsToRead: (count) => count,
    getMany: async (ids) => found(await companies.getMany(ids)),
    async announced(topic, item) {
      const said = announcedIn(topic, item)
      return said === 'NOTHING' ? { nothing: true } : said && { record: await counterpart(said.company) }
    },
    async *changedSince(since) {
      for await (const page of companies.changedSince(since)) yield page.map(await reader())
    },
    limits: [
      'Intercom lists no companies without contacts: each is found by its own id, and what is changed of it in Intercom is not.',
      'Intercom lists the first 10,000 companies. Where there are more, all are walked through, which it allows one program at a time.',
    ],

    async create(values, { wasBegun }) {
      const { companyId, fields } = await fieldsIn(values)
      if (companyId === undefined)
        throw new InvalidInputError('A company is made by its "companyId", which is missing.', { path: ['companyId'] })
      const ownId = checkExternalId(companyId)
      const [there] = wasBegun ? ((await finding.byCompanyIds([ownId])).get(ownId) ?? []) : []
      const same = there && (await unchanged(there.id, fields, { wasBegun }))
      return same ? counterpart(same) : written(await write.upsert(ownId, fields))
    },
    async update(id, values, options) {
      const { companyId, fields } = await fieldsIn(values)
      await checkFixed(id, companyId)
      const same = await unchanged(id, fields, options)
      return same ? counterpart(same) : written(await write.update(id, fields))
    },
    async delete(id, { wasBegun }) {
      try {
        await write.delete(id)
      } catch (error) {
        if (!wasBegun || !(error instanceof NotFoundError)) throw error
      }
    },
  }
}

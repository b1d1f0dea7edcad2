import type { Json } from '../../changes/change.ts'
import { ConflictError, NotFoundError } from '../../errors.ts'
import { readEach } from '../../intercom/read-many.ts'
import type { AttemptOptions, Counterpart, Found, Syncable, SyncField, Values } from '../../sync/syncable.ts'
import type { DataAttributesService } from '../data-attributes/service.ts'
import { isOfAttribute, syncAttributes } from '../data-attributes/sync-attributes.ts'
import type { Contact } from './model.ts'
import { type ContactFields, hasFields } from './model-fields.ts'
import type { ContactsService } from './service.ts'
import { isMadeAs } from './service-find-made.ts'
import { announcedIn } from './sync-announced.ts'
import { contactFields, contactFieldsIn, counterpartOf, inOneForm, isContactField } from './sync-values.ts'

type Services = { contacts: ContactsService; dataAttributes: DataAttributesService }
type Row = Contact | { movedTo: string } | null | Error

const matchFields = ['externalId', 'email', 'phone'] as const
type MatchField = (typeof matchFields)[number]

/** Values a search (`intercom.batchSize` is what is sent; this is what is promised). */
const perCall = 50
/** Numbers that are looked up at the same time. */
const phonesAtOnce = 8

/** Contacts, as a sync reads and writes them. */
export function syncableContacts({ contacts, dataAttributes }: Services): Syncable {
  const attributes = syncAttributes(dataAttributes, 'CONTACT')
  const { finding, write } = contacts

  /** With the attributes as they are defined now. */
  async function reader(): Promise<(contact: Contact) => Counterpart> {
    const attributesIn = await attributes.reader()
    return (contact) => counterpartOf(contact, attributesIn(contact.customAttributes))
  }
  const counterpart = async (contact: Contact) => (await reader())(contact)

  async function found(rows: readonly Row[]): Promise<Found[]> {
    const counterpartIn = await reader()
    return rows.map((row) => {
      if (!row || row instanceof Error || 'movedTo' in row) return row
      return row.redirectedFrom === null ? counterpartIn(row) : { movedTo: row.id }
    })
  }

  async function fieldsIn(values: Values): Promise<ContactFields> {
    const customAttributes = await attributes.attributesIn(values)
    return { ...contactFieldsIn(values), ...(customAttributes && { customAttributes }) }
  }

  /** As Intercom answered it; read where that was not understood. */
  async function written({ result, taken }: { result: { contactId: string }; taken: Contact | undefined }): Promise<Counterpart> {
    const contact = taken ?? (await finding.byId(result.contactId))
    if (contact === null) throw new NotFoundError(`There is no contact ${result.contactId} any more.`, { id: result.contactId })
    return counterpart(contact)
  }

  async function one(id: string): Promise<Row> {
    const [row = null] = await contacts.readAnew([id])
    if (row instanceof Error) throw row
    return row
  }
  const isGone = (row: Row) => row === null || 'movedTo' in row

  /** The contact, where it is as these fields say already. A copy that says so may be behind: it is read before it is believed. */
  async function unchanged(id: string, fields: ContactFields, { wasBegun }: AttemptOptions): Promise<Contact | null> {
    const [known = null] = wasBegun ? [] : await contacts.getMany([id])
    if (known instanceof Error) throw known
    if (known?.redirectedFrom) throw mergedAway(id, known.id)
    if (!wasBegun && (known === null || !hasFields(known, fields))) return null
    const row = await one(id)
    if (row && 'movedTo' in row) throw mergedAway(id, row.movedTo)
    return row && !(row instanceof Error) && hasFields(row, fields) ? row : null
  }

  return {
    object: 'contact',
    type: 'Contact',
    fields: async () => new Map<string, SyncField>([...Object.entries(contactFields), ...(await attributes.fields())]),
    matchFields,
    requiredToCreate: ['externalId', 'email'],
    createAttribute: attributes.create,
    inOneForm: (field, value: Json) =>
      isContactField(field) ? inOneForm(field, value) : isOfAttribute(field) ? attributes.inOneForm(field, value) : value,

    async findMany(field, values) {
      const known = matchFieldOf(field)
      const people = known === 'phone' ? await byPhone(values) : await finding.many(known, values)
      const counterpartIn = await reader()
      return new Map([...people].map(([value, found]) => [value, found.map(counterpartIn)]))
    },
    callsToFind: (field, count) => (field === 'phone' ? count : Math.ceil(count / perCall)),
    readMany: async (ids) => found(await contacts.readAnew(ids)),
    callsToRead: (count) => Math.ceil(count / perCall),
    getMany: async (ids) => found(await contacts.getMany(ids)),
    async announced(topic, item) {
      const said = announcedIn(topic, item)
      return said && 'contact' in said ? { record: await counterpart(said.contact) } : said
    },
    async *changedSince(since) {
      for await (const page of contacts.changedSince(since)) yield page.map(await reader())
    },
    limits: [],

    async create(values, { wasBegun, begunAt, role = 'USER' }) {
      const fields = { ...(await fieldsIn(values)), role }
      const made = wasBegun ? await finding.made(fields, begunAt) : null
      if (made) return counterpart(made)
      try {
        return await written(await write.create(fields))
      } catch (error) {
        const inTheWay = wasBegun && error instanceof ConflictError ? error.existing : undefined
        const existing = inTheWay ? await finding.byId(inTheWay.id) : null
        if (existing && isMadeAs(existing, fields)) return counterpart(existing)
        throw error
      }
    },
    async update(id, values, options) {
      const fields = await fieldsIn(values)
      const same = await unchanged(id, fields, options)
      return same ? counterpart(same) : written(await write.update(id, fields))
    },
    async archive(id, { wasBegun }) {
      if (wasBegun && isGone(await one(id))) return
      await write.archive(id)
    },
    async delete(id, { wasBegun }) {
      try {
        await write.delete(id)
      } catch (error) {
        // one that is archived reads as if it were gone: only Intercom's refusal says that it is
        if (!wasBegun || !(error instanceof NotFoundError)) throw error
      }
    },
    async merge(from, into, { wasBegun }) {
      // before 2.16 Intercom answers of a merged contact what it answers of a deleted one
      if (wasBegun && isGone(await one(from))) return written({ result: { contactId: into }, taken: undefined })
      return written(await write.merge({ from, into, skipDuplicateValidation: true }))
    },
  }

  async function byPhone(values: readonly string[]): Promise<[string, Contact[]][]> {
    return readEach([...new Set(values)], phonesAtOnce, async (value) => [value, await finding.having('phone', value)])
  }
}

function matchFieldOf(field: string): MatchField {
  const known = matchFields.find((one) => one === field)
  if (known === undefined) throw new Error(`Contacts cannot be found by ${field}; expected one of ${matchFields.join(', ')}.`)
  return known
}

const mergedAway = (id: string, movedTo: string) => new NotFoundError(`Contact ${id} was merged into ${movedTo}.`, { id, movedTo })

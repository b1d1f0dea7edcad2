import type { CompanyRecord } from '../records.ts'
import { type ActionDeps, secondsOf } from './deps.ts'
import { find } from './find.ts'

/** What may be said about a company; its own id stays what it is. */
export type CompanyFields = Partial<
  Pick<CompanyRecord, 'name' | 'plan' | 'size' | 'website' | 'industry' | 'monthly_spend' | 'remote_created_at' | 'custom_attributes'>
>

export const createCompanyActions = ({ world, items, announce, ids }: ActionDeps) => ({
  create({ company_id, ...fields }: CompanyFields & { company_id: string }) {
    const at = secondsOf(world)
    const record: CompanyRecord = {
      ...{ id: ids.company(at), company_id, name: company_id, plan: null, remote_created_at: null, created_at: at, updated_at: at },
      ...{ last_request_at: null, size: null, website: null, industry: null, monthly_spend: 0, session_count: 0 },
      ...{ custom_attributes: {}, tag_ids: [], segment_ids: [] },
      ...fields,
    }
    world.companies.put(record)
    announce('company.created', items.company(record), `company ${record.id}`)
    return { company: record.id }
  },

  update({ company: id, ...fields }: CompanyFields & { company: string }) {
    const before = find(world, 'companies', id)
    const custom_attributes = { ...before.custom_attributes, ...fields.custom_attributes }
    const after = { ...before, ...fields, custom_attributes, updated_at: secondsOf(world) }
    world.companies.put(after)
    announce('company.updated', items.company(after), `company ${id}`)
    return { company: id }
  },

  /** Those who were in it are in it no more, and stay. At Intercom that takes a while; here it is done at once. */
  delete({ company: id }: { company: string }) {
    const record = find(world, 'companies', id)
    for (const contactId of [...world.contacts.idsBy('company_id', id)]) {
      const contact = find(world, 'contacts', contactId)
      world.contacts.put({ ...contact, company_ids: contact.company_ids.filter((other) => other !== id) })
    }
    for (const noteId of [...world.notes.idsBy('company_id', id)]) world.notes.remove(noteId)
    world.companies.remove(id)
    announce('company.deleted', items.deletedCompany(record), `company ${id}`)
    return { company: id }
  },

  /** Of which nobody is told, as of a note. */
  tag({ company: id, tag, isOff }: { company: string; tag: string; isOff: boolean }) {
    const before = find(world, 'companies', id)
    const others = before.tag_ids.filter((other) => other !== tag)
    world.companies.put({ ...before, tag_ids: isOff ? others : [...others, tag], updated_at: secondsOf(world) })
    return { company: id }
  },

  writeNote({ company: id, author, body }: { company: string; author: string; body: string }) {
    find(world, 'companies', id)
    const note = { id: ids.note(), contact_id: null, company_id: id, author_id: author, body, created_at: secondsOf(world) }
    world.notes.put(note)
    return { note: note.id }
  },
})

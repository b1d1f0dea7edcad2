import type { ContactRecord } from '../records.ts'
import { type ActionDeps, secondsOf } from './deps.ts'
import { find } from './find.ts'

/** What is hung on somebody, and taken off again: tags, companies, subscriptions, notes. */
export function createContactLinks({ world, items, announce, ids }: ActionDeps) {
  const subjectOf = (id: string) => `contact ${id}`

  function put(before: ContactRecord, fields: Partial<ContactRecord>): ContactRecord {
    const after = { ...before, ...fields, updated_at: Math.max(before.updated_at, secondsOf(world)) }
    world.contacts.put(after)
    return after
  }

  return {
    /** Puts a tag on somebody, or takes it off. */
    tag({ contact: id, tag: tagId, isOff = false }: { contact: string; tag: string; isOff?: boolean }) {
      const record = find(world, 'contacts', id)
      const tag = find(world, 'tags', tagId)
      const after = put(record, { tag_ids: withOrWithout(record.tag_ids, tagId, !isOff) })
      announce(`contact.${after.role}.tag.${isOff ? 'deleted' : 'created'}`, items.contactTag(after, tag), subjectOf(id))
      return { contact: id }
    },

    /** Puts somebody into a company, or takes them out. */
    company({ contact: id, company: companyId, isOff = false }: { contact: string; company: string; isOff?: boolean }) {
      const record = find(world, 'contacts', id)
      const company = find(world, 'companies', companyId)
      const after = put(record, { company_ids: withOrWithout(record.company_ids, companyId, !isOff) })
      const topic = `company.contact.${isOff ? 'detached' : 'attached'}`
      announce(topic, items.companyContact(company, after), `company ${companyId}`)
      return { contact: id }
    },

    /** Notes what somebody has chosen of a subscription type: for one that wants consent, to get it, for the others, not to. `isOff`: neither. */
    subscription({ contact: id, type: typeId, isOff = false }: { contact: string; type: string; isOff?: boolean }) {
      const record = find(world, 'contacts', id)
      const type = find(world, 'subscription_types', typeId)
      const list = type.consent_type === 'opt_in' ? 'opted_in_subscription_type_ids' : 'opted_out_subscription_type_ids'
      const after = put(record, { [list]: withOrWithout(record[list], typeId, !isOff) })
      const isSubscribed = (type.consent_type === 'opt_in') !== isOff
      announce(`granular.${isSubscribed ? 'subscribe' : 'unsubscribe'}`, items.subscription(after, type, isSubscribed), subjectOf(id))
      return { contact: id }
    },

    /** Of which nobody is told: there is no topic for notes. */
    writeNote({ contact: id, author, body }: { contact: string; author: string; body: string }) {
      find(world, 'contacts', id)
      const note = { id: ids.note(), contact_id: id, author_id: author, body, created_at: secondsOf(world) }
      world.notes.put(note)
      return { note: note.id }
    },
  }
}

const withOrWithout = (ids: readonly string[], id: string, isWith: boolean): string[] => {
  if (!isWith) return ids.filter((other) => other !== id)
  return ids.includes(id) ? [...ids] : [...ids, id]
}

import { parameterInvalid } from '../http/errors.ts'
import type { ContactRecord } from '../records.ts'
import { type ActionDeps, secondsOf } from './deps.ts'
import { find } from './find.ts'
import { newContact } from './new-contact.ts'

/** What may be said about somebody; `null` takes a value away. */
export type ContactFields = Partial<Pick<ContactRecord, 'name' | 'email' | 'phone' | 'external_id' | 'owner_id' | 'custom_attributes'>>

/** What Intercom itself notes about somebody. */
type Seen = Partial<Pick<ContactRecord, 'last_seen_at' | 'last_replied_at' | 'last_contacted_at'>>

export type ContactActions = ReturnType<typeof createContactActions>

export function createContactActions({ world, items, announce, ids }: ActionDeps) {
  /** Contacts that were archived, to be brought back. */
  const archived = new Map<string, ContactRecord>()
  const subjectOf = (id: string) => `contact ${id}`
  const say = (what: string, record: ContactRecord) => announce(`contact.${what}`, items.contact(record), subjectOf(record.id))

  function change(record: ContactRecord, fields: ContactFields & Seen): ContactRecord {
    const custom_attributes = { ...record.custom_attributes, ...fields.custom_attributes }
    const after = { ...record, ...fields, custom_attributes, updated_at: Math.max(record.updated_at, secondsOf(world)) }
    world.contacts.put(after)
    say(`${after.role}.updated`, after)
    return after
  }

  /** An archived contact is in no list and no search and answers 404; what an archived one answers by its id is not published. */
  function archive({ contact: id }: { contact: string }) {
    const record = find(world, 'contacts', id)
    world.contacts.remove(id)
    archived.set(id, record)
    say('archived', record)
    return { contact: id }
  }

  function unarchive({ contact: id }: { contact: string }) {
    const record = archived.get(id)
    if (!record) throw parameterInvalid(`Contact ${id} is not archived.`)
    archived.delete(id)
    const after = { ...record, updated_at: secondsOf(world) }
    world.contacts.put(after)
    say('unarchive', after)
    return { contact: id }
  }

  return {
    archive,
    unarchive,

    create({ role = 'user', ...fields }: ContactFields & { role?: 'user' | 'lead' }) {
      const at = secondsOf(world)
      const record = newContact({ id: ids.contact(at), at, role, fields })
      world.contacts.put(record)
      say(`${role}.created`, record)
      return { contact: record.id }
    },

    update({ contact: id, ...fields }: ContactFields & { contact: string }) {
      const before = find(world, 'contacts', id)
      const after = change(before, fields)
      if (after.email !== before.email) {
        const isFirst = before.role === 'lead' && before.email === null
        say(isFirst ? 'lead.added_email' : 'email.updated', after)
      }
      return { contact: id }
    },

    /** Notes when somebody was heard of or written to. */
    note: (id: string, seen: Seen) => {
      const record = world.contacts.get(id)
      if (record) change(record, seen)
    },

    /** For good, with its notes and events. */
    delete({ contact: id }: { contact: string }) {
      const record = find(world, 'contacts', id)
      world.contacts.remove(id)
      for (const table of [world.notes, world.events]) for (const gone of [...table.idsBy('contact_id', id)]) table.remove(gone)
      announce('contact.deleted', items.deletedContact(record), subjectOf(id))
      return { contact: id }
    },

    /** Merges one into another, whose id stays. */
    merge({ from, into }: { from: string; into: string }) {
      find(world, 'contacts', from)
      find(world, 'contacts', into)
      if (from === into) throw parameterInvalid('A contact cannot be merged into itself.')
      world.mergeContacts(from, into)
      announce('contact.merged', items.mergedContact(find(world, 'contacts', into), from), subjectOf(into))
      return { contact: into }
    },

    /** Puts a tag on somebody, or takes it off. */
    tag({ contact: id, tag: tagId, isOff = false }: { contact: string; tag: string; isOff?: boolean }) {
      const record = find(world, 'contacts', id)
      const tag = find(world, 'tags', tagId)
      const others = record.tag_ids.filter((other) => other !== tagId)
      const after = { ...record, tag_ids: isOff ? others : [...others, tagId], updated_at: secondsOf(world) }
      world.contacts.put(after)
      announce(`contact.${after.role}.tag.${isOff ? 'deleted' : 'created'}`, items.contactTag(after, tag), subjectOf(id))
      return { contact: id }
    },
  }
}

import { parameterInvalid } from '../http/errors.ts'
import type { ContactRecord } from '../records.ts'
import { createContactLinks } from './contact-links.ts'
import { type ActionDeps, secondsOf } from './deps.ts'
import { find } from './find.ts'
import { newContact } from './new-contact.ts'

/** What may be said about somebody; `null` takes a value away. */
export type ContactFields = Partial<
  Pick<
    ContactRecord,
    'name' | 'email' | 'phone' | 'external_id' | 'avatar_url' | 'owner_id' | 'signed_up_at' | 'last_seen_at' | 'custom_attributes'
  > &
    Pick<ContactRecord, 'unsubscribed_from_emails' | 'role'>
>

/** What Intercom itself notes about somebody. */
type Seen = Partial<Pick<ContactRecord, 'last_seen_at' | 'last_replied_at' | 'last_contacted_at'>>

export type ContactActions = ReturnType<typeof createContactActions>

export function createContactActions(deps: ActionDeps) {
  const { world, items, announce, ids } = deps
  const { archived_contacts: archived } = world
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
    ...createContactLinks(deps),
    archive,
    unarchive,

    /** A lead has an external id that Intercom gives it. */
    create({ role = 'user', ...fields }: ContactFields) {
      const at = secondsOf(world)
      const id = ids.contact(at)
      const given = role === 'lead' ? { external_id: ids.leadId(id), ...fields } : fields
      const record = newContact({ id, at, role, fields: given })
      world.contacts.put(record)
      say(`${role}.created`, record)
      return { contact: record.id }
    },

    /** A lead that becomes a user has signed up. */
    update({ contact: id, ...fields }: ContactFields & { contact: string }) {
      const before = find(world, 'contacts', id)
      const hasSignedUp = before.role === 'lead' && fields.role === 'user'
      const signed_up_at = fields.signed_up_at ?? before.signed_up_at ?? secondsOf(world)
      const after = change(before, hasSignedUp ? { ...fields, signed_up_at } : fields)
      if (hasSignedUp) say('lead.signed_up', after)
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

    /** For good, with its notes and events; an archived one too. */
    delete({ contact: id }: { contact: string }) {
      const record = archived.get(id) ?? find(world, 'contacts', id)
      archived.delete(id)
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
  }
}

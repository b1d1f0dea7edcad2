import type { ContactRecord, ConversationRecord, EventRecord, NoteRecord } from '../records.ts'
import type { TicketRecord } from '../ticket-records.ts'
import type { Table } from './table.ts'

/** What is remembered of a merge beside who went into whom. */
export type Merge = Pick<ContactRecord, 'role' | 'external_id'> & { atSeconds: number }

type Merging = {
  contacts: Table<ContactRecord>
  conversations: Table<ConversationRecord>
  tickets: Table<TicketRecord>
  notes: Table<NoteRecord>
  events: Table<EventRecord>
  merged_contacts: Map<string, string>
  merges: Map<string, Merge>
}

/** Does what POST /contacts/merge does to the stored records. Throws when one of the two is not there. */
export function mergeContacts({ world, from, into, atSeconds }: { world: Merging; from: string; into: string; atSeconds: number }) {
  const gone = world.contacts.get(from)
  const survivor = world.contacts.get(into)
  if (!gone || !survivor || gone === survivor) throw new Error(`Cannot merge contact ${from} into ${into}: both must exist and differ.`)

  world.contacts.remove(from)
  world.merged_contacts.set(from, into)
  world.merges.set(from, { role: gone.role, external_id: gone.external_id, atSeconds })
  world.contacts.put({
    ...survivor,
    ...lacking(survivor, gone),
    custom_attributes: { ...gone.custom_attributes, ...survivor.custom_attributes },
    company_ids: union(survivor.company_ids, gone.company_ids),
    tag_ids: union(survivor.tag_ids, gone.tag_ids),
    updated_at: atSeconds,
  })

  for (const id of [...world.notes.idsBy('contact_id', from)]) {
    const note = world.notes.get(id)
    if (note) world.notes.put({ ...note, contact_id: into })
  }
  for (const id of [...world.events.idsBy('contact_id', from)]) {
    const event = world.events.get(id)
    if (event) world.events.put({ ...event, contact_id: into })
  }
  movePeople(world.conversations, { from, into, atSeconds })
  movePeople(world.tickets, { from, into, atSeconds })
}

/** "Attributes that don't exist" on the survivor are copied over: developers.intercom.com, "Merge two contacts". Its identity stays. */
function lacking(survivor: ContactRecord, gone: ContactRecord): Partial<ContactRecord> {
  const names = [
    'email',
    'phone',
    'name',
    'avatar_url',
    'owner_id',
    'location',
    'last_seen_at',
    'last_replied_at',
    'last_contacted_at',
  ] as const
  return Object.fromEntries(names.filter((name) => survivor[name] === null).map((name) => [name, gone[name]]))
}

type WithPeople = { id: string; contact_ids: string[]; updated_at: number }

/** Whoever took part in something as one of the two takes part in it as the survivor, once. */
function movePeople<R extends WithPeople>(
  table: Table<R>,
  { from, into, atSeconds }: Record<'from' | 'into', string> & { atSeconds: number },
) {
  for (const id of [...table.idsBy('contact_id', from)]) {
    const record = table.get(id)
    if (!record) continue
    const contact_ids = union(
      record.contact_ids.map((contact) => (contact === from ? into : contact)),
      [],
    )
    table.put({ ...record, contact_ids, updated_at: atSeconds })
  }
}

const union = (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])]

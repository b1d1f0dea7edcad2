import type { ContactRecord, World } from '../records.ts'
import { type Merge, mergeContacts } from './merge.ts'
import { createSearchView } from './search-view.ts'
import { createTable, type Table } from './table.ts'

export type LiveWorld = ReturnType<typeof createLiveWorld>

/**
 * A world that is served: every kind of record in a table, with the ways back (a company's contacts, a contact's notes)
 * as indexes. `put` and `remove` of a table are how anything changes; search follows by itself, after the index lag.
 */
export function createLiveWorld(world: World, { now, indexLagMs }: { now: () => number; indexLagMs: () => number }) {
  const contactOrder = (contact: { created_at: number }) => contact.created_at
  const conversationOrder = (conversation: { updated_at: number }) => conversation.updated_at
  const ticketOrder = (ticket: { updated_at: number }) => ticket.updated_at

  const search = {
    contacts: createSearchView({
      records: world.contacts,
      order: contactOrder,
      indexes: {
        email: ({ email }) => (email ? [email.toLowerCase()] : []),
        external_id: ({ external_id }) => (external_id ? [external_id] : []),
        owner_id: ({ owner_id }) => (owner_id ? [owner_id] : []),
        tag_id: ({ tag_ids }) => tag_ids,
        segment_id: ({ segment_ids }) => segment_ids,
        company_id: ({ company_ids }) => company_ids,
      },
      lagMs: indexLagMs,
      now,
    }),
    conversations: createSearchView({
      records: world.conversations,
      order: conversationOrder,
      indexes: {
        contact_ids: ({ contact_ids }) => contact_ids,
        teammate_ids: ({ teammate_ids }) => teammate_ids,
        tag_ids: ({ tags }) => tags.map(({ id }) => id),
        admin_assignee_id: ({ admin_assignee_id }) => [admin_assignee_id ?? '0'],
        team_assignee_id: ({ team_assignee_id }) => [team_assignee_id ?? '0'],
      },
      lagMs: indexLagMs,
      now,
    }),
    tickets: createSearchView({
      records: world.tickets,
      order: ticketOrder,
      indexes: {
        contact_ids: ({ contact_ids }) => contact_ids,
        teammate_ids: ({ teammate_ids }) => teammate_ids,
        ticket_type_id: ({ ticket_type_id }) => [ticket_type_id],
        admin_assignee_id: ({ admin_assignee_id }) => [admin_assignee_id ?? '0'],
        team_assignee_id: ({ team_assignee_id }) => [team_assignee_id ?? '0'],
      },
      lagMs: indexLagMs,
      now,
    }),
  }

  const contacts = createTable({
    records: world.contacts,
    order: contactOrder,
    indexes: {
      external_id: ({ external_id }) => (external_id ? [external_id] : []),
      email: ({ email }) => (email ? [email.toLowerCase()] : []),
      company_id: ({ company_ids }) => company_ids,
      segment_id: ({ segment_ids }) => segment_ids,
    },
    followers: [search.contacts],
  })
  const conversations = createTable({
    records: world.conversations,
    order: conversationOrder,
    indexes: { contact_id: ({ contact_ids }) => contact_ids },
    followers: [search.conversations],
  })
  const tickets = createTable({
    records: world.tickets,
    order: ticketOrder,
    indexes: { contact_id: ({ contact_ids }) => contact_ids, linked_id: ({ links }) => links.map(({ id }) => id) },
    followers: [search.tickets],
  })
  const notes = createTable({
    records: world.notes,
    order: ({ created_at }) => created_at,
    indexes: {
      contact_id: ({ contact_id }) => (contact_id === null ? [] : [contact_id]),
      company_id: ({ company_id }) => (company_id === undefined ? [] : [company_id]),
    },
  })
  const events = createTable({
    records: world.events,
    order: ({ created_at }) => created_at,
    indexes: { contact_id: ({ contact_id }) => [contact_id] },
  })

  const live = {
    workspace: world.workspace,
    admins: createTable({ records: world.admins }),
    teams: createTable({
      records: world.teams,
      indexes: {
        admin_id: ({ admin_ids }) => admin_ids,
        primary_admin_id: ({ primary_admin_ids }) => primary_admin_ids,
        secondary_admin_id: ({ secondary_admin_ids }) => secondary_admin_ids,
      },
    }),
    tags: createTable({ records: world.tags }),
    segments: createTable({ records: world.segments }),
    data_attributes: createTable({ records: world.data_attributes }),
    subscription_types: createTable({ records: world.subscription_types }),
    companies: createTable({
      records: world.companies,
      order: ({ last_request_at }) => last_request_at,
      indexes: {
        company_id: ({ company_id }) => [company_id],
        name: ({ name }) => [name],
        tag_id: ({ tag_ids }) => tag_ids,
        segment_id: ({ segment_ids }) => segment_ids,
      },
    }),
    contacts,
    notes,
    events,
    help_centers: createTable({ records: world.help_centers }),
    collections: createTable({ records: world.collections, order: ({ updated_at }) => updated_at }),
    articles: createTable({ records: world.articles, order: ({ updated_at }) => updated_at }),
    conversations,
    ticket_states: createTable({ records: world.ticket_states }),
    ticket_types: createTable({ records: world.ticket_types }),
    tickets,
    /** Contacts that are gone into another one: merged id -> survivor's id. */
    merged_contacts: world.merged_contacts,
    /** Conversations that were closed because another one goes on in their place: the one -> the other. */
    merged_conversations: new Map<string, string>(),
    /** Conversations that were deleted here, and when, in unix seconds. */
    deleted_conversations: new Map<string, { atSeconds: number; retainsMetrics: boolean }>(),
    /** Those who were put aside: in no list and no search until they are brought back. */
    archived_contacts: new Map<string, ContactRecord>(),
    /** By the merged id, for the merges that were done here; of those the world came with only the ids are known. */
    merges: new Map<string, Merge>(),
    /** What POST /contacts/search, /conversations/search and /tickets/search look at. */
    search,

    /** The clock that everything in this world goes by, in milliseconds. */
    now,

    putContact: contacts.put,
    putConversation: conversations.put,
  }

  return {
    ...live,
    /** Merges one contact into another: its id is gone for good, its companies, tags, notes and conversations are the survivor's. */
    mergeContacts: (from: string, into: string) => mergeContacts({ world: live, from, into, atSeconds: Math.floor(now() / 1000) }),
  }
}

/** The records found under a key of an index, in the order of their ids' arrival. */
export function recordsBy<R extends { id: string }>(table: Table<R>, index: string, key: string): R[] {
  return recordsOf(table, table.idsBy(index, key))
}

/** The records behind ids, without those that are not (any more) there. */
export function recordsOf<R extends { id: string }>(table: Pick<Table<R>, 'get'>, ids: Iterable<string>): R[] {
  const records: R[] = []
  for (const id of ids) {
    const record = table.get(id)
    if (record) records.push(record)
  }
  return records
}

import type { WorkspaceRecord, World } from '../records.ts'
import { createCompanies } from './companies.ts'
import { createContacts } from './contacts.ts'
import { createConversations } from './conversations.ts'
import { createDataAttributes } from './data-attributes.ts'
import { createEvents } from './events.ts'
import { createHelpCenter } from './help-center.ts'
import { objectId } from './ids.ts'
import { createNotes } from './notes.ts'
import { createSegments, createSubscriptionTypes, createTags } from './reference-data.ts'
import { day } from './seconds.ts'
import { createAdmins, createBot, createTeams } from './staff.ts'
import { createTicketStates, createTicketTypes } from './ticket-types.ts'
import { createTickets } from './tickets.ts'

export type SeedOptions = {
  /** The instant the world is seen at: everything lies before it, and how long before is always the same. */
  now: Date
  /** How many people there are; 100,000 take some seconds and about 150 MB. @default 300 */
  contacts?: number
  /** How many conversations, of 14 parts on average; none when there is nobody to talk to. @default 400 */
  conversations?: number
  /** @default one for every 50 contacts, at least 60 */
  companies?: number
  /** What Intercom calls the workspace's `id_code`. @default 'lk5purq8' */
  workspaceId?: string
  /** The IANA time zone in which contact dates are calendar days. @default 'Europe/Dublin' */
  timeZone?: string
  /** @default 'US' */
  region?: WorkspaceRecord['region']
}

/**
 * The workspace of Larkspur, a made-up product for studios and practices that live on appointments: its support desk, its customers, what
 * they wrote to each other, and its help centers. The same options give the same world, ids and texts included.
 */
export function createSeed(options: SeedOptions): World {
  const { contacts: contactCount = 300, conversations: conversationCount = 400, workspaceId = 'lk5purq8' } = options
  const now = Math.floor(options.now.getTime() / 1000)

  const admins = createAdmins()
  const teams = createTeams()
  const tags = createTags()
  const segments = createSegments(now)
  const adminIds = admins.filter(({ has_inbox_seat }) => has_inbox_seat).map(({ id }) => id)
  const tagIds = tags.map(({ id }) => id)

  const companies = createCompanies({
    count: options.companies ?? Math.max(60, Math.round(contactCount / 50)),
    now,
    tagIds,
    segmentIds: segments.filter(({ person_type }) => person_type === 'user').map(({ id }) => id),
  })
  const contacts = createContacts({ count: contactCount, now, companies, adminIds, tagIds, segments })
  const { helpCenters, collections, articles } = createHelpCenter({ now, authorIds: adminIds.slice(0, 5), tagIds })
  const companiesById = byId(companies)
  const urls = new Map(articles.map(({ title, url }) => [title, url]))
  const articleUrl = (title: string) => urls.get(title) ?? helpCenters[0]?.url ?? ''
  const cast = { contacts, companies: companiesById, admins, teams, tags, bot: createBot(workspaceId), articleUrl }
  const conversations = createConversations({ count: conversationCount, now, cast })
  const states = createTicketStates()
  const types = createTicketTypes({ states, now })

  return {
    workspace: {
      id_code: workspaceId,
      name: 'Larkspur',
      region: options.region ?? 'US',
      timezone: options.timeZone ?? 'Europe/Dublin',
      created_at: now - 1600 * day,
      identity_verification: true,
      token_admin_id: adminIds[0] ?? '',
    },
    admins: byId(admins),
    teams: byId(teams),
    tags: byId(tags),
    segments: byId(segments),
    data_attributes: byId(createDataAttributes({ adminId: adminIds[0] ?? '', now })),
    subscription_types: byId(createSubscriptionTypes()),
    companies: companiesById,
    contacts: byId(contacts),
    notes: byId(createNotes({ contacts, companies, adminIds, now })),
    events: byId(createEvents({ contacts, now })),
    help_centers: byId(helpCenters),
    collections: byId(collections),
    articles: byId(articles),
    conversations: byId(conversations),
    ticket_states: byId(states),
    ticket_types: byId(types),
    tickets: byId(createTickets({ conversations, types, states, admins, teams, now })),
    merged_contacts: new Map(contacts.flatMap(({ id }, i) => mergedInto(i).map((gone) => [gone, id] as const))),
  }
}

const byId = <T extends { id: string }>(records: readonly T[]): Map<string, T> => new Map(records.map((record) => [record.id, record]))

/** Every 40th person was there twice once, the 10th four times: the other records are gone into this one. */
function mergedInto(index: number): string[] {
  if (index % 40 !== 9) return []
  return Array.from({ length: index === 9 ? 3 : 1 }, (_, i) => objectId('merged', index + i))
}

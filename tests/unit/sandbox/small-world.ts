import { newContact } from '../../../src/sandbox/actions/new-contact.ts'
import type {
  AdminRecord,
  ArticleRecord,
  CollectionRecord,
  CompanyRecord,
  ContactRecord,
  ConversationRecord,
  DataAttributeRecord,
  HelpCenterRecord,
  PartRecord,
  TeamRecord,
  World,
} from '../../../src/sandbox/records.ts'
import type { TicketRecord, TicketStateRecord, TicketTypeAttributeRecord, TicketTypeRecord } from '../../../src/sandbox/ticket-records.ts'

/** 2025-06-15T12:00:00Z, when everything in a small world happened unless a test says otherwise. */
export const noon = 1_750_000_000 - (1_750_000_000 % 86_400) + 43_200

/** A contact's (or company's, or segment's) id from a small number. */
export const hexId = (number: number) => `5f00${number.toString(16).padStart(20, '0')}`

export const aContact = (number: number, fields: Partial<ContactRecord> = {}): ContactRecord =>
  newContact({
    id: hexId(number),
    at: noon,
    role: 'user',
    fields: { external_id: `ext-${number}`, email: `person${number}@example.com`, name: `Person ${number}`, signed_up_at: null, ...fields },
  })

export const aPart = (number: number, fields: Partial<PartRecord> = {}): PartRecord => ({
  id: String(number),
  part_type: 'comment',
  body: `<p>Part ${number}</p>`,
  created_at: noon + number,
  updated_at: noon + number,
  notified_at: noon + number,
  assigned_to: null,
  author: { type: 'admin', id: '1001', name: 'Ada', email: 'ada@example.com' },
  attachments: [],
  external_id: null,
  redacted: false,
  state: 'open',
  tag_ids: [],
  event_details: null,
  app_package_code: null,
  ...fields,
})

export const aConversation = (number: number, fields: Partial<ConversationRecord> = {}): ConversationRecord => ({
  id: String(number),
  title: null,
  created_at: noon,
  updated_at: noon,
  waiting_since: null,
  snoozed_until: null,
  open: true,
  state: 'open',
  read: false,
  priority: 'none',
  admin_assignee_id: null,
  team_assignee_id: null,
  contact_ids: [hexId(1)],
  teammate_ids: [],
  company_id: null,
  tags: [],
  source: {
    type: 'conversation',
    id: `77${number}`,
    delivered_as: 'customer_initiated',
    subject: '',
    body: '<p>I need support</p>',
    author: { type: 'user', id: hexId(1), name: 'Person 1', email: 'person1@example.com' },
    attachments: [],
    url: null,
    redacted: false,
  },
  first_contact_reply: null,
  rating: null,
  sla_applied: null,
  statistics: null,
  ai_agent: null,
  custom_attributes: {},
  parts: [],
  ...fields,
})

export const aCompany = (number: number, fields: Partial<CompanyRecord> = {}): CompanyRecord => ({
  id: hexId(number),
  company_id: `company-${number}`,
  name: `Company ${number}`,
  plan: null,
  remote_created_at: null,
  created_at: noon,
  updated_at: noon,
  last_request_at: noon,
  size: null,
  website: null,
  industry: null,
  monthly_spend: 0,
  session_count: 0,
  custom_attributes: {},
  tag_ids: [],
  segment_ids: [],
  ...fields,
})

/** A custom attribute of contacts, a text unless said. */
export const anAttribute = (id: string, fields: Partial<DataAttributeRecord> = {}): DataAttributeRecord => ({
  id,
  model: 'contact',
  name: `attribute_${id}`,
  full_name: `custom_attributes.${fields.name ?? `attribute_${id}`}`,
  label: `Attribute ${id}`,
  description: '',
  data_type: 'string',
  options: null,
  api_writable: true,
  custom: true,
  archived: false,
  made: { admin_id: '1001', created_at: noon },
  ...fields,
})

export const anAdmin = (id: string, fields: Partial<AdminRecord> = {}): AdminRecord => ({
  id,
  name: `Admin ${id}`,
  email: `admin${id}@example.com`,
  job_title: null,
  away_mode_enabled: false,
  away_mode_reassign: false,
  away_status_reason_id: null,
  has_inbox_seat: true,
  avatar_url: `https://example.com/${id}.png`,
  email_verified: true,
  ...fields,
})

export const aTeam = (id: string, admin_ids: string[], fields: Partial<TeamRecord> = {}): TeamRecord => ({
  id,
  name: `Team ${id}`,
  admin_ids,
  primary_admin_ids: [],
  secondary_admin_ids: [],
  assignment_limit: null,
  distribution_method: null,
  ...fields,
})

export const aHelpCenter = (id: string, fields: Partial<HelpCenterRecord> = {}): HelpCenterRecord => ({
  id,
  identifier: `center-${id}`,
  display_name: `Center ${id}`,
  website_turned_on: true,
  url: `https://center-${id}.example`,
  custom_domain: null,
  created_at: noon,
  updated_at: noon,
  is_default: true,
  locales: ['en'],
  ...fields,
})

export const aCollection = (id: string, fields: Partial<CollectionRecord> = {}): CollectionRecord => ({
  id,
  name: `Collection ${id}`,
  description: null,
  created_at: noon,
  updated_at: noon,
  url: null,
  icon: null,
  order: 1,
  default_locale: 'en',
  translated_content: { en: { name: `Collection ${id}`, description: null } },
  parent_id: null,
  help_center_id: '1',
  ...fields,
})

export const anArticle = (id: string, fields: Partial<ArticleRecord> = {}): ArticleRecord => {
  const content = {
    title: `Article ${id}`,
    description: 'How it works',
    body: '<p>Press the <b>red</b> button.</p>',
    author_id: '1001',
    state: 'published' as const,
    created_at: noon,
    updated_at: noon,
    url: null,
  }
  return {
    id,
    ...content,
    default_locale: 'en',
    parent_ids: ['10'],
    translated_content: { en: content },
    tag_ids: [],
    statistics: {
      views: 3,
      conversions: 0,
      reactions: 0,
      happy_reaction_percentage: 0,
      neutral_reaction_percentage: 0,
      sad_reaction_percentage: 0,
    },
    ...fields,
  }
}

const ticketStates: TicketStateRecord[] = (
  [
    ['5001', 'submitted', 'Submitted'],
    ['5002', 'in_progress', 'In progress'],
    ['5003', 'waiting_on_customer', 'Waiting on customer'],
    ['5004', 'resolved', 'Resolved'],
  ] as const
).map(([id, category, label]) => ({ id, category, internal_label: label, external_label: label, archived: false }))

const aTicketAttribute = (id: string, fields: Partial<TicketTypeAttributeRecord> = {}): TicketTypeAttributeRecord => ({
  id,
  name: `Attribute ${id}`,
  description: '',
  data_type: 'string',
  list_options: null,
  multiline: false,
  required_to_create: false,
  required_to_create_for_contacts: false,
  visible_to_contacts: true,
  default: false,
  archived: false,
  ...fields,
})

/** A type of customer tickets with the two attributes of all types, `<id>1` and `<id>2`, and those given. */
export const aTicketType = (
  id: string,
  {
    attributes = [],
    ...fields
  }: Partial<Omit<TicketTypeRecord, 'attributes'>> & { attributes?: Partial<TicketTypeAttributeRecord>[] } = {},
): TicketTypeRecord => ({
  id,
  name: `Type ${id}`,
  description: 'What it is for',
  icon: '🎟',
  category: 'Customer',
  archived: false,
  created_at: noon,
  updated_at: noon,
  attributes: [{ name: '_default_title_', default: true }, { name: '_default_description_', default: true }, ...attributes].map(
    (attribute, at) => aTicketAttribute(`${id}${at + 1}`, attribute),
  ),
  state_ids: ticketStates.map((state) => state.id),
  ...fields,
})

export const aTicket = (number: number, fields: Partial<TicketRecord> = {}): TicketRecord => ({
  id: String(number),
  ticket_id: `9${number}`,
  ticket_type_id: '4001',
  state_id: '5001',
  previous_state_id: null,
  attributes: { _default_title_: `Ticket ${number}` },
  contact_ids: [hexId(1)],
  teammate_ids: [],
  admin_assignee_id: null,
  team_assignee_id: null,
  company_id: null,
  created_at: noon,
  updated_at: noon,
  open: true,
  snoozed_until: null,
  is_shared: false,
  links: [],
  parts: [],
  ...fields,
})

type Lists = { [K in keyof World]?: World[K] extends Map<string, infer R> ? (R extends string ? World[K] : R[]) : Partial<World[K]> }

/** A world of what is listed and otherwise two admins in one team, one tag and nothing else. */
export function aWorld(lists: Lists = {}): World {
  return {
    workspace: {
      id_code: 'small',
      name: 'Small',
      region: 'US',
      timezone: 'UTC',
      created_at: noon,
      identity_verification: false,
      token_admin_id: '1001',
      ...lists.workspace,
    },
    admins: byId(lists.admins ?? [anAdmin('1001'), anAdmin('1002')]),
    teams: byId(
      lists.teams ?? [aTeam('2001', ['1001', '1002'], { name: 'Support', primary_admin_ids: ['1001'], secondary_admin_ids: ['1002'] })],
    ),
    tags: byId(lists.tags ?? [{ id: '3001', name: 'vip' }]),
    segments: byId(lists.segments ?? []),
    data_attributes: byId(lists.data_attributes ?? []),
    subscription_types: byId(lists.subscription_types ?? []),
    companies: byId(lists.companies ?? []),
    contacts: byId(lists.contacts ?? []),
    notes: byId(lists.notes ?? []),
    events: byId(lists.events ?? []),
    help_centers: byId(lists.help_centers ?? []),
    collections: byId(lists.collections ?? []),
    articles: byId(lists.articles ?? []),
    conversations: byId(lists.conversations ?? []),
    ticket_states: byId(lists.ticket_states ?? ticketStates),
    ticket_types: byId(lists.ticket_types ?? [aTicketType('4001')]),
    tickets: byId(lists.tickets ?? []),
    merged_contacts: lists.merged_contacts ?? new Map(),
  }
}

const byId = <R extends { id: string }>(records: readonly R[]) => new Map(records.map((record) => [record.id, record]))

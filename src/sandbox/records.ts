import type { TicketRecord, TicketStateRecord, TicketTypeRecord } from './ticket-records.ts'

/**
 * What the sandbox Intercom remembers: one plain record per thing, close to the wire (snake_case, instants in unix seconds).
 *
 * Three rules keep a seed and a handler simple:
 * - every id and every link to another record is a string here; a handler turns it into a number where Intercom sends numbers;
 * - a link is stored on one side only (a contact names its companies, a note its contact); the way back is an index of `world.ts`;
 * - what can be counted or looked up (total_count, email_domain, user_count, segment counts) is not stored but rendered.
 */

/** Unix seconds. */
export type Seconds = number
/** What one custom attribute holds. Dates are unix seconds. */
export type AttributeValue = string | number | boolean | null
type CustomAttributes = Record<string, AttributeValue>
export type Reference = { type: string; id: string | null }

export type WorkspaceRecord = {
  /** `app.id_code`, which webhooks and records carry as the workspace id. */
  id_code: string
  name: string
  region: 'US' | 'EU' | 'AU'
  /** An IANA time zone, e.g. `America/Los_Angeles`. Contact dates are calendar days in it. */
  timezone: string
  created_at: Seconds
  identity_verification: boolean
  /** The admin that `GET /me` answers with; must be one of the world's admins. */
  token_admin_id: string
}

export type AdminRecord = {
  /** Digits. */
  id: string
  name: string
  email: string
  job_title: string | null
  away_mode_enabled: boolean
  away_mode_reassign: boolean
  away_status_reason_id: number | null
  has_inbox_seat: boolean
  avatar_url: string | null
  /** Whether `GET /me` says that the address was confirmed. */
  email_verified: boolean
}

/** Which admins are in a team is said here; an admin's `team_ids` are found from it. */
export type TeamRecord = {
  /** Digits. */
  id: string
  name: string
  admin_ids: string[]
  primary_admin_ids: string[]
  secondary_admin_ids: string[]
  assignment_limit: number | null
  distribution_method: string | null
}

/** `id`: digits. */
export type TagRecord = { id: string; name: string }

export type SegmentRecord = {
  /** 24 hex digits. */
  id: string
  name: string
  person_type: 'contact' | 'user'
  created_at: Seconds
  updated_at: Seconds
  /** Everybody with this tag is in it, where it is made of one. */
  tag_id?: string
}

export type SubscriptionTypeRecord = {
  /** Digits. */
  id: string
  state: 'live' | 'draft' | 'archived'
  consent_type: 'opt_out' | 'opt_in'
  content_types: ('email' | 'sms_message')[]
  default_translation: TranslationRecord
  translations: TranslationRecord[]
}
type TranslationRecord = { name: string; description: string; locale: string }

/** The fields that only apps with an Intercom messenger fill; left out of most contacts to keep a big world small. */
export type DeviceFields = {
  android_app_name?: string
  android_app_version?: string
  android_device?: string
  android_os_version?: string
  android_sdk_version?: string
  android_last_seen_at?: Seconds
  ios_app_name?: string
  ios_app_version?: string
  ios_device?: string
  ios_os_version?: string
  ios_sdk_version?: string
  ios_last_seen_at?: Seconds
}

export type ContactRecord = DeviceFields & {
  /** 24 hex digits. */
  id: string
  role: 'user' | 'lead'
  external_id: string | null
  email: string | null
  phone: string | null
  name: string | null
  avatar_url: string | null
  /** An admin's id. */
  owner_id: string | null
  has_hard_bounced: boolean
  marked_email_as_spam: boolean
  unsubscribed_from_emails: boolean
  created_at: Seconds
  updated_at: Seconds
  signed_up_at: Seconds | null
  last_seen_at: Seconds | null
  last_replied_at: Seconds | null
  last_contacted_at: Seconds | null
  last_email_opened_at: Seconds | null
  last_email_clicked_at: Seconds | null
  language_override: string | null
  browser: string | null
  browser_version: string | null
  browser_language: string | null
  os: string | null
  location: { country: string | null; region: string | null; city: string | null; country_code?: string; continent_code?: string } | null
  social_profiles: { name: string; url: string }[]
  custom_attributes: CustomAttributes
  company_ids: string[]
  tag_ids: string[]
  segment_ids: string[]
  /** Only what the person chose explicitly: ids of subscription types. */
  opted_in_subscription_type_ids: string[]
  opted_out_subscription_type_ids: string[]
}

export type NoteRecord = {
  /** Digits. */
  id: string
  /** Whom it is about; null for a note about a company. */
  contact_id: string | null
  /** The company it is about: never both. */
  company_id?: string
  /** The admin who wrote it; null when it was made by nobody we know. */
  author_id: string | null
  /** HTML. */
  body: string
  created_at: Seconds
}

/** Something that somebody did, as the customer's own app told it. */
export type EventRecord = {
  /** Digits here; the wire does not name events. */
  id: string
  contact_id: string
  event_name: string
  created_at: Seconds
  metadata: Record<string, string | number | boolean | Record<string, string | number>>
}

export type DataAttributeRecord = {
  /** Digits for a custom attribute; the others have no id on the wire, and here their model and full name. */
  id: string
  model: 'contact' | 'company' | 'conversation'
  name: string
  /** `custom_attributes.crm_id`, `location_data.country_code`. */
  full_name: string
  label: string
  description: string
  data_type: 'string' | 'integer' | 'float' | 'boolean' | 'date'
  options: string[] | null
  api_writable: boolean
  custom: boolean
  archived: boolean
  /** Who made a custom attribute, and when. */
  made: { admin_id: string; created_at: Seconds } | null
}

export type CompanyRecord = {
  /** 24 hex digits: Intercom's id. */
  id: string
  /** The customer's own id. */
  company_id: string
  name: string
  plan: { id: string; name: string } | null
  remote_created_at: Seconds | null
  created_at: Seconds
  updated_at: Seconds
  last_request_at: Seconds | null
  size: number | null
  website: string | null
  industry: string | null
  monthly_spend: number
  session_count: number
  custom_attributes: CustomAttributes
  tag_ids: string[]
  segment_ids: string[]
}

/** Who wrote something, as it looked then: a snapshot, not a link. */
export type AuthorRecord = {
  type: 'user' | 'lead' | 'contact' | 'admin' | 'team' | 'bot'
  id: string
  name: string | null
  email: string
  from_ai_agent?: boolean
  is_ai_answer?: boolean
}

export type AttachmentRecord = {
  name: string
  url: string
  content_type: string
  filesize: number
  width: number | null
  height: number | null
}

type SourceRecord = {
  /** conversation, email, whatsapp, ... */
  type: string
  /** Digits. */
  id: string
  /** customer_initiated, admin_initiated, operator_initiated, automated, ... */
  delivered_as: string
  subject: string
  /** HTML. */
  body: string
  author: AuthorRecord
  attachments: AttachmentRecord[]
  url: string | null
  redacted: boolean
}

export type PartRecord = {
  /** Digits; grows with time within a conversation. */
  id: string
  /** comment, note, assignment, open, close, snoozed, conversation_rating_changed, ... : an open set. */
  part_type: string
  /** HTML. */
  body: string | null
  created_at: Seconds
  updated_at: Seconds
  notified_at: Seconds
  assigned_to: Reference | null
  author: AuthorRecord
  attachments: AttachmentRecord[]
  external_id: string | null
  redacted: boolean
  state: ConversationState
  tag_ids: string[]
  event_details: Record<string, unknown> | null
  metadata?: PartMetadata
  app_package_code: string | null
}

/** Of quick replies: what was offered, or which of it a customer chose. */
export type PartMetadata = { quick_reply_options: { text: string; uuid: string }[] } | { quick_reply_uuid: string }

export type ConversationState = 'open' | 'closed' | 'snoozed'

/** All times are seconds; `count_conversation_parts` is counted from the parts when rendered. */
export type StatisticsRecord = {
  time_to_assignment: number | null
  time_to_admin_reply: number | null
  time_to_first_close: number | null
  time_to_last_close: number | null
  median_time_to_reply: number | null
  first_contact_reply_at: Seconds | null
  first_assignment_at: Seconds | null
  first_admin_reply_at: Seconds | null
  first_close_at: Seconds | null
  last_assignment_at: Seconds | null
  last_assignment_admin_reply_at: Seconds | null
  last_contact_reply_at: Seconds | null
  last_admin_reply_at: Seconds | null
  last_close_at: Seconds | null
  last_closed_by_id: string | null
  count_reopens: number
  count_assignments: number
  handling_time: number | null
  adjusted_handling_time: number | null
}

export type RatingRecord = {
  /** 1 to 5; null while it was only asked for. */
  rating: number | null
  remark: string | null
  created_at: Seconds
  updated_at: Seconds
  contact_id: string
  teammate: Reference | null
}

export type AiAgentRecord = {
  source_type: string | null
  source_title: string | null
  last_answer_type: 'ai_answer' | 'custom_answer' | null
  /** In the words of 2.15; 2.14 is given the older ones. */
  resolution_state: 'assumed_resolution' | 'confirmed_resolution' | 'escalated' | 'negative_feedback' | 'procedure_handoff' | null
  rating: number | null
  rating_remark: string | null
  created_at: Seconds | null
  updated_at: Seconds | null
  content_sources: { content_type: string; url: string; title: string; locale: string }[]
}

export type ConversationRecord = {
  /** Digits. */
  id: string
  title: string | null
  created_at: Seconds
  updated_at: Seconds
  waiting_since: Seconds | null
  snoozed_until: Seconds | null
  open: boolean
  state: ConversationState
  read: boolean
  /** In the words of 2.16; before it everything but `none` is `priority`. */
  priority: 'none' | 'low' | 'medium' | 'high' | 'urgent'
  admin_assignee_id: string | null
  team_assignee_id: string | null
  contact_ids: string[]
  /** The admins who took part. */
  teammate_ids: string[]
  /** Shown from 2.15 on. */
  company_id: string | null
  tags: { id: string; applied_at: Seconds; applied_by: Reference | null }[]
  source: SourceRecord
  first_contact_reply: { created_at: Seconds; type: string; url: string | null } | null
  rating: RatingRecord | null
  sla_applied: { sla_name: string; sla_status: 'hit' | 'missed' | 'cancelled' | 'active' } | null
  statistics: StatisticsRecord | null
  ai_agent: AiAgentRecord | null
  custom_attributes: CustomAttributes
  /** The whole thread, oldest first, without the source. A reader is given the newest 500. */
  parts: PartRecord[]
}

export type HelpCenterRecord = {
  /** Digits. */
  id: string
  identifier: string
  display_name: string
  website_turned_on: boolean
  url: string
  custom_domain: string | null
  created_at: Seconds
  updated_at: Seconds
  /** Shown from 2.16 on. */
  is_default: boolean
  locales: string[]
}

export type CollectionRecord = {
  /** Digits. */
  id: string
  name: string
  description: string | null
  created_at: Seconds
  updated_at: Seconds
  url: string | null
  icon: string | null
  order: number
  default_locale: string
  /** By locale, e.g. `pt-BR`. */
  translated_content: Record<string, { name: string; description: string | null }>
  parent_id: string | null
  /** Said on every level here; the wire says it on the top level only. */
  help_center_id: string
}

export type ArticleContentRecord = {
  title: string
  description: string | null
  /** HTML. */
  body: string
  author_id: string
  state: 'published' | 'draft'
  created_at: Seconds
  updated_at: Seconds
  url: string | null
}

export type ArticleRecord = ArticleContentRecord & {
  /** Digits. */
  id: string
  default_locale: string
  /** The collections it stands in; usually one, none for a loose draft. */
  parent_ids: string[]
  /** By locale, with the default locale among them. */
  translated_content: Record<string, ArticleContentRecord>
  tag_ids: string[]
  statistics: {
    views: number
    conversions: number
    reactions: number
    happy_reaction_percentage: number
    neutral_reaction_percentage: number
    sad_reaction_percentage: number
  }
}

/** Everything a workspace holds, each thing under its own id: what a seed hands over and the sandbox serves. */
export type World = {
  workspace: WorkspaceRecord
  admins: Map<string, AdminRecord>
  teams: Map<string, TeamRecord>
  tags: Map<string, TagRecord>
  segments: Map<string, SegmentRecord>
  data_attributes: Map<string, DataAttributeRecord>
  subscription_types: Map<string, SubscriptionTypeRecord>
  companies: Map<string, CompanyRecord>
  contacts: Map<string, ContactRecord>
  notes: Map<string, NoteRecord>
  events: Map<string, EventRecord>
  help_centers: Map<string, HelpCenterRecord>
  collections: Map<string, CollectionRecord>
  articles: Map<string, ArticleRecord>
  conversations: Map<string, ConversationRecord>
  ticket_states: Map<string, TicketStateRecord>
  ticket_types: Map<string, TicketTypeRecord>
  tickets: Map<string, TicketRecord>
  /** Contacts that are gone into another one: the id that was merged -> the id of the survivor. */
  merged_contacts: Map<string, string>
}

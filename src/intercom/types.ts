import type { Attributes, Avatar, EmbeddedList, Id, Loose, Reference } from './wire.ts'

/*
 * What Intercom sends, versions 2.14 to 2.16 at once, where the SDK's types are wrong or too strict: ids as text or numbers, everything
 * nullable but an id that the SDK promises too, sets of words open. The SDK's own records are assignable to these, but for a company's
 * tags. Import as a namespace: `import type * as Intercom from '../../intercom/types.ts'`.
 * Conversations, articles and collections have files of their own.
 */

/** GET /me: the app's owner, and the workspace it belongs to. */
export type Me = Loose<{ type: string; id: Id; name: string; email: string; app: App }>

type App = Loose<{ id_code: string; name: string; region: string; timezone: string; created_at: number }>

export type Admin = { id: Id } & Loose<{
  type: string
  name: string
  email: string
  job_title: string
  away_mode_enabled: boolean
  away_mode_reassign: boolean
  away_status_reason_id: Id
  has_inbox_seat: boolean
  team_ids: Id[]
  avatar: Avatar
}>

export type Team = Loose<{
  type: string
  id: Id
  name: string
  admin_ids: Id[]
  distribution_method: string
  assignment_limit: number
}>

export type Tag = { id: Id } & Loose<{ type: string; name: string; applied_at: number; applied_by: Reference }>

export type Segment = Loose<{
  type: string
  id: Id
  name: string
  person_type: string
  count: number
  created_at: number
  updated_at: number
}>

/** GET /data_attributes; from 2.16 on those of conversations come from GET /conversations/attributes, in other words and without a model. */
export type DataAttribute = Loose<{
  type: string
  id: Id
  model: string
  name: string
  full_name: string
  label: string
  description: string
  data_type: string
  options: AttributeOption[]
  api_writable: boolean
  custom: boolean
  archived: boolean
  created_at: number
}>

/** Text in GET /data_attributes, an object in what is written there and in GET /conversations/attributes. */
export type AttributeOption = string | Loose<{ value: string; label: string; archived: boolean }>

export type SubscriptionType = { id: Id } & Loose<{
  type: string
  state: string
  consent_type: string
  content_types: string[]
  default_translation: Loose<{ name: string; description: string; locale: string }>
}>

/** What a teammate wrote about a contact, or from 2.15 on about a company. */
export type Note = { id: Id } & Loose<{
  type: string
  created_at: number
  contact: Reference
  company: Reference
  author: Loose<{ type: string; id: Id; name: string; email: string }>
  body: string
}>

export type DataEvent = Loose<{ type: string; event_name: string; created_at: number; metadata: Attributes }>

/** GET /events?summary=true. Instants are text here: `2014-01-16T23:12:21.000+00:00`. */
export type DataEventSummary = Loose<{ name: string; first: string; last: string; count: number; description: string }>

export type Company = { id: Id } & Loose<{
  type: string
  company_id: string
  app_id: string
  name: string
  website: string
  industry: string
  size: number
  plan: Loose<{ type: string; id: Id; name: string }>
  monthly_spend: number
  session_count: number
  user_count: number
  remote_created_at: number
  created_at: number
  updated_at: number
  last_request_at: number
  custom_attributes: Attributes
  tags: Loose<{ tags: Tag[] }>
  segments: Loose<{ segments: Segment[] }>
  /** From 2.15 on, where a company comes alone. */
  notes: Loose<{ notes: Note[] }>
}>

type ContactInstants =
  | 'created_at'
  | 'updated_at'
  | 'signed_up_at'
  | 'last_seen_at'
  | 'last_replied_at'
  | 'last_contacted_at'
  | 'last_email_opened_at'
  | 'last_email_clicked_at'
  | 'ios_last_seen_at'
  | 'android_last_seen_at'

type ContactTexts =
  | 'type'
  | 'external_id'
  | 'workspace_id'
  | 'role'
  | 'name'
  | 'email'
  | 'email_domain'
  | 'phone'
  | 'formatted_phone'
  | 'language_override'
  | 'browser'
  | 'browser_version'
  | 'browser_language'
  | 'os'
  | `utm_${'campaign' | 'content' | 'medium' | 'source' | 'term'}`
  | 'referrer'
  | `${'ios' | 'android'}_${'app_name' | 'app_version' | 'device' | 'os_version' | 'sdk_version'}`

export type Contact = { id: string } & Loose<
  Record<ContactInstants, number> &
    Record<ContactTexts, string> & {
      owner_id: Id
      avatar: Avatar
      archived: boolean
      has_hard_bounced: boolean
      marked_email_as_spam: boolean
      unsubscribed_from_emails: boolean
      unsubscribed_from_sms: boolean
      sms_consent: boolean
      location: Loose<{ country: string; country_code: string; region: string; city: string; continent_code: string }>
      social_profiles: Loose<{ data: Loose<{ type: string; name: string; url: string }>[] }>
      custom_attributes: Attributes
      tags: EmbeddedList
      notes: EmbeddedList
      companies: EmbeddedList
      opted_in_subscription_types: EmbeddedList
      opted_out_subscription_types: EmbeddedList
    }
>

/** One contact that was merged into another (OpenAPI 2.16, GET /contacts/{id}/merge_history). */
export type ContactMerge = Loose<{ type: string; source_contact_id: string; source_contact_role: string; merged_at: number }>

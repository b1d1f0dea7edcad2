import type { Company, Tag } from './types.ts'
import type { Attributes, Id, LinkedObjects, Loose, Reference } from './wire.ts'

/** A conversation as lists and searches send it; the parts come only with GET /conversations/{conversation_id}, the newest 500. */
export type Conversation = { id: Id } & Loose<{
  type: string
  title: string
  created_at: number
  updated_at: number
  waiting_since: number
  snoozed_until: number
  open: boolean
  state: string
  read: boolean
  /** `priority` / `not_priority` until 2.15, then `none`, `low`, `medium`, `high`, `urgent`. */
  priority: string
  admin_assignee_id: Id
  team_assignee_id: Id
  company: Company
  tags: Loose<{ tags: Tag[] }>
  contacts: Loose<{ contacts: ContactReference[] }>
  /** `admins` on the wire, `teammates` in the description. */
  teammates: Loose<{ admins: Reference[]; teammates: Reference[] }>
  source: ConversationSource
  conversation_rating: ConversationRating
  custom_attributes: Attributes
  first_contact_reply: Loose<{ created_at: number; type: string; url: string }>
  sla_applied: Loose<{ sla_name: string; sla_status: string }>
  statistics: ConversationStatistics
  linked_objects: LinkedObjects
  ai_agent_participated: boolean
  ai_agent: AiAgent
  conversation_parts: Loose<{ conversation_parts: ConversationPart[]; total_count: number }>
}>

export type ContactReference = Loose<{ type: string; id: string; external_id: string }>

export type ConversationSource = Loose<{
  type: string
  id: Id
  delivered_as: string
  subject: string
  body: string
  author: PartAuthor
  attachments: Attachment[]
  url: string
  redacted: boolean
}>

export type ConversationPart = Loose<{
  type: string
  id: Id
  part_type: string
  body: string
  created_at: number
  updated_at: number
  notified_at: number
  assigned_to: Reference
  author: PartAuthor
  attachments: Attachment[]
  external_id: string
  redacted: boolean
  state: string
  tags: Loose<{ type: string; id: Id; name: string }>[]
  metadata: object
  event_details: object
  email_message_metadata: object
  app_package_code: string
}>

/** Who wrote or did it, as it was then: type is user, lead, contact, admin, team, bot or a word to come. */
export type PartAuthor = Loose<{ type: string; id: Id; name: string; email: string; from_ai_agent: boolean; is_ai_answer: boolean }>

export type Attachment = Loose<{
  type: string
  name: string
  url: string
  content_type: string
  filesize: number | string
  width: number | string
  height: number | string
}>

export type ConversationRating = Loose<{
  rating: number
  remark: string
  created_at: number
  updated_at: number
  contact: ContactReference
  teammate: Reference
}>

/** Durations in seconds, instants in unix seconds. */
export type ConversationStatistics = Loose<
  Record<
    | `time_to_${'assignment' | 'admin_reply' | 'first_close' | 'last_close'}`
    | 'median_time_to_reply'
    | `first_${'contact_reply' | 'assignment' | 'admin_reply' | 'close'}_at`
    | `last_${'assignment' | 'assignment_admin_reply' | 'contact_reply' | 'admin_reply' | 'close'}_at`
    | `count_${'reopens' | 'assignments' | 'conversation_parts'}`
    | 'handling_time'
    | 'adjusted_handling_time',
    number
  > & { last_closed_by_id: Id }
>

export type AiAgent = Loose<{
  source_type: string
  source_title: string
  last_answer_type: string
  /** `routed_to_team` and `abandoned` became `escalated` and `negative_feedback` in 2.15. */
  resolution_state: string
  rating: number
  rating_remark: string
  created_at: number
  updated_at: number
  content_sources: Loose<{ content_sources: Loose<{ content_type: string; url: string; title: string; locale: string }>[] }>
}>

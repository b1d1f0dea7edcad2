import type { AttachmentRecord, AuthorRecord, ConversationRecord, Seconds } from '../records.ts'
import { statisticsOf } from '../seed/statistics.ts'
import { toHtml } from './thread.ts'

type NewConversation = {
  id: string
  sourceId: string
  at: Seconds
  author: AuthorRecord
  body: string
  /** What it is about, for the custom attribute "Topic". */
  topic: string | undefined
  subject: string | undefined
  attachments: AttachmentRecord[] | undefined
  /** The id of the customer's company. */
  company: string | null
}

/** A conversation that a customer has begun a moment ago. */
export const newConversation = ({
  id,
  sourceId,
  at,
  author,
  body,
  topic,
  subject,
  attachments,
  company,
}: NewConversation): ConversationRecord => ({
  id,
  title: null,
  created_at: at,
  updated_at: at,
  waiting_since: at,
  snoozed_until: null,
  open: true,
  state: 'open',
  read: false,
  priority: 'none',
  admin_assignee_id: null,
  team_assignee_id: null,
  contact_ids: [author.id],
  teammate_ids: [],
  company_id: company,
  tags: [],
  source: {
    type: 'conversation',
    id: sourceId,
    delivered_as: 'customer_initiated',
    subject: subject ?? '',
    body: toHtml(body),
    author,
    attachments: attachments ?? [],
    url: null,
    redacted: false,
  },
  first_contact_reply: { created_at: at, type: 'conversation', url: null },
  rating: null,
  sla_applied: null,
  statistics: statisticsOf({ createdAt: at, startedByContact: true, parts: [] }),
  ai_agent: null,
  custom_attributes: topic === undefined ? {} : { Topic: topic },
  parts: [],
})

import type {
  AttachmentRecord,
  AuthorRecord,
  ConversationRecord,
  ConversationState,
  PartMetadata,
  PartRecord,
  Reference,
  Seconds,
} from '../records.ts'
import { isAdminComment, isContactComment, statisticsOf } from '../seed/statistics.ts'

/** Something that happens in a conversation. What is not said is as for a part without it. */
export type NewPart = {
  type: string
  author: AuthorRecord
  /** HTML, or plain text, which becomes a paragraph. */
  body?: string | undefined
  assignedTo?: Reference
  tagIds?: string[]
  attachments?: AttachmentRecord[] | undefined
  metadata?: PartMetadata | undefined
  details?: Record<string, unknown>
  /** Now, unless it is brought in from elsewhere. */
  at?: Seconds | undefined
}

/** The part as it is stored, in the state that the conversation has after it. */
export function makePart(
  { type, author, body, assignedTo, tagIds = [], attachments = [], metadata, details, at: givenAt }: NewPart,
  id: string,
  now: Seconds,
  before: ConversationState,
): PartRecord {
  const at = givenAt ?? now
  return {
    id,
    part_type: type,
    body: body === undefined ? null : toHtml(body),
    created_at: at,
    updated_at: at,
    notified_at: at,
    assigned_to: assignedTo ?? null,
    author,
    attachments,
    external_id: null,
    redacted: false,
    state: stateAfter(type, author, before),
    tag_ids: tagIds,
    event_details: details ?? null,
    ...(metadata ? { metadata } : {}),
    app_package_code: null,
  }
}

/** The conversation after one more part, with everything that follows from it: state, waiting, people, tags, statistics. */
export function withPart(conversation: ConversationRecord, part: PartRecord): ConversationRecord {
  const at = part.created_at
  const parts = [...conversation.parts, part]
  const startedByContact = conversation.source.delivered_as === 'customer_initiated'
  const isFirstReply = conversation.first_contact_reply === null && isContactComment(part)
  const { assigned_to } = part
  return {
    ...conversation,
    parts,
    updated_at: Math.max(conversation.updated_at, at),
    state: part.state,
    open: part.state === 'open',
    read: part.part_type === 'close' || isAdminComment(part) || (conversation.read && !isContactComment(part)),
    waiting_since: waitingAfter(conversation.waiting_since, part),
    snoozed_until: part.state === 'snoozed' ? conversation.snoozed_until : null,
    admin_assignee_id: assigned_to?.type === 'admin' ? assigned_to.id : conversation.admin_assignee_id,
    team_assignee_id: assigned_to?.type === 'team' ? assigned_to.id : conversation.team_assignee_id,
    teammate_ids: [...new Set([...conversation.teammate_ids, ...adminsOf(part)])],
    tags: [
      ...conversation.tags,
      ...part.tag_ids
        .filter((id) => !conversation.tags.some((tag) => tag.id === id))
        .map((id) => ({ id, applied_at: at, applied_by: { type: part.author.type, id: part.author.id } })),
    ],
    first_contact_reply: isFirstReply
      ? { created_at: at, type: 'conversation', url: conversation.source.url }
      : conversation.first_contact_reply,
    // what was imported from another help desk has none
    statistics: conversation.statistics && statisticsOf({ createdAt: conversation.created_at, startedByContact, parts }),
  }
}

/** Whoever writes in again brings the conversation back. */
function stateAfter(type: string, author: AuthorRecord, before: ConversationState): ConversationState {
  if (type === 'close') return 'closed'
  if (type === 'snoozed') return 'snoozed'
  if (type === 'open' || type === 'unsnoozed' || type === 'assign_and_reopen') return 'open'
  return type === 'comment' && author.type !== 'admin' && author.type !== 'bot' ? 'open' : before
}

function waitingAfter(since: Seconds | null, part: PartRecord): Seconds | null {
  if (part.state !== 'open' || isAdminComment(part)) return null
  return isContactComment(part) ? (since ?? part.created_at) : since
}

function adminsOf({ author, assigned_to }: PartRecord): string[] {
  const assignee = assigned_to?.type === 'admin' && assigned_to.id ? [assigned_to.id] : []
  return author.type === 'admin' ? [author.id, ...assignee] : assignee
}

/** What does not begin with a tag is plain text. */
export const toHtml = (text: string): string =>
  text.startsWith('<') ? text : `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>')}</p>`

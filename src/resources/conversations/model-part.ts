import type * as Intercom from '../../intercom/conversation-types.ts'
import { noneIfZero } from '../../intercom/ids.ts'
import { instantFrom, instantOrEpoch, textFrom } from '../../intercom/values.ts'
import { type Author, authorFromIntercom } from '../contacts/model-author.ts'
import { type ConversationState, conversationStateFrom } from './model.ts'
import { type Attachment, attachmentsFromIntercom } from './model-source.ts'

export type PartType = 'COMMENT' | 'NOTE' | 'ASSIGNMENT' | 'STATE_CHANGE' | 'RATING' | 'TAG' | 'PARTICIPANT' | 'ATTRIBUTE' | 'OTHER'

type Part = {
  /** Unique within its conversation only. */
  id: string
  conversationId: string
  type: PartType
  createdAt: Date
  updatedAt: Date | null
  author: Author | null
  redacted: boolean
  html: string | null
  attachments: readonly Attachment[]
}

export type CommentPart = Part & { __typename: 'CommentPart'; notifiedAt: Date | null; externalId: string | null; isAiAnswer: boolean }
export type NotePart = Part & { __typename: 'NotePart' }
export type AssignmentPart = Part & { __typename: 'AssignmentPart'; assignedTo: Assignee | null }
export type StateChangePart = Part & { __typename: 'StateChangePart'; newState: ConversationState; snoozedUntil: Date | null }
export type GenericPart = Part & { __typename: 'GenericPart'; rawType: string; details: Record<string, unknown> | null }

/** One thing that happened in a conversation. */
export type ConversationPart = CommentPart | NotePart | AssignmentPart | StateChangePart | GenericPart

/** Who a conversation was given to; null when it was taken from everybody. */
export type Assignee = { kind: 'ADMIN' | 'TEAM'; id: string }

/**
 * What Intercom's words for parts mean. Its table of them (developers.intercom.com, "Conversation Part Types") grows with every version and is
 * never whole, so families of words are told by their shape, in this order.
 */
const types: readonly [shape: RegExp, type: PartType][] = [
  [/^(comment|quick_reply)$/, 'COMMENT'],
  // with another action in the same breath too: note_and_reopen, note_and_unsnooze
  [/(^|_)note(_|$)/, 'NOTE'],
  // assignment, assign_and_reopen, assign_and_unsnooze, away_mode_assignment, workflow_assignment ...
  [/^assign(ment|_and_\w+)$|_assignment$/, 'ASSIGNMENT'],
  [/^(open|close|snoozed|unsnoozed|timer_unsnooze)$/, 'STATE_CHANGE'],
  [/^conversation_rating_/, 'RATING'],
  [/(^|_)tags?_/, 'TAG'],
  [/^participant_/, 'PARTICIPANT'],
  [/(^|_)attribute_/, 'ATTRIBUTE'],
]

export const partTypeFrom = (word: string): PartType => types.find(([shape]) => shape.test(word))?.[1] ?? 'OTHER'

/** @param place stands in for the id of a part that came without one */
export function partFromIntercom(part: Intercom.ConversationPart, conversationId: string, place: number): ConversationPart {
  const rawType = part.part_type ?? ''
  const type = partTypeFrom(rawType)
  const common = {
    id: textFrom(part.id) ?? String(place),
    conversationId,
    type,
    createdAt: instantOrEpoch(part.created_at),
    updatedAt: instantFrom(part.updated_at),
    author: authorFromIntercom(part.author),
    redacted: part.redacted ?? false,
    html: textFrom(part.body),
    attachments: attachmentsFromIntercom(part.attachments),
  }
  switch (type) {
    case 'COMMENT': {
      const isAiAnswer = part.author?.is_ai_answer ?? false
      const notifiedAt = instantFrom(part.notified_at)
      return { __typename: 'CommentPart', ...common, notifiedAt, externalId: textFrom(part.external_id), isAiAnswer }
    }
    case 'NOTE':
      return { __typename: 'NotePart', ...common }
    case 'ASSIGNMENT':
      return { __typename: 'AssignmentPart', ...common, assignedTo: assigneeFrom(part.assigned_to) }
    case 'STATE_CHANGE':
      return { __typename: 'StateChangePart', ...common, newState: stateAfter(rawType, part), snoozedUntil: null }
    default:
      return { __typename: 'GenericPart', ...common, rawType, details: detailsFrom(part) }
  }
}

/** The state that a part says it led to; what it says of the state itself may be that of before. */
function stateAfter(rawType: string, part: Intercom.ConversationPart): ConversationState {
  if (rawType === 'close') return 'CLOSED'
  if (rawType === 'snoozed') return 'SNOOZED'
  return rawType === 'open' || rawType.includes('unsnooze') ? 'OPEN' : (conversationStateFrom(part.state) ?? 'OPEN')
}

function assigneeFrom(reference: Intercom.ConversationPart['assigned_to']): Assignee | null {
  const id = noneIfZero(reference?.id)
  const kind = reference?.type === 'team' ? 'TEAM' : reference?.type === 'admin' ? 'ADMIN' : null
  return id === null || kind === null ? null : { kind, id }
}

/** All that Intercom says about a part we have no type for, under its own names. */
function detailsFrom(part: Intercom.ConversationPart): Record<string, unknown> | null {
  const details = {
    ...part.event_details,
    ...(part.tags?.length ? { tags: part.tags } : {}),
    ...(part.metadata ? { metadata: part.metadata } : {}),
    ...(part.assigned_to ? { assigned_to: part.assigned_to } : {}),
  }
  return Object.keys(details).length === 0 ? null : details
}

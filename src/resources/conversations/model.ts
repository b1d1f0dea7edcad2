import type * as Intercom from '../../intercom/conversation-types.ts'
import { noneIfZero } from '../../intercom/ids.ts'
import { idsFrom, instantFrom, instantOrEpoch, linkedIdsFrom, textFrom } from '../../intercom/values.ts'
import { type Tag, tagsFromIntercom } from '../tags/model.ts'
import {
  type AiAgentInvolvement,
  type AppliedSla,
  aiAgentFromIntercom,
  type ContactReference,
  type ConversationRating,
  type ConversationStatistics,
  contactReferencesFrom,
  ratingFromIntercom,
  slaFromIntercom,
  statisticsFromIntercom,
} from './model-facts.ts'
import { type ConversationSource, sourceFromIntercom } from './model-source.ts'

export type ConversationState = 'OPEN' | 'CLOSED' | 'SNOOZED'

/** What lists and searches know of a conversation: everything but its thread. */
export type Conversation = {
  __typename: 'Conversation'
  id: string
  title: string | null
  state: ConversationState
  open: boolean
  read: boolean
  priority: boolean
  createdAt: Date
  updatedAt: Date
  waitingSince: Date | null
  snoozedUntil: Date | null
  source: ConversationSource | null
  adminAssigneeId: string | null
  teamAssigneeId: string | null
  contacts: readonly ContactReference[]
  teammateIds: readonly string[]
  /** From 2.15 on; null below. The company itself comes along, and is kept where companies are kept. */
  companyId: string | null
  tags: readonly Tag[]
  rating: ConversationRating | null
  statistics: ConversationStatistics | null
  sla: AppliedSla | null
  aiAgent: AiAgentInvolvement | null
  linkedTicketIds: readonly string[]
  customAttributes: Record<string, unknown>
}

export function conversationFromIntercom(conversation: Intercom.Conversation): Conversation {
  const { company, teammates } = conversation
  return {
    __typename: 'Conversation',
    id: String(conversation.id),
    title: textFrom(conversation.title),
    state: conversationStateFrom(conversation.state) ?? (conversation.open === false ? 'CLOSED' : 'OPEN'),
    open: conversation.open ?? conversation.state === 'open',
    read: conversation.read ?? false,
    priority: isUrgent(textFrom(conversation.priority)),
    createdAt: instantOrEpoch(conversation.created_at),
    updatedAt: instantOrEpoch(conversation.updated_at),
    waitingSince: instantFrom(conversation.waiting_since),
    snoozedUntil: instantFrom(conversation.snoozed_until),
    source: sourceFromIntercom(conversation.source),
    adminAssigneeId: noneIfZero(conversation.admin_assignee_id),
    teamAssigneeId: noneIfZero(conversation.team_assignee_id),
    contacts: contactReferencesFrom(conversation.contacts?.contacts),
    teammateIds: idsFrom(teammates?.admins ?? teammates?.teammates),
    companyId: noneIfZero(company?.id),
    tags: tagsFromIntercom(conversation.tags?.tags),
    rating: ratingFromIntercom(conversation.conversation_rating),
    statistics: statisticsFromIntercom(conversation.statistics),
    sla: slaFromIntercom(conversation.sla_applied),
    aiAgent: aiAgentFromIntercom(conversation.ai_agent),
    linkedTicketIds: linkedIdsFrom(conversation.linked_objects, 'ticket'),
    customAttributes: conversation.custom_attributes ?? {},
  }
}

/** A yes or no until 2.15, five grades from 2.16 on (its changelog). */
export const isUrgent = (priority: string | null): boolean => !['none', 'not_priority', null].includes(priority)

/** Null for a word that is none of the three. */
export function conversationStateFrom(word: string | null | undefined): ConversationState | null {
  const state = word?.toUpperCase()
  return state === 'OPEN' || state === 'CLOSED' || state === 'SNOOZED' ? state : null
}

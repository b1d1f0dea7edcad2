import type * as Intercom from '../../intercom/conversation-types.ts'
import { noneIfZero } from '../../intercom/ids.ts'
import { instantFrom, textFrom } from '../../intercom/values.ts'
import { type Author, authorFromIntercom } from '../contacts/model-author.ts'

/** A contact as other records point at it. */
export type ContactReference = { id: string; externalId: string | null }

export const contactReferencesFrom = (references: readonly (Intercom.ContactReference | null)[] | null | undefined): ContactReference[] =>
  (references ?? []).flatMap((reference) => contactReferenceFrom(reference) ?? [])

function contactReferenceFrom(reference: Intercom.ContactReference | null | undefined): ContactReference | null {
  const id = noneIfZero(reference?.id)
  return id === null ? null : { id, externalId: textFrom(reference?.external_id) }
}

/** What the contact thought of it. Without `rating` it was asked for, and not given. */
export type ConversationRating = {
  rating: number | null
  remark: string | null
  createdAt: Date | null
  contact: ContactReference | null
  teammate: Author | null
}

export const ratingFromIntercom = (rating: Intercom.ConversationRating | null | undefined): ConversationRating | null =>
  rating
    ? {
        rating: rating.rating ?? null,
        remark: textFrom(rating.remark),
        createdAt: instantFrom(rating.created_at),
        contact: contactReferenceFrom(rating.contact),
        teammate: authorFromIntercom(rating.teammate),
      }
    : null

/** How a conversation went, in Intercom's reckoning. Times in seconds; all but the handling time leave out closed hours. */
export type ConversationStatistics = {
  timeToAssignment: number | null
  timeToAdminReply: number | null
  timeToFirstClose: number | null
  timeToLastClose: number | null
  medianTimeToReply: number | null
  handlingTime: number | null
  firstContactReplyAt: Date | null
  lastContactReplyAt: Date | null
  lastAdminReplyAt: Date | null
  lastCloseAt: Date | null
  lastClosedById: string | null
  reopenCount: number | null
  assignmentCount: number | null
  partCount: number | null
}

export const statisticsFromIntercom = (statistics: Intercom.ConversationStatistics | null | undefined): ConversationStatistics | null =>
  statistics
    ? {
        timeToAssignment: statistics.time_to_assignment ?? null,
        timeToAdminReply: statistics.time_to_admin_reply ?? null,
        timeToFirstClose: statistics.time_to_first_close ?? null,
        timeToLastClose: statistics.time_to_last_close ?? null,
        medianTimeToReply: statistics.median_time_to_reply ?? null,
        handlingTime: statistics.handling_time ?? null,
        firstContactReplyAt: instantFrom(statistics.first_contact_reply_at),
        lastContactReplyAt: instantFrom(statistics.last_contact_reply_at),
        lastAdminReplyAt: instantFrom(statistics.last_admin_reply_at),
        lastCloseAt: instantFrom(statistics.last_close_at),
        lastClosedById: noneIfZero(statistics.last_closed_by_id),
        reopenCount: statistics.count_reopens ?? null,
        assignmentCount: statistics.count_assignments ?? null,
        partCount: statistics.count_conversation_parts ?? null,
      }
    : null

/** The promise to answer in time that stood over the conversation, and whether it was kept. */
export type AppliedSla = { name: string; status: string }

export const slaFromIntercom = (sla: Intercom.Conversation['sla_applied']): AppliedSla | null =>
  sla ? { name: sla.sla_name ?? '', status: sla.sla_status ?? '' } : null

/** What Intercom's AI agent did in the conversation. */
export type AiAgentInvolvement = {
  sourceType: string | null
  sourceTitle: string | null
  lastAnswerType: string | null
  /** In the words of 2.15, whatever version is spoken. */
  resolutionState: string | null
  rating: number | null
  ratingRemark: string | null
  contentSources: readonly string[]
}

/** Version 2.15 says these in other words (Intercom's changelog of 2.15). */
const newerResolutions: Readonly<Record<string, string>> = { abandoned: 'negative_feedback', routed_to_team: 'escalated' }

/** A word for what came of the AI agent's answer, of any version, in that of 2.15. */
export const resolutionInNewerWords = (word: string): string => newerResolutions[word] ?? word

export function aiAgentFromIntercom(agent: Intercom.AiAgent | null | undefined): AiAgentInvolvement | null {
  if (!agent) return null
  const resolution = textFrom(agent.resolution_state)
  return {
    sourceType: textFrom(agent.source_type),
    sourceTitle: textFrom(agent.source_title),
    lastAnswerType: textFrom(agent.last_answer_type),
    resolutionState: resolution === null ? null : resolutionInNewerWords(resolution),
    rating: agent.rating ?? null,
    ratingRemark: textFrom(agent.rating_remark),
    contentSources: (agent.content_sources?.content_sources ?? []).flatMap(
      (source) => textFrom(source?.title) ?? textFrom(source?.url) ?? [],
    ),
  }
}

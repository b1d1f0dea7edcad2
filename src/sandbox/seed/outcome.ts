import type { ConversationRecord, PartRecord, Seconds } from '../records.ts'
import { aiAgentOf } from './ai-agent.ts'
import type { Kind } from './plans.ts'
import { ratingOf, ratingParts } from './rating.ts'
import type { Scene } from './scene.ts'
import { hour } from './seconds.ts'
import { isAdminComment, isContactComment, statisticsOf } from './statistics.ts'

type Ending = { record: ConversationRecord; parts: PartRecord[]; scene: Scene; kind: Kind; startedAt: Seconds; now: Seconds }

/** What a conversation has become by what happened in it: everything that can be read off the thread is read off it. */
export function outcomeOf({ record, parts, scene, kind, startedAt, now }: Ending): Partial<ConversationRecord> {
  const { random } = scene
  const startedByContact = record.source.delivered_as === 'customer_initiated'
  const last = parts.at(-1)
  const state = last?.state ?? 'open'
  const rating = ratingOf(record, parts, scene, now)
  const thread = [...parts, ...ratingParts(rating, parts, scene)]
  const assigned = (type: 'admin' | 'team') => thread.findLast(({ assigned_to }) => assigned_to?.type === type)?.assigned_to?.id ?? null
  const statistics = statisticsOf({ createdAt: startedAt, startedByContact, parts: thread })

  return {
    parts: thread,
    updated_at: thread.at(-1)?.created_at ?? startedAt,
    state,
    open: state === 'open',
    read: state === 'closed' || thread.some(isAdminComment),
    waiting_since: state === 'open' ? waitingSince(startedByContact ? startedAt : null, thread) : null,
    snoozed_until: state === 'snoozed' ? now + random.int(6, 6 * 24) * hour : null,
    admin_assignee_id: assigned('admin'),
    team_assignee_id: assigned('team'),
    teammate_ids: [...new Set([...record.teammate_ids, ...thread.flatMap(adminsOf)])],
    tags: tagsOf(thread),
    first_contact_reply: record.first_contact_reply ?? firstReply(thread, record.source.url),
    rating,
    // what was imported from the old help desk has none
    statistics: Number(record.id) % 61 === 60 ? null : statistics,
    sla_applied: kind === 'quick' || kind === 'long' ? slaOf(statistics.time_to_admin_reply, now - startedAt, state) : null,
    ai_agent: aiAgentOf(thread, kind, scene, record.id),
    custom_attributes: {
      ...record.custom_attributes,
      'Has attachments': record.source.attachments.length > 0 || thread.some(({ attachments }) => attachments.length > 0),
    },
  }
}

function tagsOf(parts: readonly PartRecord[]): ConversationRecord['tags'] {
  const tags = parts.flatMap(({ tag_ids, created_at, author: { type, id } }) =>
    tag_ids.map((tag) => ({ id: tag, applied_at: created_at, applied_by: { type, id } })),
  )
  return [...new Map(tags.map((tag) => [tag.id, tag])).values()]
}

function adminsOf({ author, assigned_to }: PartRecord): string[] {
  const assignee = assigned_to?.type === 'admin' && assigned_to.id ? [assigned_to.id] : []
  return author.type === 'admin' ? [author.id, ...assignee] : assignee
}

/** Since when the contact waits for an answer: its first message that no admin replied to. */
function waitingSince(startedAt: Seconds | null, parts: readonly PartRecord[]): Seconds | null {
  let since = startedAt
  for (const part of parts) {
    if (isContactComment(part)) since ??= part.created_at
    if (isAdminComment(part)) since = null
  }
  return since
}

function firstReply(parts: readonly PartRecord[], url: string | null): ConversationRecord['first_contact_reply'] {
  const reply = parts.find(isContactComment)
  return reply ? { created_at: reply.created_at, type: 'conversation', url } : null
}

function slaOf(replyTime: number | null, age: number, state: string): ConversationRecord['sla_applied'] {
  const sla_name = 'First reply within 4 hours'
  if (replyTime !== null) return { sla_name, sla_status: replyTime <= 4 * hour ? 'hit' : 'missed' }
  if (state === 'closed') return { sla_name, sla_status: 'cancelled' }
  return { sla_name, sla_status: age <= 4 * hour ? 'active' : 'missed' }
}

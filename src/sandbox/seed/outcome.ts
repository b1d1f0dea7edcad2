import type { AiAgentRecord, ConversationRecord, PartRecord, RatingRecord, Seconds } from '../records.ts'
import type { Kind } from './plans.ts'
import type { Scene } from './scene.ts'
import { day, hour } from './seconds.ts'
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

const remarks: readonly (readonly [rating: number, remark: string | null])[] = [
  [5, 'Fast, friendly, solved. What more could I want?'],
  [5, null],
  [5, 'Aoife is a star ⭐'],
  [5, 'Merci beaucoup !'],
  [4, null],
  [4, 'Took two tries, but then it worked.'],
  [3, 'OK, though I would rather not have to ask.'],
  [2, 'Waited half a day for one sentence.'],
  [1, 'I still cannot sign in. "Solved", really?'],
  [4, 'Sehr kompetent, danke!'],
]

/** A third of those whom a human answered rate it, after it was closed. */
function ratingOf(
  { contact_ids: [contact_id = ''] }: ConversationRecord,
  parts: readonly PartRecord[],
  { random, agent }: Scene,
  now: Seconds,
): RatingRecord | null {
  const close = parts.findLast(({ part_type }) => part_type === 'close')
  if (!close || close !== parts.at(-1) || !parts.some(isAdminComment) || random.chance(0.6)) return null
  const at = close.created_at + random.int(40, 4000)
  if (at + 60 > now) return null
  const [rating, remark] = random.pick(remarks)
  // asked for, and not answered
  const isOpen = random.chance(0.1)
  return {
    rating: isOpen ? null : rating,
    remark: isOpen ? null : remark,
    created_at: at,
    updated_at: at,
    contact_id,
    teammate: { type: 'admin', id: agent.id },
  }
}

function ratingParts(rating: RatingRecord | null, parts: readonly PartRecord[], { contact }: Scene): PartRecord[] {
  const before = parts.at(-1)
  if (!before || rating?.rating == null) return []
  const at = rating.created_at
  const plain = {
    ...before,
    id: String(Number(before.id) + 1),
    author: contact,
    body: null,
    created_at: at,
    updated_at: at,
    notified_at: at,
    assigned_to: null,
    attachments: [],
    tag_ids: [],
    event_details: null,
    app_package_code: null,
  }
  const changed = { ...plain, part_type: 'conversation_rating_changed' }
  return rating.remark === null
    ? [changed]
    : [
        changed,
        { ...plain, id: String(Number(before.id) + 2), part_type: 'conversation_rating_remark_added', body: `<p>${rating.remark}</p>` },
      ]
}

function slaOf(replyTime: number | null, age: number, state: string): ConversationRecord['sla_applied'] {
  const sla_name = 'First reply within 4 hours'
  if (replyTime !== null) return { sla_name, sla_status: replyTime <= 4 * hour ? 'hit' : 'missed' }
  if (state === 'closed') return { sla_name, sla_status: 'cancelled' }
  return { sla_name, sla_status: age <= 4 * hour ? 'active' : 'missed' }
}

function aiAgentOf(parts: readonly PartRecord[], kind: Kind, { topic, random, articleUrl }: Scene, id: string): AiAgentRecord | null {
  const answer = parts.find(({ author }) => author.is_ai_answer)
  if (!answer || !topic.fin) return null
  const thanked = parts.some(isContactComment)
  const resolved = thanked ? ('confirmed_resolution' as const) : ('assumed_resolution' as const)
  const handedOn = Number(id) % 7 === 0 ? ('negative_feedback' as const) : ('escalated' as const)
  const isRated = kind === 'finResolves' && random.chance(0.4)
  return {
    source_type: 'workflow',
    source_title: 'Fin first',
    last_answer_type: 'ai_answer',
    resolution_state: kind === 'finResolves' ? resolved : handedOn,
    rating: isRated ? random.int(3, 5) : null,
    rating_remark: isRated && random.chance(0.5) ? 'Quick and right.' : null,
    created_at: answer.created_at,
    updated_at: Math.min(answer.created_at + day, parts.at(-1)?.created_at ?? answer.created_at),
    content_sources: [{ content_type: 'article', url: articleUrl(topic.fin.article), title: topic.fin.article, locale: 'en' }],
  }
}

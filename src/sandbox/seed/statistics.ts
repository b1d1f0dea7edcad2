import type { PartRecord, Seconds, StatisticsRecord } from '../records.ts'

/**
 * What Intercom counts about a conversation, read off its thread. A conversation that a contact began has its first contact reply in the
 * source; spans are measured from the start, and a reply is an admin's comment: neither notes nor bots count.
 */
export function statisticsOf({
  createdAt,
  startedByContact,
  parts,
}: {
  createdAt: Seconds
  startedByContact: boolean
  parts: readonly PartRecord[]
}): StatisticsRecord {
  const contactReplies = parts.filter(isContactComment)
  const adminReplies = parts.filter(isAdminComment)
  const assignments = parts.filter(({ assigned_to }) => assigned_to?.id != null)
  const closes = parts.filter(({ part_type }) => part_type === 'close')
  const first = (some: readonly PartRecord[]) => some[0]?.created_at ?? null
  const last = (some: readonly PartRecord[]) => some.at(-1)?.created_at ?? null
  const since = (at: Seconds | null) => (at === null ? null : at - createdAt)

  const first_admin_reply_at = first(adminReplies)
  const beforeReply = assignments.filter(({ created_at }) => first_admin_reply_at === null || created_at <= first_admin_reply_at)
  const last_assignment_at = last(assignments)
  const handling_time =
    adminReplies.length === 0 ? null : adminReplies.length * 190 + parts.filter(({ part_type }) => part_type === 'note').length * 45

  return {
    time_to_assignment: since(last(beforeReply)),
    time_to_admin_reply: since(first_admin_reply_at),
    time_to_first_close: since(first(closes)),
    time_to_last_close: since(last(closes)),
    median_time_to_reply: median(replyTimes(createdAt, startedByContact, parts)),
    first_contact_reply_at: startedByContact ? createdAt : first(contactReplies),
    first_assignment_at: first(assignments),
    first_admin_reply_at,
    first_close_at: first(closes),
    last_assignment_at,
    last_assignment_admin_reply_at:
      last_assignment_at === null ? null : first(adminReplies.filter(({ created_at }) => created_at >= last_assignment_at)),
    last_contact_reply_at: last(contactReplies) ?? (startedByContact ? createdAt : null),
    last_admin_reply_at: last(adminReplies),
    last_close_at: last(closes),
    last_closed_by_id: closes.at(-1)?.author.id ?? null,
    count_reopens: parts.filter(({ state }, i) => state === 'open' && parts[i - 1]?.state === 'closed').length,
    count_assignments: assignments.length,
    handling_time,
    adjusted_handling_time: handling_time === null ? null : Math.round(handling_time * 0.8),
  }
}

/** A reply that opens the conversation again is called `open`, and has words: OpenAPI 2.14, the examples of POST /conversations/{conversation_id}/reply. */
export const isContactComment = ({ part_type, author, body }: PartRecord): boolean =>
  (part_type === 'comment' || (part_type === 'open' && body !== null)) && (author.type === 'user' || author.type === 'lead')

export const isAdminComment = ({ part_type, author }: PartRecord): boolean =>
  (part_type === 'comment' || part_type === 'quick_reply') && author.type === 'admin'

/** How long each unanswered message of the contact waited for an admin. */
function replyTimes(createdAt: Seconds, startedByContact: boolean, parts: readonly PartRecord[]): number[] {
  let waitingSince = startedByContact ? createdAt : null
  const times: number[] = []
  for (const part of parts) {
    if (isContactComment(part)) waitingSince ??= part.created_at
    if (isAdminComment(part) && waitingSince !== null) {
      times.push(part.created_at - waitingSince)
      waitingSince = null
    }
  }
  return times
}

function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)]
  if (middle === undefined || sorted.length % 2 === 1) return middle ?? null
  return Math.round((middle + (sorted[sorted.length / 2 - 1] ?? middle)) / 2)
}

import type { PartRecord } from '../records.ts'
import { isContactComment } from '../seed/statistics.ts'

/** Under which topic a part of a ticket is told; some are told under none. */
export function topicOf(part: PartRecord): string | undefined {
  const { part_type, author, assigned_to } = part
  if (part_type === 'comment' || part_type === 'quick_reply' || isContactComment(part)) {
    return author.type === 'admin' ? 'ticket.admin.replied' : 'ticket.contact.replied'
  }
  if (part_type === 'note') return 'ticket.note.created'
  if (!assigned_to) return undefined
  return assigned_to.type === 'team' ? 'ticket.team.assigned' : 'ticket.admin.assigned'
}

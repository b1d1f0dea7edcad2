import type { AttachmentRecord, AuthorRecord, ConversationState, PartRecord, Reference, Seconds } from '../records.ts'

/** Something that happens in a conversation, `after` so many seconds. What is not said is as for a part without it. */
export type Step = {
  after: number
  type: string
  author: AuthorRecord
  body?: string
  assignTo?: { type: 'admin' | 'team'; id: string }
  attachments?: AttachmentRecord[]
  tagIds?: string[]
  details?: Record<string, unknown>
  redacted?: boolean
  app?: string
}

/** Ids of parts grow with time within a conversation; the next conversation goes on where this one ended. */
export type NextPartId = () => string

/**
 * Plays steps one after the other and writes the thread. A step that would lie after `now` ends it: such a conversation is as unfinished
 * as the ones at the top of a real inbox.
 */
export function play({
  steps,
  startedAt,
  now,
  nextPartId,
}: {
  steps: readonly Step[]
  startedAt: Seconds
  now: Seconds
  nextPartId: NextPartId
}): PartRecord[] {
  const parts: PartRecord[] = []
  let at = startedAt
  let state: ConversationState = 'open'
  for (const step of steps) {
    at += step.after
    if (at > now) break
    state = stateAfter(step, state)
    parts.push({
      id: nextPartId(),
      part_type: step.type,
      body: step.redacted ? null : (step.body ?? null),
      created_at: at,
      updated_at: at,
      notified_at: at,
      assigned_to: (step.assignTo satisfies Reference | undefined) ?? null,
      author: step.author,
      attachments: step.redacted ? [] : (step.attachments ?? []),
      external_id: null,
      redacted: step.redacted ?? false,
      state,
      tag_ids: step.tagIds ?? [],
      event_details: step.details ?? null,
      app_package_code: step.app ?? null,
    })
  }
  return parts
}

function stateAfter({ type, author }: Step, state: ConversationState): ConversationState {
  if (type === 'close') return 'closed'
  if (type === 'snoozed') return 'snoozed'
  if (type === 'open' || type === 'timer_unsnooze') return 'open'
  // whoever writes in again brings the conversation back
  return type === 'comment' && (author.type === 'user' || author.type === 'lead') ? 'open' : state
}

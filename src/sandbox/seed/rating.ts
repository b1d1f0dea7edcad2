import type { ConversationRecord, PartRecord, RatingRecord, Seconds } from '../records.ts'
import type { Scene } from './scene.ts'
import { isAdminComment } from './statistics.ts'

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
export function ratingOf(
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

/** What the thread says of it: the stars, and the words if there were any. */
export function ratingParts(rating: RatingRecord | null, parts: readonly PartRecord[], { contact }: Scene): PartRecord[] {
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

import type { AiAgentRecord, PartRecord } from '../records.ts'
import type { Kind } from './plans.ts'
import type { Scene } from './scene.ts'
import { day } from './seconds.ts'
import { isContactComment } from './statistics.ts'

/** What Fin did, when it answered: resolved it, with a word of the contact or without, or handed it on. */
export function aiAgentOf(
  parts: readonly PartRecord[],
  kind: Kind,
  { topic, random, articleUrl }: Scene,
  id: string,
): AiAgentRecord | null {
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

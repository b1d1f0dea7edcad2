import type { Change } from '../changes/change.ts'
import { idsOfKind } from './keys.ts'

/**
 * The records of a kind that a Change is of; none where there are others that nobody names. A merge is of two: Intercom does not always say who went
 * into the other.
 */
export function namedBy(kind: string, { topic, forget, erase }: Pick<Change, 'topic' | 'forget' | 'erase'>): readonly string[] {
  const named = idsOfKind(kind, [...forget, ...erase])
  return topic.endsWith('.merged') && named.length < 2 ? [] : named
}

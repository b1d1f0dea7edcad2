import type { GraphQLResolveInfo } from 'graphql'
import { referenceFields } from '../references.ts'
import { asksFor, connectionNodes, needsMoreThan } from '../selection.ts'
import type { AskedPage } from './asked-page.ts'
import type { SourcePage } from './connection.ts'

/**
 * Whether what a record says of one of its lists is all that is asked of the list: how many there are, and which the first ones are.
 *
 * @param known how many of the first it names
 */
export function isEmbedded({ first, from }: AskedPage, known: number, info: GraphQLResolveInfo): boolean {
  const needsRows = asksFor(info, ['nodes']) || needsMoreThan(info, ['cursor'], [['edges']])
  if (!needsRows) return true
  const isWithin = (from?.page ?? null) === null && (from?.skip ?? 0) + first <= known
  return isWithin && !needsMoreThan(info, referenceFields, connectionNodes)
}

/**
 * A numbered page of such a list, as Intercom would give it: the rows that the record names, and empty places for the others, which nobody
 * looks at.
 */
export function embeddedPage<Node>(
  known: readonly Node[],
  { cursor, size, totalCount }: { cursor: string | null; size: number; totalCount: number },
): SourcePage<Node> {
  const page = Number(cursor ?? 1)
  const start = (page - 1) * size
  const length = Math.max(0, Math.min(size, totalCount - start))
  return {
    items: Array.from({ length }, (_, place) => known[start + place] ?? null),
    next: start + size < totalCount ? String(page + 1) : null,
    totalCount,
  }
}

import type { Item } from './item.ts'

/** Under which a payload lies that nobody could read, for each id in it. What is erased is erased there too, whoever tells of it. */
export const mentionKey = (id: string) => `mention:${id}`

/** How many ids of one payload are kept. One that has more is not kept. */
const MAX_MENTIONS = 500

/** The keys of all that looks like an id in an item that could not be read; null when that is too much to be sure of erasing it. */
export function mentionsIn(item: Item): string[] | null {
  const ids = new Set<string>()
  const left: unknown[] = [item]
  while (left.length > 0) {
    const value = left.pop()
    if (typeof value === 'object' && value !== null) left.push(...Object.values(value))
    else if (isLikeAnId(value)) ids.add(String(value))
    if (ids.size > MAX_MENTIONS) return null
  }
  return [...ids].map(mentionKey)
}

const isLikeAnId = (value: unknown) =>
  typeof value === 'number'
    ? Number.isSafeInteger(value) && value > 0
    : typeof value === 'string' && /^(\d{1,20}|[0-9a-f]{24})$/i.test(value)

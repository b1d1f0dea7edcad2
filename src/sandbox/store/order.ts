/** A record's place in a list: by `value`, and by id where values are equal. */
export type Place = { value: number | string | null; id: string }

/** Ids of one kind compare by length and then by character, so that digits sort as numbers and hex digits as they stand. */
const compareIds = (a: string, b: string) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)

/** Largest value first, nothing last, and the larger id first among equals: the order of every list that does not say its own. */
export function descending(a: Place, b: Place): number {
  return compareValues(b.value, a.value) || compareIds(b.id, a.id)
}

/** Smallest value first, nothing last. */
export function ascending(a: Place, b: Place): number {
  if (a.value === null || b.value === null) return compareValues(b.value, a.value) || compareIds(a.id, b.id)
  return compareValues(a.value, b.value) || compareIds(a.id, b.id)
}

function compareValues(a: Place['value'], b: Place['value']): number {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : 1
}

/** How many of the sorted places come before, or at, the given one: where reading goes on after it. Logarithmic. */
export function countThrough(places: readonly Place[], place: Place, compare: (a: Place, b: Place) => number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(places[middle] as Place, place) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

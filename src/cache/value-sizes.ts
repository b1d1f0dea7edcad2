/** What a value of a kind that was never seen is taken for: a page of them is then measured first, a few are simply read. */
const UNSEEN_BYTES = 128 * 1024
/** By which part of what is between them a smaller value lowers the estimate. */
const FORGETTING = 1 / 256

/** How large values of each kind are, from those that came and went: the largest of late, as a page may hold nothing else. */
export function createValueSizes() {
  const largest = new Map<string, number>()
  return {
    saw(key: string, bytes: number) {
      const kind = kindOf(key)
      const known = largest.get(kind) ?? 0
      largest.set(kind, bytes >= known ? bytes : known - (known - bytes) * FORGETTING)
    },
    /** What all of these come to, if each is as large as its kind gets. */
    estimate: (keys: readonly string[]) => keys.reduce((sum, key) => sum + (largest.get(kindOf(key)) ?? UNSEEN_BYTES), 0),
  }
}

/** `<kind>:<id>`, as `keys.ts` makes them; a key without an id is the only one of its kind. */
function kindOf(key: string): string {
  const colon = key.indexOf(':')
  return colon === -1 ? key : key.slice(0, colon)
}

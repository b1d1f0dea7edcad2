export type Random = ReturnType<typeof createRandom>

/**
 * Chance that repeats: the same name gives the same numbers on every machine. Each part of the seed takes its own, by name,
 * so that one more draw in one place does not change everything after it.
 */
export function createRandom(name: string) {
  let state = hash(name)

  /** At least 0, less than 1. The generator is mulberry32: 32 bits of state, good enough for a cast of extras. */
  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number, both ends included. */
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1))

  const pick = <T>(choices: readonly T[]): T => choices[int(0, choices.length - 1)] as T

  /** Several different ones, in the order in which they stand. */
  function some<T>(choices: readonly T[], count: number): T[] {
    let wanted = Math.min(count, choices.length)
    return choices.filter((_, i) => {
      const taken = next() < wanted / (choices.length - i)
      if (taken) wanted -= 1
      return taken
    })
  }

  const hex = (digits: number): string => Array.from({ length: digits }, () => int(0, 15).toString(16)).join('')

  /** Draws without repeating: all of the first pile, then all of the next, and when they are used up once more from the start. */
  function deck<T>(...piles: (readonly T[])[]): () => T {
    let left: T[] = []
    return () => {
      if (left.length === 0) left = piles.flatMap((pile) => shuffled(pile)).reverse()
      return left.pop() as T
    }
  }

  function shuffled<T>(pile: readonly T[]): T[] {
    const cards = [...pile]
    for (let last = cards.length - 1; last > 0; last -= 1) {
      const other = int(0, last)
      ;[cards[last], cards[other]] = [cards[other] as T, cards[last] as T]
    }
    return cards
  }

  return {
    int,
    pick,
    some,
    deck,
    hex,
    /** Whether something happens that happens so often: `0.25` is once in four times. */
    chance: (share: number): boolean => next() < share,
    /** A span around a typical one: mostly shorter, sometimes ten times as long, as waiting times are. */
    around: (typical: number): number => Math.max(1, Math.round(typical * 10 ** (next() * next() * 2 - 0.5))),
    uuid: (): string => `${hex(8)}-${hex(4)}-4${hex(3)}-${pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`,
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}

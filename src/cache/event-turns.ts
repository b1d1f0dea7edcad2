import type { RedisStore } from './redis-store.ts'

/** For so long after a record was asked for, nobody asks for it again for an event. */
const TURN_MS = 1_000
/** How many turns of its own a process remembers before it looks for those that are over. */
const MANY_TURNS = 1_000

type EventTurnsDeps = {
  l2: Pick<RedisStore, 'lock'> | null
  now(): number
  /** Whoever asks then waits for nobody. */
  isClosing(): boolean
}

export type EventTurns = ReturnType<typeof createEventTurns>

/**
 * For events a record is asked for by one of all processes, and once a second: of ten Changes of it within a second the last nine are told by what
 * the second read says. Without a shared store, or while it is silent, each process takes turns with itself.
 */
export function createEventTurns({ l2, now, isClosing }: EventTurnsDeps) {
  const takenUntilMs = new Map<string, number>()

  function isTakenHere(record: string, nowMs: number) {
    if (takenUntilMs.size > MANY_TURNS) for (const [other, untilMs] of takenUntilMs) if (untilMs <= nowMs) takenUntilMs.delete(other)
    return (takenUntilMs.get(record) ?? 0) > nowMs
  }

  return {
    /** Whether the caller is to ask for it. Nobody else is then, for a second. */
    async take(record: string): Promise<boolean> {
      const nowMs = now()
      if (isClosing()) return true
      if (isTakenHere(record, nowMs)) return false
      takenUntilMs.set(record, nowMs + TURN_MS)
      const isOurs = await l2
        ?.lock(`event:${record}`, TURN_MS)
        .take()
        .catch(() => true)
      if (isOurs !== false) return true
      takenUntilMs.delete(record)
      return false
    },
  }
}

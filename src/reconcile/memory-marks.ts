import { together } from './coverage.ts'
import { type Beat, joined, type Marks, pauseBetween, type Sighting, type Window } from './marks.ts'

/** The marks of a process that is alone: what it has missed while it was not there it cannot know, and keeps no copies of. */
export function createMemoryMarks(): Marks {
  const due = new Map<string, Window>()
  const good = new Map<string, number>()
  const sightings = new Map<string, Sighting>()
  const followed = new Map<string, number>()
  let last: Beat | undefined

  const addDue = (kinds: readonly string[], window: Window) => kinds.forEach((kind) => void due.set(kind, joined(due.get(kind), window)))

  return {
    async beat(now, _own, rules) {
      const [before, reason] = [last, pauseBetween(last, now, rules)]
      last = now
      for (const kind of rules.kinds) if (!good.has(kind)) good.set(kind, now.atMs)
      if (before && reason) addDue(rules.kinds, { sinceMs: before.atMs - rules.overlapMs, untilMs: now.atMs, notBeforeMs: 0 })
      return reason
    },
    addDue: async (kinds, window) => addDue(kinds, window),
    due: async () => new Map(due),
    async settle(kind, was, left, goodMs) {
      if (due.get(kind) !== was) return
      if (left) due.set(kind, left)
      else due.delete(kind)
      good.set(kind, goodMs)
    },
    good: async () => new Map(good),
    async note(heard, kinds, nowMs) {
      for (const [topic, seen] of heard) sightings.set(topic, together(seen, sightings.get(topic)))
      for (const kind of kinds) followed.set(kind, nowMs)
    },
    noted: async (sinceMs) => ({
      sightings: new Map(sightings),
      followed: new Set([...followed].flatMap(([kind, atMs]) => (atMs >= sinceMs ? [kind] : []))),
    }),
    take: async () => true,
    release: async () => {},
  }
}

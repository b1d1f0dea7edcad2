import { type Beat, joined, type Marks, pauseBetween, type Window } from './marks.ts'

/** The marks of a process that is alone: what it has missed while it was not there it cannot know, and keeps no copies of. */
export function createMemoryMarks(): Marks {
  const due = new Map<string, Window>()
  const good = new Map<string, number>()
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
    take: async () => true,
    release: async () => {},
  }
}

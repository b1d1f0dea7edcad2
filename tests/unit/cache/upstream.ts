import type { EntityKind, Fetched } from '../../../src/cache/entities.ts'

export type ThingWire = { id: string; version: number; parts?: string[] }
export type Thing = { id: string; version: number; partCount: number }

type Answer = Fetched<ThingWire>
type Call = { ids: readonly string[]; readById: readonly string[] }

/**
 * An upstream in a test's hands: things with versions, every call noted, and answers that it holds back. What it answers is what was
 * true when the question came, however long the answer takes: as bad as a real one can be.
 */
export function createUpstream({ source = 'read' as 'read' | 'search' } = {}) {
  const things = new Map<string, ThingWire | { movedTo: string }>()
  const calls: Call[] = []
  let held: Promise<void> | undefined
  let failure: Error | undefined
  let failing: ReadonlySet<string> | undefined

  const answerOf = (id: string): Answer => {
    const thing = things.get(id)
    if (!thing) return null
    return 'movedTo' in thing ? thing : { wire: { ...thing }, source }
  }

  const kind: EntityKind<ThingWire, Thing> = {
    kind: 'thing',
    idOf: (wire) => wire.id,
    canMove: true,
    fromWire: ({ id, version, parts = [] }) => ({ id, version, partCount: parts.length }),
    async fetch(ids, { readById }) {
      calls.push({ ids: [...ids], readById: [...readById] })
      const failed = ids.some((id) => failing?.has(id) ?? true) ? failure : undefined
      const answers = ids.map(answerOf)
      await (held ?? new Promise((resolve) => setImmediate(resolve)))
      if (failed) throw failed
      return answers
    },
  }

  return {
    kind,
    calls,
    things,
    /** The thing as it is from now on. */
    set: (id: string, version: number, parts?: string[]) => void things.set(id, { id, version, ...(parts && { parts }) }),
    move: (id: string, to: string) => void things.set(id, { movedTo: to }),
    wire: (id: string) => things.get(id) as ThingWire,
    /** Calls fail from now on, all of them or those for one of these ids. */
    fail(error: Error | undefined, ids?: readonly string[]) {
      failure = error
      failing = ids && new Set(ids)
    },
    /** Answers to questions from now on wait for the release. */
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>()
      held = promise
      return () => {
        if (held === promise) held = undefined
        resolve()
      }
    },
    /** Resolves when so many questions have come. */
    async asked(count: number) {
      while (calls.length < count) await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

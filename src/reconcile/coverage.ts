import type { ReconcileConfig } from '../config.ts'
import type { TopicCoverage } from '../monitoring/health.ts'
import type { Marks, Sighting } from './marks.ts'

export type CoverageOptions = {
  /** Which kinds of copies a notification of each topic forgets. */
  relying: ReadonlyMap<string, readonly string[]>
  /** Whether a client follows what happens to records of this kind, in this process. */
  follows(kind: string): boolean
  marks: Marks
  config: Pick<ReconcileConfig, 'quietAfterSeconds' | 'beatSeconds'>
  now(): number
}

/** A topic that comes often enough to have a usual pause is quiet after so many of them. */
const USUAL_PAUSES = 5
/** What a process said that its clients follow holds for so many beats. */
const BEATS_BELIEVED = 3

/** Which notifications copies and clients rely on, and when each last came, to whichever process. */
export function createCoverage({ relying, follows, marks, config, now }: CoverageOptions) {
  let heard = new Map<string, Sighting>()
  let report: TopicCoverage[] = []
  const kinds = new Set([...relying.values()].flat())
  /** Whose topic it is: `conversation` for `conversation_part.redacted`. */
  const ownOf = (topic: string) => relying.get(topic)?.find((kind) => topic.startsWith(kind))

  function neededBy(topic: string, followed: ReadonlySet<string>): string[] {
    const own = ownOf(topic)
    return [
      ...(relying.get(topic) ?? []).map((kind) => `copies of ${kind} records`),
      ...(own !== undefined && followed.has(own) ? [`subscriptions to ${own} records`] : []),
    ]
  }

  const isQuiet = (seen: Sighting, nowMs: number) =>
    nowMs - seen.lastMs > Math.max(config.quietAfterSeconds * 1000, USUAL_PAUSES * usualPauseMs(seen))

  return {
    /** A notification of this topic has come. */
    saw(topic: string) {
      const [atMs, before] = [now(), heard.get(topic)]
      heard.set(topic, { firstMs: before?.firstMs ?? atMs, lastMs: atMs, count: (before?.count ?? 0) + 1 })
    },
    /** Shares what this process has heard, and learns what all have. Rejects while that cannot be. */
    async share(): Promise<void> {
      const [nowMs, told] = [now(), heard]
      heard = new Map()
      try {
        await marks.note(told, [...kinds].filter(follows), nowMs)
      } catch (error) {
        for (const [topic, seen] of told) heard.set(topic, together(seen, heard.get(topic)))
        throw error
      }
      const { sightings, followed } = await marks.noted(nowMs - BEATS_BELIEVED * config.beatSeconds * 1000)
      report = [...relying.keys()].map((topic) => {
        const seen = sightings.get(topic)
        const status = seen === undefined ? 'NEVER' : isQuiet(seen, nowMs) ? 'QUIET' : 'SEEN'
        return { topic, neededBy: neededBy(topic, followed), lastSeenAt: seen ? new Date(seen.lastMs) : null, status }
      })
    },
    /** As of the last time that it was shared. */
    report: (): readonly TopicCoverage[] => report,
    /** Kinds of which a topic has gone quiet, and when it was last heard of. */
    quiet(): ReadonlyMap<string, number> {
      const found = new Map<string, number>()
      for (const { topic, status, lastSeenAt } of report) {
        const own = ownOf(topic)
        if (status !== 'QUIET' || own === undefined || lastSeenAt === null) continue
        found.set(own, Math.max(lastSeenAt.getTime(), found.get(own) ?? 0))
      }
      return found
    },
  }
}

/** One that came once has none yet: nothing is said of it for a long time. */
const usualPauseMs = ({ firstMs, lastMs, count }: Sighting) => (count > 1 ? (lastMs - firstMs) / (count - 1) : Number.POSITIVE_INFINITY)

export const together = (one: Sighting, other: Sighting | undefined): Sighting =>
  other === undefined
    ? one
    : {
        firstMs: Math.min(one.firstMs, other.firstMs),
        lastMs: Math.max(one.lastMs, other.lastMs),
        count: one.count + other.count,
      }

export type Coverage = ReturnType<typeof createCoverage>

import type { ChangeLog } from '../changes/log.ts'
import type { Standing } from './store.ts'

export type IndexLagOptions = {
  log: Pick<ChangeLog, 'clockErrorMs'>
  /** For how long after a Change a search may still show what was before it. */
  indexLagMs: number
  /** How long what a search found is kept, at most, while a Change may be unknown that it does not show. */
  lostLogTtlMs: number
}

export type IndexLag = ReturnType<typeof createIndexLag>

/** How far what a search found can be trusted, by when the search began on the log's clock: its index lags behind what it is an index of. */
export function createIndexLag({ log, indexLagMs, lostLogTtlMs }: IndexLagOptions) {
  const reachMs = indexLagMs + log.clockErrorMs
  const hasLag = indexLagMs > 0

  /** A Change came so short a time before, or later, that the search may show what was before it. */
  const mayPrecede = ({ changedAtMs }: Pick<Standing, 'changedAtMs'>, startedAtMs: number) =>
    changedAtMs > 0 && changedAtMs >= startedAtMs - reachMs

  return {
    mayPrecede,
    /** The same, of what is kept only under the generation that was read before the search began. */
    mayLag: (known: Pick<Standing, 'changedAtMs'>, startedAtMs: number) => hasLag && mayPrecede(known, startedAtMs),

    /**
     * For how long what it found may be shown; infinite, but where such a Change may have been lost with its log. It then ends, at the latest, when
     * every search would show that Change.
     */
    freshForMs({ knownSinceMs }: Pick<Standing, 'knownSinceMs'>, startedAtMs: number): number {
      const remainingMs = knownSinceMs + reachMs - startedAtMs
      return hasLag && remainingMs > 0 ? Math.min(lostLogTtlMs, remainingMs) : Number.POSITIVE_INFINITY
    },
  }
}

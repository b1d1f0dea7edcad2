import type { DurableStore } from '../storage/durable-store.ts'

/** How far a sync is, over all its runs. Instants are unix milliseconds; null: never. */
export type SyncState = {
  /** Everything that was changed in the CRM before this was looked at, and done. */
  changedFromMs: number | null
  /** The same of Intercom, beside what the log of changes tells. */
  scannedFromMs: number | null
  /** Changes since this were not followed: whoever was changed in Intercom then has to be looked for. */
  gapFromMs: number | null
  /** How often that has come to be so: what is looked for ends only the gaps that there were when it began. */
  gaps: number
  /** When a plan of everything was last applied, whatever of it has failed: since then the sync may do something by itself. */
  reviewedAtMs: number | null
  /** When one was last done whole: since then whoever is nobody's counterpart is new. */
  wholeAtMs: number | null
}

const never: SyncState = { changedFromMs: null, scannedFromMs: null, gapFromMs: null, gaps: 0, reviewedAtMs: null, wholeAtMs: null }
const mostTries = 20

export function stateOf(store: DurableStore, sync: string) {
  const key = `sync:${sync}:state`
  const read = async () => {
    const stored = await store.get(key)
    return { state: stored ? { ...never, ...(JSON.parse(stored.value) as Partial<SyncState>) } : never, version: stored?.version ?? null }
  }
  async function change(step: (state: SyncState) => SyncState): Promise<void> {
    for (let tries = 0; tries < mostTries; tries++) {
      const { state, version } = await read()
      if ((await store.put(key, JSON.stringify(step(state)), { over: version, keepMs: null })) !== undefined) return
    }
    throw new Error(`The state of the sync ${sync} is written by too many at the same time.`)
  }
  return {
    get: async (): Promise<SyncState> => (await read()).state,
    change,
    /** Changes since then were not followed. */
    missedFrom: (ms: number) =>
      change((last) => ({ ...last, gaps: last.gaps + 1, gapFromMs: last.gapFromMs === null ? ms : Math.min(last.gapFromMs, ms) })),
    /** Whoever was changed in the gaps that there were then is looked for. */
    caughtUp: (then: SyncState) => change((last) => (last.gaps === then.gaps ? { ...last, gapFromMs: null } : last)),
  }
}

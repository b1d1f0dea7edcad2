import type { DurableStore } from '../storage/durable-store.ts'

/** How far a sync is, over all its runs. Instants are unix milliseconds; null: never. */
export type SyncState = {
  /** Everything that was changed in the CRM before this was looked at, and done. */
  changedFromMs: number | null
  /** The same of Intercom, beside what the log of changes tells. */
  scannedFromMs: number | null
  /** Changes since this were not followed: whoever was changed in Intercom then has to be looked for. */
  gapFromMs: number | null
  /** When a plan of everything was last done. */
  wholeAtMs: number | null
}

const never: SyncState = { changedFromMs: null, scannedFromMs: null, gapFromMs: null, wholeAtMs: null }
const mostTries = 20

export function stateOf(store: DurableStore, sync: string) {
  const key = `sync:${sync}:state`
  const read = async () => {
    const stored = await store.get(key)
    return { state: stored ? { ...never, ...(JSON.parse(stored.value) as Partial<SyncState>) } : never, version: stored?.version ?? null }
  }
  return {
    get: async (): Promise<SyncState> => (await read()).state,
    async change(step: (state: SyncState) => SyncState): Promise<void> {
      for (let tries = 0; tries < mostTries; tries++) {
        const { state, version } = await read()
        if ((await store.put(key, JSON.stringify(step(state)), { over: version, keepMs: null })) !== undefined) return
      }
      throw new Error(`The state of the sync ${sync} is written by too many at the same time.`)
    },
  }
}

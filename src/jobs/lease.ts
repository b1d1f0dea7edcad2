import { randomUUID } from 'node:crypto'
import type { DurableStore } from '../storage/durable-store.ts'

export type Lease = {
  /** Aborted when it is not certain any more that nobody else has it. */
  lost: AbortSignal
  release(): Promise<void>
}

type LeaseOptions = {
  store: DurableStore
  /** How long somebody who does not say that it is still alive has it. */
  leaseMs: number
}

/** What one process has at a time, and a dead one does not have for long. Undefined where another has it. */
export async function takeLease(key: string, { store, leaseMs }: LeaseOptions): Promise<Lease | undefined> {
  let version = await store.put(key, '1', { over: null, keepMs: leaseMs })
  if (version === undefined) return undefined
  const lost = new AbortController()
  let renewedAtMs = performance.now()
  let renewing: Promise<void> = Promise.resolve()

  async function renew() {
    if (version === undefined) return
    const askedAtMs = performance.now()
    try {
      version = await store.put(key, randomUUID(), { over: version, keepMs: leaseMs })
      if (version !== undefined) renewedAtMs = askedAtMs
    } catch {
      // the store is away: whether it is still ours is told by how long that lasts
    }
    if (version === undefined || performance.now() - renewedAtMs > leaseMs) lost.abort()
  }
  const live = setInterval(() => {
    renewing = renewing.then(renew)
  }, leaseMs / 4).unref()

  return {
    lost: lost.signal,
    async release() {
      clearInterval(live)
      await renewing
      if (version !== undefined) await store.remove(key, version).catch(() => {})
    },
  }
}

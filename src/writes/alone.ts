import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { ConflictError, UpstreamError } from '../errors.ts'
import type { DurableStore } from '../storage/durable-store.ts'

export type AloneOptions = {
  store: DurableStore
  /** How long somebody waits for those before, of this process and others, in milliseconds. */
  waitMs: number
  /** How long somebody who does not say that it is still alive is waited for. @default 10_000 */
  leaseMs?: number
  now(): number
}

/** Between looks at whether another process is done, in milliseconds; as much again by chance, so that nobody is always late. */
const pollMs = 10

/**
 * One after another for each name, over all processes that share the store: for what looks first and then writes what it did not find. In one process
 * they come in the order in which they asked.
 */
export function createAlone({ store, waitMs, leaseMs = 10_000, now }: AloneOptions) {
  const lines = new Map<string, Promise<void>>()

  async function take(id: string, owner: string, untilMs: number): Promise<string> {
    for (;;) {
      const version = await reach(store.put(id, owner, { over: null, keepMs: leaseMs }))
      if (version !== undefined) return version
      if (now() >= untilMs) throw late()
      await delay(pollMs + Math.random() * pollMs)
    }
  }

  async function held<T>(name: string, work: () => Promise<T>, untilMs: number): Promise<T> {
    const id = `alone:${createHash('sha256').update(name).digest('base64url')}`
    const owner = randomUUID()
    let version = await take(id, owner, untilMs)
    let renewed: Promise<void> = Promise.resolve()
    /** What stands there while it is ours: a write that failed may have happened. */
    async function ownVersion() {
      const stored = await store.get(id)
      return stored?.value === owner ? stored.version : undefined
    }
    async function renew() {
      const put = (over: string) => store.put(id, owner, { over, keepMs: leaseMs })
      const own = (await put(version)) ?? (await ownVersion().then((there) => there && put(there)))
      if (own !== undefined) version = own
    }
    async function release() {
      if (await store.remove(id, version)) return
      const there = await ownVersion()
      if (there !== undefined) await store.remove(id, there)
    }
    const live = setInterval(() => {
      renewed = renewed.then(renew).catch(() => {})
    }, leaseMs / 3).unref()
    try {
      return await work()
    } finally {
      clearInterval(live)
      await renewed
      // whoever cannot say that it is done is waited for as long as its lease lasts
      await release().catch(() => {})
    }
  }

  /** @throws ConflictError, retryable, when others take too long; UpstreamError when the store cannot be asked */
  return async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const untilMs = now() + waitMs
    const before = lines.get(name)
    const turn = (before ?? Promise.resolve()).then(() => {
      // whoever asked may be gone by now
      if (before && now() >= untilMs) throw late()
      return held(name, work, untilMs)
    })
    const ended = turn.then(
      () => {},
      () => {},
    )
    lines.set(name, ended)
    void ended.then(() => {
      if (lines.get(name) === ended) lines.delete(name)
    })
    return turn
  }
}

const late = () => new ConflictError('Another request writes the same now. Send it again.', { retryable: true })

async function reach<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (cause) {
    const message = 'Whether another request writes the same cannot be asked now, and without that nothing is sent. Send it again.'
    throw new UpstreamError('UPSTREAM_UNREACHABLE', message, { cause, retryable: true })
  }
}

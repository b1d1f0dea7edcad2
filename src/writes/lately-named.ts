import { createHash } from 'node:crypto'
import { UpstreamError } from '../errors.ts'
import type { DurableStore } from '../storage/durable-store.ts'

/** How often a record that others write at the same time is tried. */
const mostTries = 50
/** Of one name; the oldest go first. */
const mostIds = 20

/**
 * Which records our own writes have given a name lately, that a search may not know by it yet: one address, one number. Shared by all processes
 * that share the store. A name is hashed before it is kept.
 */
export function createLatelyNamed({ store, keepMs }: { store: DurableStore; keepMs: number }) {
  const keyOf = (name: string) => `named:${createHash('sha256').update(name).digest('base64url')}`
  const idsIn = (value: string | undefined) => (value === undefined ? [] : (JSON.parse(value) as string[]))

  return {
    async note(name: string, id: string): Promise<void> {
      if (keepMs === 0) return
      const key = keyOf(name)
      for (let tries = 0; tries < mostTries; tries++) {
        const stored = await store.get(key)
        const others = idsIn(stored?.value).filter((one) => one !== id)
        const ids = [...others, id].slice(-mostIds)
        if ((await store.put(key, JSON.stringify(ids), { over: stored?.version ?? null, keepMs })) !== undefined) return
      }
      throw new Error('One name is given by too many at the same time.')
    },
    async find(name: string): Promise<readonly string[]> {
      if (keepMs === 0) return []
      try {
        return idsIn((await store.get(keyOf(name)))?.value)
      } catch (cause) {
        const message =
          'Whether another request has just made the same cannot be asked now, and without that nothing is sent. Send it again.'
        throw new UpstreamError('UPSTREAM_UNREACHABLE', message, { cause, retryable: true })
      }
    },
  }
}

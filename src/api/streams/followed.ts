import type { Stream } from '../../changes/hub.ts'
import type { Viewer } from '../callers/viewer.ts'
import { whileKnown } from './stream.ts'

/**
 * A field's `subscribe` for what is not told by the log, and so has no cursors: what `follow` gives, each when the client has room for it. A `follow`
 * that says what is true when it is asked tells a slow client the newest, and nothing is held for it. Ends with the signal's reason when a token expires.
 *
 * @param follow is to end when the signal aborts
 */
export function followed<Item>(viewer: Viewer, follow: (signal: AbortSignal) => AsyncGenerator<Item, undefined>): Stream<Item> {
  const leaving = new AbortController()
  const { signal: expired, stop } = whileKnown(viewer)
  const items = follow(expired ? AbortSignal.any([leaving.signal, expired]) : leaving.signal)
  return {
    async next() {
      const next = await items.next().catch((error: unknown) => {
        stop()
        throw error
      })
      if (!next.done) return next
      stop()
      if (!expired?.aborted || leaving.signal.aborted) return next
      leaving.abort()
      throw expired.reason
    },
    async return() {
      // whoever waits for the next one does so no longer
      leaving.abort()
      stop()
      await items.return(undefined)
      return { value: undefined, done: true }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

import type { Cache } from '../cache/cache.ts'
import type { IntercomConfig } from '../config.ts'
import type { Intercom } from '../intercom/client.ts'
import type { Me } from '../intercom/types.ts'
import type { Writes } from '../writes/engine.ts'

/** What every service is made from. */
export type ResourceDeps = {
  intercom: Intercom
  cache: Cache
  config: Pick<IntercomConfig, 'batchSize' | 'concurrency' | 'indexLagMs' | 'region'>
  /** What sends each write once, and finds out what became of it. */
  writes: Pick<Writes, 'once' | 'latelyNamed'>
  /** `GET /me`. The answer that named the workspace at start-up serves the first asker within seconds of it. */
  identify: () => Promise<Me>
  /** The clock, in unix milliseconds. */
  now: () => number
}

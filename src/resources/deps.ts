import type { Cache } from '../cache/cache.ts'
import type { ApiConfig, IntercomConfig } from '../config.ts'
import type { Intercom } from '../intercom/client.ts'
import type { Me } from '../intercom/types.ts'
import type { Writes } from '../writes/engine.ts'

/** What every service is made from. */
export type ResourceDeps = {
  intercom: Intercom
  cache: Cache
  config: Pick<IntercomConfig, 'batchSize' | 'concurrency' | 'indexLagMs' | 'region'>
  /** Which data events may be told: `api.dataEvents`. */
  dataEvents: ApiConfig['dataEvents']
  /** What sends each write once, and finds out what became of it; and what is done by one process at a time. */
  writes: Pick<Writes, 'once' | 'latelyNamed' | 'alone'>
  /** `GET /me`. The answer that named the workspace at start-up serves the first asker within seconds of it. */
  identify: () => Promise<Me>
  /** The clock, in unix milliseconds. */
  now: () => number
}

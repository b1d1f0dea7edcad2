import { installMissing } from './apt.ts'
import { findRedisServer } from './redis.ts'

/**
 * Before the first test, and before the benchmark measures anything: both run against a real Redis, so there must be one. `TEST_REDIS_URL`, else a server on PATH, else one that is
 * installed now, where that is possible.
 */
export default function setup() {
  if (process.env.TEST_REDIS_URL) return
  installMissing({
    what: 'redis-server',
    why: 'This needs a real Redis (or TEST_REDIS_URL, one that it may write to).',
    debian: 'redis-server',
    find: findRedisServer,
    otherwise: process.platform === 'darwin' ? 'brew install redis' : "your system's way to install redis-server",
  })
}

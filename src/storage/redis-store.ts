import { randomUUID } from 'node:crypto'
import type { RedisLink } from '../changes/redis.ts'
import { createScript } from '../changes/redis-scripts.ts'
import type { DurableStore } from './durable-store.ts'

export type RedisStorageOptions = {
  redis: Pick<RedisLink, 'ask'>
  workspace: string
  /** How long one question may take. @default 1_000 */
  timeoutMs?: number
}

/** A version is a UUID, and stands before its value. */
const versionLength = 36

/** KEYS: the value's. ARGV: the version that must be there ('' for none), the new version and value, ms to keep ('' for good). */
const putScript = createScript(`
local there = redis.call('GETRANGE', KEYS[1], 0, ${versionLength - 1})
if there ~= ARGV[1] then return 0 end
if ARGV[3] == '' then redis.call('SET', KEYS[1], ARGV[2]) else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return 1
`)

/** KEYS: the value's. ARGV: the version that must be there. */
const removeScript = createScript(`
if redis.call('GETRANGE', KEYS[1], 0, ${versionLength - 1}) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
`)

/** Beside the log of changes, in a Redis that evicts nothing. As durable as that Redis is made. */
export function createRedisStorage({ redis, workspace, timeoutMs = 1_000 }: RedisStorageOptions): DurableStore {
  const keyOf = (key: string) => `{${workspace}}:kept:${key}`
  return {
    async get(key) {
      const found = await redis.ask((client) => client.get(keyOf(key)), timeoutMs)
      return found === null ? undefined : { version: found.slice(0, versionLength), value: found.slice(versionLength) }
    },
    async put(key, value, { over, keepMs }) {
      const version = randomUUID()
      const args = [over ?? '', version + value, keepMs === null ? '' : Math.ceil(keepMs)]
      const written = await redis.ask((client) => putScript(client, [keyOf(key)], args), timeoutMs)
      return written === 1 ? version : undefined
    },
    remove: async (key, version) => (await redis.ask((client) => removeScript(client, [keyOf(key)], [version]), timeoutMs)) === 1,
    dispose: () => Promise.resolve(),
  }
}

import type { RedisFacts } from '../../src/cli/doctor/redis-facts.ts'

/** A Redis as it should be: near, new, whole and written down. Fields of `info` over those. */
export function aRedis({ info, ...facts }: Partial<Omit<RedisFacts, 'info'>> & { info?: Record<string, string> } = {}): RedisFacts {
  return {
    pingsMs: [0.4, 0.5, 1.2],
    appendfsync: 'everysec',
    save: '',
    time: { atMs: 1_750_000_000_000, coarseMs: 1, sentAtMs: 1_750_000_000_000, receivedAtMs: 1_750_000_000_001 },
    scriptRefusal: undefined,
    keyRefusal: undefined,
    ...facts,
    info: {
      run_id: 'a1',
      redis_version: '7.0.15',
      role: 'master',
      cluster_enabled: '0',
      maxmemory: '0',
      maxmemory_policy: 'noeviction',
      used_memory: '1000000',
      aof_enabled: '1',
      aof_last_write_status: 'ok',
      rdb_last_bgsave_status: 'ok',
      rdb_last_save_time: '1749999400',
      ...info,
    },
  }
}

import { type Finding, failure, ok, skipped, warning } from './finding.ts'
import type { RedisFacts, Server } from './redis-facts.ts'

const why =
  'a log that comes back older, or empty, is found out and nothing learned from it is used: every copy is read from Intercom anew, and whoever follows changes is told of a gap'

/** What of the log of changes is lost when Redis crashes. */
export function judgePersistence({ variable }: Server, { info, appendfsync, save, time }: RedisFacts): Finding {
  const check = `${variable} persistence`
  if (info === undefined) return skipped(check, `it does not say: redis-cli -u "$${variable}" INFO persistence`)
  const failing = [
    ...(info.aof_enabled === '1' && info.aof_last_write_status === 'err' ? ['aof_last_write_status'] : []),
    ...(info.rdb_last_bgsave_status === 'err' ? ['rdb_last_bgsave_status'] : []),
  ]
  if (failing.length > 0) {
    return failure(check, {
      found: `it fails to write to its disk (${failing.join(', ')})`,
      why: 'Redis then refuses writes (MISCONF), unless it was told not to: no change can be appended, no copy kept',
      fix: 'make room on its disk and look into its log',
    })
  }
  if (info.aof_enabled === '1') return ok(check, `append-only file, ${lostBy[appendfsync ?? ''] ?? 'fsync unknown'}`)
  const fix = `redis-cli -u "$${variable}" CONFIG SET appendonly yes, and the same in its redis.conf`
  if (save === '')
    return warning(check, { found: 'neither append-only file nor snapshots: a restart loses the whole log of changes', why, fix })
  const ageMinutes = Math.round(((time?.atMs ?? Number.NaN) - Number(info.rdb_last_save_time) * 1000) / 60_000)
  return warning(check, {
    found: `snapshots only: a crash loses what came since the last one${Number.isFinite(ageMinutes) ? `, now ${ageMinutes} min old` : ''}`,
    why,
    fix,
  })
}

const lostBy: Readonly<Record<string, string>> = {
  always: 'appendfsync always: a crash loses nothing',
  everysec: 'appendfsync everysec: a crash loses about a second',
  no: 'appendfsync no: a crash loses what the system had not written yet, about half a minute',
}

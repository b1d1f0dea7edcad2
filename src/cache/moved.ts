import type { ChangeLog } from '../changes/log.ts'
import type { Fetched } from './entities.ts'

/**
 * What was read upstream, with where a Change has moved them in the place of those that are not there. While the log cannot be asked, they are
 * not there.
 */
export async function withMoves<Wire>(
  log: Pick<ChangeLog, 'movedTo'>,
  keys: readonly string[],
  fetched: readonly Fetched<Wire>[],
): Promise<readonly Fetched<Wire>[]> {
  const gone = keys.filter((_, index) => fetched[index] === null)
  if (gone.length === 0) return fetched
  const moved = await log.movedTo(gone).catch(() => [])
  const movedTo = new Map(gone.map((key, index) => [key, moved[index]]))
  return fetched.map((one, index) => {
    const to = one === null ? movedTo.get(keys[index] ?? '') : undefined
    return to === undefined ? one : { movedTo: to }
  })
}

import { UpstreamError } from '../errors.ts'
import type { Mapped, Unmapped } from './mapping.ts'
import type { SyncParts } from './parts.ts'
import { SourceError } from './sources/source.ts'

/**
 * Records of the CRM as they are now, by their keys, those left out that are not there; null where its source cannot look one up.
 *
 * @throws UpstreamError, retryable, when the CRM cannot be asked
 */
export async function lookUp(
  keys: readonly string[],
  { source, mapping }: Pick<SyncParts, 'source' | 'mapping'>,
): Promise<ReadonlyMap<string, Mapped | Unmapped> | null> {
  if (!source?.getMany) return null
  if (keys.length === 0) return new Map()
  try {
    const records = await source.getMany(keys)
    return new Map([...records].map(([key, record]) => [key, mapping.fromRecord(record)]))
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    throw new UpstreamError('UPSTREAM_UNREACHABLE', error.message, { retryable: true, cause: error })
  }
}

/**
 * That the records of a sync cannot be read at all, in the words of the house; any other error as it is.
 *
 * @param isAwaited somebody looks on: they are told at once, and ask again themselves
 */
export const asUnread = (error: unknown, { sync, isAwaited }: { sync: string; isAwaited: boolean }): unknown =>
  error instanceof SourceError
    ? new UpstreamError('UPSTREAM_ERROR', `The records of the sync ${sync} cannot be read. ${error.message}`, {
        retryable: error.mayPass && !isAwaited,
        cause: error,
      })
    : error

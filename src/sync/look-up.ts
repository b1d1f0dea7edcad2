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

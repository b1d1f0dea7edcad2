import { UpstreamError } from '../errors.ts'
import { inBatches } from './batches.ts'
import { hashOf } from './hashes.ts'
import type { Ledger } from './ledger.ts'
import type { SyncParts } from './parts.ts'
import { SourceError } from './sources/source.ts'
import type { Values } from './syncable.ts'

type Parts = SyncParts & { ledger: Ledger }

const batchSize = 500

/** What somebody can be found by, each as a short text. */
export const namesIn = (values: Values, { sync, syncable }: Pick<Parts, 'sync' | 'syncable'>): string[] =>
  sync.match.flatMap((field) => {
    const value = values[field]
    return value === null || value === undefined ? [] : [`${field} ${hashOf(syncable.inOneForm(field, value))}`]
  })

/**
 * What the CRM's records can be found by that have no counterpart yet: whoever is new in Intercom may be one of them, and is not made there a second time.
 *
 * @param sinceMs records that were changed before are not looked at, where the source can tell and all of them had a counterpart made
 * @throws UpstreamError, retryable, when the CRM cannot be read
 */
export async function newcomersOf(sinceMs: number | null, parts: Parts): Promise<ReadonlySet<string>> {
  const { sync, source, mapping, ledger } = parts
  const names = new Set<string>()
  if (!source) return names
  try {
    const items = source.read(sync.create.intercom && sinceMs !== null ? { since: new Date(sinceMs) } : {})
    for await (const batch of inBatches(items, batchSize)) {
      const readable = batch.flatMap((item) => {
        const mapped = 'record' in item ? mapping.fromRecord(item.record) : null
        return mapped && !('errors' in mapped) ? [mapped] : []
      })
      const pairs = await ledger.pairs(readable.map(({ key }) => key))
      for (const [at, { values }] of readable.entries()) if (!pairs[at]) for (const name of namesIn(values, parts)) names.add(name)
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    throw new UpstreamError('UPSTREAM_UNREACHABLE', error.message, { retryable: true, cause: error })
  }
  return names
}

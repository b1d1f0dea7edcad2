import type { EntryChange } from '../storage/collections.ts'
import { hashesOf, sameHashes } from './hashes.ts'
import type { Ledger } from './ledger.ts'
import type { SyncParts } from './parts.ts'
import { mappedOf } from './plan-pair.ts'

/**
 * Looks for what was changed in Intercom while nobody followed the log of changes: everything that Intercom says was changed since, of which what is
 * otherwise than the ledger has it is marked for the plan that is being made. Days are whole there, so that much is looked at that did not change.
 */
export async function catchUp(
  since: Date,
  parts: SyncParts & { ledger: Ledger; write(changes: readonly EntryChange[]): Promise<void> },
): Promise<void> {
  const { sync, syncable, ledger, write } = parts
  for await (const page of syncable.changedSince(since)) {
    const keys = await ledger.keysOf(page.map(({ id }) => id))
    const pairs = await ledger.pairs(keys.map((key) => key ?? ''))
    const marks = page.flatMap((counterpart, at) => {
      const pair = pairs[at]
      const isNews = pair ? !sameHashes(pair.intercom, hashesOf(mappedOf(counterpart.values, parts), syncable.inOneForm)) : sync.create.crm
      return isNews ? [ledger.mark(counterpart.id)] : []
    })
    await write(marks)
  }
}

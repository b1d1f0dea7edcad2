import type { Change } from '../changes/change.ts'
import type { SyncConfig } from '../config/syncs.ts'
import { hashesOf, hashOf } from './hashes.ts'
import type { Pair } from './ledger.ts'
import { mappedOf } from './plan-pair.ts'
import type { Syncable } from './syncable.ts'

/**
 * What was said of a record that somebody has changed in Intercom, short enough to be part of a key: how it is by now, as a hash; into which company it came (`+acme`) or which it left (`-acme`); `?` where
 * it has to be looked at to know. Each way of being has a mark of its own, so that one that says nothing new takes away none that does, in whatever order they come.
 */
export type Mark = string
const unsaid: Mark = '?'

type Options = { sync: SyncConfig; syncable: Syncable; payloadOf(dedupeId: string): Promise<string | undefined> }

/** What a Change says of one of the records that it is about; null where it is of no concern to a sync. */
export async function markOf(
  { topic, origin, dedupeId }: Change,
  id: string,
  { sync, syncable, payloadOf }: Options,
): Promise<Mark | null> {
  const text = origin === 'WEBHOOK' && dedupeId !== undefined ? await payloadOf(dedupeId).catch(() => undefined) : undefined
  const said = await syncable.announced(topic, text === undefined ? undefined : itemIn(text)).catch(() => null)
  if (said === null) return unsaid
  if ('company' in said) return !sync.companies || said.contactId !== id ? null : `${said.isIn ? '+' : '-'}${said.company}`
  if ('nothing' in said) return null
  return said.record.id === id ? digestOf(hashesOf(mappedOf(said.record.values, { sync }), syncable.inOneForm)) : unsaid
}

/** Whether a mark says what the ledger does not know. */
export function isNews(mark: Mark, pair: Pair | undefined, { companies }: SyncConfig): boolean {
  if (!pair || mark === unsaid) return true
  const isIn = pair.companies?.includes(mark.slice(1))
  if (mark.startsWith('-')) return isIn === true
  if (mark.startsWith('+')) return isIn === false && companies?.rule === 'SOURCE_WINS'
  return mark !== digestOf(pair.intercom)
}

const digestOf = (hashes: Pair['intercom']): Mark => `=${hashOf(hashes)}`

function itemIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { data?: { item?: unknown } }).data?.item
  } catch {
    return undefined
  }
}

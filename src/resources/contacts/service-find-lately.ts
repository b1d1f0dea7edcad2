import type { ChangedLately, ChangedRecord } from '../../cache/changed-lately.ts'
import type { Shows } from '../../cache/said-lately.ts'
import type { LogEntry } from '../../changes/change.ts'
import type { Contact } from './model.ts'

type Deps = {
  getMany(ids: readonly string[]): Promise<readonly (Contact | null | Error)[]>
  peek(ids: readonly string[]): Promise<readonly (Contact | null | undefined)[]>
  /** Copies that a Change may have overtaken. */
  lastKnown(ids: readonly string[]): Promise<readonly (Contact | undefined)[]>
}

/** The Change of a write of which nobody knows whether it was done, nor what it gave. */
const unknownWrite = 'gateway.write.unknown'

/** Of whom others have changed lately, and who is not at hand, so many are read for one question. */
const mostRead = 50

/** Contacts as they are, whom a search may not know as they are. */
export function createLately({ getMany, peek, lastKnown }: Deps) {
  /**
   * Of these, aligned, whoever is known without a call: by a copy that no Change has overtaken, or that shows all that was announced since. Null for one
   * that is gone, undefined for one that has to be read.
   */
  async function atHand(ids: readonly string[], shows: Shows): Promise<(Contact | null | undefined)[]> {
    const known = [...(await peek(ids))]
    const missing = ids.flatMap((id, index) => (known[index] === undefined ? { id, index } : []))
    const older = await lastKnown(missing.map(({ id }) => id))
    for (const [at, { id, index }] of missing.entries()) {
      const copy = older[at]
      if (copy && shows(id, copy.updatedAt) === true) known[index] = copy
    }
    return known
  }

  return {
    atHand,
    /**
     * Whom others have changed so lately that a search may not show it; whom our own writes have given what is known by that. Of a great many the last
     * changed. Who cannot be read is left out, as nobody knows that it is about anybody wanted.
     */
    async changedByOthers({ records, lagsSinceMs, shows }: ChangedLately): Promise<Contact[]> {
      const changed = [...records.values()].filter((record) => !record.isErased && record.changedAtMs >= lagsSinceMs && !isOurs(record))
      const ids = changed.toSorted((one, other) => other.changedAtMs - one.changedAtMs).map(({ id }) => id)
      const known = await atHand(ids, shows)
      const unknown = ids.filter((_, index) => known[index] === undefined).slice(0, mostRead)
      return [...known, ...(await getMany(unknown))].filter((one): one is Contact => !!one && !(one instanceof Error))
    },
  }
}

/** Whether all that was announced of a record are our own writes, and what Intercom says of each. */
export function isOurs({ entries }: Pick<ChangedRecord, 'entries'>): boolean {
  if (entries === undefined) return false
  const balance = new Map<string, number>()
  for (const entry of entries) {
    if (entry.change.topic === unknownWrite) return false
    const deed = deedOf(entry)
    balance.set(deed, (balance.get(deed) ?? 0) + (entry.change.origin === 'GATEWAY_WRITE' ? 1 : -1))
  }
  return [...balance.values()].every((more) => more >= 0)
}

/** What was done, and in which second as far as that was said. */
function deedOf({ change: { topic, facts, about } }: LogEntry): string {
  const { judged } = (facts ?? {}) as { judged?: { updatedAt?: unknown } }
  return JSON.stringify([topic, about[0] ?? null, judged?.updatedAt ?? null])
}

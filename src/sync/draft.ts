import type { EntryChange } from '../storage/collections.ts'
import { type Counts, noCounts, type Plans, placeOf, ranks, type StoredItem } from './plans.ts'

type Rank = (typeof ranks)[keyof typeof ranks]

/** So much is written at once: entries, and characters of their keys and values, which are three bytes each at most. */
const mostAtOnce = { entries: 200, characters: 4_000_000 }

export type Draft = ReturnType<typeof draftOf>

/** A plan while it is made: what is added to it is held until `flush`, which writes it down together with what the ledger has learned. */
export function draftOf(id: string, plans: Plans) {
  let seq = 0
  let counts: Counts = noCounts
  let unchanged = 0
  let records = 0
  let waiting: EntryChange[] = []
  let failed = 0
  let unread = 0
  let writes = 0
  const warnings = new Set<string>()
  /** What is known of names in this batch: those that were looked up, and those that were claimed since. */
  let known = new Map<string, string | undefined>()

  return {
    add(rank: Rank, item: StoredItem) {
      waiting.push(...plans.added(id, { place: placeOf(rank, item.action, ++seq), item }))
      counts = { ...counts, [item.action]: counts[item.action] + 1 }
      if (isSent(item)) writes++
    },
    skip: (item: Omit<StoredItem, 'action' | 'changes' | 'source' | 'seen'>) => {
      waiting.push(
        ...plans.added(id, {
          place: placeOf(ranks.skip, 'SKIP', ++seq),
          item: { ...item, action: 'SKIP', changes: [], source: null, seen: null },
        }),
      )
      counts = { ...counts, SKIP: counts.SKIP + 1 }
      if (item.error) failed++
      if (item.error?.retryable) unread++
    },
    /** It is as it should be. `learned`: what the ledger did not know. */
    settle(learned: readonly EntryChange[] = []) {
      unchanged++
      waiting.push(...learned)
    },
    /** What the ledger is to know, with what else is written. */
    learn: (changes: readonly EntryChange[]) => void waiting.push(...changes),
    looked: (count: number) => {
      records += count
    },
    warn: (sentence: string) => void warnings.add(sentence),

    /** Looks up what was claimed under these names before: to be done for all names of a batch, ahead of asking for one. */
    async lookUp(names: readonly string[]) {
      const unknown = [...new Set(names)].filter((name) => !known.has(name))
      const found = unknown.length === 0 ? [] : await plans.names(id, unknown)
      for (const [at, name] of unknown.entries()) known.set(name, found[at])
    },
    /** What was claimed under a name that was looked up, or was claimed since. */
    claimOf(name: string): string | undefined {
      if (!known.has(name)) throw new Error(`"${name}" was not looked up.`)
      return known.get(name)
    },
    claim(name: string, value: string) {
      known.set(name, value)
      waiting.push(plans.named(id, name, value))
    },

    /** Writes down what was added. */
    async flush() {
      const changes = waiting
      waiting = []
      for (const part of inParts(changes)) await plans.write(part)
      known = new Map()
    },
    /** `failed`: records that could not be planned; `unread`: those of them that could be later. `writes`: calls to Intercom that write something. */
    state: () => ({ counts, unchanged, records, failed, unread, writes, warnings: [...warnings] }),
  }
}

function* inParts(changes: readonly EntryChange[]): Generator<EntryChange[]> {
  let part: EntryChange[] = []
  let characters = 0
  for (const change of changes) {
    const size = change.key.length + (change.value?.length ?? 0)
    if (part.length === mostAtOnce.entries || (part.length > 0 && characters + size > mostAtOnce.characters)) {
      yield part
      part = []
      characters = 0
    }
    part.push(change)
    characters += size
  }
  if (part.length > 0) yield part
}

/** Whether doing it is a call to Intercom of its own. */
const isSent = ({ action, changes }: StoredItem) =>
  action !== 'CONFLICT' && (changes.length === 0 || changes.some(({ side }) => side === 'INTERCOM'))

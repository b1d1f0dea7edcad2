import type { Say } from '../changes/log.ts'
import { createOutage } from '../changes/outage.ts'
import { createFailures, type Failures } from './failures.ts'
import type { Slot } from './store.ts'

/** How often one read asks again, behind an answer. */
const TURN_EVERY_MS = 1_000

/**
 * Remembers for all reads that Intercom fails, so that whoever has an older copy does not wait to learn it again. Open for every kind when reads of
 * several keys have failed and none of any kind has worked between; for one kind when that is so of its own, as one endpoint may hang while the others
 * answer; and for a key that failed itself, until one of its kind works. Reads that have no copy ask whatever it says, and what they learn counts.
 */
export function createCircuit({ now, say }: { now(): number; say: Say }) {
  const ofAll = createFailures(now)
  const byKind = new Map<string, Failures>()
  const lastTurnAtMs = { failed: Number.NEGATIVE_INFINITY, other: Number.NEGATIVE_INFINITY }
  const outage = createOutage({
    begins: 'Intercom fails; where there is an older copy it is shown at once',
    ends: 'Intercom answers again',
    now,
    say,
  })

  function failuresOf(kind: string) {
    const known = byKind.get(kind) ?? createFailures(now)
    byKind.set(kind, known)
    return known
  }

  function takeTurn(of: keyof typeof lastTurnAtMs) {
    if (now() - lastTurnAtMs[of] < TURN_EVERY_MS) return false
    lastTurnAtMs[of] = now()
    return true
  }

  return {
    /** Whether who has an older copy under this key is not to wait for Intercom. */
    isOpen(kind: string, key: string): boolean {
      const failures = failuresOf(kind)
      return ofAll.areMany() || failures.areMany() || failures.has(key)
    },
    /** A call was sent for this key, and others perhaps, and failed in a way that may pass. */
    failed(kind: string, key: string, error: Error) {
      failuresOf(kind).add(key)
      ofAll.add(key)
      if (ofAll.areMany()) outage.failed(error)
    },
    /** Intercom has answered. */
    worked(kind: string) {
      failuresOf(kind).clear()
      ofAll.clear()
      outage.worked()
    },
    /**
     * Which of these is to be asked for behind the answer; undefined when it is not the time. Once a second one that failed lately and one that did not:
     * what always fails neither puts the others off nor takes their turn.
     */
    toProbe(kind: string, slots: readonly Slot[]): Slot | undefined {
      const failures = failuresOf(kind)
      const other = slots.find(({ key }) => !failures.has(key))
      const failed = slots.find(({ key }) => failures.has(key))
      const probed = (other && takeTurn('other') && other) || (failed && takeTurn('failed') && failed) || undefined
      if (probed) for (const each of [ofAll, failures]) each.prolong()
      return probed
    },
  }
}

import type { Say } from '../changes/log.ts'
import { createOutage } from '../changes/outage.ts'

/** For how long after the last failure, or attempt, Intercom is still taken to fail when nothing has worked since. */
const OPEN_MS = 30_000
/** How long after a failure one read asks again, behind an answer. */
const PROBE_AFTER_MS = 1_000

/**
 * Remembers for all reads that Intercom fails, so that whoever has an older copy does not wait to learn it again. Open for every kind after a
 * failure that may pass, until something works; and for the kind that failed until that kind works, as one endpoint may hang while the others
 * answer. Without any attempt for half a minute it is closed. Reads that have no copy ask whatever it says, and what they learn counts.
 */
export function createCircuit({ now, say }: { now(): number; say: Say }) {
  const failedAtMs = new Map<string, number>()
  /** When a read of any kind failed, if none of any has worked since. */
  let anyFailedAtMs = Number.NEGATIVE_INFINITY
  let isProbing = false
  const outage = createOutage({
    begins: 'Intercom fails; where there is an older copy it is shown at once',
    ends: 'Intercom answers again',
    now,
    say,
  })

  const lastFailedAtMs = (kind: string) => Math.max(anyFailedAtMs, failedAtMs.get(kind) ?? Number.NEGATIVE_INFINITY)
  const isOpen = (kind: string) => now() - lastFailedAtMs(kind) < OPEN_MS

  /** Open for so much longer, for whom it is open: nobody is to wait beside the probe. */
  function prolong(kind: string) {
    failedAtMs.set(kind, now())
    if (anyFailedAtMs > Number.NEGATIVE_INFINITY) anyFailedAtMs = now()
  }

  return {
    isOpen,
    failed(kind: string, error: Error) {
      failedAtMs.set(kind, now())
      anyFailedAtMs = now()
      outage.failed(error)
    },
    worked(kind: string) {
      failedAtMs.delete(kind)
      anyFailedAtMs = Number.NEGATIVE_INFINITY
      outage.worked()
    },
    /** Runs `ask`, which tells what came of it, unless another probe is under way or the last failure was a moment ago. Resolves when it is over. */
    async probe(kind: string, ask: () => Promise<unknown>): Promise<void> {
      if (isProbing || !isOpen(kind) || now() - lastFailedAtMs(kind) < PROBE_AFTER_MS) return
      isProbing = true
      prolong(kind)
      try {
        await ask()
      } finally {
        isProbing = false
      }
    },
  }
}

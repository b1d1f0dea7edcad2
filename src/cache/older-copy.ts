import { reaches } from '../changes/cursor.ts'
import { currentScope } from '../monitoring/request-scope.ts'
import type { Kept } from './kept.ts'
import type { Policy } from './policy.ts'
import type { Found, Slot } from './store.ts'
import type { Tiers } from './tiers.ts'

export type OlderCopyOptions<Model> = {
  slot: Slot
  /** What the shared store has by now; undefined when there is none, or it does not answer. */
  found: Found<string> | undefined
  policy: Policy
  /** Also one that a Change has overtaken: only for who has asked upstream in vain. Otherwise one of which it is not known is none either. */
  mayBeOvertaken: boolean
  open(found: Found<string>): { kept: Kept<Model> } | undefined
}

/** A copy within its grace, for when upstream fails. What was erased is in no store any more, and that there was nothing is no answer. */
export function olderCopy<Model>(
  { l1, log, now, oldestShownMs }: Pick<Tiers, 'l1' | 'log' | 'now' | 'oldestShownMs'>,
  { slot, found, policy, mayBeOvertaken, open }: OlderCopyOptions<Model>,
): Kept<Model> | undefined {
  const isWithinGrace = (kept: Kept<unknown>, storedAtMs: number) =>
    kept.state !== 'gone' && policy.staleOnErrorMs > 0 && now() - storedAtMs < policy.ttlMs + policy.staleOnErrorMs
  const shared = found && (mayBeOvertaken || found.isCurrent) ? open(found) : undefined
  if (shared && found && isWithinGrace(shared.kept, found.storedAtMs)) return shared.kept
  // memory has erased what it should only if it has followed as far as the shared store can tell
  const copy = !found || reaches(log.position(), found.asOf) ? l1.held(slot.key) : undefined
  if (!copy || !isWithinGrace(copy.value, copy.storedAtMs)) return undefined
  const isFollowed = found || (!currentScope()?.bypassL1 && copy.seenAtMs >= oldestShownMs(now()))
  return mayBeOvertaken || (copy.isCurrent && isFollowed) ? (copy.value as Kept<Model>) : undefined
}

import type { PerLane } from './ledger.ts'

/** From this part of a window on, what is held back for the lanes before is let go, and at the second none is held any more. */
const [heldUntil, freeFrom] = [0.5, 0.9]

/** The part of the window that each lane leaves to the lanes before it, when so much of the window is over (0 to 1). */
export function heldParts(
  elapsed: number,
  { mutationReserve, interactiveReserve }: { mutationReserve: number; interactiveReserve: number },
): PerLane {
  const kept = 1 - Math.min(1, Math.max(0, (elapsed - heldUntil) / (freeFrom - heldUntil)))
  const forCallers = Math.min(1, mutationReserve + interactiveReserve) * kept
  return [mutationReserve * kept, 0, forCallers, forCallers, forCallers]
}

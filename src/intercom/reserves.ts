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

/** How many of those who wait can be sent when `places` more can, the most urgent lane first. */
export function sendable(needs: PerLane, places: number): PerLane {
  let left = Math.max(0, places)
  return needs.map((need) => {
    const sent = Math.min(need, left)
    left -= sent
    return sent
  })
}

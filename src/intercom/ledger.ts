/** One number per lane, in the order of `lanes`. */
export type PerLane = readonly number[]

/**
 * What a process tells the ledger: how things stand with it, in absolute numbers, so that a report whose answer was lost does no harm, and
 * what it asks for.
 */
export type Report = {
  /** The window it is in. */
  window: number
  windowMs: number
  /** Calls per window as Intercom last told this process; null before it told. */
  limit: number | null
  /** Calls per window where nobody was told anything yet. */
  assumedLimit: number
  /** Calls of this window that it holds: in hand, or under way and not yet answered. */
  out: number
  /** Calls of the two windows before that are still under way: Intercom may count them in this one. */
  carried: number
  /** Its calls that this window has counted, or may have. */
  spent: number
  /** Calls of everybody that Intercom has counted in this window, as the answers to this process told. */
  used: number
  /** Callers who wait. */
  needs: PerLane
  /** How many calls more could be sent now, in whatever lanes. */
  room: number
  /** The part of the window that each lane leaves to the lanes before it, from 0 to 1. */
  held: PerLane
  /** Calls it would like to have in hand, for whoever comes next. */
  spare: number
  /** For how long nobody may call, because Intercom just said so to this process. `0`: it did not. */
  closeForMs: number
}

export type Reply = {
  limit: number
  /** Calls of this window that are left for anybody after this reply. */
  remaining: number
  /** For how long nobody may call. `0`: open. */
  closedForMs: number
  /** Processes that share the budget, this one included. */
  processes: number
  granted: PerLane
  /** Granted for whoever comes next. */
  spare: number
  /** Callers who wait in the other processes. */
  others: PerLane
}

/** Keeps the account of a window for all who share it. Rejects when it cannot be reached. */
export type Ledger = { settle(report: Report): Promise<Reply> }

/** A process's hand is at most this part of what is left, shared by all: calls in the hand of one are missing to another. */
export const spareDivisor = 16

/** Where others are seen to spend, this part of what they spent is left to them: they spend on while our calls are under way. */
export const othersDivisor = 16

/**
 * What is left of a window: its limit, less what Intercom has counted and what is held or still under way; less a little for other apps.
 */
export function leftOf(limit: number, { used, spent, held }: { used: number; spent: number; held: number }) {
  const byOthers = Math.max(0, used - spent - held)
  return limit - Math.max(used, spent) - held - Math.ceil(byOthers / othersDivisor)
}

/**
 * Who gets what of `left`, lane by lane: a lane leaves the part that is held for the lanes before it and what callers in them wait for, here
 * and elsewhere, and shares the rest with its own kind elsewhere. Mutations (the second lane) have what is held for them, and the room that
 * those before them cannot use.
 */
export function grant(left: number, limit: number, { needs, room, held, spare }: Report, others: PerLane, processes: number) {
  let rest = Math.max(0, left)
  let places = Math.max(0, room)
  let needsBefore = 0
  const reserved = Math.floor(limit * (held[0] ?? 0))
  const granted = needs.map((mine, lane) => {
    const theirs = others[lane] ?? 0
    let allowed = rest - needsBefore - Math.floor(limit * (held[lane] ?? 0))
    if (lane === 1 && rest <= reserved) allowed = rest
    const given = mine > 0 && allowed > 0 ? Math.min(mine, places, Math.ceil((allowed * mine) / (mine + theirs))) : 0
    rest -= given
    places -= given
    needsBefore += mine - given + theirs
    return given
  })
  const given = needsBefore > 0 ? 0 : Math.max(0, Math.min(spare, Math.floor((rest - reserved) / (spareDivisor * processes))))
  return { granted, spare: given, remaining: rest - given }
}

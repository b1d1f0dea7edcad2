import { type Finding, failure, ok, warning } from './finding.ts'

/** What another clock showed, in unix milliseconds, in an answer to a question that was sent and answered at these times of ours. */
export type Shown = {
  atMs: number
  /** How coarse it is: a `Date` header has whole seconds, cut off. */
  coarseMs: number
  sentAtMs: number
  receivedAtMs: number
}

export type ClockRule = { check: string; who: string; warnAboveMs: number; failAboveMs: number; why: string }

const setIt = 'timedatectl set-ntp true (or whatever keeps the time of this machine: a container has that of its host)'

/** How far our clock is from another one, as far as the answer's way and the other's coarseness let us tell. */
export function judgeClock({ check, who, warnAboveMs, failAboveMs, why }: ClockRule, shown: Shown | undefined): Finding {
  if (shown === undefined) {
    return warning(check, {
      found: `${who} did not say what time it is`,
      why,
      fix: 'compare by hand: date -u',
    })
  }
  const { atMs, coarseMs, sentAtMs, receivedAtMs } = shown
  const aheadMs = (sentAtMs + receivedAtMs) / 2 - (atMs + coarseMs / 2)
  const unsureMs = (receivedAtMs - sentAtMs + coarseMs) / 2
  const atLeastMs = Math.abs(aheadMs) - unsureMs
  if (atLeastMs <= warnAboveMs) return ok(check, `agrees with ${who}'s, as far as can be seen (within ${spoken(unsureMs)})`)
  const found = `this machine's clock is ${spoken(Math.abs(aheadMs))} ${aheadMs > 0 ? 'ahead of' : 'behind'} ${who}'s`
  return (atLeastMs > failAboveMs ? failure : warning)(check, { found, why, fix: setIt })
}

const spoken = (ms: number) => (ms < 1_000 ? `${Math.ceil(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`)

export const intercomClock: ClockRule = {
  check: 'clock against Intercom',
  who: 'Intercom',
  warnAboveMs: 2_000,
  failAboveMs: 60_000,
  why: "after a 429 the gateway waits from its own now to the end of Intercom's window, so for too long or not long enough; and what a caller takes for now is another time in Intercom's dates; tokens of callers are held against this clock, too",
}

export const redisClock: ClockRule = {
  check: 'clock against Redis',
  who: 'Redis',
  warnAboveMs: 1_000,
  failAboveMs: 30_000,
  why: 'copies in Redis carry the time of the process that wrote them: one whose clock is off serves them for longer, or drops them sooner, than it should',
}

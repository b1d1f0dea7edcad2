import type { Lane } from '../monitoring/lanes.ts'

export type BudgetOptions = {
  /** Calls a minute that Intercom allows this app, until an answer tells what it is in truth. Default 10,000, which is Intercom's. */
  requestsPerMinute: number
  /** Length of Intercom's rate windows, in milliseconds; the minute's calls are spread evenly over them. Default 10,000. */
  windowMs: number
  /** The part of each window that only mutations may use until most of it is over, from 0 to 1. Default 0.1. */
  mutationReserve: number
  /** The part of each window that enrichment, sync and backfill leave to those before them until most of it is over, from 0 to 1. Default 0.3. */
  interactiveReserve: number
  /** The part of each window that a process uses that does not know how many others there are, from 0 to 1. Default 1: there are none. */
  aloneShare: number
}

export type BudgetDeps = BudgetOptions & {
  /** Calls that can be under way at once: no more than twice as many are asked for ahead. */
  places: number
  now: () => number
  random: () => number
  /** Runs something after so many milliseconds, unless it is called off by what this returns. */
  later: (ms: number, run: () => void) => () => void
  onWaited: (wait: { lane: Lane; waitedMs: number }) => void
  onRefused: (refusal: { lane: Lane }) => void
}

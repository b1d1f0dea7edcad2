import { RateLimitedError } from '../errors.ts'
import { type Lane, lanes } from '../monitoring/lanes.ts'
import { createAccounts } from './accounts.ts'
import { createAlarm } from './alarm.ts'
import { createBudgetLedger } from './budget-ledger.ts'
import type { CallLife } from './call-life.ts'
import { forecastMs } from './forecast.ts'
import { createLaneQueue } from './lane-queue.ts'
import type { Ledger, Reply, Report } from './ledger.ts'
import type { RateLimit } from './rate-limit.ts'
import { heldParts } from './reserves.ts'
import { createUsualDuration } from './usual-duration.ts'
import { createWindowClock } from './window-clock.ts'

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

type BudgetDeps = BudgetOptions & {
  /** Calls that can be under way at once: no more than twice as many are asked for ahead. */
  places: number
  now: () => number
  /** Runs something after so many milliseconds, unless it is called off by what this returns. */
  later: (ms: number, run: () => void) => () => void
  onWaited: (wait: { lane: Lane; waitedMs: number }) => void
  onRefused: (refusal: { lane: Lane }) => void
}

/** What an answer said about the window in which it was counted; null when it said nothing. */
type Told = { rateLimit: RateLimit | null; sentAtMs: number; receivedAtMs: number }

type Waiting = { life: CallLife; go: (window: number) => void; refuse: (error: RateLimitedError) => void }

/** Who waits asks again so many times in a window, and who has news tells them so many times. */
const [pollsPerWindow, newsPerWindow] = [200, 20]
const shortestPollMs = 5
/** Calls in hand for whoever comes next: at least, and at most. */
const [smallestHand, largestHand] = [4, 32]

export type Budget = ReturnType<typeof createBudget>

/**
 * The calls that Intercom allows, in its windows, for all processes that share them. A call is taken before it is sent and settled by its
 * answer, whose headers correct the account: other apps of the workspace spend too. A few calls are in hand, so that taking one waits for
 * nobody; when the hand is empty, all who wait are one question to the ledger.
 */
export function createBudget(options: BudgetDeps) {
  const { windowMs, places, now, later, onWaited, onRefused } = options
  const clock = createWindowClock({ windowMs, now })
  const accounts = createAccounts()
  const ledger = createBudgetLedger(options.aloneShare)
  const queue = createLaneQueue<Waiting>()
  const usual = createUsualDuration()
  const alarm = createAlarm({ now, later, ring: () => ask() })

  /** What holds where Intercom has not told this process: what it told another, or what is configured. */
  let assumedLimit = Math.max(1, Math.floor((options.requestsPerMinute * windowMs) / 60_000))
  let window = clock.window()
  let hand = 0
  let told: number | null = null
  let reply: Reply | null = null
  let sent: Report | null = null
  /** The first lane whose callers last got less than they could use: asking again for them and those after is left to the timer. */
  let dryFrom: number = lanes.length
  let closedUntilMs = 0
  let closeForMs = 0
  let isAsking = false
  let asksAgain = false
  let isDisposed = false

  const limit = () => told ?? assumedLimit
  const closedForMs = () => Math.max(0, closedUntilMs - now())
  const present = () => accounts.of(window)

  /** What Intercom has left, as it said, is more than what is under way to it. */
  const mayUseHand = () => hand > 0 && closedForMs() === 0 && limit() - present().used > present().out - hand

  function emptyHand() {
    present().out -= hand
    hand = 0
  }

  /** Follows the clock into the next window, or back into the last when our clock turns out to have been ahead. */
  function turn() {
    const turned = clock.window()
    if (turned === window) return
    emptyHand()
    window = turned
    accounts.forgetBefore(window)
    reply = null
    refuseTheHopeless()
    if (ledger.isShared() || !queue.isEmpty()) ask()
  }

  /** What the ledger's last reply left, and what was granted ahead; null when it has said nothing about this window. */
  const leftAsTold = () => reply && reply.remaining + hand + (limit() - reply.limit)

  /** Milliseconds until a caller can be served, at the earliest, before whom so many wait here in each lane up to its own. */
  function waitMsFor(before: readonly number[]): number {
    const ahead = before.map((here, rank) => here + (reply?.others[rank] ?? 0))
    const perWindow = Math.max(1, Math.floor(limit() * ledger.share()))
    const left = leftAsTold() ?? Math.max(0, perWindow - present().out - present().spent)
    const window = { windowMs, windowEndsInMs: clock.endsInMs() }
    const amongAll = forecastMs({ ...window, ahead: ahead.reduce((sum, waiting) => sum + waiting, 0), left, perWindow })
    // mutations, the second lane, have a part of their own
    const reserved = before.length === 2 ? Math.floor(perWindow * options.mutationReserve) : 0
    const ownPart = { ...window, ahead: ahead[1] ?? 0, left: Math.min(left, reserved), perWindow: reserved }
    return Math.max(closedForMs(), reserved > 0 ? Math.min(amongAll, forecastMs(ownPart)) : amongAll)
  }

  /** Whoever cannot be served within its deadline hears so now. */
  function refuseTheHopeless() {
    for (const { one, rank, before } of queue.inOrder()) {
      const waitMs = waitMsFor(before)
      if (waitMs === 0 || waitMs + usual.ms() < one.life.leftMs()) continue
      queue.remove(rank, one)
      one.refuse(new RateLimitedError(waitMs))
    }
  }

  function makeReport(): Report {
    const report: Report = {
      window,
      windowMs,
      limit: told,
      assumedLimit,
      ...present(),
      carried: Math.max(0, accounts.of(window - 1).out),
      needs: queue.sizes(),
      room: Math.max(0, 2 * places - present().out),
      held: heldParts(clock.elapsed(), options),
      spare: Math.max(0, handful() - hand),
      closeForMs: Math.max(closeForMs, 0),
    }
    closeForMs = 0
    return report
  }

  /** About a sixteenth of what a window takes. */
  function handful() {
    const recent = present().spent + accounts.of(window - 1).spent
    return Math.min(largestHand, smallestHand + Math.ceil(recent / 16))
  }

  /** One question to the ledger at a time, for all who wait in this turn of the loop. */
  function ask() {
    asksAgain = true
    if (isAsking || isDisposed) return
    isAsking = true
    queueMicrotask(() => void askUntilQuiet())
  }

  async function askUntilQuiet() {
    while (asksAgain && !isDisposed) {
      asksAgain = false
      turn()
      const report = makeReport()
      receive(report, await ledger.settle(report))
    }
    isAsking = false
    plan()
  }

  function receive(report: Report, received: Reply) {
    sent = report
    closedUntilMs = Math.max(closedUntilMs, received.closedForMs > 0 ? now() + received.closedForMs : 0)
    turn()
    // granted in a window that is over, or while somebody was told to stay away: not taken, as the next report says
    if (report.window !== window || closedForMs() > 0) {
      if (closedForMs() > 0) refuseTheHopeless()
      return
    }
    reply = received
    assumedLimit = received.limit
    hand += received.spare
    present().out += received.spare
    for (const [rank, granted] of received.granted.entries()) {
      for (let given = 0; given < granted; given++) {
        const next = shiftInTime(rank)
        // who wanted it has given up meanwhile
        if (!next) break
        present().out++
        next.go(window)
      }
    }
    dryFrom = firstDry(report, received)
  }

  /** The first of a lane for whom there is time to be answered; those before it, whom the budget made wait so long, are refused. */
  function shiftInTime(rank: number): Waiting | undefined {
    for (let next = queue.shift(rank); next; next = queue.shift(rank)) {
      if (rank < dryFrom || next.life.leftMs() > usual.ms()) return next
      next.refuse(new RateLimitedError(clock.endsInMs()))
    }
    return undefined
  }

  /** One timer for whatever comes next: a window, the end of a closure, asking again, telling the others. */
  function plan() {
    if (isAsking || isDisposed) return
    const due: number[] = []
    if (!queue.isEmpty()) due.push(Math.min(clock.endsInMs(), closedForMs() || Math.max(shortestPollMs, windowMs / pollsPerWindow)))
    if (ledger.isShared()) {
      due.push(clock.endsInMs())
      if (hasNews()) due.push(windowMs / newsPerWindow)
    }
    if (due.length > 0) alarm.ringIn(Math.min(...due))
  }

  /** The ledger believes that this process holds, or needs, more or less than it does. */
  function hasNews() {
    if (!sent || sent.window !== window) return true
    const believed = sent.out + (reply ? reply.spare + reply.granted.reduce((sum, granted) => sum + granted, 0) : 0)
    return present().out !== believed || sent.used !== present().used || queue.upTo(lanes.length - 1) > 0
  }

  async function wait(life: CallLife, lane: Lane, rank: number): Promise<number> {
    const refused = (error: RateLimitedError) => {
      onRefused({ lane })
      return error
    }
    const waitMs = waitMsFor(queue.sizes().slice(0, rank + 1))
    if (waitMs > 0 && waitMs + usual.ms() >= life.leftMs()) throw refused(new RateLimitedError(waitMs))
    const startedAtMs = now()
    try {
      return await life.hold<number>((go, reject) => {
        const waiting: Waiting = { life, go, refuse: (error) => reject(refused(error)) }
        queue.add(rank, waiting)
        if ((rank < dryFrom || reply === null) && closedForMs() === 0) ask()
        else if (!isAsking) plan()
        return () => queue.remove(rank, waiting)
      })
    } catch (error) {
      // its deadline came first: others were more urgent than could be foreseen. Or it waited for a socket, which is not the budget's fault
      if (error instanceof RateLimitedError || life.leftMs() > 1 || rank < dryFrom) throw error
      throw refused(new RateLimitedError(Math.max(waitMsFor(queue.sizes().slice(0, rank + 1)), clock.endsInMs())))
    } finally {
      onWaited({ lane, waitedMs: now() - startedAtMs })
    }
  }

  return {
    /** From now on the account is kept together with others. */
    share(shared: Ledger) {
      ledger.join(shared)
      ask()
    },
    /**
     * Takes one call, and answers the window it belongs to. Every call that was taken is given back or settled. Rejects with `RATE_LIMITED` and the time to
     * wait: at once when that is longer than the call may live, else when its deadline comes first. Rejects when `life` ends.
     */
    take(life: CallLife, lane: Lane): number | Promise<number> {
      turn()
      const rank = lanes.indexOf(lane)
      // what is in hand was granted to those for whom somebody waits
      if (rank > 1 || !mayUseHand() || queue.upTo(rank) > 0) return wait(life, lane, rank)
      hand--
      if (hand <= handful() / 4 && dryFrom > 0) ask()
      return window
    },
    /** Whether a call of this window may be sent now; if not, it is to be given back. */
    isGood(taken: number): boolean {
      turn()
      return taken === window && closedForMs() === 0 && present().used < limit()
    },
    /** The call was not sent. */
    giveBack(taken: number) {
      accounts.of(taken).out--
      if (!isAsking) plan()
    },
    /** The call was sent, and answered or lost. */
    settle(taken: number, { rateLimit, sentAtMs, receivedAtMs }: Told) {
      accounts.of(taken).out--
      let counted = taken
      if (rateLimit) {
        usual.learn(receivedAtMs - sentAtMs)
        counted = clock.windowEndingAt(rateLimit.resetAt)
        clock.learn({ resetAt: rateLimit.resetAt, sentAtMs, receivedAtMs })
        told = rateLimit.limit
        const account = accounts.of(counted)
        account.used = Math.max(account.used, rateLimit.limit - rateLimit.remaining)
      }
      accounts.of(counted).spent++
      turn()
      if (queue.upTo(Math.min(dryFrom, lanes.length) - 1) > 0 && closedForMs() === 0) ask()
      else if (!isAsking) plan()
    },
    /** Intercom wants to be left alone for so long, by everybody. */
    close(forMs: number) {
      turn()
      closedUntilMs = Math.max(closedUntilMs, now() + forMs)
      closeForMs = Math.max(closeForMs, forMs)
      emptyHand()
      ask()
    },
    /** How the present window stands, as far as this process knows: of all processes as of its last report, of other apps as of the last answer. */
    state(): RateLimit {
      turn()
      const { used, out, spent } = present()
      const left = limit() - Math.max(used, spent) - (out - hand)
      const remaining = Math.min(left, leftAsTold() ?? left)
      return { limit: limit(), remaining: closedForMs() > 0 ? 0 : Math.max(0, remaining), resetAt: clock.endOf(window) }
    },
    /** Stops the timer; who still waits ends with its call. */
    dispose() {
      isDisposed = true
      alarm.cancel()
    },
  }
}

/** The first lane that got less than there was room for; the number of lanes when none did. */
function firstDry({ needs, room }: Report, { granted }: Reply): number {
  let places = room
  for (const [rank, need] of needs.entries()) {
    const given = granted[rank] ?? 0
    if (given < Math.min(need, places)) return rank
    places -= given
  }
  return needs.length
}

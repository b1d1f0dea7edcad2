import { type Lane, lanes } from '../monitoring/lanes.ts'
import { createBudgetLedger } from './budget-ledger.ts'
import type { BudgetDeps } from './budget-options.ts'
import type { CallLife } from './call-life.ts'
import { createClosure } from './closure.ts'
import { forecastMs } from './forecast.ts'
import type { Ledger, Reply, Report } from './ledger.ts'
import type { RateLimit } from './rate-limit.ts'
import { createReporting } from './reporting.ts'
import { heldParts } from './reserves.ts'
import { createStanding, type Told } from './standing.ts'
import { createUsualDuration } from './usual-duration.ts'
import { createWaitingCalls } from './waiting-calls.ts'
import { createWindowClock } from './window-clock.ts'

/** Who waits asks again so many times in a window, and who has news tells them so many times. */
const [pollsPerWindow, newsPerWindow] = [200, 20]
const shortestPollMs = 5

export type Budget = ReturnType<typeof createBudget>

/**
 * The calls that Intercom allows, in its windows, for all processes that share them. A call is taken before it is sent and settled by its
 * answer, whose headers correct the account: other apps of the workspace spend too. A few calls are in hand, so that taking one waits for
 * nobody; when the hand is empty, all who wait are one question to the ledger.
 */
export function createBudget(options: BudgetDeps) {
  const { requestsPerMinute, windowMs, mutationReserve, places, now } = options
  const clock = createWindowClock({ windowMs, now })
  const standing = createStanding({ clock, configuredLimit: Math.max(1, Math.floor((requestsPerMinute * windowMs) / 60_000)) })
  const closure = createClosure(options)
  const ledger = createBudgetLedger(options.aloneShare)
  const usual = createUsualDuration()
  const waiting = createWaitingCalls({ ...options, usual, windowEndsInMs: clock.endsInMs, forecastMs: waitMsBehind })
  const reporting = createReporting({ ...options, settle: ledger.settle, report, receive, againInMs })
  const { ask, plan } = reporting

  function waitMsBehind(before: readonly number[]): number {
    const perWindow = Math.max(1, Math.floor(standing.limit() * ledger.share()))
    const windowEndsInMs = clock.endsInMs()
    const untilServedMs = forecastMs({
      ahead: before.map((here, rank) => here + (standing.others()[rank] ?? 0)),
      left: standing.leftAsTold() ?? standing.leftOf(perWindow),
      perWindow,
      reserved: Math.floor(perWindow * mutationReserve),
      windowMs,
      windowEndsInMs,
    })
    return Math.max(closure.leftMs(), untilServedMs)
  }

  function turn() {
    if (!standing.turn()) return
    waiting.refuseTheHopeless()
    if (ledger.isShared() || !waiting.isEmpty()) ask()
  }

  function report(): Report {
    turn()
    return {
      ...standing.facts(),
      windowMs,
      needs: waiting.sizes(),
      room: Math.max(0, 2 * places - standing.underWay()),
      held: heldParts(clock.elapsed(), options),
      closeForMs: closure.ownLeftMs(),
    }
  }

  function receive(made: Report, reply: Reply) {
    closure.heard(reply.closedForMs)
    turn()
    const isClosed = closure.leftMs() > 0
    if (isClosed) waiting.refuseTheHopeless()
    // granted in a window that is over, or while somebody was told to stay away: not taken, as the next report says
    if (isClosed || made.window !== standing.window()) return
    standing.receive(reply)
    for (const [rank, granted] of reply.granted.entries()) {
      for (let given = 0; given < granted && waiting.serve(rank, standing.window()); given++) standing.take()
    }
    waiting.served(made, reply)
  }

  function againInMs(last: Report | null): number | null {
    const due: number[] = []
    if (!waiting.isEmpty()) due.push(Math.min(clock.endsInMs(), closure.leftMs() || Math.max(shortestPollMs, windowMs / pollsPerWindow)))
    if (ledger.isShared()) {
      due.push(clock.endsInMs())
      // the ledger believes that this process holds, or needs, more or less than it does
      if (last === null || standing.differsFrom(last) || !waiting.isEmpty()) due.push(windowMs / newsPerWindow)
    }
    return due.length > 0 ? Math.min(...due) : null
  }

  function state(): RateLimit {
    turn()
    const closedForMs = closure.leftMs()
    const limit = standing.limit()
    if (closedForMs > 0) return { limit, remaining: 0, resetAt: new Date(clock.now() + closedForMs) }
    return { limit, remaining: standing.remaining(), resetAt: clock.endOf(standing.window()) }
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
      if (rank <= 1 && closure.leftMs() === 0 && standing.mayUseHand() && waiting.upTo(rank) === 0) {
        if (standing.takeFromHand() && waiting.mayGet(0)) ask()
        return standing.window()
      }
      return waiting.wait(life, lane, () => {
        if ((waiting.mayGet(rank) || !standing.hasReply()) && closure.leftMs() === 0) ask()
        else plan()
      })
    },
    /** Whether a call of this window may be sent now; if not, it is to be given back. */
    isGood(taken: number): boolean {
      turn()
      return taken === standing.window() && closure.leftMs() === 0 && standing.hasLeft()
    },
    /** The call was not sent. */
    giveBack(taken: number) {
      standing.giveBack(taken)
      plan()
    },
    /** The call was sent, and answered or lost. */
    settle(taken: number, answer: Told & { status: number }) {
      if (answer.rateLimit) usual.learn(answer.receivedAtMs - answer.sentAtMs)
      standing.settle(taken, answer)
      if (answer.status !== 0 && answer.status !== 429) closure.answered(answer.sentAtMs)
      turn()
      if (waiting.unserved() > 0 && closure.leftMs() === 0) ask()
      else plan()
    },
    /**
     * A call that was sent then got a 429, after it was settled. Nobody calls for a while, in any process. Answers for how long, in milliseconds.
     * @param askedMs for how long Intercom wants to be left alone; null when it did not say
     */
    refused(refusal: { askedMs: number | null; sentAtMs: number }): number {
      turn()
      closure.refused(refusal)
      standing.emptyHand()
      ask()
      return closure.leftMs()
    },
    /** What one call takes from being sent to being answered, on average, in milliseconds; 0 while none was. */
    meanCallMs: usual.meanMs,
    /** Intercom's time, as far as its answers tell, in unix milliseconds. */
    upstreamNow: clock.now,
    /** How the present window stands, as far as this process knows: of all processes as of its last report, of other apps as of the last answer. */
    state,
    /** The same, with what the other processes have reported until now. Never rejects. */
    async current(): Promise<RateLimit> {
      await reporting.asked()
      return state()
    },
    /** Stops the timer; who still waits ends with its call. */
    dispose: reporting.dispose,
  }
}

import { createAlarm } from './alarm.ts'
import type { Reply, Report } from './ledger.ts'

type ReportingDeps = {
  settle: (report: Report) => Promise<Reply>
  /** How things stand at this moment. */
  report: () => Report
  receive: (report: Report, reply: Reply) => void
  /** In how many milliseconds to ask again if nobody does before; null when there is no reason to. `lastReport` null: none was made. */
  againInMs: (lastReport: Report | null) => number | null
  now: () => number
  /** Runs something after so many milliseconds, unless it is called off by what this returns. */
  later: (ms: number, run: () => void) => () => void
}

/** Reports to the ledger, one at a time: all who ask in one turn of the loop, or while one is under way, are one question. */
export function createReporting({ settle, report, receive, againInMs, now, later }: ReportingDeps) {
  const alarm = createAlarm({ now, later, ring: ask })
  let isAsking = false
  let asksAgain = false
  let isDisposed = false
  let lastReport: Report | null = null
  let listeners: (() => void)[] = []

  function ask() {
    asksAgain = true
    if (isAsking || isDisposed) return
    isAsking = true
    queueMicrotask(() => void askUntilQuiet())
  }

  async function askUntilQuiet() {
    while (asksAgain && !isDisposed) {
      asksAgain = false
      const told = listeners
      listeners = []
      const made = report()
      const reply = await settle(made)
      lastReport = made
      receive(made, reply)
      for (const tell of told) tell()
    }
    isAsking = false
    plan()
  }

  /** One timer for whatever comes next: a window, the end of a closure, asking again, telling the others. */
  function plan() {
    if (isAsking || isDisposed) return
    const inMs = againInMs(lastReport)
    if (inMs !== null) alarm.ringIn(inMs)
  }

  return {
    ask,
    plan,
    /** Asks, and resolves when the reply has been received. */
    asked: () =>
      new Promise<void>((resolve) => {
        if (isDisposed) return resolve()
        listeners.push(resolve)
        ask()
      }),
    /** Stops the timer. */
    dispose() {
      isDisposed = true
      alarm.cancel()
      for (const tell of listeners) tell()
    },
  }
}

import type { Ledger, Reply, Report } from './ledger.ts'
import { createLocalLedger } from './local-ledger.ts'

/**
 * The shared account and, where it cannot be reached, this process's part of it. Never rejects.
 *
 * Company that is lost stays lost until the window ends: what the others spend meanwhile is not known. In that window the process makes no
 * more than its part of what was left. In the first window back it keeps to its part too, since others may not be back yet.
 *
 * @param aloneShare its part of each window while it does not know how many others there are
 */
export function createBudgetLedger(aloneShare: number) {
  let shared: Ledger | null = null
  let processes: number | null = null
  let lost: { window: number; ceiling: number } | null = null
  let last: { window: number; remaining: number } | null = null
  const share = () => (processes === null ? aloneShare : 1 / processes)
  const alone = createLocalLedger({
    share,
    ceiling: (window) => (lost?.window === window ? lost.ceiling : Number.POSITIVE_INFINITY),
  })

  /** Of what is granted to a process that was just alone, no more than its part. */
  function cautious(report: Report): Report {
    if (lost?.window !== report.window - 1) return report
    const left = Math.max(0, Math.floor((report.limit ?? report.assumedLimit) * share()) - report.spent - report.out)
    const waiting = report.needs.reduce((sum, need) => sum + need, 0)
    return { ...report, room: Math.min(report.room, left), spare: Math.max(0, Math.min(report.spare, left - waiting)) }
  }

  return {
    /** The part of each window that this process may use by itself; 1 in company, where the ledger divides. */
    share: () => (shared && lost === null ? 1 : share()),
    isShared: () => shared !== null,
    join(ledger: Ledger) {
      shared = ledger
    },
    async settle(report: Report): Promise<Reply> {
      if (shared && lost?.window !== report.window) {
        try {
          const reply = await shared.settle(cautious(report))
          if (lost && lost.window < report.window - 1) lost = null
          if (lost === null || processes === null) processes = reply.processes
          last = { window: report.window, remaining: reply.remaining }
          return reply
        } catch {
          // company that it never had it cannot lose: it knocks with every question
          if (processes === null) return alone.settle(report)
          const known = last?.window === report.window ? last.remaining * share() : Number.POSITIVE_INFINITY
          lost = { window: report.window, ceiling: report.spent + report.out + Math.floor(known) }
        }
      }
      return alone.settle(report)
    },
  }
}

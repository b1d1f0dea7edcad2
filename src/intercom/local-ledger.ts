import { grant, type Ledger, leftOf, type PerLane, type Report } from './ledger.ts'

/**
 * The account of a process by itself.
 *
 * @param deps.share the part of each window that it may use, from 0 to 1. Never less than one call.
 * @param deps.ceiling calls that it may make in this window at most, where it began it in company and lost that
 */
export function createLocalLedger({ share, ceiling }: { share: () => number; ceiling: (window: number) => number }): Ledger {
  const others: PerLane = [0, 0, 0, 0, 0]
  return {
    async settle(report: Report) {
      const { window, out, carried, spent, used, closeForMs } = report
      const limit = report.limit ?? report.assumedLimit
      const mine = Math.min(Math.max(1, Math.floor(limit * share())), ceiling(window))
      const held = out + carried
      const left = Math.min(mine - spent - held, leftOf(limit, { used, spent, held }))
      const given = closeForMs > 0 ? { granted: others, spare: 0, remaining: 0 } : grant(left, mine, report, others, 1)
      return { ...given, limit, closedForMs: closeForMs, processes: 1, others }
    },
  }
}

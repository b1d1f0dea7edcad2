import { setTimeout as delay } from 'node:timers/promises'
import { epochOf } from '../changes/cursor.ts'
import type { ChangeLog, Say } from '../changes/log.ts'
import type { ReconcileConfig } from '../config.ts'
import { createRequestScope, runInScope } from '../monitoring/request-scope.ts'
import type { Coverage } from './coverage.ts'
import type { Beat, Marks, Window } from './marks.ts'
import { reconcileKind, type Tally } from './pass.ts'
import type { Judge, Reconciled } from './reconciled.ts'

export type ReconcilerOptions = {
  log: ChangeLog
  marks: Marks
  rows: readonly Reconciled[]
  judge: Judge
  coverage: Coverage
  config: ReconcileConfig
  /** How far Intercom's search may be behind: `intercom.indexLagMs`. */
  indexLagMs: number
  /** How far back the log goes: whoever was away for longer is told that there is a gap, and reads anew. */
  retentionSeconds: number
  /** Notifications can be taken at all. Without it nothing counts as missed, and what is configured is done by the clock. */
  canHear: boolean
  say: Say
  onPass?: (pass: { kind: string; outcome: 'done' | 'failed' }) => void
  onRecords?: (kind: string, what: 'listed' | 'rechecked' | 'told' | 'failed', count: number) => void
}

export type Reconciler = {
  /** Resolves when nothing of it runs any more; what it was at is gone on with by the next process. */
  dispose(): Promise<void>
}

/** A notification that is announced before a pause may have been on its way, and clocks differ. */
const OVERLAP_MS = 120_000
/** For how long a process that reconciles is believed to be at it, from its last beat. */
const LOCK_MS = 30_000
/** After a pass that failed this process leaves it for so long. */
const FAILED_PAUSE_MS = 30_000

/** Finds out that notifications were missed, and then what they would have said. One process of all at a time. */
export function createReconciler(options: ReconcilerOptions): Reconciler {
  const { log, marks, rows, judge, coverage, config, indexLagMs, retentionSeconds, canHear, say, onPass, onRecords } = options
  const kinds = rows.map(({ kind }) => kind)
  const [beatMs, settleMs] = [config.beatSeconds * 1000, config.settleSeconds * 1000]
  const rules = { kinds, downtimeMs: config.downtimeSeconds * 1000, overlapMs: OVERLAP_MS }
  const stopping = new AbortController()
  let own: Beat | undefined
  let running: Promise<void> | undefined
  let leaving: AbortController | undefined
  let resumesAtMs = 0

  async function beat() {
    const epoch = epochOf(await log.head())
    const now: Beat = { atMs: log.clockMs(), epoch }
    if (canHear) {
      const reason = await marks.beat(now, own, rules)
      own = now
      if (reason) say.warn({ reason, kinds }, 'notifications may have been missed; what they would have said is looked for')
    }
    await coverage.share()
    await addScheduled(now.atMs)
    if (canHear) await addQuiet(now.atMs)
    if (running && !(await marks.take(LOCK_MS))) leaving?.abort(new Error('another process reconciles'))
  }

  async function addScheduled(nowMs: number) {
    if (config.everySeconds === 0) return
    const [good, due] = await Promise.all([marks.good(), marks.due()])
    const untilMs = nowMs - indexLagMs
    for (const kind of kinds) {
      const since = good.get(kind) ?? nowMs
      if (!good.has(kind)) await marks.addDue([kind], { sinceMs: nowMs - OVERLAP_MS, untilMs: nowMs, notBeforeMs: 0 })
      else if (!due.has(kind) && untilMs - since >= config.everySeconds * 1000)
        await marks.addDue([kind], { sinceMs: since - OVERLAP_MS, untilMs, notBeforeMs: 0 })
    }
  }

  /** Silence may be no more than that: it is looked into once in a while, from when all was known to be well. */
  async function addQuiet(nowMs: number) {
    const quiet = [...coverage.quiet()].filter(([kind]) => kinds.includes(kind))
    if (quiet.length === 0) return
    const [good, due] = await Promise.all([marks.good(), marks.due()])
    for (const [kind, lastMs] of quiet) {
      const since = Math.max(lastMs, good.get(kind) ?? 0)
      if (due.has(kind) || nowMs - since <= config.quietAfterSeconds * 1000 + indexLagMs) continue
      say.info({ kind, since: new Date(since) }, 'a topic that used to come does not; what it may have told is looked for')
      await marks.addDue([kind], { sinceMs: since - OVERLAP_MS, untilMs: nowMs - indexLagMs, notBeforeMs: 0 })
    }
  }

  async function reconcileDue() {
    const nowMs = log.clockMs()
    if (nowMs < resumesAtMs) return
    const due = [...(await marks.due())].flatMap(([kind, window]) => {
      const row = rows.find((one) => one.kind === kind)
      return row && window.notBeforeMs <= nowMs ? [{ row, window }] : []
    })
    if (due.length === 0 || !(await marks.take(LOCK_MS))) return
    leaving = new AbortController()
    const signal = AbortSignal.any([stopping.signal, leaving.signal])
    try {
      for (const { row, window } of due) await runInScope(createRequestScope('reconcile', 'enrichment'), () => pass(row, window, signal))
    } finally {
      leaving = undefined
      await marks.release().catch(() => {})
    }
  }

  async function pass(row: Reconciled, window: Window, signal: AbortSignal) {
    const startedAtMs = log.clockMs()
    const sinceMs = Math.max(window.sinceMs, startedAtMs - retentionSeconds * 1000)
    const facts = { kind: row.kind, since: new Date(sinceMs), until: new Date(window.untilMs) }
    try {
      const tally = await reconcileKind(row, {
        log,
        judge,
        sinceMs,
        settleMs,
        maxRecords: config.maxRecords,
        say,
        signal,
        ...(onRecords && { onRecords }),
      })
      const goodMs = startedAtMs - Math.max(indexLagMs, settleMs)
      await marks.settle(row.kind, window, leftOf(window, goodMs), goodMs)
      tell(tally, { ...facts, durationMs: log.clockMs() - startedAtMs })
      onPass?.({ kind: row.kind, outcome: 'done' })
    } catch (error) {
      if (stopping.signal.aborted) return
      resumesAtMs = log.clockMs() + FAILED_PAUSE_MS
      say.warn({ ...facts, err: error }, 'reconciling failed; it is tried again')
      onPass?.({ kind: row.kind, outcome: 'failed' })
    }
  }

  /** What was changed at the end of the window the search may not have shown yet. */
  function leftOf(window: Window, goodMs: number): Window | undefined {
    if (window.untilMs <= goodMs) return undefined
    return { ...window, sinceMs: Math.max(window.sinceMs, goodMs), notBeforeMs: window.untilMs + Math.max(indexLagMs, settleMs) }
  }

  function tell(tally: Tally, facts: object) {
    const { isCut, ...counts } = tally
    if (isCut)
      say.warn(
        { ...facts, maxRecords: config.maxRecords },
        'more was changed than reconcile.maxRecords; the rest shows when copies are due',
      )
    say.info({ ...facts, ...counts }, 'reconciled')
  }

  async function beatForever() {
    while (!stopping.signal.aborted) {
      try {
        await beat()
        running ??= reconcileDue()
          .catch((error: unknown) => void (stopping.signal.aborted || say.warn({ err: error }, 'reconciling failed; it is tried again')))
          .finally(() => {
            running = undefined
          })
      } catch (error) {
        // Redis is away, which its link has said: the next beat tells for how long
        if (log.isReachable() && !stopping.signal.aborted) say.warn({ err: error }, 'the marks of what was heard could not be written')
      }
      await delay(beatMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
    }
  }
  const beating = beatForever()

  return {
    async dispose() {
      stopping.abort(new Error('the gateway is stopping'))
      await beating
      await running
    },
  }
}

import type { LogEntry } from './change.ts'

type InboxOptions = {
  /** How many entries it holds; when more come it holds none, and is behind. */
  maxQueued: number
  wants(entry: LogEntry): boolean
}

export type Inbox = ReturnType<typeof createInbox>

/** What has come for one subscriber and was not asked for yet. */
export function createInbox({ maxQueued, wants }: InboxOptions) {
  let queue: LogEntry[] = []
  let isBehind = false
  let passed: string | undefined
  let end: { reason?: unknown } | undefined
  let wake: (() => void) | undefined

  const wakeUp = () => {
    wake?.()
    wake = undefined
  }
  function fallBehind(everythingWasTold?: string) {
    if (!isBehind && queue.length === 0) passed = everythingWasTold
    queue = []
    isBehind = true
    wakeUp()
  }

  return {
    take(entry: LogEntry) {
      if (isBehind || end) return
      if (!wants(entry)) return
      if (queue.length >= maxQueued) return fallBehind()
      queue.push(entry)
      wakeUp()
    },
    /**
     * Something was missed: only the log can say what. `everythingWasTold`: the cursor up to which nothing was, so that one for whom nothing was
     * among it need not look for it there.
     */
    fallBehind,
    /** Empty, and not behind. */
    clear() {
      queue = []
      isBehind = false
      passed = undefined
    },
    /** Waits for the next entry; undefined when there is none to come because it is behind, or has ended. */
    async next(): Promise<LogEntry | undefined> {
      while (queue.length === 0 && !isBehind && !end) await new Promise<void>((resolve) => (wake = resolve))
      return end ? undefined : queue.shift()
    },
    /** The cursor up to which nothing was missed when it fell behind, if nothing was queued then. */
    passed: () => passed,
    /** It takes nothing more. The first reason counts; without one it was the subscriber who left. */
    end(reason?: unknown) {
      end ??= reason === undefined ? {} : { reason }
      queue = []
      wakeUp()
    },
    /** @throws the reason for which it has ended, where there is one */
    hasEnded(): boolean {
      if (end && 'reason' in end) throw end.reason
      return end !== undefined
    },
  }
}

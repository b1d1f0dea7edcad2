/** No answer, or one that says that nothing else will be answered either. A 403 is about one endpoint. */
const failures = ['UPSTREAM_TIMEOUT', 'UPSTREAM_UNREACHABLE', 'UPSTREAM_ERROR']

/** Less than a health report waits for any of its checks. */
const lookTimeoutMs = 800

/** Whether Intercom answers, known from the calls that are made anyway: looking costs a call only before the first of them and after a failure. */
export function createWatch() {
  let isAnswering = false
  return {
    /** An attempt is over. `status` is 0 when no answer came. */
    saw({ outcome, status }: { outcome: string; status: number }) {
      isAnswering = status === 403 || !failures.includes(outcome)
    },
    /** Resolves when the last call was answered, else asks. Rejects as that does. */
    async look(ask: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
      if (!isAnswering) await ask(AbortSignal.timeout(lookTimeoutMs))
    },
  }
}

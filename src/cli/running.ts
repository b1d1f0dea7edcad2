type Stoppable = {
  /** Resolves when everything is closed. */
  dispose(): Promise<void>
}

/** How long a stop may take, of the ten seconds that we promise in all; then the process ends as it is, with exit code 1. */
const stopWithinMs = 9_500
/** How often we look whether the shell that npm started us through is still there. */
const lookEveryMs = 500

/**
 * Starts something and keeps it running until a signal comes, then closes it and ends the process.
 *
 * - SIGTERM, SIGINT: close, exit 0. Further ones change nothing: one Ctrl-C arrives once from the terminal and again through npm, and `timeout`
 *   sends its SIGTERM to the process and to its group. A close that does not end in time: told, exit 1.
 * - A rejection nobody handles, or an exception nobody caught: told whole, exit 1, since nothing can be promised after it.
 *
 * @param start is told by its signal when it is to be stopped, so that it need not wait for anything any more; what it then resolves with is closed
 * @param tell where what went wrong is told
 */
export function keepRunning(start: (stopping: AbortSignal) => Promise<Stoppable>, tell: (error: unknown, sentence: string) => void): void {
  const fail = (sentence: string) => (error: unknown) => {
    tell(error, sentence)
    process.exit(1)
  }
  process.on('unhandledRejection', fail('a promise was rejected and nobody handled it; the process ends'))
  process.on('uncaughtException', fail('an exception was thrown and nobody caught it; the process ends'))

  const stopping = new AbortController()
  const stop = () => {
    if (stopping.signal.aborted) return
    stopping.abort()
    setTimeout(() => fail('the stop took too long; the process ends with work undone')(undefined), stopWithinMs).unref()
    running.then((it) => it.dispose()).then(() => process.exit(0), fail('the stop failed'))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)

  if (process.env.npm_lifecycle_event !== undefined) whenOrphaned(stop)

  // last, so that there is no moment in which a signal would end the process unasked
  const running = start(stopping.signal)
  running.catch(fail('the start failed'))
}

/**
 * `npm start` hands a SIGTERM to the shell between it and us, and a shell dies of it without passing it on: we would go on, without a parent,
 * and keep the port. So its end is our signal.
 */
function whenOrphaned(stop: () => void): void {
  const parent = process.ppid
  const looking = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(looking)
    stop()
  }, lookEveryMs)
  looking.unref()
}

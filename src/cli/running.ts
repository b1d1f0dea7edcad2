type Stoppable = {
  /** Resolves when everything is closed. */
  dispose(): Promise<void>
}

/** How long a stop may take in all; then the process ends as it is, with exit code 1. */
const stopWithinMs = 10_000
/** How often we look whether the shell that npm started us through is still there. */
const lookEveryMs = 500

/**
 * Starts something and keeps it running until a signal comes, then closes it and ends the process.
 *
 * - SIGTERM, SIGINT: close, exit 0. A second signal, or a close that does not end in time, exits at once.
 * - A rejection nobody handles, or an exception nobody caught: told whole, exit 1, since nothing can be promised after it.
 *
 * @param tell where what went wrong is told
 */
export function keepRunning(start: () => Promise<Stoppable>, tell: (error: unknown, sentence: string) => void): void {
  const fail = (sentence: string) => (error: unknown) => {
    tell(error, sentence)
    process.exit(1)
  }
  process.on('unhandledRejection', fail('a promise was rejected and nobody handled it; the process ends'))
  process.on('uncaughtException', fail('an exception was thrown and nobody caught it; the process ends'))

  let stopping = false
  const stop = (signalNumber: number) => {
    if (stopping) process.exit(128 + signalNumber)
    stopping = true
    setTimeout(() => fail('the stop took too long; the process ends with work undone')(undefined), stopWithinMs).unref()
    running.then((it) => it.dispose()).then(() => process.exit(0), fail('the stop failed'))
  }
  process.on('SIGINT', () => stop(2))
  process.on('SIGTERM', () => stop(15))

  if (process.env.npm_lifecycle_event !== undefined) whenOrphaned(() => stop(15))

  // last, so that there is no moment in which a signal would end the process unasked
  const running = start()
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

/** What an outlet needs of a socket. */
export type Wire = {
  /** Calls back when the text has left this process, or never will. */
  send(text: string, sent: () => void): void
  /** Bytes that have not left this process yet. */
  bufferedBytes(): number
  /** Takes nothing of the client any more, until it resumes. */
  pause(): void
  resume(): void
}

export type OutletOptions = {
  wire: Wire
  /** What may wait before nobody writes any more. */
  maxBufferedBytes: number
  /** How long nothing of what waits may leave. */
  slowConsumerMs: number
  /** Nothing has left for so long. */
  cut(): void
  /** Something has left. */
  onProgress?(): void
}

export type Outlet = ReturnType<typeof createOutlet>

/**
 * The way out to one client, for all that is told on its connection. While more waits than may, nothing of the client is read and nothing new is made
 * for it: what comes later is made one after the other, as there is room for it.
 */
export function createOutlet({ wire, maxBufferedBytes, slowConsumerMs, cut, onProgress = () => {} }: OutletOptions) {
  const waiting: { make: () => Promise<string | undefined>; done: (error?: unknown) => void }[] = []
  let pending = 0
  let isPaused = false
  let isClosed = false
  let isServing = false
  let stalling: NodeJS.Timeout | undefined
  let drained: (() => void) | undefined

  const isFull = () => wire.bufferedBytes() > maxBufferedBytes

  function write(text: string) {
    if (isClosed) return
    pending += 1
    wire.send(text, sent)
    if (pending > 0) stalling ??= setTimeout(cut, slowConsumerMs)
    if (isFull() && !isPaused) {
      isPaused = true
      wire.pause()
    }
  }

  function sent() {
    pending -= 1
    if (isClosed) return
    onProgress()
    if (pending > 0) stalling?.refresh()
    else stopStalling()
    if (wire.bufferedBytes() > maxBufferedBytes / 2) return
    if (isPaused) wire.resume()
    isPaused = false
    drained?.()
  }

  function stopStalling() {
    clearTimeout(stalling)
    stalling = undefined
  }

  async function serve() {
    if (isServing) return
    isServing = true
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (isFull() && !isClosed) await new Promise<void>((resolve) => (drained = resolve))
      try {
        const text = isClosed ? undefined : await next.make()
        if (text !== undefined) write(text)
        next.done()
      } catch (error) {
        next.done(error)
      }
    }
    isServing = false
  }

  const inTurn = (make: () => Promise<string | undefined>): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting.push({ make, done: (error) => (error === undefined ? resolve() : reject(error)) })
      void serve()
    })

  return {
    /** At once, whatever waits. For answers to what the client sent: where more waits than may, no more is read of it. */
    write,
    /** When there is room: what `make` answers then, or nothing. It is asked again when what it made has found none. Rejects as it does. */
    async tell(make: () => Promise<string | undefined>): Promise<void> {
      if (isFull() || isServing) return inTurn(make)
      const text = await make()
      if (text === undefined || isClosed) return
      // of all that were made meanwhile, the first have filled it
      if (isFull() || isServing) return inTurn(make)
      write(text)
    },
    /** Nothing more goes out; whoever waits does so no longer. */
    close() {
      isClosed = true
      stopStalling()
      drained?.()
    },
  }
}

import { type Cursors, inMemory } from './cursors.ts'
import { endBy, type GraphError, StreamEnd } from './stream-end.ts'

/** One result of a subscription, as the gateway sends it. */
export type StreamResult = {
  data?: Record<string, unknown> | null
  errors?: readonly GraphError[]
  extensions?: { cursor?: unknown } & Record<string, unknown>
}

type StreamRequest = {
  query: string
  variables?: Record<string, unknown>
  /** Go on behind this event; null: begin now. */
  cursor: string | null
  /** Aborts when nobody wants the stream any more. */
  signal: AbortSignal
}

/**
 * Opens a subscription once. Its results come one after the other, and when there are no more it throws a `StreamEnd`, or returns when the
 * gateway has completed it. See `over-events.ts` and `over-socket.ts`.
 */
export type Transport = (request: StreamRequest) => AsyncIterable<StreamResult>

type ItemOf<Data> = Data[keyof Data]
type Selected<Data, Name extends string> = Extract<ItemOf<Data>, { __typename: Name }>
/** What is selected of it; where types say nothing of it, its name is known. */
type Mark<Data, Name extends string> = [Selected<Data, Name>] extends [never] ? { __typename: Name } : Selected<Data, Name>

/** What comes with an item of a stream. */
export type About = {
  cursor: string
  /** What could not be read for it: the fields concerned are null, the event itself is whole. */
  errors: readonly GraphError[]
}

export type LiveState =
  | { is: 'CONNECTING' }
  /** Caught up: what is shown is what is. */
  | { is: 'LIVE' }
  /** Tries again by itself after so long. */
  | { is: 'WAITING'; forMs: number; why: StreamEnd }

/** `Data`: the type of the subscription's `data`, with its one field, as a code generator makes it. */
export type Follow<Data> = {
  transport: Transport
  /** A subscription with one field, of which `__typename` is selected. It needs no variable for the cursor. */
  query: string
  variables?: Record<string, unknown>
  /** @default inMemory() */
  cursors?: Cursors
  /**
   * Something happened. The next item waits until this has resolved, and the cursor moves on only then: an event whose handling was cut off is
   * told again.
   */
  onEvent(event: Exclude<ItemOf<Data>, { __typename: 'StreamGap' | 'StreamCaughtUp' }>, about: About): void | Promise<void>
  /** Events are missing that cannot be told any more: read again what you show. What comes after it has no gap. */
  onGap(gap: Mark<Data, 'StreamGap'>, about: About): void | Promise<void>
  /** All that had happened is told. Once after each connection, also the first, at which there is nothing to tell. */
  onCaughtUp?(mark: Mark<Data, 'StreamCaughtUp'>, about: About): void | Promise<void>
  /** For a line such as "connecting again …". */
  onState?(state: LiveState): void
  /**
   * It is over, and trying again would not mend it: the gateway refuses the subscription, the second token in a row is not taken, or a handler
   * has thrown. The cursor is still that of the last event that was handled.
   */
  onFailed(error: unknown): void
  /** The first wait between two connections; each further one is twice as long, until something comes. @default 500 */
  firstWaitMs?: number
  /** The longest wait. @default 30_000 */
  longestWaitMs?: number
}

export type Following = {
  /** Leaves: no handler is called any more. Resolves when the one that runs is done, so a handler must not wait for it. */
  stop(): Promise<void>
}

/**
 * Follows a subscription of the gateway through whatever breaks: closed laptops, gateways that restart, tokens that expire. Each event is
 * handled once and in order, or `onGap` says that some cannot be told any more.
 */
export function follow<Data extends object = Record<string, { __typename: string }>>(options: Follow<Data>): Following {
  const { transport, query, variables, cursors = inMemory(), onState = () => {}, firstWaitMs = 500, longestWaitMs = 30_000 } = options
  const stopping = new AbortController()
  const { signal } = stopping
  let cursor: string | null = null
  let tries = 0
  let refusals = 0

  async function take({ data, errors = [], extensions }: StreamResult) {
    if (!data) throw endBy(errors)
    const item = Object.values(data)[0] as { __typename?: string } | undefined
    const next = extensions?.cursor
    if (typeof item?.__typename !== 'string' || typeof next !== 'string')
      throw new StreamEnd(
        'REFUSED',
        'An item came without "__typename" or a cursor: select "__typename" of the one field of a subscription.',
      )
    tries = 0
    refusals = 0
    await handle(item.__typename, item, { cursor: next, errors }).catch((error: unknown) => {
      throw new HandlerError(error)
    })
  }

  async function handle(name: string, item: unknown, about: About) {
    if (name === 'StreamGap') await options.onGap(item as Mark<Data, 'StreamGap'>, about)
    else if (name === 'StreamCaughtUp') await options.onCaughtUp?.(item as Mark<Data, 'StreamCaughtUp'>, about)
    else await options.onEvent(item as Parameters<Follow<Data>['onEvent']>[0], about)
    cursor = about.cursor
    await cursors.set(cursor)
    if (name === 'StreamCaughtUp') onState({ is: 'LIVE' })
  }

  /** Until it has ended, for whatever reason. */
  async function once(): Promise<StreamEnd> {
    onState({ is: 'CONNECTING' })
    try {
      for await (const result of transport({ query, ...(variables && { variables }), cursor, signal })) {
        if (signal.aborted) break
        await take(result)
      }
      return new StreamEnd('LOST', 'The gateway has completed the stream.')
    } catch (error) {
      if (error instanceof StreamEnd) return error
      throw error
    }
  }

  async function run() {
    cursor = await cursors.get()
    while (!signal.aborted) {
      const end = await once()
      if (signal.aborted) return
      if (end.reason === 'UNAUTHENTICATED') refusals += 1
      if (end.reason === 'REFUSED' || refusals > 1) throw end
      const backoffMs = Math.min(longestWaitMs, firstWaitMs * 2 ** tries) * (0.5 + Math.random() / 2)
      tries += 1
      const forMs = Math.max(backoffMs, end.retryAfterMs ?? 0)
      onState({ is: 'WAITING', forMs, why: end })
      await waitFor(forMs, signal)
    }
  }

  const running = run().catch((error: unknown) => {
    if (!signal.aborted) options.onFailed(error instanceof HandlerError ? error.cause : error)
  })
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** What one of the app's own functions has thrown, so that it is not taken for the end of a stream. */
class HandlerError extends Error {
  constructor(cause: unknown) {
    super('A handler has thrown.', { cause })
  }
}

function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', over)
      resolve()
    }
    const timer = setTimeout(over, ms)
    signal.addEventListener('abort', over)
  })
}

import { WebSocket } from 'ws'
import type { Cursors } from '../../clients/live/cursors.ts'
import { type Follow, follow, type LiveState } from '../../clients/live/live.ts'
import { overEvents } from '../../clients/live/over-events.ts'
import { overSocket } from '../../clients/live/over-socket.ts'
import type { Token } from '../../clients/live/token.ts'

/** The two ways in which a stream comes. */
export const ways = ['events', 'socket'] as const
export type Way = (typeof ways)[number]

export type Told =
  | { __typename: 'ConversationPartAdded'; conversationId: string; partId: string }
  | { __typename: 'StreamGap'; reason: string }
  | { __typename: 'StreamCaughtUp'; replayed: number }

const everyPart = `subscription {
  conversationEvents {
    __typename
    ... on ConversationEvent { conversationId }
    ... on ConversationPartAdded { partId }
    ... on StreamGap { reason }
    ... on StreamCaughtUp { replayed }
  }
}`

type Follower = {
  way: Way
  /** Of the gateway: `http://127.0.0.1:4000`. */
  url: string
  token?: Token
  cursors?: Cursors
  /** How long silence may last. @default that of the client */
  silentMs?: number
  /** How often a socket asks. @default that of the client */
  askEveryMs?: number
  /** Called with each part before it counts as told. */
  onPart?(part: string): void | Promise<void>
  query?: string
}

const transportOf = ({ way, url, token, silentMs, askEveryMs }: Pick<Follower, 'way' | 'url' | 'token' | 'silentMs' | 'askEveryMs'>) => {
  const common = { ...(token && { token }), ...(silentMs !== undefined && { silentMs }) }
  return way === 'events'
    ? overEvents({ url: `${url}/graphql`, ...common })
    : overSocket({
        url: `${url.replace(/^http/, 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        ...(askEveryMs !== undefined && { askEveryMs }),
        ...common,
      })
}

/** Follows all parts of all conversations, with the client that apps take, and notes what it is told. Waits little, as tests do. */
export function startFollower({ cursors, onPart, query = everyPart, ...how }: Follower) {
  /** `<conversation>:<part>`, in the order in which they came. */
  const parts: string[] = []
  const gaps: string[] = []
  /** How much was replayed at each connection. */
  const caughtUp: number[] = []
  const states: LiveState[] = []
  const failures: unknown[] = []
  const options: Follow<{ conversationEvents: Told }> = {
    transport: transportOf(how),
    query,
    ...(cursors && { cursors }),
    firstWaitMs: 20,
    longestWaitMs: 500,
    async onEvent({ partId }) {
      const part = partId.slice(partId.lastIndexOf('/') + 1)
      await onPart?.(part)
      parts.push(part)
    },
    onGap: ({ reason }) => void gaps.push(reason),
    onCaughtUp: ({ replayed }) => void caughtUp.push(replayed),
    onState: (state) => void states.push(state),
    onFailed: (error) => void failures.push(error),
  }
  const { stop } = follow(options)
  return { parts, gaps, caughtUp, states, failures, stop, [Symbol.asyncDispose]: stop }
}

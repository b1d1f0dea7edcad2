import type { Cursors } from '../../clients/live/cursors.ts'
import { follow, type LiveState, type Transport } from '../../clients/live/live.ts'
import { overEvents } from '../../clients/live/over-events.ts'
import { overSocket } from '../../clients/live/over-socket.ts'
import type { Token } from '../../clients/live/token.ts'

export const transportTo = (gateway: string, token: Token): Transport =>
  typeof WebSocket === 'undefined'
    ? overEvents({ url: `${gateway}/graphql`, token })
    : overSocket({ url: `${gateway.replace(/^http/, 'ws')}/graphql`, token })

type Part = { id: string; author: { displayName: string | null } | null; body?: string | null }

type Thread = {
  transport: Transport
  /** The conversation's id. */
  id: string
  cursors?: Cursors
  /** A part that was written just now, or while we were away. */
  addPart(part: Part): void
  /** Reads the thread with a query and shows it. */
  showThread(): Promise<void>
  showState(state: LiveState): void
  fail(error: unknown): void
}

type FollowConversation = {
  conversationUpdates:
    | { __typename: 'ConversationPartAdded'; part: Part | null }
    | { __typename: 'ConversationStateChanged' | 'ConversationAssigned' | 'PartRedacted' | 'ConversationDeleted' }
    | { __typename: 'StreamGap'; reason: string }
    | { __typename: 'StreamCaughtUp' }
}

export function followConversation({ transport, id, cursors, addPart, showThread, showState, fail }: Thread) {
  let isShown = false
  return follow<FollowConversation>({
    transport,
    query: `subscription FollowConversation($id: ID!) {
      conversationUpdates(id: $id) {
        __typename
        ... on ConversationPartAdded { part { id author { displayName } ... on CommentPart { body(as: TEXT) } } }
        ... on StreamGap { reason }
      }
    }`,
    variables: { id },
    ...(cursors && { cursors }),
    async onCaughtUp() {
      // first follow, then read: what happens in between is told
      if (!isShown) await showThread()
      isShown = true
    },
    onGap: showThread,
    async onEvent(event) {
      if (event.__typename === 'ConversationPartAdded' && event.part) addPart(event.part)
      else await showThread()
    },
    onState: showState,
    onFailed: fail,
  })
}

export type Row = { id: string; title: string | null; state: string }

type Inbox = {
  transport: Transport
  /** Asks the gateway a query, with whichever client the app has. */
  ask<Data>(query: string, variables: Record<string, unknown>): Promise<Data>
  /** The same for the list and for the stream. */
  filter: Record<string, unknown>
  show(rows: Row[]): void
  fail(error: unknown): void
}

type InboxPage = { conversations: { nodes: (Row | null)[] } }

type InboxEvents = {
  conversationEvents:
    | { __typename: 'ConversationDeleted'; deletedId: string }
    | { __typename: 'PartRedacted' }
    | { __typename: 'ConversationChanged'; conversationId: string; matches: boolean | null; conversation: Row | null }
    | { __typename: 'StreamGap' | 'StreamCaughtUp' }
}

const row = 'id title state'

export function liveInbox({ transport, ask, filter, show, fail }: Inbox) {
  const rows = new Map<string, Row>()
  let isRead = false

  async function readAll() {
    const { conversations } = await ask<InboxPage>(
      `query Inbox($filter: ConversationFilter) { conversations(first: 50, filter: $filter) { nodes { ${row} } } }`,
      { filter },
    )
    rows.clear()
    for (const node of conversations.nodes) if (node) rows.set(node.id, node)
    isRead = true
    show([...rows.values()])
  }

  return follow<InboxEvents>({
    transport,
    query: `subscription InboxEvents($filter: ConversationFilter) {
      conversationEvents(filter: $filter) {
        __typename
        ... on ConversationEvent { conversationId matches conversation { ${row} } }
        ... on ConversationDeleted { deletedId }
      }
    }`,
    variables: { filter },
    onGap: readAll,
    onCaughtUp: () => (isRead ? undefined : readAll()),
    async onEvent(event) {
      if (event.__typename === 'PartRedacted') return
      if (event.__typename === 'ConversationDeleted') rows.delete(event.deletedId)
      // null: nobody could tell just now
      else if (event.matches === null) return readAll()
      else if (event.matches && event.conversation) rows.set(event.conversationId, event.conversation)
      else rows.delete(event.conversationId)
      show([...rows.values()])
    },
    onFailed: fail,
  })
}

import type { Change, LogEntry } from '../../changes/change.ts'
import { type Author, authorFromIntercom } from '../contacts/model-author.ts'
import type { ConversationState } from './model.ts'
import { type PartType, partTypeFrom } from './model-part.ts'

/** What every event of a conversation says. */
type Event = {
  cursor: string
  occurredAt: Date
  origin: Change['origin']
  topic: string
  conversationId: string
  /** What it is about in the thread, the newest last, as far as the announcement says. */
  parts: readonly PartFacts[]
}

/** What an announcement says of a part: `type` is null when it does not say that, and of the author it says the kind and the id. */
export type PartFacts = { id: string; type: PartType | null; author: Author | null }

type Told<Name extends string, Facts = object> = Event & { __typename: Name } & Facts

export type ConversationEvent =
  | Told<'ConversationCreated'>
  | Told<'ConversationPartAdded'>
  | Told<'ConversationAssigned', { adminAssigneeId: string | null; teamAssigneeId: string | null }>
  | Told<'ConversationStateChanged', { state: ConversationState }>
  | Told<'ConversationRated'>
  | Told<'ConversationChanged', { changed: readonly string[] }>
  | Told<'ConversationDeleted'>
  | Told<'PartRedacted'>

const stateAfter: Readonly<Record<string, ConversationState>> = {
  'conversation.admin.closed': 'CLOSED',
  'conversation.admin.opened': 'OPEN',
  'conversation.admin.snoozed': 'SNOOZED',
  'conversation.admin.unsnoozed': 'OPEN',
}

/** What of a conversation is another after a topic that says so and no more. */
const changedBy: Readonly<Record<string, readonly string[]>> = {
  'conversation.priority.updated': ['priority'],
  'conversation.read': ['read'],
  'conversation.company.updated': ['company'],
  'conversation.contact.attached': ['contacts'],
  'conversation.contact.detached': ['contacts'],
  'conversation_part.tag.created': ['tags'],
}

/** The conversation that a Change is about before all else; undefined when it is about something else. */
export function conversationOf({ about: [first] }: Change): string | undefined {
  return first?.type === 'conversation' ? first.id : undefined
}

const isOfNewParts = (topic: string) => /\.(replied|noted)$/.test(topic)
const isBeginning = (topic: string) => /^conversation\..*\.created$/.test(topic)

/**
 * Names of what a topic tells once: that a conversation began or is gone, that a part was added or taken away, and what the part itself did. Our own write has to say the same as
 * Intercom's announcement of it, and the topics of replies speak of the same parts.
 */
export function toldOnce(topic: string, conversationId: string, partIds: readonly string[]): string[] {
  if (isBeginning(topic)) return [`conversation:${conversationId}`]
  if (topic === 'conversation.deleted') return [`${topic}:${conversationId}`]
  const isOfItsPart = stateAfter[topic] !== undefined || /\.(assigned|redacted)$/.test(topic)
  if (!isOfNewParts(topic) && !isOfItsPart) return []
  return partIds.map((part) => `${isOfItsPart ? topic : 'conversation part'}:${conversationId}:${part}`)
}

/** A Change in the words of the graph; undefined when it is not about a conversation. */
export function eventFrom({ cursor, change }: LogEntry): ConversationEvent | undefined {
  const conversationId = conversationOf(change)
  if (conversationId === undefined) return undefined
  const { topic, occurredAt, origin } = change
  const facts = factsOf(change)
  const parts = facts.parts.map(({ id, type, authorType, authorId }) => ({
    id,
    type: type === null ? null : partTypeFrom(type),
    author: authorFromIntercom({ type: authorType, id: authorId }),
  }))
  const event = { cursor, occurredAt, origin, topic, conversationId, parts }

  if (topic === 'conversation.deleted') return { __typename: 'ConversationDeleted', ...event }
  if (topic === 'conversation_part.redacted' && parts.length > 0) return { __typename: 'PartRedacted', ...event }
  if (topic === 'conversation.rating.added') return { __typename: 'ConversationRated', ...event }
  const state = stateAfter[topic]
  if (state !== undefined) return { __typename: 'ConversationStateChanged', ...event, state: facts.judged.state ?? state }
  if (isBeginning(topic)) return { __typename: 'ConversationCreated', ...event }
  if (/\.assigned$/.test(topic)) {
    const { adminAssigneeId = null, teamAssigneeId = null } = facts.judged
    return { __typename: 'ConversationAssigned', ...event, adminAssigneeId, teamAssigneeId }
  }
  if (isOfNewParts(topic)) return { __typename: 'ConversationPartAdded', ...event }
  return { __typename: 'ConversationChanged', ...event, changed: changedBy[topic] ?? facts.changed }
}

/** The event as it is for those who may not know of notes; undefined when it is nothing but notes, or does not say that it is not. */
export function withoutNotes(event: ConversationEvent): ConversationEvent | undefined {
  const isRedaction = event.__typename === 'PartRedacted'
  const parts = event.parts.filter(({ type }) => type !== 'NOTE' && !(isRedaction && type === null))
  const isOfParts = isRedaction || (event.__typename === 'ConversationPartAdded' && event.parts.length > 0)
  if (event.topic === 'conversation.admin.noted' || (isOfParts && parts.length === 0)) return undefined
  return { ...event, parts }
}

/** What part a topic tells of by itself; those of replies may be several things. */
const partOfTopic: Readonly<Partial<Record<ConversationEvent['__typename'], PartType>>> = {
  ConversationAssigned: 'ASSIGNMENT',
  ConversationStateChanged: 'STATE_CHANGE',
  ConversationRated: 'RATING',
}

/**
 * Whether an event is for those who follow parts of some types. Where the announcement does not say what came, it is: a part is told once, and would be
 * missed when another announcement says it.
 */
export function mayHavePartOf({ __typename, origin, parts }: ConversationEvent, types: readonly PartType[]): boolean {
  // which parts were missed is not known
  if (origin === 'RECONCILED' || __typename === 'ConversationDeleted' || __typename === 'PartRedacted') return true
  if (parts.length > 0) return parts.some(({ type }) => type === null || types.includes(type))
  const type = partOfTopic[__typename]
  return type ? types.includes(type) : __typename === 'ConversationPartAdded'
}

type Facts = {
  /** What the announcement said of the conversation. */
  judged: { state?: ConversationState; adminAssigneeId?: string | null; teamAssigneeId?: string | null }
  parts: readonly { id: string; type: string | null; authorType: string | null; authorId: string | null }[]
  /** What the gateway has changed, by the names of the graph. */
  changed: readonly string[]
}

/** What `webhooks.ts` of this row has put there; entries of before a release may lack what it has added. */
function factsOf({ facts }: Change): Facts {
  const { judged = {}, parts = [], changed = [] } = (facts ?? {}) as Partial<Facts>
  return { judged, parts, changed }
}

import type * as Intercom from '../../intercom/conversation-types.ts'
import { textFrom } from '../../intercom/values.ts'
import { wordsOf } from '../../writes/same-words.ts'
import { isWithin } from '../../writes/window.ts'
import type { Look } from '../../writes/write.ts'
import type { Conversation } from './model.ts'
import { type ConversationPart, partFromIntercom, partTypeFrom } from './model-part.ts'
import { answered, lookAt, touchedBy, type WriteDeps } from './service-writes.ts'
import {
  type Actor,
  type Assignee,
  type Attachments,
  attached,
  htmlOf,
  isAssigned,
  isBy,
  isReplyKind,
  likePart,
  type Reply,
  replyToIntercom,
} from './service-writes-words.ts'

type PartAnswer = Intercom.Conversation | undefined
type PartWrite = {
  step: string
  topic: string
  by: Actor
  /** What the part says, where it says something. */
  html?: string | undefined
  /** Its kind, by Intercom's word. */
  isKind(partType: string): boolean
  /** Whether the conversation is as this leaves it: for what leads to a state and says nothing. */
  isSo?(conversation: Intercom.Conversation): boolean
  send(): Promise<PartAnswer>
}

/** What adds a part to the thread. Intercom answers the conversation as it is now, with that part alone. */
export function createPartWrites(deps: WriteDeps) {
  const { intercom, writes, heads, read, keepAlong } = deps

  function add(id: string, { step, topic, by, html, isKind, isSo, send }: PartWrite) {
    const words = wordsOf(html)
    const isOurs = (part: Intercom.ConversationPart) =>
      isKind(part.part_type ?? '') && isBy(part, by) && (html === undefined || wordsOf(part.body) === words)

    const look: Look<PartAnswer> | undefined = isSo
      ? {
          find: async () =>
            present(await read(id))
              .filter(isSo)
              .map((conversation) => withParts(conversation, [])),
        }
      : words === ''
        ? undefined
        : {
            find: async (window) =>
              present(await read(id)).flatMap((conversation) =>
                partsOf(conversation)
                  .filter((part) => isOurs(part) && isWithin(part.created_at, window))
                  .map((part) => withParts(conversation, [part])),
              ),
            alike: {
              as: likePart(id, { step, by, words }),
              madeOf: (answer) => textFrom(partIn(answer, isOurs)?.id),
            },
          }

    return writes.once({
      step,
      about: { type: 'conversation', id },
      send,
      resultOf: (answer) => ({ conversationId: id, partId: textFrom(partIn(answered(answer, id), isOurs)?.id) }),
      announcedAs: (answer) => ({ topic, item: withParts(answered(answer, id), present(partIn(answer, isOurs))) }),
      async take(answer, at): Promise<{ conversation: Conversation; part: ConversationPart | null }> {
        const conversation = answered(answer, id)
        const part = partIn(conversation, isOurs)
        await keepAlong(conversation, at)
        return { conversation: heads.written(conversation, at), part: part ? partFromIntercom(part, id, 0) : null }
      },
      touches: touchedBy(deps, id),
      ...(look && { look }),
      checkWith: lookAt(id),
    })
  }

  const manage = (id: string, body: object) =>
    intercom.request<PartAnswer>({ method: 'POST', route: '/conversations/{conversation_id}/parts', params: { conversation_id: id }, body })
  const isState = (state: string) => (conversation: Intercom.Conversation) => conversation.state === state

  return {
    /** A teammate's reply, or what a contact writes. */
    reply: (id: string, reply: Reply) =>
      add(id, {
        step: 'reply',
        topic: 'admin' in reply.by ? 'conversation.admin.replied' : 'conversation.user.replied',
        by: reply.by,
        html: htmlOf(reply),
        isKind: isReplyKind,
        send: () =>
          intercom.request<PartAnswer>({
            method: 'POST',
            route: '/conversations/{conversation_id}/reply',
            params: { conversation_id: id },
            body: replyToIntercom(reply),
          }),
      }),
    /** What a teammate writes for the others. */
    note: (id: string, { by, body, attachments }: { by: { admin: string }; body: string; attachments?: Attachments }) =>
      add(id, {
        step: 'note',
        topic: 'conversation.admin.noted',
        by,
        html: body,
        isKind: (kind) => partTypeFrom(kind) === 'NOTE',
        send: () =>
          intercom.request<PartAnswer>({
            method: 'POST',
            route: '/conversations/{conversation_id}/reply',
            params: { conversation_id: id },
            body: { message_type: 'note', type: 'admin', admin_id: by.admin, body, ...attached(attachments) },
          }),
      }),
    /** To a teammate or a team; to nobody with null. */
    assign: (id: string, { by, to, body }: { by: { admin: string }; to: Assignee | null; body?: string | undefined }) =>
      add(id, {
        step: 'assign',
        topic: 'conversation.admin.assigned',
        by,
        html: body,
        isKind: (kind) => partTypeFrom(kind) === 'ASSIGNMENT',
        ...(body === undefined && { isSo: (conversation: Intercom.Conversation) => isAssigned(conversation, to) }),
        send: () =>
          manage(id, {
            message_type: 'assignment',
            type: to?.type ?? 'admin',
            admin_id: by.admin,
            assignee_id: to?.id ?? '0',
            ...(body !== undefined && { body }),
          }),
      }),
    close: (id: string, { by, body }: { by: { admin: string }; body?: string | undefined }) =>
      add(id, {
        step: 'close',
        topic: 'conversation.admin.closed',
        by,
        html: body,
        isKind: (kind) => kind === 'close',
        ...(body === undefined && { isSo: isState('closed') }),
        send: () => manage(id, { message_type: 'close', type: 'admin', admin_id: by.admin, ...(body !== undefined && { body }) }),
      }),
    open: (id: string, { by }: { by: { admin: string } }) =>
      add(id, {
        step: 'open',
        topic: 'conversation.admin.opened',
        by,
        isKind: (kind) => kind === 'open',
        isSo: isState('open'),
        send: () => manage(id, { message_type: 'open', admin_id: by.admin }),
      }),
    /** @param until in unix seconds */
    snooze: (id: string, { by, until }: { by: { admin: string }; until: number }) =>
      add(id, {
        step: 'snooze',
        topic: 'conversation.admin.snoozed',
        by,
        isKind: (kind) => kind === 'snoozed',
        isSo: (conversation) => conversation.state === 'snoozed' && conversation.snoozed_until === until,
        send: () => manage(id, { message_type: 'snoozed', admin_id: by.admin, snoozed_until: until }),
      }),
  }
}

const present = <T>(value: T | null | undefined): T[] => (value === null || value === undefined ? [] : [value])

const partsOf = (conversation: PartAnswer) => (conversation?.conversation_parts?.conversation_parts ?? []).filter((part) => part !== null)

/** The conversation as Intercom's answers and webhooks have it: with the parts that it is about, and no others. */
const withParts = (conversation: Intercom.Conversation, parts: Intercom.ConversationPart[]): Intercom.Conversation => ({
  ...conversation,
  conversation_parts: { conversation_parts: parts, total_count: parts.length },
})

/** The part that an answer is about: the only one, or the last that is like ours. */
function partIn(answer: PartAnswer, isOurs: (part: Intercom.ConversationPart) => boolean): Intercom.ConversationPart | undefined {
  const parts = partsOf(answer)
  return parts.findLast(isOurs) ?? (parts.length === 1 ? parts[0] : undefined)
}

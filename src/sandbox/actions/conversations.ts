import { parameterInvalid } from '../http/errors.ts'
import type { ConversationRecord, Seconds } from '../records.ts'
import type { ContactActions } from './contacts.ts'
import { type ActionDeps, secondsOf } from './deps.ts'
import { adminAuthor, contactAuthor, find } from './find.ts'
import { newConversation } from './new-conversation.ts'
import { makePart, type NewPart, withPart } from './thread.ts'
import type { TicketActions } from './tickets.ts'

/** In which conversation, and which teammate does it. */
type ByAdmin = { conversation: string; admin: string }

/** What customers and teammates do in conversations. Each answers with the ids of what it made. */
export function createConversationActions(deps: ActionDeps, { contacts, tickets }: { contacts: ContactActions; tickets: TicketActions }) {
  const { world, items, announce, ids } = deps

  /** Adds a part, changes what follows from it, and tells it under every topic that Intercom has for it. */
  function happens(id: string, what: NewPart, topics: readonly string[], fields: Partial<ConversationRecord> = {}) {
    const before = { ...find(world, 'conversations', id), ...fields }
    const part = makePart(what, ids.part(), secondsOf(world), before.state)
    const after = withPart(before, part)
    world.conversations.put(after)
    for (const topic of topics) announce(topic, items.conversation(after, [part]), `conversation ${id}`)
    tickets.follow(id, part)
    return { conversation: id, part: part.id }
  }

  return {
    /** A customer writes for the first time. */
    start({ contact, body, topic }: { contact: string; body: string; topic?: string }) {
      const at = secondsOf(world)
      const record = newConversation({
        ...{ id: ids.conversation(), sourceId: ids.source(), at, author: contactAuthor(world, contact), body, topic },
        company: find(world, 'contacts', contact).company_ids[0] ?? null,
      })
      world.conversations.put(record)
      announce('conversation.user.created', items.conversation(record, []), `conversation ${record.id}`)
      contacts.note(contact, { last_seen_at: at, last_replied_at: at })
      return { conversation: record.id }
    },

    /** A customer writes again, which opens the conversation if it was closed or snoozed. By default the one who takes part. */
    contactReplies({ conversation, contact, body }: { conversation: string; contact?: string; body: string }) {
      const id = contact ?? find(world, 'conversations', conversation).contact_ids[0] ?? ''
      const told = happens(conversation, { type: 'comment', author: contactAuthor(world, id), body }, ['conversation.user.replied'])
      const at = secondsOf(world)
      contacts.note(id, { last_seen_at: at, last_replied_at: at })
      return told
    },

    adminReplies({ conversation, admin, body }: ByAdmin & { body: string }) {
      const author = adminAuthor(world, admin)
      const told = happens(conversation, { type: 'comment', author, body }, ['conversation.admin.replied'])
      for (const id of find(world, 'conversations', conversation).contact_ids) contacts.note(id, { last_contacted_at: secondsOf(world) })
      return told
    },

    /** Something that only teammates see. */
    note: ({ conversation, admin, body }: ByAdmin & { body: string }) =>
      happens(conversation, { type: 'note', author: adminAuthor(world, admin), body }, ['conversation.admin.noted']),

    /** Hands a conversation to a teammate or a team; the id `0` to nobody. */
    assign({ conversation, admin, type, assignee }: ByAdmin & { type: 'admin' | 'team'; assignee: string }) {
      if (assignee !== '0') find(world, type === 'admin' ? 'admins' : 'teams', assignee)
      const assignedTo = { type, id: assignee === '0' ? null : assignee }
      const { open } = find(world, 'conversations', conversation)
      const topics = ['conversation.admin.assigned', ...(open ? ['conversation.admin.open.assigned'] : [])]
      return happens(conversation, { type: 'assignment', author: adminAuthor(world, admin), assignedTo }, topics)
    },

    close: ({ conversation, admin, body }: ByAdmin & { body?: string }) =>
      happens(conversation, { type: 'close', author: adminAuthor(world, admin), body }, ['conversation.admin.closed']),

    open: ({ conversation, admin }: ByAdmin) =>
      happens(conversation, { type: 'open', author: adminAuthor(world, admin) }, ['conversation.admin.opened']),

    snooze({ conversation, admin, until }: ByAdmin & { until: Seconds }) {
      if (until <= secondsOf(world)) throw parameterInvalid(`until is ${until}, which is not in the future; it is in unix seconds.`)
      const author = adminAuthor(world, admin)
      return happens(conversation, { type: 'snoozed', author }, ['conversation.admin.snoozed'], { snoozed_until: until })
    },

    unsnooze: ({ conversation, admin }: ByAdmin) =>
      happens(conversation, { type: 'unsnoozed', author: adminAuthor(world, admin) }, ['conversation.admin.unsnoozed']),

    tag({ conversation, admin, tag }: ByAdmin & { tag: string }) {
      find(world, 'tags', tag)
      const part = { type: 'conversation_tags_updated', author: adminAuthor(world, admin), tagIds: [tag] }
      return happens(conversation, part, ['conversation_part.tag.created'])
    },

    /** Takes the words of a part away, for good. */
    redact({ conversation: id, part: partId }: { conversation: string; part: string }) {
      const before = find(world, 'conversations', id)
      const part = before.parts.find((one) => one.id === partId)
      if (!part?.body) throw parameterInvalid(`Conversation ${id} has no part ${partId} with a body.`)
      const at = secondsOf(world)
      const redacted = { ...part, body: null, attachments: [], redacted: true, updated_at: at }
      const parts = before.parts.map((one) => (one === part ? redacted : one))
      const after = { ...before, parts, updated_at: Math.max(before.updated_at, at) }
      world.conversations.put(after)
      const ticket = world.tickets.get(id)
      if (ticket) world.tickets.put({ ...ticket, parts: ticket.parts.map((one) => (one.id === partId ? redacted : one)) })
      announce('conversation_part.redacted', items.conversation(after, [redacted]), `conversation ${id}`)
      return { conversation: id, part: partId }
    },

    /** For good, and the ticket that it was with it. */
    delete({ conversation: id }: { conversation: string }) {
      find(world, 'conversations', id)
      world.conversations.remove(id)
      world.tickets.remove(id)
      announce('conversation.deleted', items.deletedConversation(id), `conversation ${id}`)
      return { conversation: id }
    },
  }
}

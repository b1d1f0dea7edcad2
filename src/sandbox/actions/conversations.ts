import { parameterInvalid } from '../http/errors.ts'
import type { Version } from '../http/versions.ts'
import type { AttachmentRecord, ConversationRecord, PartMetadata, Seconds } from '../records.ts'
import { statisticsOf } from '../seed/statistics.ts'
import type { ContactActions } from './contacts.ts'
import { createConversationChanges } from './conversation-changes.ts'
import { type ActionDeps, secondsOf } from './deps.ts'
import { adminAuthor, contactAuthor, find } from './find.ts'
import { createHappen } from './happen.ts'
import { newConversation } from './new-conversation.ts'
import { createParticipantActions } from './participants.ts'
import type { TicketActions } from './tickets.ts'

/** In which conversation, and which teammate does it. */
type ByAdmin = { conversation: string; admin: string }

/** What may come with words. */
type Along = { attachments?: AttachmentRecord[]; metadata?: PartMetadata | undefined; at?: Seconds | undefined }

type AdminMessage = {
  admin: string
  contacts: string[]
  body: string
  subject: string
  channel: 'email' | 'conversation'
  opensConversation: boolean
  at: Seconds | undefined
}

/** What customers and teammates do in conversations. Each answers with the ids of what it made. */
export function createConversationActions(
  deps: ActionDeps,
  { contacts, tickets, version }: { contacts: ContactActions; tickets: TicketActions; version: Version },
) {
  const { world, items, announce, ids } = deps
  const happen = createHappen(deps, tickets)

  return {
    ...createConversationChanges(deps, happen, version),
    ...createParticipantActions(deps, happen),

    /** A customer writes for the first time. */
    start({
      contact,
      body,
      topic,
      subject,
      ...along
    }: { contact: string; body: string; topic?: string; subject?: string } & Omit<Along, 'metadata'>) {
      const at = along.at ?? secondsOf(world)
      const record = newConversation({
        ...{ id: ids.conversation(), sourceId: ids.source(), at, author: contactAuthor(world, contact), body, topic, subject },
        attachments: along.attachments,
        company: find(world, 'contacts', contact).company_ids[0] ?? null,
      })
      world.conversations.put(record)
      announce('conversation.user.created', items.conversation(record, []), `conversation ${record.id}`)
      contacts.note(contact, { last_seen_at: at, last_replied_at: at })
      return { conversation: record.id }
    },

    /** A teammate writes first. A conversation comes of it only if one is asked for; then it is closed until somebody answers. */
    adminWrites({ admin, contacts: to, body, subject, channel, opensConversation, at: givenAt }: AdminMessage) {
      const at = givenAt ?? secondsOf(world)
      const author = adminAuthor(world, admin)
      for (const id of to) contacts.note(id, { last_contacted_at: at })
      const [first] = to
      if (!opensConversation || first === undefined) return { message: ids.message(), at }
      const begun = newConversation({
        ...{ id: ids.conversation(), sourceId: ids.source(), at, author, body, subject, topic: undefined, attachments: undefined },
        company: find(world, 'contacts', first).company_ids[0] ?? null,
      })
      const record: ConversationRecord = {
        ...begun,
        ...{
          state: 'closed',
          open: false,
          read: true,
          waiting_since: null,
          contact_ids: to,
          teammate_ids: [admin],
          first_contact_reply: null,
        },
        source: { ...begun.source, type: channel, delivered_as: 'admin_initiated' },
        statistics: statisticsOf({ createdAt: at, startedByContact: false, parts: [] }),
      }
      world.conversations.put(record)
      announce('conversation.admin.single.created', items.conversation(record, []), `conversation ${record.id}`)
      return { message: record.source.id, at, conversation: record.id }
    },

    /** A customer writes again, which opens the conversation if it was closed or snoozed. By default the one who takes part. */
    contactReplies({ conversation, contact, body, ...along }: { conversation: string; contact?: string; body: string } & Along) {
      const { state, contact_ids } = find(world, 'conversations', conversation)
      const id = contact ?? contact_ids[0] ?? ''
      const type = state === 'open' ? 'comment' : 'open'
      const told = happen(conversation, { type, author: contactAuthor(world, id), body, ...along }, ['conversation.user.replied'])
      const at = secondsOf(world)
      contacts.note(id, { last_seen_at: at, last_replied_at: at })
      return told
    },

    /** A teammate answers, in words or with answers to choose from. */
    adminReplies({ conversation, admin, body, ...along }: ByAdmin & { body?: string } & Along) {
      const type = along.metadata ? 'quick_reply' : 'comment'
      const told = happen(conversation, { type, author: adminAuthor(world, admin), body, ...along }, ['conversation.admin.replied'])
      for (const id of find(world, 'conversations', conversation).contact_ids) contacts.note(id, { last_contacted_at: secondsOf(world) })
      return told
    },

    /** Something that only teammates see. */
    note: ({ conversation, admin, body, ...along }: ByAdmin & { body: string } & Along) =>
      happen(conversation, { type: 'note', author: adminAuthor(world, admin), body, ...along }, ['conversation.admin.noted']),

    /** Hands a conversation to a teammate or a team, which opens it if it was closed; the id `0` to nobody. */
    assign({
      conversation,
      admin,
      type,
      assignee,
      body,
    }: ByAdmin & { type: 'admin' | 'team'; assignee: string; body?: string | undefined }) {
      const isNobody = assignee === '0'
      if (!isNobody) find(world, type === 'admin' ? 'admins' : 'teams', assignee)
      const { state } = find(world, 'conversations', conversation)
      const isOpened = state === 'closed' && !isNobody
      const topics = ['conversation.admin.assigned', ...(state === 'open' || isOpened ? ['conversation.admin.open.assigned'] : [])]
      const what = isOpened ? 'assign_and_reopen' : 'assignment'
      const assignedTo = { type, id: isNobody ? null : assignee }
      return happen(conversation, { type: what, author: adminAuthor(world, admin), assignedTo, body }, topics)
    },

    close: ({ conversation, admin, body }: ByAdmin & { body?: string | undefined }) =>
      happen(conversation, { type: 'close', author: adminAuthor(world, admin), body }, ['conversation.admin.closed']),

    /** The one is closed and linked to the other, which goes on. */
    merge({ from, into }: { from: string; into: string }) {
      find(world, 'conversations', into)
      world.merged_conversations.set(from, into)
      const author = adminAuthor(world, world.workspace.token_admin_id)
      return happen(from, { type: 'close', author }, ['conversation.admin.closed'])
    },

    open: ({ conversation, admin }: ByAdmin) =>
      happen(conversation, { type: 'open', author: adminAuthor(world, admin) }, ['conversation.admin.opened']),

    snooze({ conversation, admin, until }: ByAdmin & { until: Seconds }) {
      if (until <= secondsOf(world)) throw parameterInvalid(`until is ${until}, which is not in the future; it is in unix seconds.`)
      const author = adminAuthor(world, admin)
      return happen(conversation, { type: 'snoozed', author }, ['conversation.admin.snoozed'], { snoozed_until: until })
    },

    unsnooze: ({ conversation, admin }: ByAdmin) =>
      happen(conversation, { type: 'unsnoozed', author: adminAuthor(world, admin) }, ['conversation.admin.unsnoozed']),

    tag({ conversation, admin, tag }: ByAdmin & { tag: string }) {
      find(world, 'tags', tag)
      const part = { type: 'conversation_tags_updated', author: adminAuthor(world, admin), tagIds: [tag] }
      return happen(conversation, part, ['conversation_part.tag.created'])
    },

    /** Takes a tag off again, of which nobody is told. */
    untag({ conversation, admin, tag }: ByAdmin & { tag: string }) {
      const { tags } = find(world, 'conversations', conversation)
      const part = { type: 'conversation_tags_updated', author: adminAuthor(world, admin) }
      return happen(conversation, part, [], { tags: tags.filter(({ id }) => id !== tag) })
    },
  }
}

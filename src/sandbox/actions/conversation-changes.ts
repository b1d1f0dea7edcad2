import { ApiError, parameterInvalid } from '../http/errors.ts'
import { since, type Version } from '../http/versions.ts'
import type { AttributeValue, ConversationRecord, PartRecord } from '../records.ts'
import { createBot } from '../seed/staff.ts'
import { type ActionDeps, secondsOf } from './deps.ts'
import { contactAuthor, find } from './find.ts'
import type { Happen } from './happen.ts'

type Changes = {
  read?: boolean | undefined
  title?: string | null
  company?: string | null | undefined
  attributes?: Record<string, AttributeValue>
}

type Rating = { conversation: string; contact?: string; rating: number; remark?: string | null }

/** What Intercom puts in the place of words that were redacted: OpenAPI 2.14, the example of POST /conversations/redact. */
const redactedBody = '<p><i>This message was deleted</i></p>'

/** What is changed about a conversation, and what is taken out of it. */
export function createConversationChanges({ world, items, announce }: ActionDeps, happen: Happen, version: Version) {
  const subjectOf = (id: string) => `conversation ${id}`

  function put(before: ConversationRecord, fields: Partial<ConversationRecord>): ConversationRecord {
    const after = { ...before, ...fields, updated_at: Math.max(before.updated_at, secondsOf(world)) }
    world.conversations.put(after)
    return after
  }

  function redacted(after: ConversationRecord, parts: readonly PartRecord[]) {
    announce('conversation_part.redacted', items.conversation(after, parts), subjectOf(after.id))
  }

  return {
    /** A title, an attribute, the company, and whether it was read. Each attribute that changes is a part of the thread. */
    update({ conversation: id, read, title, company, attributes = {} }: Changes & { conversation: string }) {
      const before = find(world, 'conversations', id)
      if (company) find(world, 'companies', company)
      const after = put(before, {
        ...(read === undefined ? {} : { read }),
        ...(title === undefined ? {} : { title }),
        ...(company === undefined ? {} : { company_id: company }),
      })
      if (after.read && !before.read) announce('conversation.read', items.conversation(after, []), subjectOf(id))
      if (after.company_id !== before.company_id && since(version, '2.15')) {
        announce('conversation.company.updated', items.conversation(after, []), subjectOf(id))
      }
      for (const [name, value] of Object.entries(attributes)) {
        if (value === (before.custom_attributes[name] ?? null)) continue
        const details = { attribute: { name }, value: { name: String(value ?? '') } }
        const part = { type: 'conversation_attribute_updated_by_admin', author: createBot(world.workspace.id_code), details }
        happen(id, part, [], { custom_attributes: { ...find(world, 'conversations', id).custom_attributes, [name]: value } })
      }
      return { conversation: id }
    },

    /** How urgent it is, in the words of 2.16; `none` takes that away. */
    prioritise({ conversation: id, priority }: { conversation: string; priority: ConversationRecord['priority'] }) {
      const before = find(world, 'conversations', id)
      if (before.priority !== priority)
        announce('conversation.priority.updated', items.conversation(put(before, { priority }), []), subjectOf(id))
      return { conversation: id }
    },

    /** A customer says how it was, from 1 to 5; by default the first who takes part. */
    rate({ conversation: id, contact, rating, remark = null }: Rating) {
      const { contact_ids, admin_assignee_id } = find(world, 'conversations', id)
      if (!Number.isInteger(rating) || rating < 1 || rating > 5) throw parameterInvalid(`rating is ${rating}, and must be one of 1 to 5`)
      const author = contactAuthor(world, contact ?? contact_ids[0] ?? '')
      const at = secondsOf(world)
      const teammate = admin_assignee_id === null ? null : { type: 'admin', id: admin_assignee_id }
      const given = { rating, remark, created_at: at, updated_at: at, contact_id: author.id, teammate }
      return happen(id, { type: 'conversation_rating_changed', author }, ['conversation.rating.added'], { rating: given })
    },

    /** Takes the words of a part away, for good. */
    redact({ conversation: id, part: partId }: { conversation: string; part: string }) {
      const before = find(world, 'conversations', id)
      const part = before.parts.find((one) => one.id === partId)
      if (!part?.body) throw notRedactable(`Conversation ${id} has no part ${partId} with a body.`)
      const gone = { ...part, body: redactedBody, attachments: [], redacted: true, updated_at: secondsOf(world) }
      const after = put(before, { parts: before.parts.map((one) => (one === part ? gone : one)) })
      const ticket = world.tickets.get(id)
      if (ticket) world.tickets.put({ ...ticket, parts: ticket.parts.map((one) => (one.id === partId ? gone : one)) })
      redacted(after, [gone])
      return { conversation: id, part: partId }
    },

    /** The same for the message that it began with, if a customer wrote it. */
    redactSource({ conversation: id }: { conversation: string }) {
      const before = find(world, 'conversations', id)
      const { source } = before
      if (source.author.type === 'admin' || source.author.type === 'bot') {
        throw notRedactable(`The first message of conversation ${id} was not written by a contact.`)
      }
      redacted(put(before, { source: { ...source, body: redactedBody, attachments: [], redacted: true } }), [])
      return { conversation: id }
    },

    /** For good, and the ticket that it was with it. */
    delete({ conversation: id, retainsMetrics = true }: { conversation: string; retainsMetrics?: boolean }) {
      find(world, 'conversations', id)
      world.deleted_conversations.set(id, { atSeconds: secondsOf(world), retainsMetrics })
      world.conversations.remove(id)
      world.tickets.remove(id)
      announce('conversation.deleted', items.deletedConversation(id), subjectOf(id))
      return { conversation: id }
    },
  }
}

/** The code is OpenAPI 2.14's, in the text of POST /conversations/redact; its status is not published. */
const notRedactable = (message: string) => new ApiError(400, 'conversation_part_not_redactable', message)

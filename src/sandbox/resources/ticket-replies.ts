import { htmlFrom, paragraphFrom } from '../actions/bodies.ts'
import { adminAuthor, contactAuthor } from '../actions/find.ts'
import type { NewPart } from '../actions/thread.ts'
import { ApiError, notFound } from '../http/errors.ts'
import { type Fields, fieldsOf, flagIn, neededId, neededText, neededWord, parameterNotFound, wholeIn } from '../http/fields.ts'
import type { Call, Route } from '../http/router.ts'
import type { TicketRecord } from '../ticket-records.ts'
import { actingAdmin, namedContact, userNotFound } from './acting.ts'
import { attachmentsIn } from './attachments-in.ts'
import { quickRepliesIn } from './conversation-replies.ts'
import { tagNotFound } from './conversation-tags.ts'
import { renderTag } from './tags.ts'
import { renderTicketPart } from './ticket.ts'
import { ticketOf } from './ticket-writes.ts'

/** POST /tickets/{ticket_id}/reply, which is answered with the part alone. Here a ticket that is not there has the words of all others. */
function reply(call: Call) {
  const ticket = call.world.tickets.get(call.params.ticket_id ?? '')
  if (!ticket) throw notFound()
  const fields = fieldsOf(call.body)
  const isAdmin = neededWord(fields, 'type', ['admin', 'user']) === 'admin'
  const what = isAdmin ? fromAdmin(call, fields) : fromContact(call, ticket, fields)
  const { part: id } = write(call, ticket, what)
  if (isAdmin && what.type === 'note' && flagIn(fields, 'cross_post') === true) crossPost(call, ticket, what)
  const part = call.world.tickets.get(ticket.id)?.parts.find((one) => one.id === id)
  if (!part) throw notFound()
  // the description knows no other kinds of replies
  return renderTicketPart({ ...part, part_type: part.part_type === 'open' ? 'comment' : part.part_type })
}

function fromAdmin(call: Call, fields: Fields): NewPart {
  const type = neededWord(fields, 'message_type', ['comment', 'note', 'quick_reply'])
  const author = adminAuthor(call.world, actingAdmin(call, fields).id)
  const along = { attachments: attachmentsIn(fields), at: wholeIn(fields, 'created_at') ?? undefined }
  if (type === 'quick_reply') return { type, author, ...along, metadata: { quick_reply_options: quickRepliesIn(fields) } }
  const body = htmlFrom(neededText(fields, 'body'))
  if (body === '') throw parameterNotFound('body')
  return { type, author, body, ...along }
}

function fromContact(call: Call, ticket: TicketRecord, fields: Fields): NewPart {
  neededWord(fields, 'message_type', ['comment'])
  if (call.world.ticket_types.get(ticket.ticket_type_id)?.category !== 'Customer') {
    throw new ApiError(400, 'parameter_mismatch', 'User replies are not allowed on Backoffice tickets')
  }
  const contact = namedContact(call, fields)
  if (!contact) throw userNotFound()
  const along = { attachments: attachmentsIn(fields), at: wholeIn(fields, 'created_at') ?? undefined }
  return { type: 'comment', author: contactAuthor(call.world, contact.id), body: paragraphFrom(neededText(fields, 'body')), ...along }
}

/** In the conversation that the ticket is, where it is one. */
function write({ world, actions: { conversations, tickets } }: Call, { id }: TicketRecord, what: NewPart): { part: string } {
  if (!world.conversations.has(id)) return tickets.happens(id, what)
  const { author, body = '', attachments = [], at, metadata } = what
  const words = { conversation: id, body, attachments, at }
  if (author.type !== 'admin') return conversations.contactReplies({ ...words, contact: author.id })
  if (what.type === 'note') return conversations.note({ ...words, admin: author.id })
  return conversations.adminReplies({
    conversation: id,
    attachments,
    at,
    metadata,
    admin: author.id,
    ...(what.body === undefined ? {} : { body }),
  })
}

/** A note of a ticket that only teammates see goes into all conversations that hang on it. */
function crossPost({ world, actions }: Call, { links }: TicketRecord, { author, body = '' }: NewPart) {
  for (const { type, id } of links) {
    if (type === 'conversation' && world.conversations.has(id)) actions.conversations.note({ conversation: id, admin: author.id, body })
  }
}

/** The tags of a ticket that is a conversation are the conversation's; of the others only their writers know. */
function addTag(call: Call) {
  const { world, actions } = call
  const ticket = ticketOf(call)
  const fields = fieldsOf(call.body)
  const tag = world.tags.get(neededId(fields, 'id'))
  if (!tag) throw tagNotFound()
  const admin = actingAdmin(call, fields).id
  if (world.conversations.has(ticket.id)) actions.conversations.tag({ conversation: ticket.id, admin, tag: tag.id })
  else actions.tickets.set({ ticket: ticket.id, tags: [...new Set([...(ticket.tags ?? []), tag.id])] })
  return renderTag(tag)
}

function removeTag(call: Call) {
  const { world, actions } = call
  const ticket = ticketOf(call)
  const admin = actingAdmin(call, fieldsOf(call.body)).id
  const conversation = world.conversations.get(ticket.id)
  const tagIds = conversation ? conversation.tags.map(({ id }) => id) : (ticket.tags ?? [])
  const tag = world.tags.get(call.params.tag_id ?? '')
  if (!tag || !tagIds.includes(tag.id)) throw tagNotFound()
  if (conversation) actions.conversations.untag({ conversation: ticket.id, admin, tag: tag.id })
  else actions.tickets.set({ ticket: ticket.id, tags: tagIds.filter((id) => id !== tag.id) })
  return renderTag(tag)
}

export const ticketReplyRoutes: Route[] = [
  { method: 'POST', path: '/tickets/{ticket_id}/reply', answer: reply },
  { method: 'POST', path: '/tickets/{ticket_id}/tags', answer: addTag },
  { method: 'DELETE', path: '/tickets/{ticket_id}/tags/{tag_id}', answer: removeTag },
]

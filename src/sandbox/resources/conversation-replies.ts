import { htmlFrom, paragraphFrom } from '../actions/bodies.ts'
import { notFound, parameterInvalid } from '../http/errors.ts'
import { type Fields, fieldsOf, neededText, neededWord, objectsIn, parameterNotFound, wholeIn } from '../http/fields.ts'
import type { Call, Route } from '../http/router.ts'
import type { ContactRecord, PartMetadata } from '../records.ts'
import { recordsBy } from '../store/world.ts'
import { actingAdmin, namedContact, userNotFound } from './acting.ts'
import { attachmentsIn } from './attachments-in.ts'
import { answerWithPart, conversationOf } from './conversation-answer.ts'

/** POST /conversations/{conversation_id}/reply: a teammate's comment, note or quick reply, or what a contact writes. */
function reply(call: Call) {
  const fields = fieldsOf(call.body)
  const along = { attachments: attachmentsIn(fields), at: wholeIn(fields, 'created_at') ?? undefined }
  const type = neededWord(fields, 'type', ['admin', 'user'])
  return type === 'admin' ? adminReply(call, fields, along) : contactReply(call, fields, along)
}

type Along = { attachments: ReturnType<typeof attachmentsIn>; at: number | undefined }

function adminReply(call: Call, fields: Fields, along: Along) {
  const { conversations } = call.actions
  const by = { conversation: conversationOf(call).id, admin: actingAdmin(call, fields).id }
  const kind = neededWord(fields, 'message_type', ['comment', 'note', 'quick_reply'])
  if (kind === 'quick_reply') {
    const metadata = { quick_reply_options: quickRepliesIn(fields) }
    const body = fields.body === undefined ? {} : { body: bodyIn(fields) }
    return answerWithPart(call, conversations.adminReplies({ ...by, ...body, ...along, metadata }))
  }
  const words = { ...by, ...along, body: bodyIn(fields) }
  return answerWithPart(call, kind === 'note' ? conversations.note(words) : conversations.adminReplies(words))
}

function contactReply(call: Call, fields: Fields, along: Along) {
  // an example of the description has `quick_reply` here, which its schema does not list
  neededWord(fields, 'message_type', ['comment', 'quick_reply'])
  if (!['intercom_user_id', 'user_id', 'email'].some((name) => fields[name])) throw parameterNotFound('intercom_user_id')
  const contact = namedContact(call, fields)
  const conversation = call.params.conversation_id === 'last' ? latestOf(call, contact) : conversationOf(call)
  if (!contact) throw userNotFound()
  const [chosen] = fields.reply_options === undefined ? [] : quickRepliesIn(fields)
  const metadata: PartMetadata | undefined = chosen && { quick_reply_uuid: chosen.uuid }
  const body = paragraphFrom(chosen && fields.body === undefined ? chosen.text : neededText(fields, 'body'))
  return answerWithPart(
    call,
    call.actions.conversations.contactReplies({ conversation: conversation.id, contact: contact.id, body, ...along, metadata }),
  )
}

/** `last` in the place of an id: the conversation of this contact in which something happened last. */
function latestOf({ world }: Call, contact: ContactRecord | undefined) {
  const all = contact ? recordsBy(world.conversations, 'contact_id', contact.id) : []
  const [latest] = all.sort((a, b) => b.updated_at - a.updated_at || Number(b.id) - Number(a.id))
  if (!latest) throw notFound()
  return latest
}

function bodyIn(fields: Fields): string {
  const body = htmlFrom(neededText(fields, 'body'))
  if (body === '') throw parameterNotFound('body')
  return body
}

export function quickRepliesIn(fields: Fields) {
  const options = objectsIn(fields, 'reply_options').map((option) => ({
    text: neededText(option, 'text'),
    uuid: neededText(option, 'uuid'),
  }))
  if (options.length === 0) throw parameterNotFound('reply_options')
  if (new Set(options.map(({ uuid }) => uuid)).size < options.length) throw parameterInvalid('the uuids of reply_options must differ')
  return options
}

export const conversationReplyRoutes: Route[] = [{ method: 'POST', path: '/conversations/{conversation_id}/reply', answer: reply }]

import { htmlFrom, paragraphFrom } from '../actions/bodies.ts'
import { ApiError, notFound, parameterInvalid } from '../http/errors.ts'
import {
  type Fields,
  fieldsOf,
  flagIn,
  idIn,
  neededId,
  neededWord,
  objectIn,
  objectsIn,
  parameterNotFound,
  textIn,
  wholeIn,
} from '../http/fields.ts'
import type { Call, Route } from '../http/router.ts'
import type { ContactRecord } from '../records.ts'
import { namedContact, userNotFound } from './acting.ts'
import { renderAuthor } from './admins.ts'

/** A teammate writes to contacts, or a contact begins a conversation: OpenAPI 2.14, POST /messages, and its examples. */
function send(call: Call) {
  const { world, body } = call
  const fields = fieldsOf(body)
  const words = textIn(fields, 'body')
  if (!words?.trim()) throw parameterInvalid('Body is required')
  const from = objectIn(fields, 'from')
  const type = from && neededWord(from, 'type', ['admin', 'user', 'lead', 'contact'])
  if (from && type !== 'admin') return sendAsContact(call, from, words)
  const sender = from ? neededId(from, 'id') : world.workspace.token_admin_id
  if (!world.admins.has(sender)) throw notFound('admin_not_found', 'Admin not found')
  return sendAsAdmin(call, fields, { sender, words })
}

function sendAsContact({ world, actions }: Call, from: Fields, words: string) {
  const contact = world.contacts.get(neededId(from, 'id'))
  if (!contact) throw userNotFound()
  const { conversation: conversation_id } = actions.conversations.start({ contact: contact.id, body: paragraphFrom(words) })
  const made = world.conversations.get(conversation_id)
  return { type: 'user_message', id: made?.source.id, created_at: made?.created_at, body: words, message_type: 'inapp', conversation_id }
}

/** There is no conversation until a contact answers, unless it is asked for. */
function sendAsAdmin(call: Call, fields: Fields, { sender, words }: { sender: string; words: string }) {
  const { world, actions } = call
  const kind = neededWord(fields, 'message_type', ['in_app', 'inapp', 'email'])
  const subject = textIn(fields, 'subject') ?? undefined
  if (kind === 'email' && !subject) throw new ApiError(422, 'parameter_not_found', 'No subject supplied for email message')
  const contacts = recipientsIn(call, fields, 'to')
  if (contacts.length === 0) throw parameterNotFound('to')
  const others = [...recipientsIn(call, fields, 'cc'), ...recipientsIn(call, fields, 'bcc')]
  const made = actions.conversations.adminWrites({
    ...{ admin: sender, contacts: [...contacts, ...others].map(({ id }) => id), body: htmlFrom(words), subject: subject ?? '' },
    ...{ channel: kind === 'email' ? 'email' : 'conversation', at: wholeIn(fields, 'created_at') ?? undefined },
    opensConversation: flagIn(fields, 'create_conversation_without_contact_reply') === true,
  })
  return {
    ...{ type: 'admin_message', id: made.message, created_at: made.at, ...(subject ? { subject } : {}), body: words },
    message_type: kind === 'email' ? 'email' : 'inapp',
    owner: renderAuthor(world, sender),
    ...(made.conversation === undefined ? {} : { conversation_id: made.conversation }),
  }
}

/** One, or a list of them. */
function recipientsIn(call: Call, fields: Fields, name: string): ContactRecord[] {
  if (fields[name] === undefined || fields[name] === null) return []
  const all = Array.isArray(fields[name]) ? objectsIn(fields, name) : [objectIn(fields, name) ?? {}]
  return all.map((one) => {
    const id = idIn(one, 'id')
    const contact = id ? call.world.contacts.get(id) : namedContact(call, { user_id: one.user_id, email: one.email })
    if (!contact) throw userNotFound()
    return contact
  })
}

export const messageRoutes: Route[] = [{ method: 'POST', path: '/messages', answer: send }]

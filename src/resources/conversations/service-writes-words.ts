import type * as Intercom from '../../intercom/conversation-types.ts'
import type { Id, Loose } from '../../intercom/wire.ts'
import { htmlOfText } from '../../writes/same-words.ts'

/** Who does it: a teammate, or a contact who writes. */
export type Actor = { admin: string } | { contact: string }

export type Attachments = {
  urls?: readonly string[] | undefined
  files?: readonly { name: string; contentType: string; base64: string }[] | undefined
}

export type Reply = {
  by: Actor
  /** HTML of a teammate, text of a contact. */
  body: string
  attachments?: Attachments
  /** Answers to choose from; a teammate's only. */
  quickReplies?: readonly { text: string; uuid: string }[] | undefined
  skipNotifications?: boolean
}

export type Assignee = { type: 'admin' | 'team'; id: string }

/** A reply as Intercom takes it, in conversations and in tickets alike. */
export const replyToIntercom = ({ by, body, attachments, quickReplies, skipNotifications }: Reply) => ({
  message_type: quickReplies ? 'quick_reply' : 'comment',
  ...('admin' in by ? { type: 'admin', admin_id: by.admin } : { type: 'user', intercom_user_id: by.contact }),
  body,
  ...(quickReplies && { reply_options: quickReplies }),
  ...attached(attachments),
  ...(skipNotifications && { skip_notifications: true }),
})

/** What a reply says, as Intercom will show it. */
export const htmlOf = ({ by, body }: Reply) => ('admin' in by ? body : htmlOfText(body))

/** A contact's words open what was closed, in the same part. */
export const isReplyKind = (partType: string) => /^(comment|quick_reply|open)$/.test(partType)

/** What is like a part that says something, whether it is added to a conversation or to the ticket that this is: they are one thread, of one id. */
export const likePart = (id: string, { step, by, words }: { step: string; by: Actor; words: string }) =>
  JSON.stringify(['part', id, step, by, words])

type Written = Pick<Intercom.ConversationPart, 'author' | 'created_at'>

export const isBy = ({ author }: Written, by: Actor) =>
  'admin' in by
    ? author?.type === 'admin' && String(author.id) === by.admin
    : author?.type !== 'admin' && author?.type !== 'bot' && String(author?.id) === by.contact

type Assigned = Loose<{ admin_assignee_id: Id; team_assignee_id: Id }>

/** Whether it is with whom it was given to; with no teammate, for nobody. */
export function isAssigned({ admin_assignee_id, team_assignee_id }: Assigned, to: Assignee | null): boolean {
  const isNone = (id: unknown) => id === null || id === undefined || String(id) === '0' || id === ''
  if (to === null) return isNone(admin_assignee_id)
  return String(to.type === 'admin' ? admin_assignee_id : team_assignee_id) === to.id
}

export const attached = ({ urls, files }: Attachments = {}) => ({
  ...(urls?.length && { attachment_urls: urls }),
  ...(files?.length && {
    attachment_files: files.map(({ name, contentType, base64 }) => ({ name, content_type: contentType, data: base64 })),
  }),
})

import { randomUUID } from 'node:crypto'
import { builder } from '../../api/builder.ts'
import { since } from '../../api/capability.ts'
import type { Context } from '../../api/context.ts'
import { fewOf, neededText, neededWords, textOf } from '../../api/mutations/inputs.ts'
import { InvalidInputError } from '../../errors.ts'
import { actingAdmin, asArg } from '../admins/graphql-acting.ts'
import { type ContactBy, ContactByInput, contactIdOf } from '../contacts/graphql-by.ts'
import type { Actor, Reply } from './service-writes-words.ts'

type Id = string | number

type UploadRef = { name: string; contentType: string; base64: string }
const UploadRefInput = builder.inputRef<UploadRef>('UploadRef').implement({
  description: 'A file that is sent along. All of a request together, files too, may be as large as a request may be.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'How it is called: `invoice.pdf`.' }),
    contentType: t.string({ required: true, description: 'What it is: `application/pdf`.' }),
    base64: t.string({ required: true, description: 'What is in it, in Base64.' }),
  }),
})

type ReplyAuthor = { admin?: Id | null; contact?: ContactBy | null }
const ReplyAuthorInput = builder.inputRef<ReplyAuthor>('ReplyAuthor').implement({
  description: 'Who writes, by exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    admin: t.field(asArg),
    contact: t.field({
      type: ContactByInput,
      description: 'A contact who takes part. What they write is text: tags of HTML are taken out.',
    }),
  }),
})

type ReplyFields = {
  body: string
  as?: ReplyAuthor | null
  attachmentUrls?: string[] | null
  attachments?: UploadRef[] | null
  quickReplies?: string[] | null
  skipNotifications?: boolean | null
}
export const ReplyInput = builder.inputRef<ReplyFields>('ReplyInput').implement({
  description: 'Something that is written to the others.',
  fields: (t) => ({
    body: t.field({ type: 'HTML', required: true, description: 'The words.' }),
    as: t.field({ type: ReplyAuthorInput, description: 'Who writes; by default the teammate of `viewer.admin`.' }),
    attachmentUrls: t.field({ type: ['URL'], description: 'Addresses of up to ten images that are added.' }),
    attachments: t.field({ type: [UploadRefInput], description: 'Up to ten files that are added.' }),
    quickReplies: t.stringList({ description: 'Up to ten answers that the contact may choose from; a teammate’s reply only.' }),
    skipNotifications: t.boolean({ defaultValue: false, description: 'Tell nobody of it.', extensions: since('2.15') }),
  }),
})

/** What is to be written, checked, and by whom. */
export async function replyIn(input: ReplyFields, context: Context): Promise<Reply> {
  const quickReplies = fewOf(input.quickReplies, ['input', 'quickReplies'])?.map((text, index) => ({
    text: neededText(text, ['input', 'quickReplies', String(index)]),
    uuid: randomUUID(),
  }))
  if (quickReplies && input.as?.contact)
    throw new InvalidInputError('Answers to choose from are a teammate’s: leave them out, or write as one.', {
      path: ['input', 'quickReplies'],
    })
  const body = input.as?.contact ? neededText(textOf(input.body), ['input', 'body']) : neededWords(input.body, ['input', 'body'])
  const urls = fewOf(input.attachmentUrls, ['input', 'attachmentUrls'])
  const files = fewOf(input.attachments, ['input', 'attachments'])
  for (const [index, { base64 }] of (files ?? []).entries()) {
    if (isBase64(base64)) continue
    const path = ['input', 'attachments', String(index), 'base64']
    throw new InvalidInputError(`"${path.join('.')}" is no Base64; expected what is in the file, in Base64.`, {
      path,
      constraint: 'base64',
    })
  }
  const by = await authorOf(input.as, context)
  return { by, body, attachments: { urls, files }, quickReplies, skipNotifications: input.skipNotifications ?? false }
}

const isBase64 = (text: string) => /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text)

/** Where Intercom's names for what a reply consists of stand. */
export const replyFields = {
  admin_id: ['input', 'as'],
  admin_not_found: ['input', 'as'],
  intercom_user_id: ['input', 'as', 'contact'],
  user: ['input', 'as', 'contact'],
  attachment_files: ['input', 'attachments'],
}

async function authorOf(as: ReplyAuthor | null | undefined, context: Context): Promise<Actor> {
  if (as?.contact) return { contact: await contactIdOf(as.contact, context, 'input.as.contact') }
  return { admin: await actingAdmin(as?.admin, context, as?.admin === undefined ? 'input.as' : 'input.as.admin') }
}

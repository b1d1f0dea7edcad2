import { builder } from '../../api/builder.ts'
import { since } from '../../api/capability.ts'
import { asArg } from '../admins/graphql-acting.ts'
import { type ContactBy, ContactByInput } from '../contacts/graphql-by.ts'

type Id = string | number

export type UploadRef = { name: string; contentType: string; base64: string }
const UploadRefInput = builder.inputRef<UploadRef>('UploadRef').implement({
  description: 'A file that is sent along. All of a request together, files too, may be as large as a request may be.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'How it is called: `invoice.pdf`.' }),
    contentType: t.string({ required: true, description: 'What it is: `application/pdf`.' }),
    base64: t.string({ required: true, description: 'What is in it, in Base64.' }),
  }),
})

export type ReplyAuthor = { admin?: Id | null; contact?: ContactBy | null }
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

export type ReplyFields = {
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
    quickReplies: t.stringList({ description: 'Answers that the contact may choose from; a teammate’s reply only.' }),
    skipNotifications: t.boolean({ defaultValue: false, description: 'Tell nobody of it.', extensions: since('2.15') }),
  }),
})

export type NoteFields = { body: string; as?: Id | null; attachmentUrls?: string[] | null }
export const NoteInput = builder.inputRef<NoteFields>('NoteInput').implement({
  description: 'Something that a teammate writes for the other teammates only.',
  fields: (t) => ({
    body: t.field({ type: 'HTML', required: true, description: 'The words.' }),
    as: t.field(asArg),
    attachmentUrls: t.field({ type: ['URL'], description: 'Addresses of up to ten images that are added.' }),
  }),
})

export type AssignTo = { admin?: Id | null; team?: Id | null; unassign?: boolean | null }
export const AssignInput = builder.inputRef<AssignTo>('AssignInput').implement({
  description: 'Who it is given to, by exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    admin: t.id({ description: 'A teammate.' }),
    team: t.id({ description: 'A team.' }),
    unassign: t.boolean({ description: 'Nobody: true, and nothing else.' }),
  }),
})

export type ConversationCreateFields = { from: ContactBy; body: string; attachmentUrls?: string[] | null }
export const ConversationCreateInput = builder.inputRef<ConversationCreateFields>('ConversationCreateInput').implement({
  description: 'The first words of a conversation that a contact begins.',
  fields: (t) => ({
    from: t.field({ type: ContactByInput, required: true, description: 'The contact.' }),
    body: t.string({ required: true, description: 'The words, in plain text: HTML is shown as it is written.' }),
    attachmentUrls: t.field({ type: ['URL'], description: 'Addresses of up to ten images that are added.' }),
  }),
})

export const ConversationUpdateInput = builder.inputType('ConversationUpdateInput', {
  description: 'What is to be changed. What is left out stays as it is; null takes it away.',
  fields: (t) => ({
    title: t.string({ description: 'Its title.' }),
    read: t.boolean({ description: 'Whether a teammate has read it. Null is the same as nothing.' }),
    company: t.id({ description: 'The company it is about.' }),
    customAttributes: t.field({
      type: 'JSONObject',
      description: 'Those of its attributes that change, each by its name; null takes its value away.',
    }),
  }),
})

import { builder } from '../../api/builder.ts'
import { asArg } from '../admins/graphql-acting.ts'
import { type ContactBy, ContactByInput } from '../contacts/graphql-by.ts'

type Id = string | number

export type NoteFields = { body: string; as?: Id | null; attachmentUrls?: string[] | null }
export const NoteInput = builder.inputRef<NoteFields>('NoteInput').implement({
  description: 'Something that a teammate writes for the other teammates only.',
  fields: (t) => ({
    body: t.field({ type: 'HTML', required: true, description: 'The words.' }),
    as: t.field(asArg),
    attachmentUrls: t.field({ type: ['URL'], description: 'Addresses of up to ten images that are added.' }),
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

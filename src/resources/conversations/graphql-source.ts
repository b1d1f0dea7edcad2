import { bodyFormatArg, renderBody, safeUrl } from '../../api/bodies/content.ts'
import { builder } from '../../api/builder.ts'
import { AuthorType } from '../contacts/graphql-author.ts'
import type { Attachment, ConversationSource } from './model-source.ts'

const AttachmentType = builder.objectRef<Attachment>('Attachment').implement({
  description: 'A file beside a message.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name.' }),
    url: t.expose('url', { type: 'URL', description: 'Where it lies. The address may stop working after a while.' }),
    contentType: t.exposeString('contentType', { nullable: true, description: 'Its media type, as "image/png".' }),
    size: t.exposeInt('size', { nullable: true, description: 'Its size in bytes.' }),
    width: t.exposeInt('width', { nullable: true, description: 'The width of an image, in pixels.' }),
    height: t.exposeInt('height', { nullable: true, description: 'The height of an image, in pixels.' }),
  }),
})

type Written = { html: string | null; attachments: readonly Attachment[] }

/** A rendered text and the files beside it, for everything that somebody wrote. */
export const writtenFields = <Model extends Written>(t: FieldsOf<Model>) => ({
  body: t.string({
    nullable: true,
    description: 'What was written; null when nothing was, or when it was redacted.',
    args: { as: t.arg(bodyFormatArg) },
    resolve: ({ html }, { as }) => renderBody(html, as),
  }),
  attachments: t.field({
    type: [AttachmentType],
    description: 'The files beside it, but for those whose address nobody should open.',
    resolve: ({ attachments }) => attachments.filter(({ url }) => safeUrl(url) !== null),
  }),
})

type FieldsOf<Model> = Parameters<
  NonNullable<NonNullable<Parameters<ReturnType<typeof builder.objectRef<Model>>['implement']>[0]>['fields']>
>[0]

export const ConversationSourceType = builder.objectRef<ConversationSource>('ConversationSource').implement({
  description: 'The message that a conversation began with. It is not among the parts.',
  fields: (t) => ({
    type: t.exposeString('type', { description: 'The channel it came through: "conversation" (the Messenger), "email", "whatsapp" ...' }),
    deliveredAs: t.exposeString('deliveredAs', {
      nullable: true,
      description: 'Who began, and how: "customer_initiated", "admin_initiated", "operator_initiated", "automated" ...',
    }),
    subject: t.string({
      nullable: true,
      description: 'Its subject, as plain text.',
      resolve: ({ subject }) => subject && (/<[a-z!/]/i.test(subject) ? renderBody(subject, 'TEXT') : subject),
    }),
    author: t.field({ type: AuthorType, nullable: true, description: 'Who wrote it.', resolve: ({ author }) => author }),
    ...writtenFields<ConversationSource>(t),
    url: t.field({ type: 'URL', nullable: true, description: 'The page it was written on.', resolve: ({ url }) => safeUrl(url) }),
    redacted: t.exposeBoolean('redacted', { description: 'Its text was taken out for good.' }),
  }),
})

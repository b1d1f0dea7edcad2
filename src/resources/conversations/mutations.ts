import { randomUUID } from 'node:crypto'
import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { since } from '../../api/capability.ts'
import type { Context } from '../../api/context.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { fewOf, givenWords, idArg, neededText, neededWords, secondsAhead, somethingIn, textOf } from '../../api/mutations/inputs.ts'
import { at, sentAs } from '../../api/mutations/paths.ts'
import { DeletePayload, deletedPayload } from '../../api/mutations/payload.ts'
import { readId } from '../../api/node.ts'
import { InvalidInputError } from '../../errors.ts'
import { actingAdmin, asArg } from '../admins/graphql-acting.ts'
import { ContactByInput, contactIdOf } from '../contacts/graphql-by.ts'
import { TagRefInput, tagIdOf } from '../tags/graphql-ref.ts'
import {
  AssignInput,
  type AssignTo,
  ConversationCreateInput,
  ConversationUpdateInput,
  NoteInput,
  type ReplyAuthor,
  ReplyInput,
} from './mutations-inputs.ts'
import { ConversationPayload, ConversationReplyPayload, payloadOf } from './mutations-payloads.ts'
import type { Actor } from './service-writes.ts'
import type { Assignee } from './service-writes-parts.ts'

const mayWrite = { authScopes: needs('CONVERSATIONS_WRITE') }
const idOf = (id: string | number, context: Context, argument = 'id') => readId(id, 'Conversation', context, argument)
const writesOf = ({ services }: Context) => services.conversations.write

builder.mutationFields((t) => ({
  conversationCreate: t.field({
    ...mayWrite,
    type: ConversationPayload,
    description:
      'Begins a conversation in the name of a contact. Intercom answers with the message alone: the conversation takes a call where it is asked for.',
    args: { input: t.arg({ type: ConversationCreateInput, required: true, description: 'Who writes, and what.' }) },
    extensions: costsCalls(2),
    async resolve(_, { input }, context) {
      const body = neededText(input.body, ['input', 'body'])
      const attachmentUrls = fewOf(input.attachmentUrls, ['input', 'attachmentUrls'])
      const contact = await contactIdOf(input.from, context, 'input.from')
      return payloadOf(await at(['input'], () => writesOf(context).create({ contact, body, attachmentUrls })), context)
    },
  }),
  conversationReply: t.field({
    ...mayWrite,
    type: ConversationReplyPayload,
    description: 'Writes to those who take part, as a teammate or as a contact.',
    args: {
      id: t.arg.id(idArg),
      input: t.arg({ type: ReplyInput, required: true, description: 'Who writes, and what.' }),
    },
    async resolve(_, { id, input }, context) {
      const conversationId = idOf(id, context)
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
      const by = await authorOf(input.as, context)
      const reply = { by, body, attachments: { urls, files }, quickReplies, skipNotifications: input.skipNotifications ?? false }
      return payloadOf(await sentAs(replyFields, () => writesOf(context).reply(conversationId, reply)), context)
    },
  }),
  conversationNoteAdd: t.field({
    ...mayWrite,
    type: ConversationReplyPayload,
    description: 'Writes to the other teammates only. Customers never see it.',
    args: {
      id: t.arg.id(idArg),
      input: t.arg({ type: NoteInput, required: true, description: 'What to write.' }),
    },
    async resolve(_, { id, input }, context) {
      const conversationId = idOf(id, context)
      const body = neededWords(input.body, ['input', 'body'])
      const urls = fewOf(input.attachmentUrls, ['input', 'attachmentUrls'])
      const admin = await actingAdmin(input.as, context, 'input.as')
      const note = { by: { admin }, body, attachments: { urls } }
      return payloadOf(await sentAs(replyFields, () => writesOf(context).note(conversationId, note)), context)
    },
  }),
  conversationAssign: t.field({
    ...mayWrite,
    type: ConversationReplyPayload,
    description: 'Gives a conversation to a teammate or a team, or takes it from whoever has it.',
    args: {
      id: t.arg.id(idArg),
      to: t.arg({ type: AssignInput, required: true, description: 'To whom.' }),
      note: t.arg({ type: 'HTML', description: 'Words for the others that go with it.' }),
      as: t.arg(asArg),
    },
    async resolve(_, { id, to, note, as }, context) {
      const conversationId = idOf(id, context)
      const assignee = assigneeOf(to, context)
      const body = givenWords(note, ['note'])
      const by = { admin: await actingAdmin(as, context) }
      const assign = () => writesOf(context).assign(conversationId, { by, to: assignee, body })
      return payloadOf(await sentAs({ ...actingFields, assignee_id: ['to'], assignee_not_found: ['to'], body: ['note'] }, assign), context)
    },
  }),
  conversationClose: t.field({
    ...mayWrite,
    type: ConversationReplyPayload,
    description: 'Closes a conversation.',
    args: {
      id: t.arg.id(idArg),
      body: t.arg({ type: 'HTML', description: 'Words for those who take part that go with it.' }),
      as: t.arg(asArg),
    },
    async resolve(_, { id, body, as }, context) {
      const conversationId = idOf(id, context)
      const words = givenWords(body, ['body'])
      const by = { admin: await actingAdmin(as, context) }
      return payloadOf(await sentAs(actingFields, () => writesOf(context).close(conversationId, { by, body: words })), context)
    },
  }),
  conversationOpen: t.field({
    ...mayWrite,
    type: ConversationReplyPayload,
    description: 'Opens a conversation that was closed or put off.',
    args: { id: t.arg.id(idArg), as: t.arg(asArg) },
    async resolve(_, { id, as }, context) {
      const conversationId = idOf(id, context)
      const by = { admin: await actingAdmin(as, context) }
      return payloadOf(await sentAs(actingFields, () => writesOf(context).open(conversationId, { by })), context)
    },
  }),
  conversationSnooze: t.field({
    ...mayWrite,
    type: ConversationReplyPayload,
    description: 'Puts a conversation off: it opens by itself at that time, or when the contact writes.',
    args: {
      id: t.arg.id(idArg),
      until: t.arg({ type: 'DateTime', required: true, description: 'Until when, to the second.' }),
      as: t.arg(asArg),
    },
    async resolve(_, { id, until, as }, context) {
      const conversationId = idOf(id, context)
      const seconds = secondsAhead(until, ['until'])
      const by = { admin: await actingAdmin(as, context) }
      const snooze = () => writesOf(context).snooze(conversationId, { by, until: seconds })
      return payloadOf(await sentAs({ ...actingFields, snoozed_until: ['until'] }, snooze), context)
    },
  }),
  conversationUpdate: t.field({
    ...mayWrite,
    type: ConversationPayload,
    description: 'Changes facts of a conversation.',
    args: {
      id: t.arg.id(idArg),
      input: t.arg({ type: ConversationUpdateInput, required: true, description: 'What to change.' }),
    },
    async resolve(_, { id, input }, context) {
      const conversationId = idOf(id, context)
      const { title, read, company, customAttributes } = input
      const changes = somethingIn(
        {
          ...(title !== undefined && { title }),
          ...(typeof read === 'boolean' && { read }),
          ...(company !== undefined && { companyId: company === null ? null : readId(company, 'Company', context, 'input.company') }),
          ...(customAttributes && { customAttributes }),
        },
        'title, read, company, customAttributes',
      )
      const update = () => writesOf(context).update(conversationId, changes)
      return payloadOf(await sentAs({ company_id: ['input', 'company'] }, update), context)
    },
  }),
  conversationTagAdd: t.field({
    ...mayWrite,
    type: ConversationPayload,
    description: 'Puts a tag on a conversation. The conversation takes a call where it is asked for.',
    args: {
      id: t.arg.id(idArg),
      tag: t.arg({ type: TagRefInput, required: true, description: 'Which tag.' }),
      as: t.arg(asArg),
    },
    extensions: costsCalls(3),
    async resolve(_, { id, tag, as }, context) {
      const conversationId = idOf(id, context)
      const by = { admin: await actingAdmin(as, context) }
      const tagId = await tagIdOf(tag, context, 'tag')
      return payloadOf(
        await sentAs({ ...actingFields, id: ['tag'], tag_not_found: ['tag'] }, () =>
          writesOf(context).addTag(conversationId, { tag: tagId, by }),
        ),
        context,
      )
    },
  }),
  conversationTagRemove: t.field({
    ...mayWrite,
    type: ConversationPayload,
    description: 'Takes a tag off a conversation. The conversation takes a call where it is asked for.',
    args: {
      id: t.arg.id(idArg),
      tag: t.arg.id({ required: true, description: 'Which tag, by its id.' }),
      as: t.arg(asArg),
    },
    extensions: costsCalls(2),
    async resolve(_, { id, tag, as }, context) {
      const conversationId = idOf(id, context)
      const tagId = readId(tag, 'Tag', context, 'tag')
      const by = { admin: await actingAdmin(as, context) }
      return payloadOf(
        await sentAs({ ...actingFields, tag_not_found: ['tag'] }, () => writesOf(context).removeTag(conversationId, { tag: tagId, by })),
        context,
      )
    },
  }),
  conversationContactAttach: t.field({
    ...mayWrite,
    type: ConversationPayload,
    description: 'Lets a contact take part in a conversation. The conversation takes a call where it is asked for.',
    args: {
      id: t.arg.id(idArg),
      contact: t.arg({ type: ContactByInput, required: true, description: 'Who. Nobody is made who is not there.' }),
      as: t.arg(asArg),
    },
    extensions: costsCalls(3),
    async resolve(_, { id, contact, as }, context) {
      const conversationId = idOf(id, context)
      const by = { admin: await actingAdmin(as, context) }
      const contactId = await contactIdOf(contact, context, 'contact')
      const attach = () => writesOf(context).attachContact(conversationId, { contact: contactId, by })
      return payloadOf(await sentAs({ ...actingFields, customer: ['contact'] }, attach), context)
    },
  }),
  conversationContactDetach: t.field({
    ...mayWrite,
    type: ConversationPayload,
    description: 'Takes a contact out of a conversation. The last one has to stay. The conversation takes a call where it is asked for.',
    args: {
      id: t.arg.id(idArg),
      contact: t.arg.id({ required: true, description: 'Who, by their id.' }),
      as: t.arg(asArg),
    },
    extensions: costsCalls(2),
    async resolve(_, { id, contact, as }, context) {
      const conversationId = idOf(id, context)
      const contactId = readId(contact, 'Contact', context, 'contact')
      const by = { admin: await actingAdmin(as, context) }
      return payloadOf(
        await sentAs(actingFields, () => writesOf(context).detachContact(conversationId, { contact: contactId, by })),
        context,
      )
    },
  }),
  conversationPartRedact: t.field({
    ...mayWrite,
    type: ConversationReplyPayload,
    description: 'Takes the words and files of one part away, for good. That it was there stays.',
    args: {
      conversation: t.arg.id({ required: true, description: 'The conversation, by its id.' }),
      part: t.arg.id({ required: true, description: 'The part, by its id or its `intercomId`.' }),
    },
    async resolve(_, { conversation, part }, context) {
      const conversationId = idOf(conversation, context, 'conversation')
      const partId = partIdOf(part, conversationId, context)
      const redact = () => writesOf(context).redact(conversationId, partId)
      return payloadOf(await sentAs({ conversation_part_id: ['part'], conversation_id: ['conversation'] }, redact), context)
    },
  }),
  conversationMerge: t.field({
    ...mayWrite,
    type: ConversationPayload,
    description: 'Puts one conversation into another: it is closed and linked to that, which goes on.',
    args: {
      from: t.arg.id({ required: true, description: 'The conversation that ends, by its id.' }),
      into: t.arg.id({ required: true, description: 'The conversation that goes on, by its id.' }),
    },
    extensions: since('2.16'),
    async resolve(_, args, context) {
      const [from, into] = [idOf(args.from, context, 'from'), idOf(args.into, context, 'into')]
      if (from === into) throw new InvalidInputError('"from" and "into" are one conversation; expected two.', { path: ['into'] })
      return payloadOf(await sentAs({ merge_failed: ['from'] }, () => writesOf(context).merge({ from, into })), context)
    },
  }),
  conversationDelete: t.field({
    ...mayWrite,
    type: DeletePayload,
    description: 'Deletes a conversation, for good.',
    args: { id: t.arg.id(idArg) },
    async resolve(_, { id }, context) {
      const { result } = await writesOf(context).delete(idOf(id, context))
      return deletedPayload('Conversation', result.deletedId, context)
    },
  }),
}))

const actingFields = { admin_id: ['as'], admin_not_found: ['as'] }
const replyFields = {
  admin_id: ['input', 'as'],
  admin_not_found: ['input', 'as'],
  intercom_user_id: ['input', 'as'],
  attachment_files: ['input', 'attachments'],
}

async function authorOf(as: ReplyAuthor | null | undefined, context: Context): Promise<Actor> {
  if (as?.contact) return { contact: await contactIdOf(as.contact, context, 'input.as.contact') }
  return { admin: await actingAdmin(as?.admin, context, as?.admin === undefined ? 'input.as' : 'input.as.admin') }
}

function assigneeOf({ admin, team, unassign }: AssignTo, context: Context): Assignee | null {
  if (admin !== null && admin !== undefined) return { type: 'admin', id: readId(admin, 'Admin', context, 'to.admin') }
  if (team !== null && team !== undefined) return { type: 'team', id: readId(team, 'Team', context, 'to.team') }
  if (unassign === true) return null
  throw new InvalidInputError('"to.unassign" is false, which says nothing; expected true, or a teammate or a team.', {
    path: ['to', 'unassign'],
  })
}

/** A part is named by itself, or as the graph does, within its conversation. */
function partIdOf(part: string | number, conversationId: string, context: Context): string {
  return at(['part'], () => {
    const text = String(part)
    const [, typename = 'CommentPart'] = /^gid:\/\/[^/]+\/[^/]+\/(\w+)\//.exec(text) ?? []
    const isPart = ['CommentPart', 'NotePart', 'AssignmentPart', 'StateChangePart', 'GenericPart'].includes(typename)
    const isBare = /^\d+$/.test(text)
    const [conversation, id = ''] = readId(
      isBare ? `${conversationId}:${text}` : text,
      isPart ? typename : 'CommentPart',
      context,
      'part',
    ).split(':')
    if (conversation === conversationId) return id
    throw new InvalidInputError(`"part" is in conversation ${conversation}, and "conversation" is ${conversationId}.`)
  })
}

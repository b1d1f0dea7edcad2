import { builder } from '../../api/builder.ts'
import { fewOf, givenWords, idArg, neededWords, secondsAhead } from '../../api/mutations/inputs.ts'
import { sentAs } from '../../api/mutations/paths.ts'
import { actingAdmin, actingFields, asArg } from '../admins/graphql-acting.ts'
import { AssignInput, assigneeIn } from './graphql-assign.ts'
import { ReplyInput, replyFields, replyIn } from './graphql-reply.ts'
import { idOf, mayWrite, writesOf } from './mutations-args.ts'
import { NoteInput } from './mutations-inputs.ts'
import { ConversationReplyPayload, payloadOf } from './mutations-payloads.ts'

builder.mutationFields((t) => ({
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
      const reply = await replyIn(input, context)
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
    description: 'Gives a conversation to a teammate or a team, or takes it from the teammate who has it.',
    args: {
      id: t.arg.id(idArg),
      to: t.arg({ type: AssignInput, required: true, description: 'To whom.' }),
      note: t.arg({ type: 'HTML', description: 'Words for the others that go with it.' }),
      as: t.arg(asArg),
    },
    async resolve(_, { id, to, note, as }, context) {
      const conversationId = idOf(id, context)
      const assignee = assigneeIn(to, context, ['to'])
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
}))

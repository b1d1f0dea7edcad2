import { builder } from '../../api/builder.ts'
import { speaks } from '../../api/capability.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { at, sentAs } from '../../api/mutations/paths.ts'
import { readId } from '../../api/node.ts'
import { CapabilityUnavailableError } from '../../errors.ts'
import { actingAdmin, actingFields, asArg } from '../admins/graphql-acting.ts'
import { ReplyInput, replyFields, replyIn } from '../conversations/graphql-reply.ts'
import { tagIdArg, tagIdOf, tagRefArg } from '../tags/graphql-ref.ts'
import { idOf, mayWrite, ticketArg, writesOf } from './mutations-args.ts'
import { payloadOf, TicketPayload } from './mutations-payloads.ts'

builder.mutationFields((t) => ({
  ticketReply: t.field({
    ...mayWrite,
    type: TicketPayload,
    description:
      'Writes to those whom a ticket is for, as a teammate or, where customers see it, as a contact. The ticket takes a call where it is asked for. `attachments` need version 2.16 here.',
    args: {
      id: t.arg.id(ticketArg),
      input: t.arg({ type: ReplyInput, required: true, description: 'Who writes, and what.' }),
    },
    extensions: costsCalls(2),
    async resolve(_, { id, input }, context) {
      const ticketId = idOf(id, context)
      const { apiVersion: version } = context
      if (input.attachments?.length && !speaks(version, '2.16'))
        at(['input', 'attachments'], () => {
          throw new CapabilityUnavailableError('Argument "input.attachments" of Mutation.ticketReply', { since: '2.16', version })
        })
      const reply = await replyIn(input, context)
      const fields = { ...replyFields, parameter_mismatch: ['input', 'as'] }
      return payloadOf(await sentAs(fields, () => writesOf(context).reply(ticketId, reply)), context)
    },
  }),
  ticketTagAdd: t.field({
    ...mayWrite,
    type: TicketPayload,
    description:
      'Puts a tag on a ticket. Where that is a conversation, it is the conversation’s. The ticket takes a call where it is asked for.',
    args: {
      id: t.arg.id(ticketArg),
      tag: t.arg(tagRefArg),
      as: t.arg(asArg),
    },
    extensions: costsCalls(3),
    async resolve(_, { id, tag, as }, context) {
      const ticketId = idOf(id, context)
      const by = { admin: await actingAdmin(as, context) }
      const tagId = await tagIdOf(tag, context, 'tag')
      return payloadOf(await sentAs({ ...tagFields, id: ['tag'] }, () => writesOf(context).addTag(ticketId, { tag: tagId, by })), context)
    },
  }),
  ticketTagRemove: t.field({
    ...mayWrite,
    type: TicketPayload,
    description: 'Takes a tag off a ticket. The ticket takes a call where it is asked for.',
    args: {
      id: t.arg.id(ticketArg),
      tag: t.arg.id(tagIdArg),
      as: t.arg(asArg),
    },
    extensions: costsCalls(2),
    async resolve(_, { id, tag, as }, context) {
      const ticketId = idOf(id, context)
      const tagId = readId(tag, 'Tag', context, 'tag')
      const by = { admin: await actingAdmin(as, context) }
      return payloadOf(await sentAs(tagFields, () => writesOf(context).removeTag(ticketId, { tag: tagId, by })), context)
    },
  }),
}))

const tagFields = { ...actingFields, tag_not_found: ['tag'] }

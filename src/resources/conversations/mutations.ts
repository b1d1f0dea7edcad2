import { builder } from '../../api/builder.ts'
import type { Context } from '../../api/context.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { fewOf, idArg, neededText, somethingIn } from '../../api/mutations/inputs.ts'
import { at, sentAs } from '../../api/mutations/paths.ts'
import { DeletePayload, deletedPayload } from '../../api/mutations/payload.ts'
import { readId } from '../../api/node.ts'
import { InvalidInputError } from '../../errors.ts'
import { contactIdOf, placeOf } from '../contacts/graphql-by.ts'
import { idOf, mayWrite, writesOf } from './mutations-args.ts'
import { ConversationCreateInput, ConversationUpdateInput } from './mutations-inputs.ts'
import { ConversationPayload, ConversationReplyPayload, payloadOf } from './mutations-payloads.ts'

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
      const create = () => writesOf(context).create({ contact, body, attachmentUrls })
      return payloadOf(await sentAs({ not_found: placeOf(input.from, 'input.from') }, create), context)
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
      return payloadOf(await sentAs({ company_id: ['input', 'company'], company_not_found: ['input', 'company'] }, update), context)
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
      return payloadOf(await sentAs(redactedFields, redact), context)
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

const redactedFields = {
  conversation_part_id: ['part'],
  conversation_id: ['conversation'],
  conversation_part_or_message_not_found: ['part'],
  conversation_part_not_redactable: ['part'],
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

import { builder } from '../../api/builder.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { idArg } from '../../api/mutations/inputs.ts'
import { sentAs } from '../../api/mutations/paths.ts'
import { readId } from '../../api/node.ts'
import { actingAdmin, actingFields, asArg } from '../admins/graphql-acting.ts'
import { ContactByInput, contactIdOf, placeOf, survivorIn } from '../contacts/graphql-by.ts'
import { tagIdArg, tagIdOf, tagRefArg } from '../tags/graphql-ref.ts'
import { idOf, mayWrite, writesOf } from './mutations-args.ts'
import { ConversationPayload, payloadOf } from './mutations-payloads.ts'

builder.mutationFields((t) => ({
  conversationTagAdd: t.field({
    ...mayWrite,
    type: ConversationPayload,
    description: 'Puts a tag on a conversation. The conversation takes a call where it is asked for.',
    args: {
      id: t.arg.id(idArg),
      tag: t.arg(tagRefArg),
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
      tag: t.arg.id(tagIdArg),
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
      return payloadOf(await sentAs({ ...actingFields, user: placeOf(contact, 'contact'), customer: ['contact'] }, attach), context)
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
      const contactId = await survivorIn(contact, context, 'contact')
      const by = { admin: await actingAdmin(as, context) }
      return payloadOf(
        await sentAs({ ...actingFields, user: ['contact'], parameter_invalid: ['contact'] }, () =>
          writesOf(context).detachContact(conversationId, { contact: contactId, by }),
        ),
        context,
      )
    },
  }),
}))

import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { since } from '../../api/capability.ts'
import type { Context } from '../../api/context.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { payloadType } from '../../api/mutations/payload.ts'
import { globalIdOf, readId } from '../../api/node.ts'
import { ContactType } from './graphql.ts'
import { payloadOf } from './mutations-payloads.ts'

const idOf = (id: string | number, context: Context, argument: string) => readId(id, 'Contact', context, argument)

const ContactMergePayload = payloadType<{ contactId: string; mergedId: string }>(
  'ContactMergePayload',
  'What became of two contacts that were to be one.',
)
builder.objectFields(ContactMergePayload, (t) => ({
  contact: t.field({
    type: ContactType,
    nullable: true,
    description: 'The one that stays, as Intercom answered it, at no call.',
    extensions: costsCalls(0),
    resolve: ({ contactId }, _, context) => (contactId === undefined ? null : context.load(context.services.contacts.getMany, contactId)),
  }),
  mergedContactId: t.id({
    nullable: true,
    description: 'The `id` of the one that is no more, for a client to forget it. Asked for, it leads to the one that stays, for good.',
    resolve: ({ mergedId }, _, { workspaceId }) =>
      mergedId === undefined ? null : globalIdOf({ __typename: 'Contact', id: mergedId }, workspaceId),
  }),
}))

builder.mutationField('contactMerge', (t) =>
  t.field({
    authScopes: needs('CONTACTS_WRITE'),
    type: ContactMergePayload,
    description:
      'Lets a lead become one with a user, for good: what the lead has goes to the user. Where Intercom refuses, `MergeNotAllowedError` has each reason.',
    args: {
      from: t.arg.id({ required: true, description: 'The lead, by its id, global or as Intercom has it.' }),
      into: t.arg.id({ required: true, description: 'The user, by its id, global or as Intercom has it.' }),
      skipDuplicateValidation: t.arg.boolean({
        defaultValue: false,
        description: 'Merge them though they have neither an e-mail address nor a phone number in common.',
        extensions: since('2.16'),
      }),
    },
    extensions: costsCalls(3),
    async resolve(_, { from, into, skipDuplicateValidation }, context) {
      const asked = {
        from: idOf(from, context, 'from'),
        into: idOf(into, context, 'into'),
        skipDuplicateValidation: skipDuplicateValidation ?? false,
      }
      const done = await context.services.contacts.write.merge(asked)
      context.unload(context.services.contacts.getMany, asked.from)
      return payloadOf(done, context)
    },
  }),
)

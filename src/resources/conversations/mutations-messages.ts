import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { neededText, neededWords } from '../../api/mutations/inputs.ts'
import { sentAs } from '../../api/mutations/paths.ts'
import { payloadType } from '../../api/mutations/payload.ts'
import { InvalidInputError } from '../../errors.ts'
import { actingAdmin, asArg } from '../admins/graphql-acting.ts'
import { ContactByInput, contactOf, placeOf } from '../contacts/graphql-by.ts'
import { ConversationType } from './graphql.ts'
import type { MessageChannel } from './service-writes-messages.ts'

const channels = {
  IN_APP: { description: 'In the messenger of your app or site.' },
  EMAIL: { description: 'By e-mail, in a plain style.' },
} as const satisfies Record<MessageChannel, object>
const MessageChannelEnum = builder.enumType('MessageChannel', { description: 'How a message reaches a contact.', values: channels })

const MessageSendInput = builder.inputType('MessageSendInput', {
  description: 'A message that a teammate begins with.',
  fields: (t) => ({
    channel: t.field({ type: MessageChannelEnum, required: true, description: 'How it reaches them.' }),
    subject: t.string({ description: 'The subject of an e-mail, which has to have one.' }),
    body: t.field({ type: 'HTML', required: true, description: 'The words.' }),
    from: t.id({ description: asArg.description }),
    to: t.field({
      type: ContactByInput,
      required: true,
      description: 'To whom, a user or a lead. Intercom may not find somebody who was made a moment ago.',
    }),
  }),
})

type Ids = { messageId: string; conversationId: string | null }
const MessagePayload = payloadType<Ids>(
  'MessagePayload',
  'What became of a message that a teammate began with. There is a conversation only once the contact answers.',
)
builder.objectFields(MessagePayload, (t) => ({
  messageId: t.exposeString('messageId', {
    nullable: true,
    description: 'Its id in Intercom. The conversation that an answer opens has it as the id of its `source`.',
  }),
  conversation: t.field({
    type: ConversationType,
    nullable: true,
    description: 'The conversation, where Intercom says that there is one already: null until the contact answers.',
    resolve: ({ conversationId = null }, _, context) =>
      conversationId === null ? null : context.load(context.services.conversations.getMany, conversationId),
  }),
}))

builder.mutationField('messageSend', (t) =>
  t.field({
    authScopes: needs('CONVERSATIONS_WRITE'),
    type: MessagePayload,
    description:
      'Writes to a contact, who has not written, by e-mail or in the app. Whether it was sent cannot be found out when the answer is lost: Intercom lists no messages.',
    args: { input: t.arg({ type: MessageSendInput, required: true, description: 'Who writes what to whom.' }) },
    extensions: costsCalls(3),
    async resolve(_, { input }, context) {
      const { channel, subject, to } = input
      const body = neededWords(input.body, ['input', 'body'])
      const title = typeof subject === 'string' ? neededText(subject, ['input', 'subject']) : undefined
      if (channel === 'EMAIL' && title === undefined)
        throw new InvalidInputError('"input.subject" is not there; an e-mail has to have one.', {
          path: ['input', 'subject'],
          constraint: 'required',
        })
      const admin = await actingAdmin(input.from, context, 'input.from')
      const { id, role } = await contactOf(to, context, 'input.to')
      const message = { channel, subject: title, body, admin, to: { id, role } }
      const fields = { from: ['input', 'from'], admin_not_found: ['input', 'from'], not_found: placeOf(to, 'input.to') }
      return (await sentAs(fields, () => context.services.conversations.write.send(message))).result
    },
  }),
)

import { builder } from '../../api/builder.ts'
import { since } from '../../api/capability.ts'
import { sentAs } from '../../api/mutations/paths.ts'
import { InvalidInputError } from '../../errors.ts'
import { idOf, mayWrite, writesOf } from './mutations-args.ts'
import { ConversationPayload, payloadOf } from './mutations-payloads.ts'

/** Intercom's words for the two. */
const fields = { primary: ['into'], merge_into_conversation_id: ['into'], secondary: ['from'], not_found: ['from'] }

builder.mutationFields((t) => ({
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
      return payloadOf(await sentAs(fields, () => writesOf(context).merge({ from, into })), context)
    },
  }),
}))

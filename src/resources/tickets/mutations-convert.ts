import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { sentAs } from '../../api/mutations/paths.ts'
import { readId } from '../../api/node.ts'
import { attributesOfType } from './mutations.ts'
import { writesOf } from './mutations-args.ts'
import { payloadOf, TicketPayload } from './mutations-payloads.ts'

builder.mutationField('conversationConvertToTicket', (t) =>
  t.field({
    authScopes: needs('CONVERSATIONS_WRITE', 'TICKETS_WRITE'),
    type: TicketPayload,
    description:
      'Makes a conversation a ticket that its customer sees; it stays the conversation, under the same id. With `attributes` the list of types takes a call where it is not cached.',
    args: {
      id: t.arg.id({ required: true, description: 'The conversation, by its id, global or as Intercom has it.' }),
      ticketType: t.arg.id({ required: true, description: 'The type of ticket, one for customers.' }),
      attributes: t.arg({ type: 'JSONObject', description: 'Attributes of the ticket by name, as `TicketCreateInput.attributes`.' }),
    },
    extensions: costsCalls(2),
    async resolve(_, { id, ticketType, attributes: given }, context) {
      const conversationId = readId(id, 'Conversation', context)
      const typeId = readId(ticketType, 'TicketType', context, 'ticketType')
      const place = { type: ['ticketType'], attributes: ['attributes'] }
      const { attributes } = await attributesOfType(given, typeId, place, context)
      const convert = () => writesOf(context).convert(conversationId, { typeId, attributes })
      // a type that is not for customers is all that Intercom complains of: OpenAPI 2.14, POST /conversations/{conversation_id}/convert
      const done = await sentAs({ ticket_type_id: ['ticketType'], parameter_invalid: ['ticketType'] }, convert)
      context.unload(context.services.conversations.getMany, conversationId)
      return payloadOf(done, context)
    },
  }),
)

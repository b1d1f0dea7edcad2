import { builder } from '../../api/builder.ts'
import type { Context } from '../../api/context.ts'
import { handOn, payloadType } from '../../api/mutations/payload.ts'
import type { Done } from '../../writes/write.ts'
import { TicketType } from './graphql.ts'
import type { Ticket } from './model.ts'

/** What was written is at hand; only what is asked beside it takes a call. */
type Ids = { ticketId: string }

export const TicketPayload = payloadType<Ids>('TicketPayload', 'What a mutation of a ticket came to.')
builder.objectField(TicketPayload, 'ticket', (t) =>
  t.field({
    type: TicketType,
    nullable: true,
    description: 'The ticket as it is now.',
    resolve: ({ ticketId }, _, context) => (ticketId === undefined ? null : context.load(context.services.tickets.getMany, ticketId)),
  }),
)

/** Puts what Intercom answered where the payload's field looks for it, and names it. */
export function payloadOf<Result extends Ids>({ result, taken }: Done<Result, Ticket | null>, context: Context): Result {
  handOn(context, context.services.tickets.getMany, result.ticketId, taken ?? undefined)
  return result
}

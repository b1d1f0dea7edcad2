import { builder } from '../../api/builder.ts'
import { isEnough, needs } from '../../api/callers/scopes.ts'
import { type Matcher, matcherOf } from '../../api/filters/matching.ts'
import { globalIdOf } from '../../api/node.ts'
import { happenedFields } from '../../api/streams/happened.ts'
import { asRequest, streamOf } from '../../api/streams/stream.ts'
import { afterArg, StreamCaughtUpType, StreamGapType, StreamItemInterface } from '../../api/streams/stream-types.ts'
import type { Said } from '../../changes/change.ts'
import { TicketType, ticketReferences } from './graphql.ts'
import { TicketFilterInput, ticketFilterFields } from './graphql-filter.ts'
import type { Ticket } from './model.ts'
import { eventFrom, type TicketEvent } from './model-event.ts'

/** An event, what was said of its ticket, and what its stream asks of tickets. */
type ToldEvent = TicketEvent & { said: Said; filter: Matcher<Ticket> }

const TicketChangedType = builder.objectRef<ToldEvent>('TicketChanged').implement({
  description:
    'A ticket is new, not as it was, or somebody wrote in it. Callers without the scope NOTES_READ are told nothing of notes. Intercom announces neither that a ticket was deleted nor what changes about its type.',
  authScopes: needs('TICKETS_READ'),
  interfaces: [StreamItemInterface],
  fields: (t) => ({
    ...happenedFields<ToldEvent>(t, 'ticket.state.updated'),
    ticketId: t.id({
      description: 'The id of the ticket.',
      resolve: ({ ticketId: id }, _, { workspaceId }) => globalIdOf({ __typename: 'Ticket', id }, workspaceId),
    }),
    ticket: t.field({
      type: TicketType,
      nullable: true,
      description: 'The ticket as it is now; null when it is gone. Selecting only `id` or `intercomId` costs no call.',
      resolve: ({ ticketId }, _, context, info) => ticketReferences.one(ticketId, context, info),
    }),
    matches: t.boolean({
      nullable: true,
      description:
        "Whether the ticket is what the stream's filter says now: put it into the list, or take it out. Judged by what Intercom announced, as far as that goes; attributes, and what the announcement lacks, by the ticket, which is read for it. True without a filter; null when it cannot be told.",
      resolve: ({ ticketId, said, filter }, _, context) =>
        filter.matches(said, () => context.load(context.services.tickets.getMany, ticketId)),
    }),
  }),
})

const TicketStreamItem = builder.unionType('TicketStreamItem', {
  description: 'What a stream of tickets tells.',
  types: [TicketChangedType, StreamGapType, StreamCaughtUpType],
})

builder.subscriptionField('ticketEvents', (t) =>
  t.field({
    type: TicketStreamItem,
    description:
      'What happens to tickets. With a filter each event says whether its ticket matches now. An event costs no call as long as only what it says itself is selected.',
    authScopes: needs('TICKETS_READ'),
    args: {
      filter: t.arg({
        type: TicketFilterInput,
        description:
          'What `matches` is judged by, texts without regard to case. As in `Query.tickets`, but for attributes that are one of a list of options.',
      }),
      after: t.arg(afterArg),
    },
    subscribe: async (_, { filter: asked, after }, context) => {
      const filter = await matcherOf(asked, ticketFilterFields, context, 'tickets')
      const readsNotes = isEnough(context.viewer, needs('NOTES_READ'))
      return streamOf<ToldEvent>(context, {
        after,
        wants: ({ change, isRepeat }) => !isRepeat && change.about[0]?.type === 'ticket',
        eventOf(entry, said) {
          const event = eventFrom(entry)
          return event && (readsNotes || !event.isNote) ? { ...event, said, filter } : undefined
        },
      })
    },
    resolve: (item, _, context) => asRequest(item, context),
  }),
)

import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import type { Context } from '../../api/context.ts'
import { anything, type Matcher, matcherOf } from '../../api/filters/matching.ts'
import { readId } from '../../api/node.ts'
import { asRequest, streamOf } from '../../api/streams/stream.ts'
import { afterArg, StreamCaughtUpType, StreamGapType } from '../../api/streams/stream-types.ts'
import { ConversationFilterInput, conversationFilterFields } from './graphql-filter.ts'
import { ConversationPartTypeEnum } from './graphql-parts.ts'
import type { Conversation } from './model.ts'
import { conversationOf, eventFrom, mayHavePartOf, withoutNotes } from './model-event.ts'
import type { PartType } from './model-part.ts'
import { eventTypes, type ToldEvent } from './subscriptions-types.ts'

const ConversationStreamItem = builder.unionType('ConversationStreamItem', {
  description: 'What a stream of conversations tells.',
  types: [...eventTypes, StreamGapType, StreamCaughtUpType],
})

type Follow = {
  after: string | null | undefined
  /** Which conversation; undefined for all. */
  conversationId?: string
  types?: readonly PartType[] | null | undefined
  filter?: Matcher<Conversation>
}

function follow(context: Context, { after, conversationId, types, filter = anything }: Follow) {
  const seesNotes = context.viewer.scopes.has('NOTES_READ')
  return streamOf<ToldEvent>(context, {
    after,
    about: conversationId === undefined ? undefined : { type: 'conversation', id: conversationId },
    wants: ({ change, isRepeat }) => {
      const id = isRepeat ? undefined : conversationOf(change)
      return id !== undefined && (conversationId === undefined || conversationId === id)
    },
    eventOf(entry, said) {
      const happened = eventFrom(entry)
      const event = happened && !seesNotes ? withoutNotes(happened) : happened
      return event && (!types || mayHavePartOf(event, types)) ? { ...event, said, filter } : undefined
    },
  })
}

const costs =
  'An event costs no call as long as only what it says itself is selected; a record is loaded for each event that it is selected of.'

builder.subscriptionFields((t) => ({
  conversationUpdates: t.field({
    type: ConversationStreamItem,
    description: `What happens in one conversation. ${costs}`,
    authScopes: needs('CONVERSATIONS_READ'),
    args: {
      id: t.arg.id({ required: true, description: 'Its id, global or as Intercom has it.' }),
      after: t.arg(afterArg),
    },
    subscribe: (_, { id, after }, context) => follow(context, { after, conversationId: readId(id, 'Conversation', context) }),
    resolve: (item, _, context) => asRequest(item, context),
  }),
  conversationEvents: t.field({
    type: ConversationStreamItem,
    description: `What happens in all conversations. With a filter each event says whether its conversation matches now, for a list to put it in or take it out. ${costs}`,
    authScopes: needs('CONVERSATIONS_READ'),
    args: {
      filter: t.arg({
        type: ConversationFilterInput,
        description: 'What `matches` is judged by, texts without regard to case. As in `Query.conversations`, but for `bodyWord`.',
      }),
      types: t.arg({
        type: [ConversationPartTypeEnum],
        description:
          'Only events with a part of these types, or with one of which the announcement does not say what it is; what was deleted or redacted; and what was missed, of which the parts are not known.',
      }),
      after: t.arg(afterArg),
    },
    subscribe: async (_, { filter: asked, types, after }, context) => {
      const filter = await matcherOf(asked, conversationFilterFields, context, 'conversations')
      return follow(context, { after, types, filter })
    },
    resolve: (item, _, context) => asRequest(item, context),
  }),
}))

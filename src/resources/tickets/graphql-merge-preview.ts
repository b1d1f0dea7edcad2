import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { where } from '../../intercom/search.ts'
import { ContactMergePreviewType, carriedMoves, type MergeMove, MergeMoveType } from '../contacts/graphql-merge-preview.ts'

builder.objectField(ContactMergePreviewType, 'moves', (t) =>
  t.field({
    type: [MergeMoveType],
    nullable: true,
    authScopes: needs('CONVERSATIONS_READ', 'TICKETS_READ', 'NOTES_READ'),
    description: 'What would come together of what hangs on the two. Conversations and tickets are counted by two calls each.',
    extensions: costsCalls(4),
    async resolve({ from, into }, _, { services: { conversations, tickets } }) {
      const counted = async (object: string, { search }: Pick<typeof conversations | typeof tickets, 'search'>): Promise<MergeMove> => {
        const ask = async (id: string) => (await search(where('contact_ids', '=', id), { size: 1, after: null })).totalCount ?? 0
        const [ofFrom, ofInto] = await Promise.all([ask(from.id), ask(into.id)])
        return { object, from: ofFrom, into: ofInto }
      }
      const [ofConversations, ofTickets] = await Promise.all([counted('conversation', conversations), counted('ticket', tickets)])
      return [ofConversations, ofTickets, ...carriedMoves(from, into)]
    },
  }),
)

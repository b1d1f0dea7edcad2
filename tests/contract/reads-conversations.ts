import { type Call, each, toTheEnd } from './calls.ts'

/** Conversations: all pages, and each thread. */
export const conversationReads: readonly Call[] = [
  {
    operation: 'GET /conversations',
    does: 'lists all, page by page',
    run: async (client) => toTheEnd(await client.conversations.list({ per_page: 150 })),
  },
  {
    operation: 'POST /conversations/search',
    does: 'finds all, page by page',
    run: async (client) =>
      toTheEnd(
        await client.conversations.search({ query: { field: 'created_at', operator: '>', value: 1 }, pagination: { per_page: 150 } }),
      ),
  },
  {
    operation: 'GET /conversations/{conversation_id}',
    does: 'reads each thread',
    run: (client, { conversations }) => each(conversations, (id) => client.conversations.find({ conversation_id: id })),
  },
  {
    operation: 'GET /conversations/{conversation_id}',
    does: 'reads one as plain text',
    run: (client, { conversations }) =>
      client.conversations.find({ conversation_id: [...conversations.keys()].at(-1) ?? '', display_as: 'plaintext' }),
  },
]

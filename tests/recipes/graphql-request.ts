import { print } from 'graphql'
import { ClientError, GraphQLClient } from 'graphql-request'
import { ConversationListDocument, type ConversationListQuery } from '../support/generated/graphql.ts'

export const createClient = (url: string, key: string) =>
  new GraphQLClient(url, { headers: { authorization: `Bearer ${key}` }, errorPolicy: 'all' })

type Client = ReturnType<typeof createClient>
type Conversation = NonNullable<NonNullable<ConversationListQuery['conversations']>['nodes'][number]>

/** One after the other, a page at a time; the next page is asked for when it is needed. */
export async function* allConversations(client: Client, filter = {}): AsyncGenerator<Conversation> {
  let after: string | null | undefined = null
  do {
    const { conversations }: ConversationListQuery = await client.request(ConversationListDocument, { first: 50, after, filter })
    for (const conversation of conversations?.nodes ?? []) if (conversation) yield conversation
    after = conversations?.pageInfo.hasNextPage ? conversations.pageInfo.endCursor : null
  } while (after)
}

/** What went wrong, in the words of the catalogue; null where it was not the gateway that said it. */
export function whatWentWrong(error: unknown) {
  if (!(error instanceof ClientError)) return null
  const { code, retryable, retryAt } = error.response.errors?.[0]?.extensions ?? {}
  return { code, retryable, retryAt }
}

type Extensions = { intercom: { actualCalls: number; cacheHits: number; coalesced: number } }

export async function inboxAndItsCost(client: Client) {
  const { data, errors, extensions } = await client.rawRequest<ConversationListQuery>(print(ConversationListDocument), { first: 50 })
  return { data, errors, cost: (extensions as Extensions | undefined)?.intercom }
}

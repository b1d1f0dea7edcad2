import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, type PossibleTypesMap } from '@apollo/client'
import { CombinedGraphQLErrors } from '@apollo/client/errors'
import { buildSchema, isAbstractType } from 'graphql'
import { tap } from 'rxjs'
import { ConversationListDocument } from '../support/generated/graphql.ts'

/** What each interface and union can be: fragments on them are matched by it. Made of the printed schema where you build, not in the browser. */
export function possibleTypesFrom(sdl: string): PossibleTypesMap {
  const schema = buildSchema(sdl)
  const several = Object.values(schema.getTypeMap()).filter(isAbstractType)
  return Object.fromEntries(several.map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]))
}

type Page = { nodes: readonly unknown[] }

export const createCache = (possibleTypes: PossibleTypesMap) =>
  new InMemoryCache({
    possibleTypes,
    typePolicies: {
      Query: {
        fields: {
          conversations: {
            // one list per filter, whatever the page
            keyArgs: ['filter'],
            merge: (before: Page | undefined, page: Page, { args }): Page =>
              args?.after && before ? { ...page, nodes: [...before.nodes, ...page.nodes] } : page,
          },
        },
      },
    },
  })

type Options = { url: string; key: string; cache: InMemoryCache; onCost: (cost: { actualCalls: number }) => void }

export function createClient({ url, key, cache, onCost }: Options) {
  const costs = new ApolloLink((operation, forward) =>
    forward(operation).pipe(tap(({ extensions }) => extensions?.intercom && onCost(extensions.intercom))),
  )
  const http = new HttpLink({ uri: url, headers: { authorization: `Bearer ${key}` } })
  return new ApolloClient({ cache, link: costs.concat(http) })
}

/** The first page, and a way to the next: what has been read stands in one list, in the cache. */
export function watchInbox(client: ApolloClient) {
  const inbox = client.watchQuery({ query: ConversationListDocument, variables: { first: 20 }, errorPolicy: 'all' })
  return {
    inbox,
    more: () => inbox.fetchMore({ variables: { after: inbox.getCurrentResult().data?.conversations?.pageInfo?.endCursor } }),
  }
}

export function whatWentWrong(error: unknown) {
  if (!CombinedGraphQLErrors.is(error)) return null
  return error.errors.map(({ path, extensions }) => ({ path, code: extensions?.code, retryable: extensions?.retryable }))
}

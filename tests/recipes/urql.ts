import { Client, fetchExchange } from '@urql/core'
import { type CacheExchangeOpts, cacheExchange } from '@urql/exchange-graphcache'
import { relayPagination } from '@urql/exchange-graphcache/extras'
import { buildSchema, introspectionFromSchema, isObjectType } from 'graphql'
import { ConversationListDocument } from '../support/generated/graphql.ts'

/** What Graphcache has to know of the graph. Made of the printed schema where you build, not in the browser. */
export function factsFrom(sdl: string): Pick<CacheExchangeOpts, 'schema' | 'keys'> {
  const schema = buildSchema(sdl)
  const types = Object.values(schema.getTypeMap()).filter(isObjectType)
  const parts = types.filter((type) => type !== schema.getQueryType() && !type.name.startsWith('__') && !type.getFields().id)
  return {
    // which fragments fit which types, and what may be null
    schema: introspectionFromSchema(schema, { descriptions: false }) as CacheExchangeOpts['schema'],
    // types without an id are kept with what they stand in
    keys: Object.fromEntries(parts.map(({ name }) => [name, () => null])),
  }
}

export const createClient = (url: string, key: string, facts: ReturnType<typeof factsFrom>) =>
  new Client({
    url,
    preferGetMethod: false,
    fetchOptions: () => ({ headers: { authorization: `Bearer ${key}` } }),
    exchanges: [cacheExchange({ ...facts, resolvers: { Query: { conversations: relayPagination() } } }), fetchExchange],
  })

/** All the pages that have been read so far, in one list, out of the cache. */
export async function inboxAfter(client: Client, after: string | null) {
  const { data, error, extensions } = await client.query(ConversationListDocument, { first: 20, after }).toPromise()
  if (error?.networkError) throw error.networkError
  return {
    conversations: data?.conversations,
    // beside the data that is there all the same
    errors: error?.graphQLErrors.map(({ path, extensions: { code, retryable } }) => ({ path, code, retryable })) ?? [],
    cost: extensions?.intercom as { actualCalls: number } | undefined,
  }
}

import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  validate,
} from 'graphql'
import type { ApiConfig } from '../config.ts'
import type { Metrics } from '../monitoring/metrics.ts'
import { createDocumentCache } from './documents.ts'
import { OverLimitError, readDocument } from './limits.ts'

type GuardDeps = { schema: GraphQLSchema; config: Pick<ApiConfig, 'limits' | 'introspection'>; metrics: Pick<Metrics, 'requestRefused'> }

/** What a client sends to have an operation run, whatever brought it. */
export type Asked = { query: string }

/** A document within the limits, and what of it does not fit the schema: with errors it must not be run. */
export type Admitted = { document: DocumentNode; errors: readonly GraphQLError[] }

/**
 * The one door that an operation passes before it runs, whatever brought it: a POST, a GET, a stream of events, a message on a socket.
 *
 * @throws OverLimitError, InvalidInputError or GraphQLError when it is not to be run at all
 */
export type Guard = (asked: Asked) => Admitted

export function createGuard({ schema, config: { limits, introspection }, metrics }: GuardDeps): Guard {
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule]
  const known = createDocumentCache<{ admitted: Admitted } | { refusal: unknown }>()

  function read(text: string): { admitted: Admitted } | { refusal: unknown } {
    try {
      const document = readDocument(text, limits)
      return { admitted: { document, errors: validate(schema, document, rules) } }
    } catch (refusal) {
      return { refusal }
    }
  }

  return ({ query }) => {
    const kept = known.get(query)
    const found = kept ?? read(query)
    if (!kept) known.set(query, found)
    if ('admitted' in found) return found.admitted
    if (found.refusal instanceof OverLimitError) metrics.requestRefused({ limit: found.refusal.limit })
    throw found.refusal
  }
}

import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  validate,
} from 'graphql'
import type { ApiConfig } from '../config.ts'
import { TooManyRequestsError } from '../errors.ts'
import type { Metrics } from '../monitoring/metrics.ts'
import { createDocumentCache } from './documents.ts'
import { checkCost, checkVariables, OverLimitError, readDocument } from './limits.ts'
import { priceOf } from './price.ts'
import type { RequestRate } from './request-rate.ts'
import { createTrustedDocuments, type Named } from './trusted-documents.ts'
import type { Viewer } from './viewer.ts'

type GuardDeps = {
  schema: GraphQLSchema
  config: Pick<ApiConfig, 'limits' | 'introspection' | 'trustedDocuments'>
  metrics: Pick<Metrics, 'requestRefused'>
  rate: Pick<RequestRate, 'take'>
}

/** What a client sends to have an operation run, whatever brought it. */
export type Asked = Named & { variables?: Record<string, unknown> | null | undefined; operationName?: string | null | undefined }

/** A document within the limits, and what of it does not fit the schema. */
type Read = { document: DocumentNode; errors: readonly GraphQLError[] }

/** With errors it must not be run. `text`: the document. `cost`: the fields that its answer may come to; null when nothing can run. */
export type Admitted = Read & { text: string; cost: number | null }

/**
 * The one door that an operation passes before it runs, whatever brought it: a POST, a GET, a stream of events, a message on a socket.
 *
 * @returns null when it names no document
 * @throws TooManyRequestsError, OverLimitError, InvalidInputError or GraphQLError when it is not to be run at all
 */
export type Guard = (asked: Asked, viewer: Pick<Viewer, 'id'>) => Promise<Admitted | null>

export function createGuard({ schema, config: { limits, introspection, trustedDocuments }, metrics, rate }: GuardDeps): Guard {
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule]
  const textOf = createTrustedDocuments(trustedDocuments)
  const known = createDocumentCache<Read | { refusal: unknown }>()

  function read(text: string): Read | { refusal: unknown } {
    try {
      const document = readDocument(text, limits)
      return { document, errors: validate(schema, document, rules) }
    } catch (refusal) {
      return { refusal }
    }
  }

  function readOnce(text: string): Read {
    const kept = known.get(text)
    const found = kept ?? read(text)
    if (!kept) known.set(text, found)
    if ('refusal' in found) throw found.refusal
    return found
  }

  function costOf({ document, errors }: Read, { operationName, variables }: Asked): number | null {
    const operation = errors.length === 0 ? getOperationAST(document, operationName) : undefined
    if (!operation) return null
    return priceOf({ schema, document, operation, variables: variables ?? {} })
  }

  return async (asked, viewer) => {
    try {
      await rate.take(viewer.id)
      const text = textOf(asked)
      if (text === undefined) return null
      checkVariables(asked.variables ?? {}, limits)
      const read = readOnce(text)
      const cost = costOf(read, asked)
      checkCost(cost ?? 0, limits)
      return { ...read, text, cost }
    } catch (error) {
      if (error instanceof TooManyRequestsError) metrics.requestRefused({ limit: 'requestsPerMinute' })
      if (error instanceof OverLimitError) metrics.requestRefused({ limit: error.limit })
      throw error
    }
  }
}

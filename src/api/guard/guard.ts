import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  validate,
} from 'graphql'
import type { ApiConfig } from '../../config.ts'
import { TooManyRequestsError } from '../../errors.ts'
import type { Metrics } from '../../monitoring/metrics.ts'
import type { RequestRate } from '../callers/request-rate.ts'
import type { Viewer } from '../callers/viewer.ts'
import { onMutationsOnly } from '../mutations/idempotent.ts'
import { createDocumentCache, type DocumentCache } from './documents.ts'
import { checkCost, checkVariables, OverLimitError, readDocument } from './limits.ts'
import { type Price, priceOf } from './price.ts'
import { createTrustedDocuments, type Named } from './trusted-documents.ts'

type GuardDeps = {
  schema: GraphQLSchema
  config: Pick<ApiConfig, 'limits' | 'introspection' | 'trustedDocuments'>
  metrics: Pick<Metrics, 'requestRefused'>
  rate: Pick<RequestRate, 'take'>
  /** @default an empty one */
  known?: DocumentCache
}

/** How much of what does not fit the schema is told. To find more is work that somebody else would wait for, and makes a large answer. */
const mostErrors = 10

/** What a client sends to have an operation run, whatever brought it. */
export type Asked = Named & { variables?: Record<string, unknown> | null | undefined; operationName?: string | null | undefined }

/** A document within the limits, and what of it does not fit the schema. */
type Read = { document: DocumentNode; errors: readonly GraphQLError[] }

/** With errors it must not be run. `text`: the document. `cost`: what its answer may come to; null when nothing can run. */
export type Admitted = Read & { text: string; cost: Price | null }

/**
 * The one door that an operation passes before it runs, whatever brought it: a POST, a GET, a stream of events, a message on a socket.
 *
 * @returns null when it names no document
 * @throws TooManyRequestsError, OverLimitError, InvalidInputError or GraphQLError when it is not to be run at all
 */
export type Guard = (asked: Asked, viewer: Pick<Viewer, 'id'>) => Promise<Admitted | null>

/** graphql-js gives up comparing the fields of selections that lie in many others of the same name, and says no more than that it did. */
const inWords = (error: GraphQLError): GraphQLError =>
  error.message === 'Validation aborted.'
    ? new GraphQLError(
        'The document asks for the same fields over and over, in selections within each other, more often than this gateway compares. Ask for each field once in a selection.',
      )
    : error

export function createGuard({ schema, config, metrics, rate, known = createDocumentCache() }: GuardDeps): Guard {
  const { limits, introspection, trustedDocuments } = config
  const rules = [...specifiedRules, onMutationsOnly, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])]
  const textOf = createTrustedDocuments(trustedDocuments)

  // only what fits is kept: whoever invents documents leaves nothing of them here
  function read(text: string): Read {
    const kept = known.get(text)
    if (kept) return { document: kept, errors: [] }
    const document = readDocument(text, limits)
    const errors = validate(schema, document, rules, { maxErrors: mostErrors }).map(inWords)
    if (errors.length === 0) known.set(text, document)
    return { document, errors }
  }

  function costOf({ document, errors }: Read, { operationName, variables }: Asked): Price | null {
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
      const found = read(text)
      const cost = costOf(found, asked)
      if (cost) checkCost(cost, limits)
      return { ...found, text, cost }
    } catch (error) {
      if (error instanceof TooManyRequestsError) metrics.requestRefused({ limit: 'requestsPerMinute' })
      if (error instanceof OverLimitError) metrics.requestRefused({ limit: error.limit })
      throw error
    }
  }
}

import { type ExecutionArgs, GraphQLError, type GraphQLSchema, getOperationAST } from 'graphql'
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga'
import type { ApiConfig } from '../config.ts'
import type { RateLimit } from '../intercom/rate-limit.ts'
import type { Logger } from '../monitoring/logger.ts'
import type { Metrics } from '../monitoring/metrics.ts'
import type { Asker } from './callers/authenticator.ts'
import type { Viewer } from './callers/viewer.ts'
import type { Context } from './context.ts'
import { costOf } from './cost.ts'
import { startEarly } from './early.ts'
import { createErrorMask, withStatus } from './errors.ts'
import type { Admitted, Asked, Guard } from './guard/guard.ts'
import { exampleTabs, withStillTabs } from './http/graphiql.ts'
import { createStreaming, readResumeFrom } from './streams/streaming.ts'
import type { Subscriptions } from './streams/subscriptions.ts'

type GraphQLDeps = {
  schema: GraphQLSchema
  config: ApiConfig
  log: Logger
  metrics: Pick<Metrics, 'requestServed' | 'clientCut'>
  subscriptions: Pick<Subscriptions, 'subscribe'>
  guard: Guard
  /** The calls to Intercom that are left. */
  budget: () => RateLimit
  /** Runs before every operation: the workspace is known, the fence is passed. Throws when Intercom cannot be reached to learn the workspace. */
  contextFor: (viewer: Viewer, options: Pick<Context, 'resumeFrom'>) => Promise<Context>
}

/** It is told who asks, which is found out before the body of a request is read. */
export type GraphQLHandler = YogaServerInstance<{ asker: Asker }, Context>

/**
 * What is known of a request beside its GraphQL. `viewer` is there once it has been let in, `admitted` once the guard has read what it asks,
 * `operationType` once it runs.
 */
type Known = { startedAtMs: number; operationType: string; viewer?: Viewer; admitted?: Admitted | null }

/** GraphQL over HTTP on the one schema: who asks, what it cost, and nothing of our insides in an error. */
export function createGraphQLHandler({
  schema,
  config,
  log,
  metrics,
  guard,
  budget,
  contextFor,
  subscriptions,
}: GraphQLDeps): GraphQLHandler {
  const maskError = createErrorMask({ log, hidesSchema: !config.introspection })
  const requests = new WeakMap<Request, Known>()

  // before anything of the request is read: a stranger learns nothing about the schema from its error messages
  const admission: Plugin<object, { asker: Asker }> = {
    onRequestParse: async ({ request, requestParser, setRequestParser, serverContext: { asker } }) => {
      const asked: Known = { startedAtMs: performance.now(), operationType: 'unknown' }
      requests.set(request, asked)
      if ('refusal' in asker) throw asker.refusal
      asked.viewer = asker.viewer
      if (requestParser) setRequestParser(async (given) => readParams(async () => withDocumentId(given, await requestParser(given))))
    },
  }

  // what the guard has read need be neither parsed nor validated again
  const guarding: Plugin = {
    onParams: async ({ request, params, setParams }) => {
      const asked = requests.get(request)
      // the handler itself refuses what are no parameters
      if (!asked?.viewer || !areParams(params)) return
      asked.admitted = await guard(params, asked.viewer)
      if (asked.admitted) setParams({ ...params, query: asked.admitted.text })
    },
    onParse: ({ context, setParsedDocument }) => setParsedDocument(admittedOf(context).document),
    onValidate: ({ context, setResult }) => setResult(admittedOf(context).errors),
  }
  const admittedOf = (context: unknown) => requests.get((context as { request: Request }).request)!.admitted!

  const costFor = (asked: Known | undefined) =>
    costOf({ ...config, budget: budget(), kind: asked?.viewer?.kind, cost: asked?.admitted?.cost })

  const accounting: Plugin = {
    onExecute: ({ args }) => {
      const asked = requests.get(args.contextValue.request)
      if (asked) asked.operationType = getOperationAST(args.document, args.operationName)?.operation ?? 'unknown'
      startEarly(
        { ...args, variableValues: args.variableValues ?? {} } as ExecutionArgs & { variableValues: Record<string, unknown> },
        args.contextValue as unknown as Context,
      )
      return {
        onExecuteDone: ({ result, setResult }) => {
          if ('data' in result || 'errors' in result)
            setResult({
              ...result,
              extensions: {
                ...result.extensions,
                ...costFor(asked),
              },
            })
        },
      }
    },
    onResultProcess: ({ request, result, setResult }) => {
      if (Array.isArray(result) || Symbol.asyncIterator in result) return
      const errors = result.errors?.map((error) => withStatus(maskError(error), { hasData: result.data !== undefined }))
      if (errors) setResult({ ...result, errors })
      const { startedAtMs, operationType } = requests.get(request) ?? { startedAtMs: performance.now(), operationType: 'unknown' }
      const outcome = String(errors?.[0]?.extensions.code ?? 'ok')
      metrics.requestServed({ operationType, outcome, durationMs: performance.now() - startedAtMs })
    },
    // the handler's own has no body, and a browser that came here for a page would show nothing
    onResponse: ({ response, setResponse, fetchAPI }) => {
      if (response.status === 406)
        setResponse(fetchAPI.Response.json(nothingAcceptable, { status: 406, headers: { accept: response.headers.get('accept') ?? '' } }))
    },
  }

  const subscriberOf = (request: Request) => {
    const { viewer, admitted } = requests.get(request)!
    return { viewer: viewer!, admitted: admitted! }
  }
  const streaming = createStreaming({ config, maskError, metrics, subscriptions, subscriberOf })

  return createYoga<{ asker: Asker }, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    logging: false,
    multipart: false,
    batching: false,
    extraParamNames: ['documentId'],
    cors: false,
    // what comes here was read within our own limit (body.ts); this one would send it through three more streams to count it again
    maxRequestBodySize: false,
    maskedErrors: { maskError },
    parserAndValidationCache: false,
    graphiql: config.graphiql && { title: 'Intercom GraphQL gateway', defaultTabs: exampleTabs, favicon: 'data:,' },
    // nine megabytes of page, read when the first browser comes: where GraphiQL is off it is never read
    renderGraphiQL: async (options) => withStillTabs((await import('@graphql-yoga/render-graphiql')).renderGraphiQL(options)),
    context: ({ request, params }) =>
      contextFor(requests.get(request)!.viewer!, {
        resumeFrom: readResumeFrom(request.headers.get('last-event-id'), params.extensions?.resumeFrom),
      }),
    plugins: [admission, guarding, accounting, streaming],
  })
}

/** Whether they have the shape of parameters, as far as the guard goes by it. */
const areParams = (params: unknown): params is Asked =>
  isObject(params) && isObject(params.variables ?? {}) && isObject(params.extensions ?? {})
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The one parameter of a GET that the handler does not read. */
function withDocumentId<Params>({ method, url }: Request, params: Params): Params {
  const documentId = method === 'GET' && url.includes('documentId=') ? new URL(url).searchParams.get('documentId') : null
  return documentId === null ? params : { ...params, documentId }
}

/** What is asked, with the two complaints that the handler's own reading leaves out: `variables` and `extensions` of a GET are JSON too. */
async function readParams<Params>(read: () => Promise<Params>): Promise<Params> {
  try {
    const params = await read()
    const name = (params as { operationName?: unknown } | null)?.operationName ?? null
    if (name !== null && typeof name !== 'string') throw badRequest('The parameter "operationName" is a text; what came is not.')
    return params
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw badRequest('The parameters "variables" and "extensions" are JSON; what came is not.')
  }
}

const nothingAcceptable = {
  errors: [
    {
      message:
        'Answers are JSON or, of what streams, text/event-stream; the header "Accept" takes neither. (GraphiQL, a page for browsers, is served where "api.graphiql" is on.)',
      extensions: { code: 'INVALID', retryable: false },
    },
  ],
}

const badRequest = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } })

import { type ExecutionArgs, type ExecutionResult, type GraphQLError, type GraphQLSchema, getOperationAST } from 'graphql'
import type { ServerOptions, Context as SocketContext } from 'graphql-ws'
import type { ApiConfig } from '../../config.ts'
import { GatewayError, InvalidInputError, UnauthenticatedError } from '../../errors.ts'
import type { RateLimit } from '../../intercom/rate-limit.ts'
import { currentScope } from '../../monitoring/request-scope.ts'
import type { Authenticate } from '../callers/authenticator.ts'
import type { Viewer } from '../callers/viewer.ts'
import type { Context } from '../context.ts'
import { costOf } from '../cost.ts'
import { startEarly } from '../early.ts'
import type { Guard } from '../guard/guard.ts'
import type { Price } from '../guard/price.ts'
import { eachInItsScope, type Results } from './each-event.ts'
import { readResumeFrom } from './streaming.ts'

export type SocketOperationsDeps = {
  schema: GraphQLSchema
  config: ApiConfig
  guard: Guard
  authenticate: Authenticate
  maskError(error: unknown): GraphQLError
  budget: () => RateLimit
  contextFor(viewer: Viewer, options: Pick<Context, 'resumeFrom'>): Promise<Context>
  /** How many operations one socket may have at a time; another is refused. @default 100 */
  maxOperations?: number
}

/** What is known of a socket beside its protocol. */
export type SocketExtra = {
  authorization: string | undefined
  close(code: number, reason: string): void
  viewer?: Viewer
}

type Options = ServerOptions<Record<string, unknown>, SocketExtra>
type Socket = SocketContext<Record<string, unknown>, SocketExtra>

/** "Unauthorized" in the protocol of graphql-ws, whose clients do not try again. */
const unauthorized = 4401
/** "Try Again Later" (IANA's registry of close codes). */
const tryAgainLater = 1013
/** As much as a close frame holds (RFC 6455). */
const maxReasonBytes = 123

/** What happens on a socket: who opens it is asked once, and each operation passes the guard. */
export function createSocketOperations(
  { schema, config, guard, authenticate, maskError, budget, contextFor, maxOperations = 100 }: SocketOperationsDeps,
  { keepAliveMs }: { keepAliveMs: number },
): Pick<Options, 'onConnect' | 'onSubscribe' | 'onOperation' | 'onError'> {
  const costs = new WeakMap<object, Price | null>()

  function refuse({ extra }: Socket, error: unknown) {
    const isPassing = error instanceof GatewayError && error.retryable
    const reason = Buffer.from(maskError(error).message).subarray(0, maxReasonBytes).toString().replace(/�$/, '')
    extra.close(isPassing ? tryAgainLater : unauthorized, reason)
  }

  async function prepare(
    { extra, subscriptions }: Socket,
    payload: Parameters<Guard>[0] & { extensions?: Record<string, unknown> | null },
  ) {
    const viewer = extra.viewer!
    if (Object.keys(subscriptions).length > maxOperations)
      throw new InvalidInputError(
        `This socket has ${maxOperations} operations, which is all that one may have at a time. Complete one, or open another socket.`,
      )
    const admitted = await guard(payload, viewer)
    if (!admitted) throw new InvalidInputError('No document came: expected it as "query", or a trusted one by its id.')
    if (admitted.errors.length > 0) return admitted.errors.map(maskError)
    const contextValue = await contextFor(viewer, { resumeFrom: readResumeFrom(null, payload.extensions?.resumeFrom) })
    costs.set(contextValue, admitted.cost)
    const { operationName, variables } = payload
    const args = {
      schema,
      document: admitted.document,
      operationName: operationName ?? null,
      variableValues: variables ?? {},
      contextValue,
    }
    if (getOperationAST(args.document, operationName)?.operation !== 'subscription') startEarly(args, contextValue)
    return args
  }

  return {
    async onConnect(socket) {
      const { extra, connectionParams = {} } = socket
      const shown = connectionParams.authorization ?? connectionParams.Authorization ?? extra.authorization
      try {
        extra.viewer = await authenticate(typeof shown === 'string' ? shown : undefined)
      } catch (error) {
        refuse(socket, error)
        return false
      }
      return { keepAliveMs, maxOperations, maxMessageBytes: config.maxBodyBytes }
    },
    async onSubscribe(socket, _, payload) {
      const { expiresAt } = socket.extra.viewer!
      if (expiresAt !== null && expiresAt.getTime() <= Date.now()) {
        const error = new UnauthenticatedError('The token has expired: connect again with a new one.')
        refuse(socket, error)
        return [maskError(error)]
      }
      try {
        return await prepare(socket, payload)
      } catch (error) {
        return [maskError(error)]
      }
    },
    async onOperation(socket, _, __, args: ExecutionArgs, running) {
      const result = await running
      const finish = ({ errors, ...rest }: ExecutionResult): ExecutionResult => {
        const scope = currentScope()
        const cost = costOf({ ...config, budget: budget(), kind: socket.extra.viewer?.kind, cost: costs.get(args.contextValue as object) })
        return {
          ...rest,
          ...(errors && { errors: errors.map(maskError) }),
          extensions: { ...rest.extensions, ...(scope?.eventCursor !== undefined && { cursor: scope.eventCursor }), ...cost },
        }
      }
      if (!isResults(result)) return finish(result)
      return eachInItsScope(result, { requestId: currentScope()?.requestId ?? '', finish })
    },
    onError: (_, __, ___, errors) => errors.map((error) => maskError(error).toJSON()),
  }
}

const isResults = (result: ExecutionResult | Results): result is Results => Symbol.asyncIterator in result

import { type ExecutionArgs, type ExecutionResult, type GraphQLError, type GraphQLSchema, getOperationAST } from 'graphql'
import type { ServerOptions, Context as SocketContext } from 'graphql-ws'
import type { ApiConfig } from '../../config.ts'
import { GatewayError, InvalidInputError, UnauthenticatedError } from '../../errors.ts'
import type { RateLimit } from '../../intercom/rate-limit.ts'
import type { Metrics } from '../../monitoring/metrics.ts'
import type { Authenticate } from '../callers/authenticator.ts'
import type { Viewer } from '../callers/viewer.ts'
import type { Context } from '../context.ts'
import { costOf } from '../cost.ts'
import { startEarly } from '../early.ts'
import type { Guard } from '../guard/guard.ts'
import type { Outlet } from './outlet.ts'
import { readResumeFrom } from './streaming.ts'
import { isTellings, type Subscriber, type Subscriptions, type Tellings } from './subscriptions.ts'

export type SocketOperationsDeps = {
  schema: GraphQLSchema
  config: ApiConfig
  guard: Guard
  authenticate: Authenticate
  maskError(error: unknown): GraphQLError
  budget: () => RateLimit
  contextFor(viewer: Viewer, options: Pick<Context, 'resumeFrom'>): Promise<Context>
  subscriptions: Pick<Subscriptions, 'subscribe'>
  metrics: Pick<Metrics, 'requestServed' | 'requestRefused'>
}

/** What is known of a socket beside its protocol. */
export type SocketExtra = {
  authorization: string | undefined
  close(code: number, reason: string): void
  /** It is known who it is: it may send as much as its messages may hold. */
  letIn(): void
  outlet: Pick<Outlet, 'tell'>
  /** What runs on it, and ends with it. */
  running: Set<Tellings>
  viewer?: Viewer
}

/** What is known of an operation from when it was let in until it ends. */
type Running = Subscriber & { id: string; extra: SocketExtra; startedAtMs: number; operationType: string }

type Options = ServerOptions<Record<string, unknown>, SocketExtra>
type Socket = SocketContext<Record<string, unknown>, SocketExtra>

/** "Unauthorized" in the protocol of graphql-ws, whose clients do not try again. */
const unauthorized = 4401
/** "Try Again Later" (IANA's registry of close codes). */
const tryAgainLater = 1013
/** As much as a close frame holds (RFC 6455). */
const maxReasonBytes = 123

/** What happens on a socket: who opens it is asked once, and each operation passes the guard. */
export function createSocketOperations({
  schema,
  config,
  guard,
  authenticate,
  maskError,
  budget,
  contextFor,
  subscriptions,
  metrics,
}: SocketOperationsDeps): Pick<Options, 'onConnect' | 'onSubscribe' | 'subscribe' | 'onOperation' | 'onError'> {
  const { keepAliveMs, maxOperations, maxSockets, maxSubscriptions, maxMessageBytes, slowConsumerMs } = config.streams
  const known = new WeakMap<object, Running>()

  function refuse({ extra }: Socket, error: unknown) {
    const isPassing = error instanceof GatewayError && error.retryable
    const reason = Buffer.from(maskError(error).message).subarray(0, maxReasonBytes).toString().replace(/�$/, '')
    extra.close(isPassing ? tryAgainLater : unauthorized, reason)
  }

  function served({ operationType, startedAtMs }: Pick<Running, 'operationType' | 'startedAtMs'>, error?: GraphQLError) {
    metrics.requestServed({ operationType, outcome: String(error?.extensions.code ?? 'ok'), durationMs: performance.now() - startedAtMs })
  }

  async function prepare(
    { extra, subscriptions: running }: Socket,
    id: string,
    payload: Parameters<Guard>[0] & { extensions?: Record<string, unknown> | null },
    startedAtMs: number,
  ) {
    const viewer = extra.viewer!
    if (Object.keys(running).length > maxOperations) {
      metrics.requestRefused({ limit: 'maxOperations' })
      throw new InvalidInputError(
        `This socket has ${maxOperations} operations, which is all that one may have at a time. Complete one, or open another socket.`,
      )
    }
    const admitted = await guard(payload, viewer)
    if (!admitted) throw new InvalidInputError('No document came: expected it as "query", or a trusted one by its id.')
    if (admitted.errors.length > 0) return admitted.errors.map(maskError)
    const contextValue = await contextFor(viewer, { resumeFrom: readResumeFrom(null, payload.extensions?.resumeFrom) })
    const { operationName, variables } = payload
    const operationType = getOperationAST(admitted.document, operationName)?.operation ?? 'unknown'
    known.set(contextValue, { id, viewer, admitted, extra, startedAtMs, operationType })
    const args = {
      schema,
      document: admitted.document,
      operationName: operationName ?? null,
      variableValues: variables ?? {},
      contextValue,
    }
    if (operationType !== 'subscription') startEarly(args, contextValue)
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
      extra.letIn()
      return { keepAliveMs, maxOperations, maxSockets, maxSubscriptions, maxMessageBytes, slowConsumerMs }
    },
    async onSubscribe(socket, id, payload) {
      const startedAtMs = performance.now()
      const refused = (errors: readonly GraphQLError[]) => {
        served({ operationType: 'unknown', startedAtMs }, errors[0])
        return errors
      }
      const { expiresAt } = socket.extra.viewer!
      if (expiresAt !== null && expiresAt.getTime() <= Date.now()) {
        const error = new UnauthenticatedError('The token has expired: connect again with a new one.')
        refuse(socket, error)
        return refused([maskError(error)])
      }
      try {
        const prepared = await prepare(socket, id, payload, startedAtMs)
        return Array.isArray(prepared) ? refused(prepared) : prepared
      } catch (error) {
        return refused([maskError(error)])
      }
    },
    async subscribe(args) {
      const running = known.get(args.contextValue as object)!
      try {
        const result = await subscriptions.subscribe(args as ExecutionArgs, running)
        return isTellings(result) ? tellingEach(result, running) : result
      } catch (error) {
        return { errors: [maskError(error)] }
      }
    },
    async onOperation(_, __, ___, args: ExecutionArgs, pending) {
      const result = await pending
      if (Symbol.asyncIterator in result) return
      const { admitted, viewer, ...running } = known.get(args.contextValue as object)!
      const { errors, ...rest } = result as ExecutionResult
      const masked = errors?.map(maskError)
      served(running, masked?.[0])
      const cost = costOf({ ...config, budget: budget(), kind: viewer.kind, cost: admitted.cost })
      return { ...rest, ...(masked && { errors: masked }), extensions: { ...rest.extensions, ...cost } }
    },
    onError: (_, __, ___, errors) => errors.map((error) => maskError(error).toJSON()),
  }
}

/**
 * The events go out from here, and not as results from the protocol's library, which would write each out anew: whoever shares one shares what is
 * written. To the library it is an operation without results, which ends: at once when the client completes it, so that its id is free for another.
 */
function tellingEach(tellings: Tellings, { id, extra: { outlet, running } }: Pick<Running, 'id' | 'extra'>): AsyncIterableIterator<never> {
  const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`
  let isOver = false
  let leave = () => {}
  const left = new Promise<void>((resolve) => {
    leave = resolve
  })
  running.add(tellings)

  async function tellAll() {
    try {
      for (let { value: telling, done } = await tellings.next(); !done; { value: telling, done } = await tellings.next()) {
        await outlet.tell(async () => (isOver ? undefined : `${head}${(await telling!.tell()).text}}`))
      }
    } finally {
      running.delete(tellings)
    }
  }

  return {
    async next() {
      await Promise.race([tellAll(), left])
      return { value: undefined, done: true }
    },
    async return() {
      isOver = true
      running.delete(tellings)
      leave()
      await tellings.return?.()
      return { value: undefined, done: true }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

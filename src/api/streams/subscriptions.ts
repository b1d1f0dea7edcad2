import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute, type GraphQLError } from 'graphql'
import type { ApiConfig } from '../../config.ts'
import { TooManySubscriptionsError } from '../../errors.ts'
import type { RateLimit } from '../../intercom/rate-limit.ts'
import type { Metrics } from '../../monitoring/metrics.ts'
import { createRequestScope, currentScope, runInScope } from '../../monitoring/request-scope.ts'
import type { Viewer } from '../callers/viewer.ts'
import { type Context, withLoadersOfItsOwn } from '../context.ts'
import { costOf } from '../cost.ts'
import type { Admitted } from '../guard/guard.ts'
import { createSharing, type Told } from './sharing.ts'
import { sharingKeyOf } from './sharing-key.ts'

type SubscriptionsDeps = {
  config: ApiConfig
  budget: () => RateLimit
  maskError(error: unknown): GraphQLError
  metrics: Pick<Metrics, 'eventExecuted' | 'eventTold' | 'requestRefused'>
}

/** An event that a subscriber is to be told, once there is room for it on the way. May be asked again: it is then told as it is by then. */
export type Telling = { tell(): Promise<Told> }
export type Tellings = AsyncIterableIterator<Telling, undefined>

/** What comes of a subscription's source; what is not of the log has no cursor. */
type Item = { readonly __typename: string; readonly cursor?: string }

/** Who subscribes, and what the guard has read. */
export type Subscriber = { viewer: Viewer; admitted: Pick<Admitted, 'text' | 'cost'> }

export type Subscriptions = ReturnType<typeof createSubscriptions>

/**
 * Runs subscriptions for every transport. Each has its own place in the log and its own inbox; an event is executed, and written out, once for all
 * whom it is the same for.
 */
export function createSubscriptions({ config, budget, maskError, metrics }: SubscriptionsDeps) {
  const { maxSubscriptions } = config.streams
  const sharing = createSharing()
  let running = 0

  /** Like a request of its own: in a scope and with loaders of its own, and behind the fence (`asRequest`). */
  function run(args: ExecutionArgs, item: Item, { viewer, admitted }: Subscriber, requestId: string): Promise<Told> {
    return runInScope(createRequestScope(requestId), async () => {
      metrics.eventExecuted()
      const contextValue = withLoadersOfItsOwn(args.contextValue as Context)
      const { errors, ...rest } = await execute({ ...args, contextValue, rootValue: item })
      const { eventCursor: cursor } = currentScope()!
      const result: ExecutionResult = {
        ...rest,
        ...(errors && { errors: errors.map(maskError) }),
        extensions: { ...rest.extensions, cursor, ...costOf({ ...config, budget: budget(), kind: viewer.kind, cost: admitted.cost }) },
      }
      return { text: JSON.stringify(result), cursor, hasFailed: rest.data === undefined && errors !== undefined }
    })
  }

  return {
    /** How many there are. */
    size: () => running,

    /** The events, or why there are none: errors that are still to be masked. */
    async subscribe(args: ExecutionArgs, subscriber: Subscriber): Promise<Tellings | ExecutionResult> {
      const { document, operationName, variableValues } = args
      const { viewer, admitted } = subscriber
      if (running >= maxSubscriptions) {
        metrics.requestRefused({ limit: 'maxSubscriptions' })
        throw new TooManySubscriptionsError(maxSubscriptions)
      }
      running += 1
      const requestId = currentScope()?.requestId ?? ''
      const source = await createSourceEventStream(args).catch((error: unknown) => {
        running -= 1
        throw error
      })
      if (!(Symbol.asyncIterator in source)) {
        running -= 1
        return source
      }
      const items = (source as AsyncIterable<Item>)[Symbol.asyncIterator]()
      const shared = sharing.join(sharingKeyOf({ text: admitted.text, document, operationName, variables: variableValues ?? {}, viewer }))
      let isOver = false
      function leave() {
        if (isOver) return
        isOver = true
        running -= 1
        shared.leave()
      }

      const tellings: Tellings = {
        async next() {
          try {
            // what a row asks to know whether there is an event is not this operation's, which lasts
            const { value: item, done } = await runInScope(createRequestScope(requestId), () => items.next())
            if (!done) {
              metrics.eventTold()
              return { value: { tell: () => shared.tell(nameOf(item), () => run(args, item, subscriber, requestId)) }, done: false }
            }
          } catch (error) {
            leave()
            throw error
          }
          leave()
          return { value: undefined, done: true }
        },
        async return() {
          leave()
          await items.return?.()
          return { value: undefined, done: true }
        },
        [Symbol.asyncIterator]: () => tellings,
      }
      return tellings
    },
  }
}

/** An event is what it is by its place in the log; what is said between events, and what is not of the log, is no more than what it says. */
const nameOf = (item: Item) =>
  item.cursor === undefined || item.__typename === 'StreamCaughtUp' || item.__typename === 'StreamGap' ? JSON.stringify(item) : item.cursor

export const isTellings = (result: Tellings | ExecutionResult): result is Tellings => Symbol.asyncIterator in result

import { builder } from '../builder.ts'
import { loadRecord, Node } from '../node.ts'
import { type Failure, type PayloadCode, payloadCodes } from './failures.ts'

const meanings: Record<PayloadCode, string> = {
  INVALID: 'The input cannot be served as it stands: the message says what came and what was expected.',
  FORBIDDEN: 'The caller may not do this.',
  CAPABILITY_UNAVAILABLE: 'It needs a newer version of the Intercom API than the gateway speaks.',
  NOT_FOUND: 'There is nothing (any more) under an id of the input.',
  CONFLICT: 'Something else is in the way: another record, or another request that is not done yet.',
  ALREADY_DONE: 'It is so already, and cannot be done twice.',
  AMBIGUOUS_MATCH: 'Several records fit where one was meant.',
  MERGE_NOT_ALLOWED: 'These two cannot become one.',
  RATE_LIMITED: "Intercom's rate limit was reached. Nothing was done.",
  BUDGET_EXCEEDED: 'The gateway has no call to Intercom left for it in time. Nothing was sent.',
  OUTCOME_UNKNOWN: 'It was sent, and whether it was done cannot be told.',
  UPSTREAM_TIMEOUT: 'Intercom was late. Nothing was done.',
  UPSTREAM_UNREACHABLE: 'Intercom, or what the gateway keeps keys in, could not be reached. Nothing was done.',
  UPSTREAM_ERROR: 'Intercom failed, or refuses the gateway. Nothing was done.',
}

/** What may be shown to whoever clicked; what is wrong with the input only the message can say. */
const forUsers: Partial<Record<PayloadCode, string>> = {
  FORBIDDEN: 'You may not do this.',
  CAPABILITY_UNAVAILABLE: 'This is not available here.',
  NOT_FOUND: 'It is not there any more.',
  CONFLICT: 'Something else is in the way.',
  ALREADY_DONE: 'This is done already.',
  AMBIGUOUS_MATCH: 'Several people fit. Choose the one you mean.',
  MERGE_NOT_ALLOWED: 'These two cannot be merged.',
  RATE_LIMITED: 'Too much is going on right now. Try again in a moment.',
  BUDGET_EXCEEDED: 'Too much is going on right now. Try again in a moment.',
  OUTCOME_UNKNOWN: 'It is not certain whether this was done. Look before you try again.',
  UPSTREAM_TIMEOUT: 'Intercom took too long. Nothing was done; try again.',
  UPSTREAM_UNREACHABLE: 'Intercom could not be reached. Nothing was done; try again.',
  UPSTREAM_ERROR: 'Intercom could not do this. Nothing was done.',
}

const ErrorCodeEnum = builder.enumType('ErrorCode', {
  description: 'What went wrong, for programs. More may be added.',
  values: Object.fromEntries(payloadCodes.map((code) => [code, { description: meanings[code] }])) as Record<
    PayloadCode,
    { description: string }
  >,
})

/** Why a mutation did not do what it was asked for. */
export const MutationError = builder.interfaceRef<Failure>('MutationError').implement({
  description:
    'Why a mutation was not done, or not wholly. Whatever its type, unless that is `OutcomeUnknownError` the step that it is about changed nothing.',
  fields: (t) => ({
    message: t.exposeString('message', { description: 'What happened and what to do, for developers. May change at any time.' }),
    userMessage: t.string({
      nullable: true,
      description: 'A sentence that may be shown to whoever clicked; null where only `message` says what is wrong with the input.',
      resolve: ({ code, isPartial }) => (isPartial ? 'Only a part of this was done. Look before you try again.' : forUsers[code]),
    }),
    code: t.field({ type: ErrorCodeEnum, description: 'What happened, for programs.', resolve: ({ code }) => code }),
    path: t.exposeStringList('path', {
      nullable: true,
      description: 'Where in the arguments the cause is: `["input", "email"]`. Null when it is not one argument, or cannot be told.',
    }),
    retryable: t.exposeBoolean('retryable', {
      description: 'The same mutation, unchanged, may succeed later, and sending it again does nothing twice.',
    }),
    intercomRequestId: t.exposeString('intercomRequestId', {
      nullable: true,
      description: "Intercom's own id of the call that failed, for its support.",
    }),
  }),
})

const errorType = (name: Failure['__typename'], description: string) =>
  builder.objectRef<Failure>(name).implement({ description, interfaces: [MutationError] })

const ValidationError = errorType('ValidationError', 'The input, or the caller, is not what it has to be. Change the request.')
builder.objectField(ValidationError, 'constraint', (t) =>
  t.exposeString('constraint', { nullable: true, description: "The rule that was broken, in a word, or Intercom's own code." }),
)

const NotFoundErrorType = errorType('NotFoundError', 'There is nothing (any more) under an id of the input.')
builder.objectField(NotFoundErrorType, 'id', (t) => t.exposeID('id', { nullable: true, description: 'That id, as it was given.' }))

const ConflictErrorType = errorType('ConflictError', 'Something else is in the way.')
builder.objectField(ConflictErrorType, 'existing', (t) =>
  t.field({
    type: Node,
    nullable: true,
    description: 'The record that is in the way, where it is known. Reading it may take a call.',
    resolve: ({ existing }, _, context, info) => (existing ? loadRecord(existing.type, existing.id, context, info.schema) : null),
  }),
)

/** Its candidates are added by the row whose records they are. */
export const AmbiguousMatchErrorType = errorType('AmbiguousMatchError', 'Several contacts fit; the caller has to say which one is meant.')

export const MergeReasonType = builder.objectRef<{ code: string; message: string }>('MergeReason').implement({
  description: 'A reason why two contacts cannot become one.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'The reason, for programs.' }),
    message: t.exposeString('message', { description: 'The reason, for people.' }),
  }),
})
const MergeNotAllowedErrorType = errorType('MergeNotAllowedError', 'These two contacts cannot become one.')
builder.objectField(MergeNotAllowedErrorType, 'reasons', (t) =>
  t.field({ type: [MergeReasonType], description: 'Each reason there is.', resolve: ({ reasons }) => [...(reasons ?? [])] }),
)

const RateLimitedErrorType = errorType('RateLimitedError', 'No call to Intercom was left. Nothing was done.')
builder.objectField(RateLimitedErrorType, 'retryAt', (t) =>
  t.field({
    type: 'DateTime',
    description: 'The earliest instant at which sending it again makes sense.',
    resolve: ({ retryAt }) => retryAt!,
  }),
)

const OutcomeUnknownErrorType = errorType(
  'OutcomeUnknownError',
  'It was sent and may or may not be done: the gateway looked, and could not tell. Never send it again without looking, unless with the same idempotency key.',
)
builder.objectField(OutcomeUnknownErrorType, 'checkWith', (t) =>
  t.string({ description: 'How a person can find out.', resolve: ({ checkWith }) => checkWith! }),
)

const UpstreamErrorType = errorType('UpstreamError', 'Intercom was late, not there, or failed. Nothing was done.')
builder.objectFields(UpstreamErrorType, (t) => ({
  status: t.exposeInt('status', { nullable: true, description: "The HTTP status of Intercom's answer; null when none came." }),
  requestId: t.exposeString('intercomRequestId', {
    nullable: true,
    description: "Intercom's own id of the call, as in `intercomRequestId`.",
  }),
}))

import { GatewayError, InvalidInputError, NotFoundError, OutcomeUnknownError } from '../errors.ts'

/** Whether a failure proves that nothing was changed. Input that is refused was refused before anything left, or by Intercom. */
export const didNothing = (error: unknown): error is GatewayError =>
  error instanceof GatewayError && (error.didNothing || error instanceof InvalidInputError || error instanceof NotFoundError)

/** @param looked whether anybody could look for what it did */
export function unknown(cause: unknown, { step, checkWith, looked }: { step: string; checkWith: string; looked: boolean }) {
  const why = cause instanceof GatewayError ? cause.message : 'Its answer could not be understood.'
  const how = looked ? 'The gateway looked for what it did, and cannot tell.' : 'There is no way for the gateway to find out.'
  return new OutcomeUnknownError(`The step "${step}" was sent and may be done: ${why} ${how} ${checkWith}`, {
    checkWith,
    cause,
    ...(cause instanceof GatewayError && cause.intercomRequestId !== undefined && { intercomRequestId: cause.intercomRequestId }),
  })
}

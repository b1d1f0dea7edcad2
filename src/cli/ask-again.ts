import { setTimeout as delay } from 'node:timers/promises'
import { AskError, askGateway } from './ask-gateway.ts'

type Refusal = { message: string; retryable: boolean; code?: string }

type AskerOptions = {
  /** The graph of the gateway. */
  url: string
  /** What the key needs, told where it may not. */
  scope: string
  /** How long until a gateway that does not answer is asked again, for the first time; then twice as long, and so on. @default 500 */
  retryAfterMs?: number
}

const tries = 7

/**
 * Asks a gateway, and one that has answered once again when it does not, or says that it may another time: what it is asked for must be the same when it
 * is done twice, by a key or by itself.
 */
export function patientAsker({ url, scope, retryAfterMs = 500 }: AskerOptions) {
  let hasAnswered = false

  /** @throws AskError */
  return async function ask<Data>(
    document: string,
    variables: object,
    refusalIn: (data: Data) => Refusal | undefined = () => undefined,
  ): Promise<Data> {
    for (let tried = 1; ; tried++) {
      try {
        const data = await askGateway<Data>(url, document, variables, scope)
        hasAnswered = true
        const refusal = refusalIn(data)
        if (refusal) throw new AskError(refusal.message, !refusal.retryable, refusal.code)
        return data
      } catch (error) {
        const isWorthIt = error instanceof AskError && !error.isFinal && hasAnswered && tried < tries
        if (!isWorthIt) throw error
        await delay(retryAfterMs * 2 ** (tried - 1))
      }
    }
  }
}

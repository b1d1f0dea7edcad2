import type { Subject } from '../changes/change.ts'
import { GatewayError, OutcomeUnknownError } from '../errors.ts'
import type { Outcome } from './write.ts'

/** A write that is over. */
export type EndedWrite = {
  mutation: string | undefined
  /** Who asked for it: a `viewer.id`. */
  caller: string | undefined
  isKeyed: boolean
  step: string
  about: Subject
  outcome: Outcome
  error: unknown
  durationMs: number
}

const sentences: Record<Outcome, string> = {
  APPLIED: 'a write to Intercom was done',
  FOUND: 'a write to Intercom was done: its answer was lost, and what it did was found',
  REPEATED: 'a write to Intercom was not sent again: it was done before, under the same key',
  NOT_APPLIED: 'a write to Intercom was not done',
  UNKNOWN: 'a write to Intercom may be done: its answer was lost, and what it did was not found',
}

/** One line for each write: who, what, and what became of it, with the id of the request as every line has it. Ids and words, never what somebody wrote. */
export const createAudit =
  (log: { info(facts: object, sentence: string): void; warn(facts: object, sentence: string): void }) =>
  ({ about, outcome, error, durationMs, ...who }: EndedWrite): void => {
    const facts = {
      audit: true,
      ...who,
      about: `${about.type} ${about.id}`,
      outcome,
      ...(error instanceof GatewayError && { code: error.code, reason: reasonOf(error), intercomRequestId: error.intercomRequestId }),
      durationMs: Math.round(durationMs),
    }
    if (outcome === 'UNKNOWN') log.warn(facts, sentences[outcome])
    else log.info(facts, sentences[outcome])
  }

/** What a person is told to look for may be a title that somebody wrote; why it is not known is not. */
function reasonOf(error: GatewayError): string | undefined {
  const told = error instanceof OutcomeUnknownError ? error.cause : error
  return told instanceof GatewayError ? told.message : undefined
}

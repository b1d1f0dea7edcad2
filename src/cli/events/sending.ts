import { setTimeout as delay } from 'node:timers/promises'
import { patientAsker } from '../ask-again.ts'
import { AskError } from '../ask-gateway.ts'
import type { EventInput } from './event-of.ts'
import type { RowFailure } from './rows.ts'

type Failure = { code: string; message: string; path: string[] | null; retryable: boolean }
type Job = { id: string; status: string; progress: { done: number; failed: number } | null; errors: Failure[] }

type Answer = { dataEventTrackBatch: { errors: Failure[]; job: Job | null } }

const job = 'id status progress { done failed } errors { code message path retryable }'
const mutation = `mutation Track($input: [DataEventInput!]!, $key: String!) {
  dataEventTrackBatch(input: $input) @idempotent(key: $key) { errors { code message path retryable } job { ${job} } }
}`
const query = `query Follow($id: ID!) { job(id: $id) { ${job} } }`

/** A job that was given up keeps its key; so a later run sends its batch anew under the next one. */
const mostKeys = 50
const followEveryMs = { first: 50, most: 1_000 }

/** What became of a batch. `failures`: by the place of the event in it. `givenUp`: why the gateway did not come to its end, where it did not. */
export type Sent = { failures: ReadonlyMap<number, RowFailure>; givenUp?: string }

type SenderOptions = {
  url: string
  /** Told while a batch is on its way: how many of its events are dealt with, and how many of these were not done. */
  onProgress(done: number, failed: number): void
  /** How long until a gateway that does not answer is asked again, for the first time; then twice as long, and so on. */
  retryAfterMs?: number
}

/** Sends batches to a gateway. A gateway that has answered once is asked again when it does not: under its key a batch is sent once. */
export function eventSender({ url, onProgress, retryAfterMs }: SenderOptions) {
  const ask = patientAsker({ url, scope: 'EVENTS_WRITE', ...(retryAfterMs !== undefined && { retryAfterMs }) })

  const track = async (input: readonly EventInput[], key: string) =>
    (await ask<Answer>(mutation, { input, key }, (data) => data.dataEventTrackBatch.errors.find((error) => placeOf(error) === undefined)))
      .dataEventTrackBatch

  async function follow(begun: Job): Promise<Job> {
    let current = begun
    for (let waitMs = followEveryMs.first; !isOver(current); waitMs = Math.min(waitMs * 1.5, followEveryMs.most)) {
      onProgress(current.progress?.done ?? 0, current.progress?.failed ?? 0)
      await delay(waitMs)
      const { job: found } = await ask<{ job: Job | null }>(query, { id: begun.id })
      if (!found) throw new AskError(`the gateway does not know its job ${begun.id} any more`, true)
      current = found
    }
    return current
  }

  return {
    /** @throws AskError where it is not known what became of it; the same again with the same key sends nothing twice */
    async send(events: readonly EventInput[], key: string): Promise<Sent> {
      for (let number = 1; number <= mostKeys; number++) {
        const { errors, job: begun } = await track(events, number === 1 ? key : `${key}:${number}`)
        // where none of the events can be sent there is no job
        if (!begun) return { failures: failuresIn(errors) }
        if (isGivenUp(begun)) continue
        const over = await follow(begun)
        const failures = failuresIn(over.errors)
        return isGivenUp(over) ? { failures, givenUp: whyOf(over) } : { failures }
      }
      throw new AskError(`the gateway has given up the same batch ${mostKeys} times`, true)
    },
  }
}

const isOver = ({ status }: Job) => !['QUEUED', 'RUNNING', 'PAUSED'].includes(status)
const isGivenUp = ({ status }: Job) => status === 'FAILED' || status === 'CANCELLED'

function whyOf({ id, status, errors }: Job): string {
  const last = errors.findLast((error) => placeOf(error) === undefined)
  return `The gateway's job ${id} is ${status}${last ? `: ${last.message}` : '.'}`
}

/** Which event of a batch an error is about: its path leads to `input.3`, or deeper. */
function placeOf({ path }: Failure): number | undefined {
  const [input, place = ''] = path ?? []
  return input === 'input' && /^\d+$/.test(place) ? Number(place) : undefined
}

function failuresIn(errors: readonly Failure[]): ReadonlyMap<number, RowFailure> {
  const found = new Map<number, RowFailure>()
  for (const error of errors) {
    const place = placeOf(error)
    if (place === undefined || found.has(place)) continue
    const { code, message, retryable } = error
    // in a file the place is a line, which is told beside it
    found.set(place, { code, message: message.replaceAll(`"input.${place}.`, '"'), retryable })
  }
  return found
}

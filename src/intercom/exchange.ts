import type { Dispatcher } from 'undici'
import type { CallLife } from './call-life.ts'

/** Header names in lower case, as undici gives them. */
export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>

export type Answer = {
  status: number
  headers: AnswerHeaders
  text: string
  /** What its body came to more than, where it was given up for that; `text` is then empty. */
  exceededBytes?: number
}

/** What goes out: a path with its query below the pool's origin, and a body already written as JSON. */
export type WireRequest = {
  method: string
  path: string
  headers: Record<string, string>
  body: string | undefined
}

type Limits = {
  life: CallLife
  /** What a body may come to. */
  maxAnswerBytes: number
}

/**
 * One request and its whole answer, body included, over the pool. Rejects with undici's own error, or with the reason why `life` ended:
 * at once, wherever the exchange stands (waiting for a connection, for headers, for the rest of a body).
 *
 * Dispatched with a handler of our own: the same answer through `pool.request` or `undici.fetch` costs streams and signals per call that
 * nobody here needs.
 */
export function exchange(pool: Dispatcher, request: WireRequest, { life, maxAnswerBytes }: Limits, onSent: () => void): Promise<Answer> {
  return life.hold<Answer>((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined
    let stopped: Error | undefined
    let status = 0
    let headers: AnswerHeaders = {}
    const chunks: Buffer[] = []
    let bytes = 0
    pool.dispatch(request, {
      onRequestStart(started) {
        controller = started
        // the call ended while it waited for its connection
        if (stopped) controller.abort(stopped)
        else onSent()
      },
      onResponseStart(_controller, statusCode, answerHeaders) {
        status = statusCode
        headers = answerHeaders
      },
      onResponseData(receiving, chunk) {
        bytes += chunk.length
        if (bytes <= maxAnswerBytes) return void chunks.push(chunk)
        resolve({ status, headers, text: '', exceededBytes: maxAnswerBytes })
        receiving.abort(new Error(`The answer is larger than ${maxAnswerBytes} bytes.`))
      },
      onResponseEnd: () => resolve({ status, headers, text: utf8(chunks) }),
      onResponseError: (_controller, error) => reject(error),
    })
    return (why) => {
      stopped = why
      controller?.abort(why)
    }
  })
}

// joined before decoding: a character may lie across two chunks
const utf8 = (chunks: Buffer[]) => (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString('utf8')

import { schema } from '../../src/schema.ts'
import { type HostileRequest, hostileRequests, withHostileIds } from './hostile-requests.ts'
import { createHostileSender } from './hostile-sender.ts'
import { idSlots } from './id-slots.ts'

/** What came of a flood: how often each status was answered, and what was not answered as it should have been, by the request's name. */
export type Flooded = { sent: number; statuses: Record<string, number>; wrong: string[] }

/** Requests that take long to send come once in so many rounds. */
const roundsBetweenLarge = 25
const atOnce = 8

/** The same, with a text that no other document has; where that is not possible, the same. */
const asNeverBefore = (request: HostileRequest, nth: number): HostileRequest =>
  'body' in request && typeof request.body === 'string'
    ? { ...request, body: request.body.replace(/^\{"query": ?"/, `$&# ${nth}\\n`) }
    : request

/**
 * A program of its own, so that its work is not taken for the gateway's: `node flood.ts <url> <requests> <seconds> [<key>]`. Sends so many hostile
 * requests, or as many as it can in the time, and writes one line of JSON. With a key it is for a gateway as in production, which refuses more, and
 * some otherwise: only a 5xx is then wrong.
 */
async function flood({ url, most, seconds, apiKey }: { url: string; most: number; seconds: number; apiKey?: string }): Promise<Flooded> {
  await using sender = createHostileSender(url, { connections: atOnce, apiKey })
  const ids = withHostileIds(idSlots(schema))
  const small = hostileRequests.filter(({ isLarge }) => !isLarge)
  const endsAtMs = performance.now() + seconds * 1_000
  const flooded: Flooded = { sent: 0, statuses: {}, wrong: [] }

  /** Each of the small ones and as many ids, round after round, every other as the gateway never saw it; now and then the large ones too. */
  function* requests(): Generator<HostileRequest> {
    for (let round = 0, at = 0; ; round++) {
      const isNew = round % 2 === 1
      for (const request of round % roundsBetweenLarge === 0 ? hostileRequests : small) {
        const id = ids[at++ % ids.length]!
        yield isNew ? asNeverBefore(request, at) : request
        yield isNew ? asNeverBefore(id, at) : id
      }
    }
  }

  const source = requests()
  async function send() {
    while (flooded.sent < most && performance.now() < endsAtMs && flooded.wrong.length < 20) {
      const request = source.next().value as HostileRequest
      flooded.sent += 1
      try {
        const { status, body } = await sender.send(request)
        flooded.statuses[status] = (flooded.statuses[status] ?? 0) + 1
        const isRight = apiKey === undefined ? request.statuses.includes(status) : status < 500
        if (!isRight) flooded.wrong.push(`${request.name}: ${status} ${body.slice(0, 200)}`)
      } catch (error) {
        flooded.wrong.push(`${request.name}: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, send))
  return flooded
}

const [url = '', most, seconds, apiKey] = process.argv.slice(2)
console.log(JSON.stringify(await flood({ url, most: Number(most), seconds: Number(seconds), apiKey })))

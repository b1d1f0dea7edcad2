import { createRandom } from '../../../../src/sandbox/seed/random.ts'
import { createTimers } from '../../../../src/sandbox/timer.ts'
import type { Sent } from '../../../../src/sandbox/webhooks/send.ts'
import { createWebhooks } from '../../../../src/sandbox/webhooks/webhooks.ts'
import { createHandClock } from '../hand-clock.ts'
import { noon } from '../small-world.ts'

/** Webhooks by a clock that the test moves, to an endpoint that answers what the test says: 200 once the list is used up. */
export function createNotifier({
  answers = [],
  head = { status: 200 },
  pingEveryMs,
}: {
  answers?: (number | null)[]
  head?: Sent
  pingEveryMs?: number
} = {}) {
  const clock = createHandClock(noon * 1000)
  const left = [...answers]
  /** Every POST: its body, and when it came in seconds after the start. */
  const posts: { topic: string; id: string; attempt: number; atSeconds: number; signature: string; text: string }[] = []
  let heads = 0
  const webhooks = createWebhooks({
    appId: () => 'small',
    now: clock.now,
    timers: createTimers(clock.later),
    random: createRandom('a test'),
    pingEveryMs,
    send: {
      async head() {
        heads += 1
        return head
      },
      async post(_, body, signature) {
        const { topic, id, delivery_attempts: attempt } = JSON.parse(body.toString())
        posts.push({ topic, id, attempt, atSeconds: clock.now() / 1000 - noon, signature, text: body.toString() })
        const status = left.length > 0 ? (left.shift() ?? null) : 200
        return status === null ? { status, reason: 'connect ECONNREFUSED' } : { status }
      },
    },
  })
  webhooks.subscribe({ url: 'http://gateway.example/webhooks', clientSecret: 'secret' })
  return {
    ...clock,
    webhooks,
    posts,
    heads: () => heads,
    outcomes: () => webhooks.deliveries().map(({ outcome }) => outcome),
    topics: () => posts.map(({ topic }) => topic),
  }
}

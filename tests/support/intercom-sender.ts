import { setTimeout as delay } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { signatureOf } from '../../src/webhooks/signature.ts'
import { clientSecret, notificationOf } from './webhooks.ts'

type SenderOptions = {
  /** The gateways behind the one address that Intercom knows: each try goes to any of them. */
  urls: readonly string[]
  /** When what was not answered with a 2xx is sent for the second and last time. Intercom's is a minute. */
  retryAfterMs: number
}

/** What became of one notification: `isAcknowledged` once any of its tries was answered with a 2xx. */
type Sent = { part: string; isAcknowledged: boolean; tries: number }

const partOf = (conversation: number, part: number) => ({
  type: 'conversation',
  id: String(conversation),
  conversation_parts: { conversation_parts: [{ id: String(part), part_type: 'comment' }] },
})

/**
 * Intercom, as far as its webhooks go: it waits five seconds for an answer, tries what was not answered with a 2xx once more, and gives it up then.
 * The next part of a conversation is announced when the one before it is done with.
 */
export function createIntercomSender({ urls, retryAfterMs }: SenderOptions) {
  const agent = new Agent({ connections: 64, pipelining: 1 })
  const lines = new Map<number, Promise<Sent>>()
  const sent: Sent[] = []
  let parts = 0

  async function post(body: Buffer): Promise<boolean> {
    const url = urls[Math.floor(Math.random() * urls.length)]
    try {
      const { statusCode, body: answer } = await request(`${url}/webhooks/intercom`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', 'x-hub-signature': signatureOf(body, clientSecret) },
        dispatcher: agent,
        signal: AbortSignal.timeout(5_000),
      })
      await answer.dump()
      return statusCode >= 200 && statusCode < 300
    } catch {
      return false
    }
  }

  async function send(conversation: number, part: number, isSentTwice: boolean): Promise<Sent> {
    const body = Buffer.from(JSON.stringify(notificationOf('conversation.user.replied', partOf(conversation, part))))
    const outcome: Sent = { part: `${conversation}:${part}`, isAcknowledged: false, tries: 0 }
    while (!outcome.isAcknowledged && outcome.tries < 2) {
      if (outcome.tries > 0) await delay(retryAfterMs)
      outcome.tries += 1
      const answers = await Promise.all(isSentTwice ? [post(body), post(body)] : [post(body)])
      outcome.isAcknowledged = answers.includes(true)
    }
    sent.push(outcome)
    return outcome
  }

  return {
    /** Announces the next part, in this conversation. Resolves when it is acknowledged or given up. */
    announce(conversation: number, { isSentTwice = false } = {}): Promise<Sent> {
      const part = ++parts
      const before = lines.get(conversation) ?? Promise.resolve()
      const mine = before.then(() => send(conversation, part, isSentTwice))
      lines.set(conversation, mine)
      return mine
    },
    /** What is done with, in the order in which that was so. */
    sent: sent as readonly Sent[],
    [Symbol.asyncDispose]: () => agent.destroy(),
  }
}

import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { startMortalGateway } from './processes.ts'

type Told = 'done' | 'not done' | 'unknown' | 'unanswered'

/** A reply that is sent with its key until it is answered. */
type Reply = { id: string; words: string; key: string; told: Told[]; parts: Set<string> }

/** What is wrong, by kind; all of them are to be none. */
export const noWrongs = { second: 0, untrue: 0, forgotten: 0, unanswered: 0 }

export type Killing = {
  /** How often the gateway is killed. */
  kills: number
  /** How many mutations are under way, or about to be, when it is. */
  atOnce: number
  /** Where keys are kept: `DATA_DIR`, or `REDIS_URL`. */
  env: Record<string, string>
}

/** Intercom takes so long, so that a kill, which comes when a quarter are answered, meets mutations before, in and after their call. */
const latencyMs = 120

const document = `mutation($id: ID!, $body: HTML!, $key: String!) {
  it: conversationReply(id: $id, input: { body: $body }) @idempotent(key: $key) { partEdge { node { id } } errors { code retryable } }
}`
type Answer = { data: { it: { partEdge: { node: { id: string } } | null; errors: { code: string; retryable: boolean }[] } } | null }

/** Kills a gateway with SIGKILL in the middle of keyed replies, starts it again, and repeats each with its key until it is answered. */
export async function killInTheMiddle({ kills, atOnce, env }: Killing) {
  await using parts = new AsyncDisposableStack()
  const sandbox: Sandbox = parts.use(await startSandbox({ contacts: 20, conversations: 20, latencyMs }))
  const gateway = parts.use(await startMortalGateway(sandbox.url, { INTERCOM_WORKSPACE_ID: sandbox.world.workspace.id_code, ...env }))
  const conversations = [...sandbox.world.conversations.keys()]
  const replies: Reply[] = []

  async function send(reply: Reply): Promise<boolean> {
    try {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: document, variables: { id: reply.id, body: `<p>${reply.words}</p>`, key: reply.key } }),
      })
      const { data } = (await response.json()) as Answer
      if (!data) return false
      const { partEdge, errors } = data.it
      if (errors.some(({ retryable }) => retryable)) return false
      if (partEdge) reply.parts.add(partEdge.node.id)
      reply.told.push(errors.length === 0 ? 'done' : errors.some(({ code }) => code === 'OUTCOME_UNKNOWN') ? 'unknown' : 'not done')
      return true
    } catch {
      return false
    }
  }

  /** Until it is answered: a repetition may be told that the first, which is dead, still runs. */
  async function insist(reply: Reply) {
    for (let tries = 0; tries < 60; tries++) {
      if (await send(reply)) return
      await delay(500)
    }
    reply.told.push('unanswered')
  }

  for (let kill = 0; kill < kills; kill++) {
    const round = Array.from({ length: atOnce }, (_, at): Reply => {
      const number = kill * atOnce + at
      const id = conversations[number % conversations.length]!
      return { id, words: `Reply ${number} of ${randomUUID()}`, key: randomUUID(), told: [], parts: new Set() }
    })
    replies.push(...round)
    const someAnswered = Promise.withResolvers<void>()
    let answered = 0
    const first = round.map(async (reply) => {
      await delay(Math.random() * 3 * latencyMs)
      await send(reply)
      if (++answered >= atOnce / 4) someAnswered.resolve()
    })
    await someAnswered.promise
    await gateway.die(0)
    await Promise.all(first)
    // twice: what was answered once is answered so again
    await Promise.all(round.map(insist))
    await Promise.all(round.map(insist))
  }

  const wrongs = { ...noWrongs }
  const counts = {
    replies: replies.length,
    inTheMiddle: 0,
    unknown: 0,
    calls: sandbox.requests.filter((call) => call.startsWith('POST')).length,
  }
  for (const { id, words, told, parts } of replies) {
    const made = sandbox.world.conversations.get(id)!.parts.filter(({ body }) => body?.includes(words)).length
    if (told.length === 2) counts.inTheMiddle += 1
    if (told.includes('unknown')) counts.unknown += 1
    if (made > 1 || parts.size > 1) wrongs.second += 1
    if (told.includes('unanswered')) wrongs.unanswered += 1
    if ((told.includes('done') && made !== 1) || (told.includes('not done') && made !== 0)) wrongs.untrue += 1
    if (told.indexOf('done') !== -1 && told.lastIndexOf('done') !== told.length - 1) wrongs.forgotten += 1
  }
  return { wrongs, counts }
}

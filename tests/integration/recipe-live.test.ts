import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { LiveState } from '../../clients/live/live.ts'
import { followConversation, liveInbox, type Row, transportTo } from '../recipes/live.ts'
import { startGate } from '../support/gate.ts'
import { type Desk, startDesk } from '../support/webhook-house.ts'
import { clientSecret } from '../support/webhooks.ts'
import { aContact, aConversation, aWorld, hexId } from '../unit/sandbox/small-world.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const key = 'the-key-of-an-app'
const hash = createHash('sha256').update(key).digest('hex')
const token = () => key
const contact_ids = [hexId(1)]

/** Three open conversations and a closed one, of which the gateway is told everything. */
async function start() {
  const world = aWorld({
    contacts: [aContact(1)],
    conversations: [1, 2, 3, 4].map((id) => aConversation(id, { contact_ids, state: id === 4 ? 'closed' : 'open' })),
  })
  const gateway = await startDesk({ world, env: { GATEWAY_API_KEYS: `app:${hash}:CONVERSATIONS_READ+CONTACTS_READ` } })
  gateway.sandbox.webhooks.subscribe({ url: `${gateway.url}/webhooks/intercom`, clientSecret })
  return gateway
}

const ask =
  (gateway: Desk) =>
  async <Data>(query: string, variables: Record<string, unknown>): Promise<Data> => {
    const { data, errors } = await gateway.query<Data>(query, variables, { authorization: `Bearer ${key}` })
    if (!data) throw new Error(JSON.stringify(errors))
    return data
  }
const fail = (error: unknown) => {
  throw error
}

test('the recipe shows code that runs in these tests, and names each file of the client that an app uses', () => {
  const page = read('docs/recipes/live.md')
  const code = read('tests/recipes/live.ts')
  const blocks = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text = '']) => text)
  expect(blocks).toHaveLength(3)
  for (const block of blocks) expect(code).toContain(block)
})

test('follow one conversation live: what was there, then what is written', async () => {
  await using gateway = await start()
  const { conversations } = gateway.sandbox.actions
  conversations.contactReplies({ conversation: '1', body: 'Is anybody there?' })
  const shown = new Map<string, string | null | undefined>()
  const states: LiveState['is'][] = []
  const following = followConversation({
    transport: transportTo(gateway.url, token),
    id: '1',
    addPart: ({ id, author, body }) => void (author?.displayName && shown.set(id, body)),
    async showThread() {
      const { conversation } = await ask(gateway)<{ conversation: { parts: { nodes: { id: string; body?: string }[] } } }>(
        '{ conversation(id: "1") { parts(last: 50) { nodes { id ... on CommentPart { body(as: TEXT) } } } } }',
        {},
      )
      for (const { id, body } of conversation.parts.nodes) shown.set(id, body)
    },
    showState: ({ is }) => void states.push(is),
    fail,
  })
  await expect.poll(() => [...shown.values()]).toEqual(['Is anybody there?'])
  conversations.adminReplies({ conversation: '1', admin: '1001', body: 'We are.' })
  conversations.adminReplies({ conversation: '2', admin: '1001', body: 'Somewhere else.' })
  conversations.contactReplies({ conversation: '1', body: 'Good.' })
  await expect.poll(() => [...shown.values()]).toEqual(['Is anybody there?', 'We are.', 'Good.'])
  expect(states).toEqual(['CONNECTING', 'LIVE'])
  await following.stop()
})

test('a live inbox takes in what begins to match, and lets go of what does not or is deleted, also while its connection was lost', async () => {
  await using gateway = await start()
  const { conversations } = gateway.sandbox.actions
  await using gate = await startGate(gateway.url)
  let shown: Row[] = []
  const following = liveInbox({
    transport: transportTo(gate.url.replace('redis', 'http'), token),
    ask: ask(gateway),
    filter: { state: ['OPEN'] },
    show: (rows) => {
      shown = rows
    },
    fail,
  })
  const ids = () => shown.map(({ id }) => id.slice(id.lastIndexOf('/') + 1)).sort()
  await expect.poll(ids).toEqual(['1', '2', '3'])
  conversations.close({ conversation: '1', admin: '1001' })
  await expect.poll(ids).toEqual(['2', '3'])
  conversations.open({ conversation: '4', admin: '1001' })
  await expect.poll(ids).toEqual(['2', '3', '4'])
  await gate.kill()
  conversations.delete({ conversation: '2' })
  conversations.open({ conversation: '1', admin: '1001' })
  conversations.close({ conversation: '1', admin: '1001' })
  await gate.start()
  await expect.poll(ids).toEqual(['3', '4'])
  const { conversation } = conversations.start({ contact: hexId(1), body: 'Hello' })
  await expect.poll(ids).toEqual(['3', '4', conversation].sort())
  expect(shown.every(({ state }) => state === 'OPEN')).toBe(true)
  await following.stop()
})

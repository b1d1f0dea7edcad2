import { expect, test } from 'vitest'
import { loadConfig } from '../../src/config.ts'
import { startGateway } from '../../src/gateway.ts'
import { createLogger } from '../../src/monitoring/logger.ts'
import { askHttp } from '../support/ask-http.ts'
import { ada, bob, type Desk, startDesk } from '../support/webhook-house.ts'
import { clientSecret } from '../support/webhooks.ts'

/** A gateway that its sandbox tells everything that happens. */
async function startToldDesk() {
  const gateway = await startDesk()
  gateway.sandbox.webhooks.subscribe({ url: `${gateway.url}/webhooks/intercom`, clientSecret })
  return gateway
}

/** Everything that has happened was taken by the gateway. */
const hasBeenTold = ({ sandbox }: Desk) =>
  expect.poll(() => [...new Set(sandbox.webhooks.deliveries().map(({ outcome }) => outcome))]).toEqual(['delivered'])

type Thread = {
  conversation: { state: string; parts: { nodes: { body: string | null }[] } } | null
  conversations: { nodes: { state: string }[] }
  contact: { displayName: string; lastRepliedAt: string | null } | null
}
async function read(gateway: Desk) {
  const { data, errors } = await gateway.query<Thread>(
    `{ conversation(id: "1") { state parts(last: 20) { nodes { ... on CommentPart { body(as: TEXT) } ... on NotePart { body(as: TEXT) } } } }
       conversations(first: 5) { nodes { state } }
       contact(by: { id: "${ada}" }) { displayName lastRepliedAt } }`,
  )
  if (!data) throw new Error(JSON.stringify(errors))
  return data
}

test('a customer writes in the sandbox, and the next query shows it, long before any copy is due', async () => {
  await using gateway = await startToldDesk()
  const { actions } = gateway.sandbox
  expect(await read(gateway)).toMatchObject({ conversation: { parts: { nodes: [] } }, contact: { lastRepliedAt: null } })
  gateway.forgetRequests()
  await read(gateway)
  expect(gateway.calls).toEqual([])

  actions.conversations.contactReplies({ conversation: '1', contact: ada, body: 'Any news?' })
  await hasBeenTold(gateway)
  expect(await read(gateway)).toMatchObject({
    conversation: { state: 'OPEN', parts: { nodes: [{ body: 'Any news?' }] } },
    contact: { lastRepliedAt: expect.any(String) },
  })

  actions.conversations.close({ conversation: '1', admin: '1001' })
  actions.contacts.update({ contact: ada, name: 'Ada King' })
  await hasBeenTold(gateway)
  expect(await read(gateway)).toMatchObject({
    conversation: { state: 'CLOSED' },
    conversations: { nodes: [{ state: 'CLOSED' }] },
    contact: { displayName: 'Ada King' },
  })

  actions.contacts.merge({ from: ada, into: bob })
  actions.conversations.delete({ conversation: '1' })
  await hasBeenTold(gateway)
  expect(await read(gateway)).toMatchObject({ conversation: null, conversations: { nodes: [] } })
})

test('what the sandbox loses on the way the gateway does not know of, until the next thing is told', async () => {
  await using gateway = await startToldDesk()
  const { actions, webhooks } = gateway.sandbox
  await read(gateway)
  webhooks.setFaults({ drop: 1 })
  actions.conversations.contactReplies({ conversation: '1', body: 'Lost' })
  expect((await read(gateway)).conversation?.parts.nodes).toEqual([])
  webhooks.setFaults({ duplicate: 1 })
  actions.conversations.note({ conversation: '1', admin: '1001', body: 'Told' })
  await expect
    .poll(() =>
      webhooks
        .deliveries()
        .at(-1)
        ?.attempts.map(({ status }) => status),
    )
    .toEqual([200, 200])
  expect((await read(gateway)).conversation?.parts.nodes.map(({ body }) => body)).toEqual(['Lost', 'Told'])
})

test('with nothing configured the desk is open, and what happens there is shown by itself', async () => {
  const { sandbox, ...config } = loadConfig({ env: { PORT: '0', LOG_LEVEL: 'silent' } })
  expect(sandbox.deskEveryMs).toBe(4_000)
  const gateway = await startGateway({
    config: { ...config, sandbox: { ...sandbox, deskEveryMs: 20 } },
    log: createLogger(config.monitoring),
  })
  const newest = async () => {
    const body = JSON.stringify({ query: '{ conversations(first: 3) { nodes { id updatedAt } } }' })
    const answer = await askHttp(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    return answer.text.replace(/"extensions".*/, '')
  }
  const shown = new Set<string>()
  await expect.poll(async () => shown.add(await newest()).size, { timeout: 20_000 }).toBeGreaterThan(3)
  await gateway.dispose()
})

import { describe, expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { ada, bob, deskWorld, retitle, startDesk, titlesOf } from '../support/webhook-house.ts'
import { clientSecret, deliver, notificationOf } from '../support/webhooks.ts'

const taken = { status: 200, told: 'accepted' }
type Redirected = { contact: { intercomId: string; redirectedFrom: string } | null }
const changedTo = (title: string) => notificationOf('conversation.priority.updated', { type: 'conversation', id: '1', title })

describe('after its webhook was taken, nobody is shown', () => {
  test('a conversation as it was, by itself or in a list', async () => {
    await using gateway = await startDesk()
    expect(await titlesOf(gateway)).toEqual(['first', 'first'])
    retitle(gateway, 'second')
    expect(await titlesOf(gateway)).toEqual(['first', 'first'])
    expect(await deliver(gateway.url, changedTo('of the notification'))).toEqual(taken)
    expect(await titlesOf(gateway)).toEqual(['second', 'second'])
  })

  test('a conversation as it was, also while Intercom is taken to fail, since some ids always do', async () => {
    await using gateway = await startDesk({ configure: (config) => ({ ...config, intercom: { ...config.intercom, maxRetries: 0 } }) })
    expect(await titlesOf(gateway)).toEqual(['first', 'first'])
    const failing = '{ conversations: nodes(ids: IDS) { id } contact(by: { id: "000000000000000000000500" }) { name } }'
    const ids = ['500000000000500', '503000000000503'].map((id) => `gid://intercom/small/Conversation/${id}`)
    const { errors } = await gateway.query(failing.replace('IDS', JSON.stringify(ids)))
    expect(errors).toHaveLength(3)
    retitle(gateway, 'second')
    expect(await deliver(gateway.url, changedTo('of the notification'))).toEqual(taken)
    expect(await titlesOf(gateway)).toEqual(['second', 'second'])
  })

  test('a conversation that was deleted, nor the list that it was in', async () => {
    await using gateway = await startDesk()
    await titlesOf(gateway)
    gateway.sandbox.world.conversations.remove('1')
    expect(await deliver(gateway.url, notificationOf('conversation.deleted', { type: 'conversation', conversation_id: '1' }))).toEqual(
      taken,
    )
    expect(await titlesOf(gateway)).toEqual([undefined, ''])
  })

  test('the words of a part that was redacted, also when Intercom fails', async () => {
    await using gateway = await startDesk()
    const source = '{ conversation(id: "1") { source { body(as: TEXT) } } }'
    const body = async () =>
      (await gateway.query<{ conversation: { source: { body: string } } | null }>(source)).data?.conversation?.source.body
    expect(await body()).toBe('I need support')
    gateway.sandbox.control.setErrorRate(1)
    const item = { type: 'conversation', id: '1', conversation_parts: { conversation_parts: [{ id: '7', redacted: true }] } }
    expect(await deliver(gateway.url, notificationOf('conversation_part.redacted', item))).toEqual(taken)
    expect(await body()).toBeUndefined()
  })

  test('a contact who was deleted, nor one who went into another', async () => {
    await using gateway = await startDesk()
    const people = async () => {
      const source =
        '{ contacts(first: 10) { nodes { name } } ada: contact(by: { id: "ADA" }) { name } bob: contact(by: { id: "BOB" }) { name } }'
      type People = { contacts: { nodes: { name: string }[] }; ada: { name: string } | null; bob: { name: string } | null }
      const { data } = await gateway.query<People>(source.replace('ADA', ada).replace('BOB', bob))
      return { list: data?.contacts.nodes.map(({ name }) => name), ada: data?.ada?.name, bob: data?.bob?.name }
    }
    expect(await people()).toEqual({ list: ['Person 2', 'Person 1'], ada: 'Person 1', bob: 'Person 2' })
    gateway.sandbox.world.mergeContacts(bob, ada)
    expect(await deliver(gateway.url, notificationOf('contact.merged', { id: ada, merged_from: { type: 'contact', id: bob } }))).toEqual(
      taken,
    )
    // version 2.14 answers 404 for him, and says nothing of where he went
    expect(await people()).toEqual({ list: ['Person 1'], ada: 'Person 1', bob: 'Person 1' })
    expect((await gateway.query<Redirected>(`{ contact(by: { id: "${bob}" }) { intercomId redirectedFrom } }`)).data?.contact).toEqual({
      intercomId: ada,
      redirectedFrom: `gid://intercom/small/Contact/${bob}`,
    })
    gateway.sandbox.world.contacts.remove(ada)
    expect(await deliver(gateway.url, notificationOf('contact.deleted', { id: ada, type: 'contact', deleted: true }))).toEqual(taken)
    expect(await people()).toEqual({ list: [], ada: undefined, bob: undefined })
  })
})

describe('the endpoint', () => {
  test('answers what Intercom checks an address with, and no other method', async () => {
    await using gateway = await startDesk()
    const ask = (method: string) => fetch(`${gateway.url}/webhooks/intercom`, { method })
    expect((await ask('HEAD')).status).toBe(200)
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const { status, headers } = await ask(method)
      expect({ method, status, allow: headers.get('allow') }).toEqual({ method, status: 405, allow: 'POST, HEAD' })
    }
  })

  test('counts every delivery by its topic and what became of it, and says so in lines without a word of what came', async () => {
    const logLines: string[] = []
    await using gateway = await startDesk({ logLines })
    const once = notificationOf('conversation.user.replied', { id: '1', source: { body: 'a secret' } })
    const deliveries = [
      once,
      once,
      notificationOf('ping', { message: 'a secret' }, { id: null }),
      notificationOf('content_stat.email', { id: 'a secret' }),
      notificationOf('something.invented', { id: 'a secret' }),
      notificationOf('contact.user.updated', { name: 'a secret' }),
      notificationOf('contact.user.updated', { id: ada }, { app_id: 'another' }),
      notificationOf('contact.user.updated', { id: ada }, { created_at: 1_700_000_000 }),
    ]
    const told: unknown[] = []
    for (const each of deliveries) told.push(await deliver(gateway.url, each))
    const outcomes = ['accepted', 'duplicate', 'ping', 'ignored', 'unknown', 'unreadable', 'foreign', 'stale']
    expect(told).toEqual(outcomes.map((outcome) => ({ status: 200, told: outcome })))
    expect((await deliver(gateway.url, once, { secret: 'another' })).status).toBe(401)
    expect((await deliver(gateway.url, '{}')).status).toBe(400)
    const page = await (await fetch(`${gateway.url}/metrics`)).text()
    const counted = page.split('\n').filter((line) => line.startsWith('gateway_webhooks_total'))
    expect(counted.toSorted()).toEqual(
      [
        ['content_stat.email', 'ignored'],
        ['contact.user.updated', 'foreign'],
        ['contact.user.updated', 'stale'],
        ['contact.user.updated', 'unreadable'],
        ['conversation.user.replied', 'accepted'],
        ['conversation.user.replied', 'duplicate'],
        ['ping', 'ping'],
        ['unknown', 'malformed'],
        ['unknown', 'unknown'],
        ['unknown', 'unsigned'],
      ]
        .map(([topic, outcome]) => `gateway_webhooks_total{topic="${topic}",outcome="${outcome}"} 1`)
        .toSorted(),
    )
    const lines = logLines.map((line) => JSON.parse(line) as { outcome?: string; notificationId?: string })
    expect(lines.filter(({ outcome }) => outcome === 'accepted')).toMatchObject([{ notificationId: once.id, topic: once.topic }])
    expect(logLines.join()).not.toContain('a secret')
  })

  test('without a client secret it takes nothing, and says why', async () => {
    await using gateway = await startDesk({ env: { INTERCOM_CLIENT_SECRET: '' } })
    const answer = await deliver(gateway.url, changedTo('x'))
    expect(answer).toEqual({ status: 503, told: expect.stringContaining('INTERCOM_CLIENT_SECRET') })
    expect((await fetch(`${gateway.url}/webhooks/intercom`, { method: 'HEAD' })).status).toBe(200)
  })

  test('takes what either secret signed while one is being replaced', async () => {
    await using gateway = await startDesk({ env: { INTERCOM_CLIENT_SECRET: `new,${clientSecret}` } })
    expect(await deliver(gateway.url, changedTo('x'), { secret: 'new' })).toEqual(taken)
    expect(await deliver(gateway.url, changedTo('x'))).toEqual(taken)
    expect((await deliver(gateway.url, changedTo('x'), { secret: 'older' })).status).toBe(401)
  })

  test('asks for another delivery until Intercom has said which workspace this is', async () => {
    const world = deskWorld()
    const port = Number(new URL((await closedSandbox()).url).port)
    const gone = { url: `http://127.0.0.1:${port}`, forgetRequests() {}, dispose: async () => {} } as never
    await using gateway = await startDesk({ sandbox: gone })
    expect((await deliver(gateway.url, changedTo('x'))).status).toBe(503)
    await using _ = await startSandbox({ world, port })
    await expect.poll(() => deliver(gateway.url, changedTo('x')), { timeout: 10_000 }).toEqual(taken)
  })
})

/** Where nothing listens any more. */
async function closedSandbox() {
  const sandbox = await startSandbox({ world: deskWorld() })
  await sandbox.dispose()
  return sandbox
}

import { readFileSync } from 'node:fs'
import { type DocumentNode, type OperationDefinitionNode, parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { loadConfig } from '../../src/config.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { cli } from '../support/child.ts'
import { openEventStream } from '../support/event-stream.ts'
import { startTestGateway } from '../support/gateway.ts'
import { startDesk } from '../support/webhook-house.ts'
import { deliver, notificationOf } from '../support/webhooks.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

const blocks = (language: string) => [...readme.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text]) => text!)

const nameOf = (document: DocumentNode) => (document.definitions[0] as OperationDefinitionNode).name!.value

/** What a reader would put into each recipe's variables: things that are in the sandbox. */
const variables: Record<
  string,
  (ids: Record<'conversationId' | 'externalId' | 'lead' | 'user' | 'draft', string>) => Record<string, unknown>
> = {
  Inbox: () => ({}),
  Thread: ({ conversationId }) => ({ id: conversationId }),
  OpenInbox: () => ({}),
  Reply: ({ conversationId }) => ({ id: conversationId, body: '<p>Within five days.</p>', key: 'a click' }),
  Merge: ({ lead, user }) => ({ from: lead, into: user, key: 'a click' }),
  Upsert: ({ externalId }) => ({ externalId, email: 'new@example.com', name: 'New', key: 'account-7-1' }),
  Publish: ({ draft }) => ({ id: draft, key: 'a click' }),
  Board: () => ({}),
  Person: ({ externalId }) => ({ externalId }),
  HelpCenter: () => ({ locale: 'de' }),
  FindArticle: () => ({ phrase: 'calendar' }),
}

describe('the README', () => {
  const all = blocks('graphql').map((text) => ({ name: nameOf(parse(text)), text }))
  const recipes = all.filter(({ text }) => !text.startsWith('subscription'))

  test('has recipes, and this test knows the variables of each', () => {
    expect(recipes.map(({ name }) => name)).toEqual(Object.keys(variables))
  })

  test.each(recipes)('$name runs as it stands there, and finds something', async ({ name, text }) => {
    await using gateway = await startTestGateway()
    const { conversations, contacts, articles } = gateway.sandbox.world
    const some = <Item extends { id: string }>(items: Iterable<Item>, fits: (item: Item) => boolean) => [...items].find(fits)!
    const user = some(contacts.values(), ({ role, external_id }) => role === 'user' && external_id !== null)
    const ids = {
      conversationId: some(conversations.values(), () => true).id,
      externalId: user.external_id!,
      user: user.id,
      lead: some(contacts.values(), ({ role }) => role === 'lead').id,
      draft: some(articles.values(), ({ state }) => state === 'draft').id,
    }
    const answer = await gateway.query<Record<string, unknown>>(text, variables[name]!(ids))
    expect(answer.errors).toBeUndefined()
    expect(Object.values(answer.data!)).not.toContain(null)
    for (const payload of Object.values(answer.data!)) expect(payload).not.toMatchObject({ errors: [expect.anything()] })
  })

  test('has subscriptions, which tell what happens', async () => {
    await using gateway = await startDesk()
    const inbox = all.find(({ name }) => name === 'InboxEvents')!.text
    await using events = await openEventStream(gateway.url, inbox, { variables: { filter: { state: ['OPEN'] } } })
    await events.take(1)
    const query = all.find(({ name }) => name === 'FollowConversation')!.text
    await using stream = await openEventStream(gateway.url, query, { variables: { id: '1' } })
    expect(await stream.take(1)).toMatchObject([{ conversationUpdates: { __typename: 'StreamCaughtUp' } }])
    await deliver(gateway.url, notificationOf('conversation.user.replied', { type: 'conversation', id: '1' }))
    expect(await stream.take(1)).toMatchObject([
      { conversationUpdates: { __typename: 'ConversationPartAdded', conversation: { state: 'OPEN' } } },
    ])
    expect(await events.take(1)).toMatchObject([{ conversationEvents: { matches: true, conversation: { title: 'first', state: 'OPEN' } } }])
  })

  test('shows what the doctor says of a sandbox with a permission withheld', async () => {
    await using sandbox = await startSandbox()
    sandbox.control.withhold('GET /tags', 'forbidden')
    const env = { PORT: '0', INTERCOM_BASE_URL: sandbox.url, INTERCOM_ACCESS_TOKEN: 'sandbox-token' }
    const { code, stdout } = await cli(['doctor'], { env })
    expect(code).toBe(1)
    // the port, and how sure it is of the clock, are other ones each time
    const lines = (text: string) =>
      text
        .replaceAll(/:\d+ takes/g, ':4010 takes')
        .replaceAll(/\(within [^)]*\)/g, '(within …)')
        .split('\n')
    const said = lines(stdout)
    const shown = lines(blocks('text')[0]!.trimEnd())
    expect(shown.length).toBeGreaterThan(5)
    expect(said).toEqual(expect.arrayContaining(shown))
    const places = shown.map((line) => said.indexOf(line))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  test('shows the answer that its first query gets, and its real cost', async () => {
    await using gateway = await startTestGateway()
    const shown = JSON.parse(blocks('json')[0]!)
    const answer = await gateway.query(recipes[0]!.text)
    expect(answer.data).toEqual(shown.data)
    expect(answer.extensions.intercom).toMatchObject({ actualCalls: shown.extensions.intercom.actualCalls })
  })

  test('keeps a CRM and Intercom alike by the commands that it shows, and shows what they say', async () => {
    await using gateway = await startTestGateway()
    const port = new URL(gateway.url).port
    let plan = ''
    const said: string[] = []
    const codes: (number | null)[] = []
    for (const line of blocks('sh')[0]!.trimEnd().split('\n')) {
      const [, address, body] = /^curl .*'(http[^']+)' -d '(.*)'$/.exec(line) ?? []
      if (address !== undefined) {
        const url = address.replace('4000', port)
        const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: body! })
        said.push(await answer.text())
        codes.push(answer.status)
        continue
      }
      const args = line.replace('npm run cli -- ', '').replaceAll('<plan>', plan).split(' ')
      const { code, stdout, stderr } = await cli(args, { env: { PORT: port } })
      expect(stderr).toBe('')
      said.push(stdout)
      codes.push(Number(code))
      plan = /^[0-9a-f]{24}/.exec(stdout)?.[0] ?? plan
      if (said.length === 2) {
        const lines = stdout.replaceAll(plan, '<plan>').split('\n')
        const shown = blocks('txt')[0]!.trimEnd().split('\n')
        const places = shown.map((text) => lines.indexOf(text))
        expect(places).not.toContain(-1)
        expect(places).toEqual(places.toSorted((a, b) => a - b))
      }
    }
    expect(codes).toEqual([0, 3, 0, 0, 0, 0, 200, 1])
    expect(JSON.parse(said[6]!)).toMatchObject({ status: 'SUCCEEDED', counts: { CREATE: 1 }, failed: 0 })
    expect(said.at(-1)).toMatch(/9 of them as they should be\n {2}skip {6}1\n/)
    expect([...gateway.sandbox.world.contacts.values()].filter(({ email }) => email === 'sol@example.com')).toHaveLength(1)
  }, 60_000)

  test('shows a configuration that can be used', () => {
    const file = JSON.parse(readFileSync(new URL('../../config/development.json', import.meta.url), 'utf8'))
    Object.assign(file.api, JSON.parse(blocks('json')[1]!).api)
    file.sync.definitions = []
    const env = { GATEWAY_API_KEYS: `nightly-report:${'ab'.repeat(32)}:ADMIN` }
    expect(loadConfig({ env, readFile: () => JSON.stringify(file) }).api).toMatchObject(JSON.parse(blocks('json')[1]!).api)
  })
})

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as apollo from '../recipes/apollo.ts'
import * as graphqlRequest from '../recipes/graphql-request.ts'
import * as urql from '../recipes/urql.ts'
import { startTestGateway } from '../support/gateway.ts'
import { ConversationThreadDocument } from '../support/generated/graphql.ts'

const key = 'the-key-of-an-app'
const hash = createHash('sha256').update(key).digest('hex')

/** Sixty conversations, before a caller who may not see the people in them unless it is said otherwise. */
const start = (scopes = 'CONVERSATIONS_READ+CONTACTS_READ') =>
  startTestGateway({ contacts: 40, conversations: 60, env: { GATEWAY_API_KEYS: `app:${hash}:${scopes}` } })

/** The printed schema, as an app has it where it is built. */
const sdl = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8')
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

describe.each(['graphql-request', 'urql', 'apollo'])('the recipe for %s', (name) => {
  const blocks = [...read(`docs/recipes/${name}.md`).matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text = '']) => text)

  test('shows code that runs in these tests, and nothing else', () => {
    expect(blocks.length).toBeGreaterThan(2)
    const code = read(`tests/recipes/${name}.ts`).replaceAll('../support/generated/', './generated/')
    for (const block of blocks) expect(code).toContain(block)
  })
})

// a client that has something to say about the schema or its cache says it here
beforeEach(() => {
  for (const way of ['warn', 'error'] as const) vi.spyOn(console, way)
})
afterEach(() => {
  expect(console.warn).not.toHaveBeenCalled()
  expect(console.error).not.toHaveBeenCalled()
  vi.restoreAllMocks()
})

describe('graphql-request', () => {
  test('walks all pages with a key, and is told the cost', async () => {
    await using gateway = await start()
    const client = graphqlRequest.createClient(`${gateway.url}/graphql`, key)
    const ids = new Set<string>()
    for await (const { id } of graphqlRequest.allConversations(client)) ids.add(id)
    expect(ids.size).toBe(60)
    const { data, errors, cost } = await graphqlRequest.inboxAndItsCost(client)
    expect(data.conversations?.nodes).toHaveLength(50)
    expect(errors).toBeUndefined()
    expect(cost).toMatchObject({ actualCalls: 0 })
  })

  test('keeps what there is beside an error, and names the code of a refusal', async () => {
    await using gateway = await start('CONVERSATIONS_READ')
    const { data, errors } = await graphqlRequest.inboxAndItsCost(graphqlRequest.createClient(`${gateway.url}/graphql`, key))
    expect(data.conversations?.nodes[0]?.title).toBeDefined()
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'FORBIDDEN', retryable: false } })
    const stranger = graphqlRequest.createClient(`${gateway.url}/graphql`, 'nonsense')
    const refusal = await graphqlRequest
      .allConversations(stranger)
      .next()
      .catch((error: unknown) => error)
    expect(graphqlRequest.whatWentWrong(refusal)).toMatchObject({ code: 'UNAUTHENTICATED', retryable: false })
    expect(graphqlRequest.whatWentWrong(new Error('offline'))).toBeNull()
  })
})

describe('urql', () => {
  const urqlClient = (url: string) => urql.createClient(`${url}/graphql`, key, urql.factsFrom(sdl))

  test('joins the pages in its cache and asks for none of them twice', async () => {
    await using gateway = await start()
    const client = urqlClient(gateway.url)
    const first = await urql.inboxAfter(client, null)
    expect(first).toMatchObject({ errors: [], cost: { actualCalls: 3 } })
    expect(first.conversations?.nodes).toHaveLength(20)
    const second = await urql.inboxAfter(client, first.conversations?.pageInfo.endCursor ?? null)
    expect(new Set(second.conversations?.nodes.map((node) => node?.id)).size).toBe(40)
    gateway.forgetRequests()
    expect((await urql.inboxAfter(client, null)).conversations?.nodes).toHaveLength(40)
    expect(gateway.calls).toEqual([])
  })

  test('keeps a thread, its authors and attachments with it, and complains of nothing', async () => {
    await using gateway = await start()
    const client = urqlClient(gateway.url)
    const { conversations } = await urql.inboxAfter(client, null)
    const id = conversations!.nodes[0]!.id
    const { data } = await client.query(ConversationThreadDocument, { id }).toPromise()
    expect(data?.conversation?.parts?.nodes[0]).toMatchObject({ author: { kind: expect.any(String) } })
    gateway.forgetRequests()
    expect((await client.query(ConversationThreadDocument, { id }).toPromise()).data).toEqual(data)
    expect(gateway.calls).toEqual([])
  })

  test('keeps what there is beside an error', async () => {
    await using gateway = await start('CONVERSATIONS_READ')
    const { conversations, errors } = await urql.inboxAfter(urqlClient(gateway.url), null)
    expect(conversations?.nodes[0]?.intercomId).toBeDefined()
    expect(errors[0]).toMatchObject({ code: 'FORBIDDEN', retryable: false })
  })
})

describe('Apollo', () => {
  const apolloClient = (url: string, onCost = (_: { actualCalls: number }) => {}) =>
    apollo.createClient({ url: `${url}/graphql`, key, cache: apollo.createCache(apollo.possibleTypesFrom(sdl)), onCost })

  test('joins the pages in its cache, and is told the cost', async () => {
    await using gateway = await start()
    const costs: number[] = []
    const client = apolloClient(gateway.url, ({ actualCalls }) => void costs.push(actualCalls))
    const { inbox, more } = apollo.watchInbox(client)
    const shown = () => (inbox.getCurrentResult().data?.conversations?.nodes ?? []).map((node) => node?.id)
    const watching = inbox.subscribe({})
    await expect.poll(() => shown().length).toBe(20)
    await more()
    await expect.poll(() => new Set(shown()).size).toBe(40)
    expect(costs).toEqual([3, 2])
    watching.unsubscribe()

    // parts are fragments on an interface
    const variables = { id: shown()[0]! }
    const { data } = await client.query({ query: ConversationThreadDocument, variables })
    expect(data?.conversation?.parts?.nodes[0]).toMatchObject({
      __typename: expect.stringMatching(/Part$/),
      author: { kind: expect.any(String) },
    })
    expect(client.readQuery({ query: ConversationThreadDocument, variables })).toEqual(data)
    client.stop()
  })

  test('keeps what there is beside an error', async () => {
    await using gateway = await start('CONVERSATIONS_READ')
    const client = apolloClient(gateway.url)
    const { inbox } = apollo.watchInbox(client)
    const watching = inbox.subscribe({})
    await expect.poll(() => inbox.getCurrentResult().data?.conversations?.nodes?.[0]?.intercomId).toBeDefined()
    expect(apollo.whatWentWrong(inbox.getCurrentResult().error)?.[0]).toMatchObject({ code: 'FORBIDDEN', retryable: false })
    expect(apollo.whatWentWrong(new Error('offline'))).toBeNull()
    watching.unsubscribe()
    client.stop()
  })
})

import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type ConcreteRequest, fetchQuery } from 'relay-runtime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEnvironment } from '../recipes/relay.ts'
import { startTestGateway } from '../support/gateway.ts'

const root = new URL('../../', import.meta.url).pathname
const compiler = createRequire(import.meta.url).resolve('relay-compiler/cli.js')
const key = 'the-key-of-an-app'
const hash = createHash('sha256').update(key).digest('hex')
const start = (scopes = 'CONVERSATIONS_READ+CONTACTS_READ') =>
  startTestGateway({ contacts: 40, conversations: 60, env: { GATEWAY_API_KEYS: `app:${hash}:${scopes}` } })

type Page = { edges: { cursor: string; node: { title: string | null; contacts: { nodes: { displayName: string }[] } | null } }[] }
type Inbox = { response: { conversations: Page }; variables: { first: number; after?: string } }

let folder: string
let inbox: ConcreteRequest
let blocks: { language: string; text: string }[]

/** A reader's project: what the page shows, the schema as it is printed, and what the compiler makes of both. */
beforeAll(async () => {
  const page = await readFile(join(root, 'docs/recipes/relay.md'), 'utf8')
  blocks = [...page.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language = '', text = '']) => ({ language, text }))
  const shown = (language: string) => blocks.find((block) => block.language === language)!.text
  folder = await mkdtemp(join(tmpdir(), 'relay-'))
  await mkdir(join(folder, 'src'))
  await cp(join(root, 'schema'), join(folder, 'schema'), { recursive: true })
  await writeFile(join(folder, 'relay.config.json'), shown('json'))
  await writeFile(
    join(folder, 'src/inbox.ts'),
    `import { graphql } from 'relay-runtime'\nexport const inbox = graphql\`${shown('graphql')}\``,
  )
  await promisify(execFile)(process.execPath, [compiler, 'relay.config.json'], { cwd: folder })
  inbox = (await import(join(folder, 'src/__generated__/InboxQuery.graphql.ts'))).default
})
afterAll(() => rm(folder, { recursive: true }))

const ask = (environment: ReturnType<typeof createEnvironment>, variables: Inbox['variables']) =>
  fetchQuery<Inbox>(environment, inbox, variables).toPromise()

test('the page shows the code that runs here', async () => {
  const code = await readFile(join(root, 'tests/recipes/relay.ts'), 'utf8')
  const shown = blocks.filter(({ language }) => language === 'ts')
  expect(shown).toHaveLength(1)
  expect(code).toContain(shown[0]!.text)
})

test('the compiler takes the printed schema, and the runtime joins the pages of a list and is told the cost', async () => {
  await using gateway = await start()
  const costs: number[] = []
  const environment = createEnvironment({ url: `${gateway.url}/graphql`, key, onCost: ({ actualCalls }) => void costs.push(actualCalls) })
  const first = await ask(environment, { first: 20 })
  expect(first?.conversations.edges).toHaveLength(20)
  expect(first?.conversations.edges[0]?.node.contacts?.nodes[0]?.displayName).toEqual(expect.any(String))
  const both = await ask(environment, { first: 20, after: first!.conversations.edges.at(-1)!.cursor })
  expect(new Set(both?.conversations.edges.map(({ cursor }) => cursor)).size).toBe(40)
  expect(costs).toEqual([2, 2])
})

test('an error beside data leaves a null, one that stands alone is thrown with its facts', async () => {
  await using gateway = await start('CONVERSATIONS_READ')
  const environment = (shownKey: string) => createEnvironment({ url: `${gateway.url}/graphql`, key: shownKey, onCost: () => {} })
  const answer = await ask(environment(key), { first: 5 })
  expect(answer?.conversations.edges.map(({ node }) => node.contacts)).toEqual([null, null, null, null, null])
  await expect(ask(environment('nonsense'), { first: 5 })).rejects.toMatchObject({ facts: { code: 'UNAUTHENTICATED', retryable: false } })
})

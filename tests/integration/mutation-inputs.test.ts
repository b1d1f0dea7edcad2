import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { schema } from '../../src/schema.ts'
import { type GraphQLAnswer, startTestGateway } from '../support/gateway.ts'
import { untilJobsAreOver } from '../support/jobs.ts'
import { everyMutation, type InputSlot } from '../support/mutations.ts'

type Payload = { it: { errors: { __typename: string; code: string; message: string; path: string[] | null }[] } }

let gateway: Awaited<ReturnType<typeof startTestGateway>>
beforeAll(async () => {
  gateway = await startTestGateway({ contacts: 5, conversations: 5, env: { INTERCOM_VERSION: '2.16' } })
})
afterAll(() => gateway.dispose())

const script = '<script>alert(1)</script><img src=x onerror="alert(2)"><p onclick="alert(3)">Hi</p><a href="javascript:alert(4)">there</a>'

/** What people and programs put where another thing belongs. */
const hostile: readonly unknown[] = [
  null,
  true,
  -1,
  1.5,
  1e300,
  '',
  ' ',
  '\0',
  'a\ud800',
  '\u202e\u0007🙂',
  script,
  'x'.repeat(100_001),
  '__proto__',
  [],
  Array.from({ length: 600 }, () => 'x'),
  {},
  { __proto__: { polluted: true }, constructor: 1 },
  { a: { b: { c: ['deep'] } } },
]

const asked = async (document: string, variables: object) => {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: document, variables }),
  })
  return { status: response.status, answer: (await response.json()) as GraphQLAnswer<Payload> }
}

const writes = () => gateway.calls.filter((call) => !call.startsWith('GET') && !call.endsWith('/search') && call !== 'POST /companies/list')

async function judge({ name, variablesWith }: InputSlot, document: string, value: unknown) {
  gateway.forgetRequests()
  const { status, answer } = await asked(document, variablesWith(value))
  if (name.includes('Batch')) await untilJobsAreOver(gateway.url)
  const told = [
    ...(answer.errors ?? []).map(({ extensions, message }) => ({ code: extensions.code, message })),
    ...(answer.data?.it.errors ?? []),
  ]
  const shown = JSON.stringify(value)?.slice(0, 60)
  expect([name, shown, status < 500, told.filter(({ code }) => code === 'INTERNAL')]).toEqual([name, shown, true, []])
  for (const { message } of told) expect(message.length).toBeLessThan(1_200)
  // refused is refused: before the first write, and not between two
  if (told.some(({ code }) => code === 'INVALID')) expect([name, shown, writes().length <= 1]).toEqual([name, shown, true])
}

const mutations = everyMutation(schema)

describe('whatever stands in its input, a mutation answers with clear errors, and nothing is half written', () => {
  test.each(mutations.flatMap(({ document, slots }) => slots.map((slot) => [slot.name, slot, document] as const)))(
    'in %s',
    { timeout: 60_000 },
    async (_, slot, document) => {
      for (const value of hostile) await judge(slot, document, value)
      if (slot.isList) for (const value of hostile) await judge(slot, document, [value])
    },
  )

  test('and nothing of it is a script in Intercom, nor a prototype here', () => {
    const { conversations, tickets, notes, articles } = gateway.sandbox.world
    const bodies = [
      ...[...conversations.values()].flatMap(({ source, parts }) => [source.body, ...parts.map(({ body }) => body)]),
      ...[...tickets.values()].flatMap(({ parts }) => parts.map(({ body }) => body)),
      ...[...articles.values()].flatMap(({ translated_content }) => Object.values(translated_content).map(({ body }) => body)),
      ...[...notes.values(), ...articles.values()].map(({ body }) => body),
    ]
    expect(bodies.filter((body) => /<script|<[^>]+\son\w+=|<[^>]+javascript:/i.test(body ?? ''))).toEqual([])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

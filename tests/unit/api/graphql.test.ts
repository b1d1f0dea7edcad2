import { buildSchema, GraphQLError } from 'graphql'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../../src/api/context.ts'
import { startsEarly } from '../../../src/api/early.ts'
import { GatewayError } from '../../../src/errors.ts'
import { currentScope } from '../../../src/monitoring/request-scope.ts'
import { askHttp, codesOf } from '../../support/ask-http.ts'
import { startSmallServer } from './http/small-server.ts'

/** A schema that counts what has run in it. */
function createWorld() {
  const schema = buildSchema('type Query { answer: String, failing: Int, required: String!, broken: Int } type Mutation { write: String }')
  const ran: string[] = []
  const resolve = (typename: 'Query' | 'Mutation', name: string, value: () => unknown) => {
    const field = (typename === 'Query' ? schema.getQueryType() : schema.getMutationType())!.getFields()[name]!
    field.resolve = () => {
      ran.push(name)
      return value()
    }
    return field
  }
  resolve('Mutation', 'write', () => 'written')
  resolve('Query', 'failing', () => {
    throw new Error('a secret of ours')
  })
  resolve('Query', 'required', () => null)
  resolve('Query', 'broken', () => 'a secret of a customer')
  const answer = resolve('Query', 'answer', () => 'yes')
  Object.assign(
    answer.extensions,
    startsEarly(() => void ran.push('early')),
  )
  return { schema, ran }
}

describe('a mutation', () => {
  test('runs by POST and never by GET, which a link on any page can make', async () => {
    const { schema, ran } = createWorld()
    await using server = await startSmallServer({ schema })
    const document = 'mutation { write }'
    const got = await askHttp(`${server.url}/graphql?${new URLSearchParams({ query: document })}`)
    expect([got.status, codesOf(got), got.headers.get('allow')]).toEqual([405, ['INVALID'], 'POST'])
    const named = new URLSearchParams({ query: `query A { answer } ${document.replace('mutation', 'mutation B')}`, operationName: 'B' })
    expect((await askHttp(`${server.url}/graphql?${named}`)).status).toBe(405)
    expect(ran).toEqual([])
    const posted = await askHttp(`${server.url}/graphql`, { json: { query: document } })
    expect([posted.status, JSON.parse(posted.text).data, ran]).toEqual([200, { write: 'written' }, ['write']])
  })
})

describe('what a resolver does wrong', () => {
  test('is one sentence to the caller, beside what went right', async () => {
    const { schema } = createWorld()
    await using server = await startSmallServer({ schema })
    for (const field of ['failing', 'broken']) {
      const answer = await askHttp(`${server.url}/graphql`, { json: { query: `{ answer ${field} }` } })
      expect([answer.status, codesOf(answer), JSON.parse(answer.text).data]).toEqual([200, ['INTERNAL'], { answer: 'yes', [field]: null }])
      expect(answer.text).not.toContain('secret')
      expect(answer.text).toContain(`under request id ${answer.headers.get('x-request-id')}`)
    }
    // ours is in the log, whole; the customer's is not
    expect(server.lines.filter(({ level }) => level === 'error')).toMatchObject([
      { err: { type: 'Error', message: 'a secret of ours' } },
      { msg: 'a field holds what its type cannot be', field: 'broken' },
    ])
    expect(JSON.stringify(server.lines)).not.toContain('of a customer')
  })

  test('takes the whole answer with it only where nothing may be null', async () => {
    const { schema } = createWorld()
    await using server = await startSmallServer({ schema })
    const answer = await askHttp(`${server.url}/graphql`, { json: { query: '{ answer required }' } })
    expect([codesOf(answer), JSON.parse(answer.text).data]).toEqual([['INTERNAL'], null])
  })
})

describe('when there is no context to run in', () => {
  test.each([
    [new GatewayError('UPSTREAM_UNREACHABLE', 'Intercom is away.', { retryable: true }), 502, 'UPSTREAM_UNREACHABLE'],
    [new Error('a secret of ours'), 500, 'INTERNAL'],
    [new GraphQLError('No.', { extensions: { code: 'SOMETHING' } }), 400, 'INVALID'],
  ])('%s is the answer', async (error, status, code) => {
    const { schema, ran } = createWorld()
    await using server = await startSmallServer({ schema, contextFor: () => Promise.reject(error) })
    for (const [accept, expected] of [
      ['application/graphql-response+json', status],
      ['application/json', 200],
    ] as const) {
      const answer = await askHttp(`${server.url}/graphql`, { json: { query: '{ answer }' }, headers: { accept } })
      expect([answer.status, codesOf(answer)]).toEqual([expected, [code]])
      expect(JSON.parse(answer.text)).not.toHaveProperty('data')
      expect(answer.text).not.toContain('secret')
    }
    expect(ran).toEqual([])
  })
})

test('what can start early starts before the first resolver, and not at all when nothing will run', async () => {
  const { schema, ran } = createWorld()
  await using server = await startSmallServer({ schema })
  await askHttp(`${server.url}/graphql`, { json: { query: 'query($on: Boolean!) { answer @include(if: $on) }', variables: { on: 'x' } } })
  expect(ran).toEqual([])
  await askHttp(`${server.url}/graphql`, { json: { query: '{ answer }' } })
  expect(ran).toEqual(['early', 'answer'])
})

test('the cost of a request is its own: calls, hits, joined flights, and what makes its answer less sure', async () => {
  const { schema } = createWorld()
  const count = async () => {
    const scope = currentScope()!
    const startedAtMs = 0
    scope.calls.push({ route: 'GET /x', status: 200, startedAtMs, durationMs: 1.4 })
    scope.cacheHits += 2
    scope.coalesced += 3
    scope.degraded.add('stale')
    return {} as Context
  }
  await using server = await startSmallServer({ schema, contextFor: count })
  await using quiet = await startSmallServer({ schema, contextFor: count, api: { exposeCalls: false } })
  const extensionsOf = async (url: string) =>
    JSON.parse((await askHttp(`${url}/graphql`, { json: { query: '{ answer }' } })).text).extensions
  const intercom = { actualCalls: 1, cacheHits: 2, coalesced: 3 }
  const calls = [{ route: 'GET /x', status: 200, durationMs: 1 }]
  expect(await extensionsOf(server.url)).toMatchObject({ intercom: { ...intercom, calls }, degraded: ['stale'] })
  const withoutCalls = await extensionsOf(quiet.url)
  expect(withoutCalls).toMatchObject({ intercom, degraded: ['stale'] })
  expect(withoutCalls.intercom).not.toHaveProperty('calls')
})

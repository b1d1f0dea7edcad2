import { getNamedType, isEnumType, isListType, isRequiredArgument } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aWorldWithEverything, beyond, forgetful, routesOf } from '../support/everything.ts'
import { startTestGateway } from '../support/gateway.ts'
import { everyQuestion, type Question, soFar, textOf } from '../support/scope-matrix.ts'
import { applySmallSync, withSmallSync } from '../support/small-sync.ts'
import { clientSecret, deliverStale } from '../support/webhooks.ts'

/** Every field of the printed schema that answers a connection, so that one added tomorrow is among them. */
const connections = everyQuestion.filter(({ way, wanted }) => wanted === '__typename' && way.at(-1)?.as.name.endsWith('Connection'))
const pageArguments = ['first', 'last', 'after', 'before']

let gateway: Awaited<ReturnType<typeof startTestGateway>>
/** The end of the first page of each list. */
const cursors = new Map<string, string>()
beforeAll(async () => {
  gateway = await startTestGateway({
    world: aWorldWithEverything(),
    env: { INTERCOM_VERSION: '2.16', INTERCOM_CLIENT_SECRET: clientSecret },
    configure: (config) => ({ ...config, cache: forgetful(config.cache), sync: withSmallSync(config.sync) }),
  })
  await deliverStale(gateway.url, gateway.sandbox.world.workspace.id_code)
  await applySmallSync(gateway)
  for (const { name, way } of connections) {
    const { data } = await gateway.query(textOf({ way, wanted: 'pageInfo { endCursor }' }, new Map(), 'first: 1'))
    const [, cursor] = /"endCursor":"([^"]+)"/.exec(JSON.stringify(data)) ?? []
    if (cursor !== undefined) cursors.set(name, cursor)
  }
})
afterAll(() => gateway.dispose())

const argumentsOf = ({ way }: Question) => way.at(-1)!.field.args

/** Something to narrow each list down by, beside its page arguments. */
const values: Record<string, string> = {
  ArticleFilter: '{ state: PUBLISHED }',
  CompanyFilter: '{ tag: "1" }',
  ContactFilter: '{ role: USER }',
  ContactOrder: '{ field: NAME }',
  ConversationFilter: '{ read: { eq: true } }',
  TicketFilter: '{ open: { eq: true } }',
  WebhookDeliveryFilter: '{ status: STALE }',
  Boolean: 'true',
  DateTime: '"2026-01-01T00:00:00Z"',
  ID: '"1"',
}

/** The list narrowed down, in each way it can be. */
const narrowed = (question: Question): string[] =>
  argumentsOf(question)
    .filter((argument) => !pageArguments.includes(argument.name) && !isRequiredArgument(argument))
    .map(({ name, type, defaultValue }) => {
      const named = getNamedType(type)
      const other = isEnumType(named) ? named.getValues().find(({ value }) => value !== defaultValue)?.name : values[named.name]
      if (other === undefined) throw new Error(`Say in values what to narrow ${question.name} down by with a ${named.name}.`)
      return `${name}: ${isListType(type) ? `[${other}]` : other}`
    })

const asText = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url')

/** The same cursor for a row further on. */
function forged(cursor: string): string {
  const [bound, ...place] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
  return asText([bound, ...place.map((part) => (typeof part === 'number' ? part + 1 : `${part}1`))])
}

function refusedOf(question: Question): string[] {
  const own = cursors.get(question.name)!
  const foreign = [...cursors].filter(([name]) => name !== question.name).map(([, cursor]) => cursor)
  const names = argumentsOf(question).map(({ name }) => name)
  const sizes = [0, -1, 151, 10_000, 2 ** 31 - 1].flatMap((size) => [
    `first: ${size}`,
    ...(names.includes('last') ? [`last: ${size}`] : []),
  ])
  const after = [
    '',
    'x',
    '../',
    '%00',
    own.slice(0, -3),
    own.slice(3),
    forged(own),
    asText([null, 1, 1]),
    asText(['x', null, 1, 1, 1e20]),
    ...foreign,
  ]
  const before = names.includes('before') ? after.map((cursor) => `last: 1, before: ${JSON.stringify(cursor)}`) : []
  return [
    ...sizes,
    ...(names.includes('last') ? ['first: 1, last: 1', 'first: 0, last: 0'] : []),
    ...after.map((cursor) => `first: 1, after: ${JSON.stringify(cursor)}`),
    ...before,
    ...narrowed(question).map((other) => `first: 1, after: ${JSON.stringify(own)}, ${other}`),
  ]
}

test('there are many connections, and each has a page with an end', () => {
  expect(connections.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Query.companies', 'Query.collections', 'Collection.articles', 'Conversation.parts', 'Team.conversations']),
  )
  expect(connections.length).toBeGreaterThanOrEqual(20)
  expect([...cursors.keys()]).toEqual(connections.map(({ name }) => name))
})

describe('page sizes and cursors that cannot be are refused before anything is asked for them', () => {
  test.each(connections.map((question) => [question.name, question] as const))('in %s', { timeout: 60_000 }, async (_, question) => {
    const upTo = soFar(question.way.slice(0, -1))
    const allowed = upTo ? routesOf(await gateway.query(textOf(upTo, new Map()))) : []
    const isCounted = 'totalCount' in (question.way.at(-1)!.as as unknown as { getFields(): object }).getFields()
    const wanted = `${isCounted ? 'totalCount ' : ''}pageInfo { endCursor } nodes { __typename }`
    for (const refused of refusedOf(question)) {
      const answer = await gateway.query(textOf({ ...question, wanted }, new Map(), refused))
      expect([refused, answer.errors?.[0]?.extensions.code]).toEqual([refused, 'INVALID'])
      expect(new Set(answer.errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['INVALID']))
      expect([refused, beyond(routesOf(answer), allowed)]).toEqual([refused, []])
    }
  })
})

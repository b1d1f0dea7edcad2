import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { schema } from '../../src/schema.ts'
import { openEventStream } from '../support/event-stream.ts'
import { type GraphQLAnswer, startTestGateway } from '../support/gateway.ts'
import { hostileIds } from '../support/hostile-ids.ts'
import { type IdSlot, idSlots } from '../support/id-slots.ts'

const slots = idSlots(schema)

let gateway: Awaited<ReturnType<typeof startTestGateway>>
beforeAll(async () => {
  gateway = await startTestGateway({
    contacts: 5,
    conversations: 5,
    // where every field is there
    env: { INTERCOM_VERSION: '2.16' },
    // the way to a slot is paved before the hostile ids come, and must not have to be paved again on a machine that takes minutes
    configure: (config) => ({
      ...config,
      cache: { ...config.cache, kinds: {}, default: { ...config.cache.default, ttlSeconds: 3_600 }, lostLogTtlSeconds: 3_600 },
    }),
  })
})
afterAll(() => gateway.dispose())

const innocentIds = ['1', '000000000000000000000001', 'an innocent id']
/** The sandbox's first teammate and collection, and a type of ticket, for what is refused where nobody is under an id. */
const knownIds = ['5017690', '10600001', '2900004']
const foreignIds = [
  'gid://intercom/another/Contact/000000000000000000000001',
  'gid://intercom/another/Conversation/1',
  'gid://intercom/../Contact/000000000000000000000001',
]
/** No slot takes an id of every one of these types, so each gets some that are not its own. */
const otherTypes = ['Contact', 'Article', 'Conversation', 'Workspace', 'Nothing']

/**
 * Of those that `tests/unit/api/node.test.ts` has the reader of ids refuse, a third for each slot, and every one of them in a third of the slots: what is
 * seen here is that a slot reads its ids so.
 */
const hostileFor = (slot: IdSlot) => hostileIds.filter((id, at) => id === '../me' || at % 3 === slots.indexOf(slot) % 3)

async function ask(slot: IdSlot, id: string) {
  const { data = null, errors = [] } = await answerTo(slot.document, { ...slot.variables, input: slot.inputWith(id) })
  const isSubscription = slot.document.startsWith('subscription')
  const told = [
    ...errors
      .map(({ message, extensions }) => ({ message, code: extensions.code }))
      .filter(({ code }) => !isSubscription || code !== 'NOT_FOUND'),
    ...refusedIn(data),
  ]
  return { id: id.slice(0, 40), data, codes: told.map(({ code }) => code), messages: told.map(({ message }) => message) }
}

/** What mutations say of their input. That there is no such record, or one already, is what an innocent id comes to. */
const refusedIn = (data: object | null): { code: string; message: string }[] =>
  Object.values(data ?? {}).flatMap((payload: { errors?: { code: string; message: string }[] } | null) =>
    (payload?.errors ?? []).filter(({ code }) => code !== 'NOT_FOUND' && code !== 'CONFLICT'),
  )

type Payload = { __typename: string; errors: object[]; job?: { id: string } | null }

/** Of what is done behind the answer, what came of it. */
async function withJobs(answer: GraphQLAnswer<Record<string, Payload>>) {
  for (const payload of Object.values(answer.data ?? {})) {
    const { job, errors } = payload
    delete payload.job
    if (!job) continue
    const look = async () => {
      const asked = 'query ($id: ID!) { job(id: $id) { finishedAt errors { code message } } }'
      return (await gateway.query<{ job: { finishedAt: string | null; errors: object[] } }>(asked, { id: job.id })).data!.job
    }
    // its calls are of the last lane, and all these tests have spent the others
    await expect.poll(async () => (await look()).finishedAt, { timeout: 90_000, interval: 200 }).not.toBeNull()
    payload.errors = [...errors, ...(await look()).errors]
  }
  return answer
}

/** Of a subscription its first item, which comes at once: what has happened is nothing, and told. */
async function answerTo(document: string, variables: Record<string, unknown>) {
  if (document.startsWith('mutation')) return withJobs(await gateway.query<Record<string, Payload>>(document, variables))
  if (!document.startsWith('subscription')) return gateway.query<Record<string, unknown>>(document, variables)
  await using stream = await openEventStream<Record<string, unknown>>(gateway.url, document, { variables })
  return (await stream.next())!.data!
}

/** The routes that Intercom saw, each with the names of what stood in the query. Every path must be the template with its blanks filled. */
function routesSeen(): string[] {
  return gateway.sandbox.log.map(({ route, path }) => {
    const [, template = ''] = route.split(' ')
    const [segments = '', search] = path.split('?')
    expect(template, `${path} is no path that Intercom has`).toMatch(/^\/[a-z_]/)
    expect(segments.split('/')).toHaveLength(template.split('/').length)
    for (const [index, part] of template.split('/').entries()) {
      if (!part.startsWith('{')) expect(segments.split('/')[index]).toBe(part)
      else expect(['', '.', '..']).not.toContain(decodeURIComponent(segments.split('/')[index] ?? ''))
    }
    return `${route}?${[...new URLSearchParams(search).keys()].sort().join('&')}`
  })
}

test('ids are taken in many places', () => {
  expect(slots.length).toBeGreaterThan(60)
  expect(slots.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Query.node(id)', 'Query.nodes(ids)', 'Query.contact(by.externalId)', 'Query.conversations(filter.tag.in)']),
  )
})

const foundNothing = { __typename: expect.stringMatching(/Payload$/), errors: [expect.objectContaining({ code: 'NOT_FOUND' })] }
/** Where it is the id of somebody new. */
const madeOne = { __typename: expect.stringMatching(/Payload$/), errors: expect.any(Array) }
const makesOne = /^Mutation\.(contact(Create|Upsert)|companyUpsert)\(/

/** An event is never judged by these, so every id in them is refused: `contact-stream.test.ts`. */
const takesNone = /^Subscription\.contactEvents\(filter\.segment\./

/** Where ids of every type are meant. */
const takesEvery = /^(Query\.(node|webhookDeliveries\(filter\.entity\))|Mutation\.cachePurge)/

describe('an id that is none', () => {
  test.each(slots.filter(({ kind, name }) => kind === 'ours' && !takesNone.test(name)).map((slot) => [slot.name, slot] as const))(
    'in %s is refused, and no other path is asked',
    { timeout: 180_000 },
    async (_, slot) => {
      const workspaceId = (await gateway.query<{ workspace: { id: string } }>('{ workspace { id } }')).data!.workspace.id.split('/')[3]
      const innocent = await Promise.all(
        [...innocentIds, ...knownIds, `gid://intercom/${workspaceId}/Contact/${innocentIds[1]}`].map((id) => ask(slot, id)),
      )
      // else whatever else is wrong with the operation would pass for a refusal of the id
      expect(innocent.filter(({ codes }) => codes.length === 0)).not.toEqual([])
      const usual = new Set(routesSeen())
      gateway.forgetRequests()
      const hostile = hostileFor(slot)
      const wrapped = hostile.map((id) => `gid://intercom/${workspaceId}/Contact/${id}`)
      for (const { id, codes, messages } of await Promise.all([...hostile, ...wrapped, ...foreignIds].map((id) => ask(slot, id)))) {
        expect([id, ...new Set(codes)]).toEqual([id, 'INVALID'])
        for (const message of messages) expect(message.length).toBeLessThan(500)
      }
      expect(new Set([...usual, ...routesSeen()])).toEqual(usual)
      gateway.forgetRequests()
    },
  )

  test.each(slots.filter(({ kind, name }) => kind === 'ours' && !takesEvery.test(name)).map((slot) => [slot.name, slot] as const))(
    'or is one of another type, in %s, is refused',
    async (_, slot) => {
      const workspaceId = (await gateway.query<{ workspace: { id: string } }>('{ workspace { id } }')).data!.workspace.id.split('/')[3]
      const answers = await Promise.all(
        otherTypes.flatMap((typename) =>
          ['1', '000000000000000000000001'].map((id) => ask(slot, `gid://intercom/${workspaceId}/${typename}/${id}`)),
        ),
      )
      // of ten, two have the one type it takes, and one of those the shape its ids have
      expect(answers.filter(({ codes }) => codes.includes('INVALID')).length).toBeGreaterThanOrEqual(9)
      expect(answers.flatMap(({ codes }) => codes).every((code) => code === 'INVALID')).toBe(true)
    },
  )
})

describe("an id of the customer's own making", () => {
  test.each(slots.filter(({ kind }) => kind === 'theirs').map((slot) => [slot.name, slot] as const))(
    'in %s is any text, finds nothing or is refused, and reaches the one path that is meant',
    { timeout: 180_000 },
    async (_, slot) => {
      gateway.forgetRequests()
      await Promise.all(innocentIds.map((id) => ask(slot, id)))
      const usual = new Set(routesSeen())
      gateway.forgetRequests()
      for (const { id, data, codes } of await Promise.all([...hostileFor(slot), ...foreignIds].map((id) => ask(slot, id)))) {
        if (codes.length > 0) expect([id, ...new Set(codes)]).toEqual([id, 'INVALID'])
        else
          expect([id, Object.values(data ?? {})[0]]).toEqual([
            id,
            makesOne.test(slot.name)
              ? madeOne
              : slot.name.startsWith('Mutation')
                ? foundNothing
                : slot.name.includes('filter')
                  ? { __typename: 'CompanyConnection' }
                  : null,
          ])
      }
      expect(new Set([...usual, ...routesSeen()])).toEqual(usual)
      const { world, actions } = gateway.sandbox
      const given = new Set([...innocentIds, ...hostileIds, ...foreignIds])
      for (const { id, external_id } of [...world.contacts.values()])
        if (external_id !== null && given.has(external_id)) actions.contacts.delete({ contact: id })
      for (const { id, company_id } of [...world.companies.values()]) if (given.has(company_id)) actions.companies.delete({ company: id })
      gateway.forgetRequests()
    },
  )

  test('stands in the path as it was given, encoded', async () => {
    gateway.forgetRequests()
    const given = ['a/b', '../../me', '?per_page=1', 'a#b', 'a&b=c', '%2e%2e%2fme', 'ä ö', "it's"].map((id) => `${id}-as-given`)
    for (const externalId of given)
      await gateway.query('query($externalId: String) { contact(by: { externalId: $externalId }) { id } }', { externalId })
    const prefix = '/contacts/find_by_external_id/'
    expect(gateway.sandbox.log.map(({ path }) => decodeURIComponent(path.slice(prefix.length)))).toEqual(given)
    for (const { path } of gateway.sandbox.log) expect(path.slice(0, prefix.length)).toBe(prefix)
    for (const { path } of gateway.sandbox.log) expect(path.slice(prefix.length)).not.toMatch(/[/?#&]/)
  })
})

test('a global id of a type that has no records is refused by that type, with those that have', async () => {
  const { errors } = await gateway.query('{ node(id: "gid://intercom/w1/Bogus/1") { id } }')
  expect(errors).toMatchObject([
    { message: expect.stringMatching(/is an id of the type "Bogus",.* expected one of the types Admin, Article,.* or Workspace\.$/) },
  ])
})

import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scopes } from '../../src/config/environment.ts'
import { aWorldWithEverything, beyond, forgetful, routesOf } from '../support/everything.ts'
import { type GraphQLAnswer, startTestGateway } from '../support/gateway.ts'
import { startIssuer } from '../support/issuer.ts'
import {
  everyQuestion,
  fieldsOf,
  foundAt,
  isById,
  leadsToSeveral,
  neededFor,
  openFields,
  type Question,
  soFar,
  textOf,
} from '../support/scope-matrix.ts'
import { applySmallSync, withSmallSync } from '../support/small-sync.ts'
import { clientSecret, deliverStale } from '../support/webhooks.ts'
import { aContact } from '../unit/sandbox/small-world.ts'

/** What any caller may see, by name: whoever adds to it has decided that it says nothing of a customer. */
const open = {
  Query: 'health node nodes rateLimit viewer workspace',
  Viewer: 'admin id kind scopes',
  RateLimit: 'budget',
  Health: 'checks status topicCoverage',
  HealthCheck: 'detail latencyMs name status',
  TopicCoverage: 'lastSeenAt neededBy status topic',
  Budget: 'limit remaining resetAt',
  Workspace: 'admins apiVersion capabilities createdAt dataAttributes id intercomId name region tags teams timeZone',
  Admin: 'avatarUrl awayMode displayName email hasInboxSeat id intercomId jobTitle name teams workspace',
  AwayMode: 'enabled reason reassign',
  Team: 'admins distributionMethod id intercomId name workspace',
  Tag: 'id intercomId name workspace',
  DataAttribute: 'apiWritable archived custom dataType description fullName id intercomId label model name options workspace',
}

/** What an end customer may read of themselves. */
const theirOwn =
  'avatarUrl createdAt displayName email emailDomain externalId id intercomId language name phone role signedUpAt unsubscribedFromEmails'

let issuer: Awaited<ReturnType<typeof startIssuer>>
let gateway: Awaited<ReturnType<typeof startTestGateway>>
/** One of each type, by its global id, and somebody of whom nothing is known. */
const ids = new Map<string, string>()

const secretOf = (name: string) => `secret-${name}`
const keyOf = (name: string, granted: readonly string[]) =>
  `${name}:${createHash('sha256').update(secretOf(name)).digest('hex')}:${granted.join('+')}`
const bearer = (credentials: string) => ({ authorization: `Bearer ${credentials}` })

beforeAll(async () => {
  issuer = await startIssuer()
  gateway = await startTestGateway({
    world: aWorldWithEverything(),
    env: {
      INTERCOM_VERSION: '2.16',
      INTERCOM_CLIENT_SECRET: clientSecret,
      GATEWAY_API_KEYS: [keyOf('all', scopes), ...scopes.map((scope) => keyOf(scope, [scope]))].join(),
    },
    configure: (config) => ({
      ...config,
      cache: forgetful(config.cache),
      sync: withSmallSync(config.sync),
      api: { ...config.api, jwt: [issuer.trust] },
    }),
  })
  await deliverStale(gateway.url, gateway.sandbox.world.workspace.id_code)
  await applySmallSync(gateway, bearer(secretOf('all')))
  for (const question of everyQuestion.filter(({ wanted }) => wanted.split(' ').includes('id'))) {
    const [found] = foundAt((await asAll(question)).data, question.way) as { id: string }[]
    if (found) ids.set(question.way.at(-1)!.as.name, found.id)
  }
  const unknown = aContact(1, { email: null, name: null })
  gateway.sandbox.world.contacts.put(unknown)
  ids.set('another Contact', unknown.id)
})
afterAll(async () => {
  await gateway.dispose()
  await issuer.dispose()
})

const ask = (text: string, headers: Record<string, string>) => gateway.query<Record<string, unknown>>(text, undefined, headers)

/** What a caller who may see everything gets, once for all who are held against it. */
const asAll = (question: Question) => {
  const text = textOf(question, ids)
  const known = answersToAll.get(text) ?? ask(text, bearer(secretOf('all')))
  answersToAll.set(text, known)
  return known
}
const answersToAll = new Map<string, Promise<Answer>>()
type Answer = GraphQLAnswer<Record<string, unknown>>

/** What is wrong with how a caller with these scopes was answered; nothing, when all is as it is printed. */
async function wrongs(question: Question, granted: ReadonlySet<string>, headers: Record<string, string>): Promise<string[]> {
  const { way } = question
  const answer = await ask(textOf(question, ids), headers)
  const codes = new Set(answer.errors?.map(({ extensions }) => extensions.code))
  const refusedAt = way.findIndex((step) => neededFor(step).some((scope) => !granted.has(scope)))
  const told = (what: string) => `${question.name}: ${what}`
  if (refusedAt === -1) {
    const found = foundAt(answer.data, way).length
    const toAll = foundAt((await asAll(question)).data, way).length
    return [
      codes.size > 0 ? told(`is refused: ${answer.errors?.[0]?.message}`) : [],
      found === 0 && toAll > 0 ? told('is missing') : [],
    ].flat()
  }
  const step = way[refusedAt]!
  const missing = neededFor(step).filter((scope) => !granted.has(scope))
  // in a list of several types what may not be seen is not there; by its id it is refused
  const isLeftOut = leadsToSeveral(step) && !isById(step)
  const upTo = isLeftOut ? question : refusedAt === 0 ? undefined : soFar(way.slice(0, refusedAt))
  const allowed = upTo ? routesOf(await asAll(upTo)) : []
  const tooMany = beyond(routesOf(answer), allowed)
  const isSaid = answer.errors?.every(({ message }) => missing.every((scope) => message.includes(scope))) ?? false
  return [
    foundAt(answer.data, way.slice(0, refusedAt + 1)).length > 0 ? told('is there') : [],
    !isLeftOut && !(codes.size === 1 && codes.has('FORBIDDEN') && isSaid)
      ? told(`is not refused for ${missing}: ${JSON.stringify(answer.errors)}`)
      : [],
    tooMany.length > 0 ? told(`is looked for: ${tooMany.join(', ')}`) : [],
  ].flat()
}

async function allWrongs(granted: readonly string[], credentials: string): Promise<string[]> {
  const found: string[] = []
  for (const question of everyQuestion) found.push(...(await wrongs(question, new Set(granted), bearer(credentials))))
  return found
}

test('there is a question for every field, and its answer is there for who may see everything', async () => {
  expect(everyQuestion.length).toBeGreaterThan(200)
  const notThere: string[] = []
  for (const question of everyQuestion) {
    const answer = await asAll(question)
    if (answer.errors || foundAt(answer.data, question.wanted === '__typename' ? question.way.slice(0, -1) : question.way).length === 0)
      notThere.push(`${question.name}: ${textOf(question, ids)} ${JSON.stringify(answer.errors)}`)
  }
  expect(notThere).toEqual([])
}, 300_000)

test('nothing is kept, so that every look at Intercom is seen', async () => {
  for (const question of everyQuestion.slice(0, 40)) {
    const again = await ask(textOf(question, ids), bearer(secretOf('all')))
    expect([question.name, routesOf(again).sort()]).toEqual([question.name, routesOf(await asAll(question)).sort()])
  }
}, 120_000)

test('what a caller without any scope may see is what is said here', () => {
  const said = Object.entries(open).map(([type, fields]) => [type, fields.split(' ').sort()])
  expect(Object.fromEntries(Object.entries(openFields()).map(([type, fields]) => [type, fields.sort()]))).toEqual(Object.fromEntries(said))
})

describe('every field, by every way there is to its type, by node and by nodes, is as it is printed', () => {
  test.each(scopes.map((scope) => [scope]))(
    'for a key with the scope %s and no other',
    async (scope) => {
      expect(await allWrongs([scope], secretOf(scope))).toEqual([])
    },
    300_000,
  )

  test('for a program without any scope', async () => {
    expect(await allWrongs([], await issuer.sign())).toEqual([])
  }, 300_000)

  test('for a teammate without any scope, and for one with all', async () => {
    const teammate = { kind: 'ADMIN', intercom_admin_id: [...gateway.sandbox.world.admins.keys()][0] }
    expect(await allWrongs([], await issuer.sign(teammate))).toEqual([])
    expect(await allWrongs(scopes, await issuer.sign({ ...teammate, scope: [...scopes] }))).toEqual([])
  }, 300_000)
})

describe('an end customer with all scopes', () => {
  const asCustomer = async () =>
    bearer(await issuer.sign({ kind: 'CONTACT', scope: [...scopes], intercom_contact_id: ids.get('Contact')!.split('/').at(-1)! }))

  test('is refused every field that does not begin at viewer, and nothing is looked for', async () => {
    const headers = await asCustomer()
    const isTheirs = ({ way }: Question) => way[0]?.field.name === 'viewer'
    const wrong: string[] = []
    gateway.forgetRequests()
    for (const question of everyQuestion.filter((question) => !isTheirs(question))) {
      const answer = await ask(textOf(question, ids), headers)
      const codes = new Set(answer.errors?.map(({ extensions }) => extensions.code))
      const isRefused = codes.size === 1 && codes.has('FORBIDDEN') && Object.values(answer.data ?? {}).every((value) => value === null)
      if (!isRefused) wrong.push(`${question.name}: ${JSON.stringify(answer)}`)
    }
    expect([wrong, gateway.calls]).toEqual([[], []])
    for (const question of everyQuestion.filter(isTheirs)) expect((await ask(textOf(question, ids), headers)).errors).toBeUndefined()
  }, 300_000)

  test('reads a few facts of themselves, and no other field of a contact', async () => {
    const headers = await asCustomer()
    const allowed: string[] = []
    for (const { name, isPlain, needsArguments } of fieldsOf('Contact')) {
      const field = `${name}${needsArguments ? '(name: "plan")' : ''}${isPlain ? '' : ' { __typename }'}`
      gateway.forgetRequests()
      const { data, errors } = await ask(`{ viewer { contact { ${field} } } }`, headers)
      if (!errors) allowed.push(name)
      else expect([name, errors[0]?.extensions.code, data, gateway.calls]).toEqual([name, 'FORBIDDEN', { viewer: { contact: null } }, []])
    }
    expect(allowed.sort().join(' ')).toBe(theirOwn)
  })
})

describe('nobody', () => {
  const now = () => Math.floor(Date.now() / 1000)

  test.each<[string, () => Promise<string> | string]>([
    ['with a key that is not known', () => 'a-key'],
    ['with a token that has expired', () => issuer.sign({ scope: [...scopes], iat: now() - 200, exp: now() - 100 })],
    [
      'with a token that another signed',
      async () => {
        await using other = await startIssuer()
        return other.sign({ scope: [...scopes] })
      },
    ],
  ])(
    '%s is told anything, and nothing is looked for',
    async (_, credentials) => {
      const headers = bearer(await credentials())
      gateway.forgetRequests()
      const answers = await Promise.all(everyQuestion.map((question) => ask(textOf(question, ids), headers)))
      expect(new Set(answers.flatMap(Object.keys))).toEqual(new Set(['errors']))
      expect(new Set(answers.flatMap(({ errors }) => errors?.map(({ extensions }) => extensions.code)))).toEqual(
        new Set(['UNAUTHENTICATED']),
      )
      expect(gateway.calls).toEqual([])
    },
    120_000,
  )
})

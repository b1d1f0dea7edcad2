import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { startTestGateway } from '../support/gateway.ts'
import { startRedis } from '../support/redis.ts'
import { aContact, aWorld, hexId } from '../unit/sandbox/small-world.ts'

const world = () =>
  aWorld({
    contacts: [
      aContact(1, { email: 'ada@acme.io', external_id: 'u1', name: 'Ada' }),
      aContact(2, { email: 'two@acme.io', external_id: 'u2', name: 'Two' }),
      aContact(3, { email: 'two@acme.io', role: 'lead', external_id: null, name: 'Three' }),
    ],
  })
type Gateway = Awaited<ReturnType<typeof startTestGateway>>
type Upserted = {
  contact: { intercomId: string; name: string | null } | null
  result: string | null
  matchedBy: string | null
  errors: { code: string; path: string[] | null; candidates?: { intercomId: string }[] }[]
}

async function upsert(gateway: Gateway, match: string, onCreate: string, onUpdate: string) {
  const answer = await gateway.query<{ it: Upserted }>(
    `mutation { it: contactUpsert(match: { ${match} }, onCreate: { ${onCreate} }, onUpdate: { ${onUpdate} }) {
      contact { intercomId name } result matchedBy errors { code path ... on AmbiguousMatchError { candidates { intercomId } } }
    } }`,
  )
  expect(answer.errors).toBeUndefined()
  return answer.data!.it
}

describe('whoever is meant is found by the first key that finds anybody', () => {
  test('and made, changed, or left as they are', async () => {
    await using gateway = await startTestGateway({ world: world() })
    const made = await upsert(gateway, 'externalId: "new"', 'name: "New"', 'name: "Known"')
    expect(made).toMatchObject({ contact: { name: 'New' }, result: 'CREATED', matchedBy: null, errors: [] })
    expect(gateway.calls).toEqual(['GET /contacts/find_by_external_id/{external_id}', 'POST /contacts'])
    gateway.forgetRequests()
    const changed = await upsert(gateway, 'externalId: "new"', 'name: "New"', 'name: "Known"')
    expect(changed).toEqual({ contact: { ...made.contact, name: 'Known' }, result: 'UPDATED', matchedBy: 'EXTERNAL_ID', errors: [] })
    expect(gateway.calls).toEqual(['GET /contacts/find_by_external_id/{external_id}', 'PUT /contacts/{contact_id}'])
    gateway.forgetRequests()
    const same = await upsert(gateway, 'externalId: "new"', 'name: "New"', 'name: "Known"')
    expect(same).toEqual({ ...changed, result: 'UNCHANGED' })
    expect(gateway.calls).toEqual(['GET /contacts/find_by_external_id/{external_id}'])

    const byEmail = await upsert(gateway, 'externalId: "none", email: "ADA@acme.io"', '', 'name: "Ada L."')
    expect(byEmail).toMatchObject({ contact: { intercomId: hexId(1), name: 'Ada L.' }, result: 'UPDATED', matchedBy: 'EMAIL' })
  })

  test('but where several have the address, nobody is written to, and all of them are named', async () => {
    await using gateway = await startTestGateway({ world: world() })
    const { errors, contact } = await upsert(gateway, 'email: "two@acme.io"', '', 'name: "Which"')
    expect(contact).toBeNull()
    expect(errors).toEqual([expect.objectContaining({ code: 'AMBIGUOUS_MATCH', path: ['match', 'email'] })])
    expect(errors[0]?.candidates?.map(({ intercomId }) => intercomId).toSorted()).toEqual([hexId(2), hexId(3)])
    expect(gateway.calls.filter((call) => call.startsWith('PUT'))).toEqual([])
  })

  test('but who may not see them is not told who they are, and what was done before is told all the same', async () => {
    const key = `writer:${createHash('sha256').update('writer').digest('hex')}:CONTACTS_WRITE`
    await using gateway = await startTestGateway({ world: world(), env: { GATEWAY_API_KEYS: key } })
    const named = 'errors { code ... on AmbiguousMatchError { candidates { name } } }'
    const { data } = await gateway.query(
      `mutation {
        done: contactCreate(input: { externalId: "new" }) { __typename errors { code } }
        several: contactUpsert(match: { email: "two@acme.io" }, onCreate: {}, onUpdate: { name: "Which" }) { ${named} }
      }`,
      undefined,
      { authorization: 'Bearer writer' },
    )
    expect(data).toMatchObject({ done: { errors: [] }, several: { errors: [{ code: 'AMBIGUOUS_MATCH', candidates: null }] } })
  })

  test('and where they are archived, they are brought back', async () => {
    await using gateway = await startTestGateway({ world: world() })
    gateway.sandbox.actions.contacts.archive({ contact: hexId(1) })
    const { contact, result, matchedBy } = await upsert(gateway, 'externalId: "u1"', 'name: "New"', 'name: "Back"')
    expect({ contact, result, matchedBy }).toEqual({
      contact: { intercomId: hexId(1), name: 'Back' },
      result: 'UNARCHIVED_AND_UPDATED',
      matchedBy: 'EXTERNAL_ID',
    })
    expect(gateway.sandbox.world.contacts.get(hexId(1))?.name).toBe('Back')
  })

  test('and who is brought back and cannot be changed stands beside the error', async () => {
    await using gateway = await startTestGateway({ world: world() })
    gateway.sandbox.actions.contacts.archive({ contact: hexId(1) })
    const { contact, result, matchedBy, errors } = await upsert(gateway, 'externalId: "u1"', 'name: "New"', 'owner: "999999"')
    expect({ contact, result, matchedBy }).toEqual({
      contact: { intercomId: hexId(1), name: 'Ada' },
      result: null,
      matchedBy: 'EXTERNAL_ID',
    })
    expect(errors).toEqual([expect.objectContaining({ path: ['onUpdate', 'owner'] })])
  })

  test('and nothing is asked where nobody is meant', async () => {
    await using gateway = await startTestGateway({ world: world() })
    expect((await upsert(gateway, '', 'email: "x@acme.io"', '')).errors).toEqual([{ code: 'INVALID', path: ['match'] }])
    expect((await upsert(gateway, 'externalId: "x", order: [EMAIL]', '', '')).errors).toEqual([{ code: 'INVALID', path: ['match'] }])
    expect(gateway.calls).toEqual([])
  })
})

test('a lead of whom the index knows nothing yet is found by the address that we gave it, however many others changed since', async () => {
  await using parts = new AsyncDisposableStack()
  const sandbox = parts.adopt(await startSandbox({ world: world(), indexLagMs: 180_000 }), (opened) => opened.dispose())
  const configure = (config: Config) => ({ ...config, intercom: { ...config.intercom, indexLagMs: 180_000 } })
  const gateway = parts.use(await startTestGateway({ sandbox, configure }))
  const lead = (email: string) => upsert(gateway, `email: "${email}"`, 'role: LEAD, name: "New"', 'name: "Known"')
  const made = await lead('lead@acme.io')
  for (let others = 0; others < 6; others++) {
    const create = Array.from(
      { length: 10 },
      (_, index) => `a${index}: contactCreate(input: { externalId: "${others} ${index}" }) { __typename }`,
    )
    await gateway.query(`mutation { ${create.join(' ')} }`)
  }
  expect(await lead('Lead@acme.io')).toMatchObject({ contact: { ...made.contact, name: 'Known' }, result: 'UPDATED', matchedBy: 'EMAIL' })
  const renamed = `contactUpdate(id: "${made.contact?.intercomId}", input: { email: "other@acme.io" }) { __typename }`
  await gateway.query(`mutation { ${renamed} }`)
  expect(await lead('lead@acme.io')).toMatchObject({ result: 'CREATED' })
})

test('numbers and addresses that are one, however they are written, make one lead, also at the same time', async () => {
  await using parts = new AsyncDisposableStack()
  const sandbox = parts.adopt(await startSandbox({ world: world(), indexLagMs: 180_000 }), (opened) => opened.dispose())
  const configure = (config: Config) => ({ ...config, intercom: { ...config.intercom, indexLagMs: 180_000 } })
  const gateway = parts.use(await startTestGateway({ sandbox, configure }))
  for (const matches of [
    ['phone: "+44 20 7946 0018"', 'phone: "+442079460018"'],
    ['email: "lead@acme.io"', 'email: "LEAD@acme.io"'],
  ]) {
    const all = await Promise.all(matches.map((match) => upsert(gateway, match, 'role: LEAD', '')))
    expect(all.map(({ result }) => result).toSorted()).toEqual(['CREATED', 'UNCHANGED'])
  }
})

describe('two hundred at the same time, over two processes on one Redis', { timeout: 240_000 }, () => {
  test.each([
    ['of one external id', 'externalId: "same"', 'name: "Same"'],
    ['of one address, which leads may share, in an index that knows nobody yet', 'email: "same@acme.io"', 'role: LEAD, name: "Same"'],
  ])('%s make one contact', async (_, match, onCreate) => {
    await using parts = new AsyncDisposableStack()
    const { url } = parts.use(await startRedis())
    const sandbox = parts.adopt(await startSandbox({ world: world(), indexLagMs: 180_000 }), (opened) => opened.dispose())
    const start = () =>
      startTestGateway({
        sandbox,
        env: { REDIS_URL: url },
        configure: (config) => ({
          ...config,
          cache: { ...config.cache, redisTimeoutMs: 10_000, fenceTimeoutMs: 10_000 },
          intercom: { ...config.intercom, indexLagMs: 180_000 },
          writes: { ...config.writes, duplicateWaitMs: 200_000 },
        }),
      })
    const gateways = [parts.use(await start()), parts.use(await start())]
    const before = sandbox.world.contacts.size
    const all = await Promise.all(Array.from({ length: 200 }, (_, index) => upsert(gateways[index % 2]!, match, onCreate, 'name: "Same"')))
    expect(all.flatMap(({ errors }) => errors)).toEqual([])
    expect(new Set(all.map(({ contact }) => contact?.intercomId)).size).toBe(1)
    expect(all.filter(({ result }) => result === 'CREATED')).toHaveLength(1)
    expect(all.filter(({ result }) => result === 'UNCHANGED')).toHaveLength(199)
    expect(sandbox.world.contacts.size).toBe(before + 1)
  })
})

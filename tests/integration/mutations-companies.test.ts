import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEventStream } from '../support/event-stream.ts'
import { startTestGateway } from '../support/gateway.ts'
import { startDesk } from '../support/webhook-house.ts'
import { aCompany, aContact, anAttribute, aWorld, hexId, noon } from '../unit/sandbox/small-world.ts'

const full = {
  plan: { id: '1', name: 'Pro' },
  size: 40,
  website: 'https://one.example/',
  industry: 'Shoes',
  monthly_spend: 900,
  remote_created_at: noon - 86_400,
  custom_attributes: { region: 'north', seats: 3 },
}
const world = () =>
  aWorld({
    companies: [aCompany(1, { ...full, created_at: noon - 60 }), aCompany(2)],
    contacts: [aContact(11, { company_ids: [hexId(1)] }), aContact(12, { company_ids: [hexId(1), hexId(2)] })],
    data_attributes: [
      anAttribute('1', { model: 'company', name: 'region' }),
      anAttribute('2', { model: 'company', name: 'seats', data_type: 'integer' }),
    ],
  })

type Failure = { __typename: string; code: string; path: string[] | null }
type Payload = { errors: Failure[]; company?: Record<string, unknown> | null; deletedId?: string | null }

const errors = 'errors { __typename code path }'
const shown =
  'company { intercomId companyId name plan size website industry monthlySpend remoteCreatedAt userCount customAttributes tags { name } }'
const upsert = `mutation ($companyId: String!, $input: CompanyInput!) { it: companyUpsert(companyId: $companyId, input: $input) { ${errors} ${shown} } }`
const update = `mutation ($id: ID!, $input: CompanyInput!) { it: companyUpdate(id: $id, input: $input) { ${errors} ${shown} } }`
const remove = `mutation ($id: ID!) { it: companyDelete(id: $id) { ${errors} deletedId } }`

async function start(open: typeof startTestGateway | typeof startDesk = startTestGateway) {
  const gateway = await open({ world: world() })
  const run = async (document: string, variables: Record<string, unknown>): Promise<Payload> => {
    gateway.forgetRequests()
    const answer = await gateway.query<{ it: Payload }>(document, variables)
    if (!answer.data) throw new Error(JSON.stringify(answer.errors))
    return answer.data.it
  }
  return { gateway, run, [Symbol.asyncDispose]: () => gateway.dispose() }
}

describe('a company', () => {
  test('is made where there is none with its id of yours, changed where there is one, and read from the answer', async () => {
    await using house = await start()
    const { gateway, run } = house
    const made = await run(upsert, { companyId: 'acme/7', input: { name: ' Acme ', plan: 'Pro', customAttributes: { region: 'south' } } })
    expect(made).toMatchObject({
      errors: [],
      company: { companyId: 'acme/7', name: 'Acme', plan: 'Pro', monthlySpend: 0, userCount: 0, customAttributes: { region: 'south' } },
    })
    expect(gateway.calls).toEqual(['POST /companies'])
    const again = await run(upsert, { companyId: 'acme/7', input: { size: 12, customAttributes: { seats: 4 } } })
    expect(again.company).toEqual({ ...made.company, size: 12, customAttributes: { region: 'south', seats: 4 } })
    expect(gateway.sandbox.world.companies.size).toBe(3)
  })

  test('that was looked for in vain is found as soon as it is made', async () => {
    await using house = await start()
    const { gateway, run } = house
    const find = () => gateway.query('{ company(by: { companyId: "acme" }) { name } }')
    expect((await find()).data).toEqual({ company: null })
    await run(upsert, { companyId: 'acme', input: { name: 'Acme' } })
    expect((await find()).data).toEqual({ company: { name: 'Acme' } })
  })

  test('keeps what is left out of a change and loses what is null', async () => {
    await using house = await start()
    const { gateway, run } = house
    const before = {
      plan: 'Pro',
      size: 40,
      industry: 'Shoes',
      website: 'https://one.example/',
      customAttributes: { region: 'north', seats: 3 },
    }
    const renamed = await run(update, { id: hexId(1), input: { name: 'Another', monthlySpend: 1_000 } })
    expect(renamed).toMatchObject({ errors: [], company: { ...before, name: 'Another', monthlySpend: 1_000, companyId: 'company-1' } })
    expect(gateway.calls).toEqual(['PUT /companies/{company_id}'])
    const nothing = { plan: null, size: null, website: null, industry: null, monthlySpend: null, remoteCreatedAt: null }
    expect(await run(update, { id: hexId(1), input: { ...nothing, customAttributes: { region: null } } })).toMatchObject({
      company: { ...nothing, name: 'Another', monthlySpend: 0, customAttributes: { region: null, seats: 3 } },
    })
    expect(await run(update, { id: hexId(1), input: { remoteCreatedAt: '2020-02-03T04:05:06.700Z' } })).toMatchObject({
      company: { remoteCreatedAt: '2020-02-03T04:05:06.000Z' },
    })
  })

  test('that is deleted is nowhere any more, at once, and its people stay', async () => {
    await using house = await start()
    const { gateway, run } = house
    const look = async () => {
      const { data } = await gateway.query<Record<string, unknown>>(
        `{ company(by: { id: "${hexId(1)}" }) { name } companies { nodes { name } }
           a: contact(by: { id: "${hexId(11)}" }) { companies { nodes { name } } }
           b: contact(by: { id: "${hexId(12)}" }) { companies { nodes { name } } } }`,
      )
      return data
    }
    expect(await look()).toMatchObject({ company: { name: 'Company 1' }, a: { companies: { nodes: [{ name: 'Company 1' }] } } })
    expect(await run(remove, { id: hexId(1) })).toEqual({ errors: [], deletedId: `gid://intercom/small/Company/${hexId(1)}` })
    expect(gateway.calls).toEqual(['DELETE /companies/{company_id}'])
    const { a, b, ...gone } = (await look()) as Record<'a' | 'b', { companies: { nodes: ({ name: string } | null)[] } }>
    expect(gone).toEqual({ company: null, companies: { nodes: [{ name: 'Company 2' }] } })
    expect([a, b].map(({ companies }) => companies.nodes.filter((one) => one !== null))).toEqual([[], [{ name: 'Company 2' }]])
  })

  test('is told of to whoever follows companies, once for each write, by what became of it', async () => {
    await using house = await start(startDesk)
    const { run, gateway } = house
    await using stream = await openEventStream<{ told: object }>(
      gateway.url,
      'subscription { told: companyEvents { __typename ... on CompanyChanged { topic origin deletedId company { name } } } }',
    )
    const next = async () => (await stream.next())!.data!.data!.told
    expect(await next()).toEqual({ __typename: 'StreamCaughtUp' })
    const told = { __typename: 'CompanyChanged', origin: 'GATEWAY_WRITE', deletedId: null }
    await run(upsert, { companyId: 'told', input: { name: 'Told' } })
    expect(await next()).toEqual({ ...told, topic: 'company.created', company: { name: 'Told' } })
    await run(upsert, { companyId: 'company-1', input: { name: 'Known' } })
    expect(await next()).toEqual({ ...told, topic: 'company.updated', company: { name: 'Known' } })
    await run(remove, { id: hexId(2) })
    const deletedId = `gid://intercom/small/Company/${hexId(2)}`
    expect(await next()).toEqual({ ...told, topic: 'company.deleted', company: null, deletedId })
  })
})

describe('what a company cannot be', () => {
  let house: Awaited<ReturnType<typeof start>>
  beforeAll(async () => {
    house = await start()
  })
  afterAll(() => house[Symbol.asyncDispose]())

  test.each([
    ['without an id of yours', upsert, { companyId: '', input: {} }, ['companyId']],
    ['under what is a path', upsert, { companyId: '..', input: {} }, ['companyId']],
    ['without a name', upsert, { companyId: 'a', input: { name: ' ' } }, ['input', 'name']],
    ['changed to no name', update, { id: hexId(1), input: { name: null } }, ['input', 'name']],
    ['changed by nothing', update, { id: hexId(1), input: { customAttributes: null } }, ['input']],
    [
      'made on your side before there were seconds',
      update,
      { id: hexId(1), input: { remoteCreatedAt: '1969-01-01T00:00:00Z' } },
      ['input', 'remoteCreatedAt'],
    ],
    [
      'with an attribute that nobody has defined',
      update,
      { id: hexId(1), input: { customAttributes: { colour: 'red' } } },
      ['input', 'customAttributes', 'colour'],
    ],
  ] as const)('%s is refused, and nothing is written', async (_, document, variables, path) => {
    const { gateway, run } = house
    const before = JSON.stringify([...gateway.sandbox.world.companies.values()])
    const payload = await run(document, variables)
    expect(payload).toMatchObject({ errors: [{ __typename: 'ValidationError', code: 'INVALID', path }], company: null })
    expect(JSON.stringify([...gateway.sandbox.world.companies.values()])).toBe(before)
  })

  test('is one that is not there', async () => {
    const missing = [{ __typename: 'NotFoundError', code: 'NOT_FOUND', path: ['id'] }]
    expect((await house.run(update, { id: hexId(404), input: { name: 'a' } })).errors).toEqual(missing)
    expect((await house.run(remove, { id: hexId(404) })).errors).toEqual(missing)
  })
})

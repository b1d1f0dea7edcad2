import { describe, expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { aCompany, aContact, aWorld, hexId } from '../unit/sandbox/small-world.ts'

const readContact = 'GET /contacts/{contact_id}'
const somebody = () =>
  aWorld({
    companies: [aCompany(1)],
    contacts: [
      aContact(1, { email: 'ada@acme.io', external_id: 'u1', name: 'Ada', phone: '+353871234567', company_ids: [hexId(1)] }),
      aContact(2, { email: 'leo@acme.io', role: 'lead', external_id: null, name: 'Leo' }),
    ],
  })
const started = () => startTestGateway({ world: somebody() })

type Payload = {
  contact: Record<string, unknown> | null
  edge?: { cursor: string; node: { intercomId: string } } | null
  errors: { __typename: string; code: string; path: string[] | null; message: string; existing?: { id: string } | null }[]
}
const selected = `contact { intercomId role externalId email phone name avatarUrl owner { intercomId } signedUpAt customAttributes }
  errors { __typename code path message ... on ConflictError { existing { id } } }`

async function run(gateway: Awaited<ReturnType<typeof started>>, field: string, selection = selected, variables = {}, declared = '') {
  gateway.forgetRequests()
  const answer = await gateway.query<{ it: Payload }>(`mutation${declared} { it: ${field} { ${selection} } }`, variables)
  expect(answer.errors).toBeUndefined()
  return answer.data!.it
}

describe('a contact that is written is answered from what Intercom said of it, at no call more', () => {
  test('when it is made', async () => {
    await using gateway = await started()
    const input = `{ externalId: "new/1", email: "new@acme.io", name: "New", phone: "+353870000000", owner: "1001", signedUpAt: "2024-05-01T10:00:00Z",
      avatarUrl: "https://acme.io/new.png", unsubscribedFromEmails: true, customAttributes: { } }`
    const { contact, edge, errors } = await run(
      gateway,
      `contactCreate(input: ${input})`,
      `${selected} edge { cursor node { intercomId } }`,
    )
    expect(errors).toEqual([])
    expect(contact).toMatchObject({
      role: 'USER',
      externalId: 'new/1',
      email: 'new@acme.io',
      name: 'New',
      owner: { intercomId: '1001' },
      signedUpAt: '2024-05-01T10:00:00.000Z',
      avatarUrl: 'https://acme.io/new.png',
    })
    expect(edge?.node.intercomId).toBe(contact?.intercomId)
    expect(gateway.calls).toEqual(['POST /contacts'])

    gateway.forgetRequests()
    const { data } = await gateway.query<{ contact: object }>(`{ contact(by: { id: "${contact?.intercomId}" }) { name } }`)
    expect(data).toEqual({ contact: { name: 'New' } })
    expect(gateway.calls).toEqual([])
  })

  test('and when it is changed: what is left out stays, and null takes away', async () => {
    await using gateway = await started()
    const { contact, errors } = await run(gateway, `contactUpdate(id: "${hexId(1)}", input: { phone: null, name: "Ada L." })`)
    expect(errors).toEqual([])
    expect(contact).toMatchObject({ intercomId: hexId(1), name: 'Ada L.', phone: null, email: 'ada@acme.io', externalId: 'u1' })
    expect(gateway.calls).toEqual(['PUT /contacts/{contact_id}'])
    expect(gateway.sandbox.world.contacts.get(hexId(1))).toMatchObject({ name: 'Ada L.', phone: null, email: 'ada@acme.io' })
  })
})

describe('of who comes and goes Intercom answers the id alone: what is asked of them is one read', () => {
  test('an archived contact is nobody, in no list, until it is brought back', async () => {
    await using gateway = await started()
    const everybody = async () => {
      const { data } = await gateway.query<{ contacts: { nodes: { intercomId: string }[] } }>('{ contacts { nodes { intercomId } } }')
      return data!.contacts.nodes.map(({ intercomId }) => intercomId).toSorted()
    }
    expect(await everybody()).toEqual([hexId(1), hexId(2)])

    expect(await run(gateway, `contactArchive(id: "${hexId(1)}")`)).toEqual({ contact: null, errors: [] })
    expect(gateway.calls).toEqual(['POST /contacts/{contact_id}/archive', readContact])
    expect(await everybody()).toEqual([hexId(2)])

    expect(await run(gateway, `contactUnarchive(id: "${hexId(1)}")`)).toMatchObject({ contact: { name: 'Ada' }, errors: [] })
    expect(gateway.calls).toEqual(['POST /contacts/{contact_id}/unarchive', readContact])
    expect(await everybody()).toEqual([hexId(1), hexId(2)])

    expect(await run(gateway, `contactBlock(id: "${hexId(2)}")`, 'errors { code }')).toEqual({ errors: [] })
    expect(gateway.calls).toEqual(['POST /contacts/{contact_id}/block'])
    expect(await everybody()).toEqual([hexId(1)])
  })

  test('and a deleted one is gone for good, from its company too', async () => {
    await using gateway = await started()
    const people = `{ company(by: { id: "${hexId(1)}" }) { contacts { nodes { intercomId } } } contact(by: { id: "${hexId(1)}" }) { name } }`
    const before = await gateway.query<{ company: { contacts: { nodes: object[] } } }>(people)
    expect(before.data?.company.contacts.nodes).toHaveLength(1)
    const deleted = await run(gateway, `contactDelete(id: "${hexId(1)}")`, 'deletedId errors { code }')
    expect(deleted).toEqual({ deletedId: expect.stringMatching(`/Contact/${hexId(1)}$`), errors: [] })
    expect(gateway.calls).toEqual(['DELETE /contacts/{contact_id}'])
    expect((await gateway.query(people)).data).toEqual({ company: { contacts: { nodes: [] } }, contact: null })
  })
})

describe('what Intercom refuses is said of the input', () => {
  test('somebody who is there already is named', async () => {
    await using gateway = await started()
    const { errors } = await run(gateway, 'contactCreate(input: { email: "ADA@acme.io" })')
    expect(errors).toEqual([
      expect.objectContaining({
        __typename: 'ConflictError',
        code: 'CONFLICT',
        path: ['input', 'email'],
        existing: { id: expect.stringMatching(`/Contact/${hexId(1)}$`) },
      }),
    ])
    const other = await run(gateway, `contactUpdate(id: "${hexId(2)}", input: { externalId: "u1" })`)
    expect(other.errors[0]).toMatchObject({ code: 'CONFLICT', path: ['input', 'externalId'] })
  })

  test('an archived contact is in the way too, though it is not shown', async () => {
    await using gateway = await started()
    gateway.sandbox.actions.contacts.archive({ contact: hexId(1) })
    const { errors } = await run(gateway, 'contactCreate(input: { externalId: "u1" })')
    expect(errors[0]).toMatchObject({ code: 'CONFLICT', path: ['input', 'externalId'], existing: null })
  })

  test.each([
    ['contactCreate(input: { name: "Nobody" })', 'INVALID', ['input'], []],
    ['contactCreate(input: { externalId: "..", role: USER })', 'INVALID', ['input', 'externalId'], []],
    ['contactCreate(input: { email: "x@acme.io", owner: "77777" })', 'INVALID', ['input', 'owner'], ['POST /contacts']],
    [`contactUpdate(id: "${hexId(1)}", input: {})`, 'INVALID', ['input'], []],
    [`contactUpdate(id: "${hexId(1)}", input: { role: null })`, 'INVALID', ['input'], []],
    [`contactUpdate(id: "${hexId(9)}", input: { name: "X" })`, 'NOT_FOUND', ['id'], ['PUT /contacts/{contact_id}']],
    [`contactArchive(id: "..")`, 'INVALID', ['id'], []],
    [`contactDelete(id: "${hexId(9)}")`, 'NOT_FOUND', ['id'], ['DELETE /contacts/{contact_id}']],
  ])('%s', async (field, code, path, calls) => {
    await using gateway = await started()
    const { errors } = await run(gateway, field, 'errors { code path }')
    expect(errors).toEqual([{ code, path }])
    expect(gateway.calls).toEqual(calls)
  })
})

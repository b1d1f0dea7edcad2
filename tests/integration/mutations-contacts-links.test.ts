import { describe, expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { aCompany, aContact, aWorld, hexId } from '../unit/sandbox/small-world.ts'

const readContact = 'GET /contacts/{contact_id}'
const world = () => aWorld({ companies: [aCompany(1)], contacts: [aContact(1, { email: 'ada@acme.io', external_id: 'u1' })] })
type Gateway = Awaited<ReturnType<typeof startTestGateway>>
type Payload = { errors: { code: string; path: string[] | null }[]; contact?: object | null; note?: object | null }

async function run(gateway: Gateway, field: string, selection: string) {
  gateway.forgetRequests()
  const answer = await gateway.query<{ it: Payload }>(`mutation { it: ${field} { ${selection} errors { code path } } }`)
  expect(answer.errors).toBeUndefined()
  return answer.data!.it
}

describe('what is hung on a contact is one call, and what is asked of the contact is one more', () => {
  test('a tag, made by its name where there is none, and taken off', async () => {
    await using gateway = await startTestGateway({ world: world() })
    const added = await run(
      gateway,
      `contactTagAdd(id: "${hexId(1)}", tag: { name: "Nobody has this yet" })`,
      'contact { tags { id intercomId } }',
    )
    expect(added).toMatchObject({ errors: [], contact: { tags: [expect.anything()] } })
    expect(gateway.calls).toEqual(['GET /tags', 'POST /tags', 'POST /contacts/{contact_id}/tags', readContact])
    const [tag] = gateway.sandbox.world.contacts.get(hexId(1))!.tag_ids
    const removed = await run(gateway, `contactTagRemove(id: "${hexId(1)}", tag: "${tag}")`, 'contact { tags { id } }')
    expect(removed).toEqual({ errors: [], contact: { tags: [] } })
    expect(gateway.calls).toEqual(['DELETE /contacts/{contact_id}/tags/{tag_id}', readContact])
  })

  test('a company, which has them then, and no more', async () => {
    await using gateway = await startTestGateway({ world: world() })
    const people = async () => {
      const { data } = await gateway.query<{ company: { contacts: { nodes: object[] } } }>(
        `{ company(by: { id: "${hexId(1)}" }) { contacts { nodes { intercomId } } } }`,
      )
      return data!.company.contacts.nodes
    }
    const ids = `contact: "${hexId(1)}", company: "${hexId(1)}"`
    expect(await people()).toEqual([])
    expect(await run(gateway, `contactCompanyAttach(${ids})`, 'contact { companies { totalCount } }')).toEqual({
      errors: [],
      contact: { companies: { totalCount: 1 } },
    })
    expect(gateway.calls).toEqual(['POST /contacts/{contact_id}/companies', readContact])
    expect(await people()).toEqual([{ intercomId: hexId(1) }])
    await run(gateway, `contactCompanyDetach(${ids})`, '__typename')
    expect(gateway.calls).toEqual(['DELETE /contacts/{contact_id}/companies/{company_id}'])
    expect(await people()).toEqual([])
    const other = await run(gateway, `contactCompanyAttach(contact: "${hexId(1)}", company: "${hexId(7)}")`, '__typename')
    expect(other.errors).toEqual([{ code: 'NOT_FOUND', path: ['company'] }])
  })

  test('and a note, which is there at once, at no call', async () => {
    await using gateway = await startTestGateway({ world: world() })
    const notes = async () => {
      const { data } = await gateway.query<{ contact: { notes: object } }>(
        `{ contact(by: { id: "${hexId(1)}" }) { notes { totalCount nodes { body } } } }`,
      )
      return data!.contact.notes
    }
    expect(await notes()).toEqual({ totalCount: 0, nodes: [] })
    const create = `contactNoteCreate(id: "${hexId(1)}", body: "<p>Likes tea<script>x()</script></p>")`
    const written = await run(gateway, create, 'note { body author { kind } contact { intercomId } }')
    expect(written).toEqual({
      errors: [],
      note: { body: '<p>Likes tea</p>', author: { kind: 'ADMIN' }, contact: { intercomId: hexId(1) } },
    })
    expect(gateway.calls).toEqual(['POST /contacts/{contact_id}/notes'])
    expect(await notes()).toEqual({ totalCount: 1, nodes: [{ body: '<p>Likes tea</p>' }] })
    const empty = await run(gateway, `contactNoteCreate(id: "${hexId(1)}", body: "<script>x()</script>")`, '__typename')
    expect(empty.errors).toEqual([{ code: 'INVALID', path: ['body'] }])
  })

  test('a choice about messages: noted where it is another than by default, and else taken back', async () => {
    const translation = { name: 'News', description: '', locale: 'en' }
    const rest = { state: 'live' as const, content_types: [], default_translation: translation, translations: [translation] }
    const subscription_types = [
      { id: '501', consent_type: 'opt_in' as const, ...rest },
      { id: '502', consent_type: 'opt_out' as const, ...rest },
    ]
    await using gateway = await startTestGateway({
      world: { ...world(), subscription_types: new Map(subscription_types.map((one) => [one.id, one])) },
    })
    const contact = 'contact { subscriptions { optedIn type { intercomId } } }'
    const set = (type: string, optedIn: boolean, id = hexId(1)) =>
      run(gateway, `contactSubscriptionSet(contact: "${id}", type: "${type}", optedIn: ${optedIn})`, contact)
    const [post, remove] = ['POST /contacts/{contact_id}/subscriptions', 'DELETE /contacts/{contact_id}/subscriptions/{subscription_id}']
    const chosen = (...subscriptions: [id: string, optedIn: boolean][]) => ({
      errors: [],
      contact: { subscriptions: subscriptions.map(([intercomId, optedIn]) => ({ optedIn, type: { intercomId } })) },
    })
    expect(await set('501', true)).toEqual(chosen(['501', true]))
    expect(gateway.calls).toEqual(['GET /subscription_types', post, readContact])
    expect(await set('502', false)).toEqual(chosen(['502', false], ['501', true]))
    expect(await set('502', true)).toEqual(chosen(['501', true]))
    expect(gateway.calls).toEqual([remove, readContact])
    // what is so already is so
    expect(await set('502', true)).toEqual(chosen(['501', true]))
    expect(await set('501', false)).toEqual(chosen())
    expect((await set('502', true, hexId(7))).errors).toEqual([{ code: 'NOT_FOUND', path: ['contact'] }])
    expect((await set('503', true)).errors).toEqual([{ code: 'NOT_FOUND', path: ['type'] }])
  })
})

describe('somebody new who is to have tags and companies', () => {
  const tags = 'tags: [{ id: "3001" }, { name: "Nobody has this yet" }, { name: "Nor this" }]'
  const selection = 'contact { intercomId tags { name } companies { totalCount } }'
  const link = ['POST /contacts/{contact_id}/tags', 'POST /contacts/{contact_id}/companies'] as const

  test('has them, at a call for each, and a read', async () => {
    await using gateway = await startTestGateway({ world: world() })
    const made = await run(gateway, `contactCreate(input: { email: "new@acme.io", ${tags}, companies: ["${hexId(1)}"] })`, selection)
    const names = ['vip', 'Nobody has this yet', 'Nor this'].map((name) => ({ name }))
    expect(made).toMatchObject({ errors: [], contact: { tags: expect.arrayContaining(names), companies: { totalCount: 1 } } })
    const byName = ['POST /tags', link[0]]
    expect(gateway.calls.filter((call) => call !== 'GET /tags')).toEqual([
      'POST /contacts',
      link[0],
      ...byName,
      ...byName,
      link[1],
      readContact,
    ])
    const refused = await run(gateway, 'contactCreate(input: { email: "other@acme.io", tags: [{ id: "3001" }, { name: " " }] })', selection)
    expect([refused.errors, gateway.calls]).toEqual([[{ code: 'INVALID', path: ['input', 'tags', '1', 'name'] }], []])
  })

  test.each([
    ['contactCreate', (given: string) => `contactCreate(input: { email: "new@acme.io", ${given} })`, 'input'],
    [
      'contactUpsert',
      (given: string) => `contactUpsert(match: { email: "new@acme.io" }, onCreate: { ${given} }, onUpdate: { name: "No" })`,
      'onCreate',
    ],
  ])('is there when one of them cannot be put on, and a repetition goes on behind it: %s', async (_, field, argument) => {
    await using gateway = await startTestGateway({ world: world() })
    const keyed = `${field(`${tags}, companies: ["${hexId(2)}"]`)} @idempotent(key: "new")`
    const first = await run(gateway, keyed, `${selection} errors { userMessage }`)
    const { intercomId } = first.contact as { intercomId: string }
    expect(first).toMatchObject({
      errors: [{ code: 'NOT_FOUND', path: [argument, 'companies', '0'], userMessage: expect.stringMatching(/^Only a part of this/) }],
      contact: { tags: { length: 3 }, companies: { totalCount: 0 } },
    })
    gateway.sandbox.world.companies.put(aCompany(2))
    expect(await run(gateway, keyed, selection)).toMatchObject({ errors: [], contact: { intercomId, companies: { totalCount: 1 } } })
    expect(gateway.calls.filter((call) => call.startsWith('POST') && call !== 'POST /contacts/search')).toEqual([link[1]])
  })
})

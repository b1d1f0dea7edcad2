import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { ask, codeOf, found } from '../ask.ts'
import { aCompany, aContact, aConversation, aTicket, aWorld, hexId, noon } from '../small-world.ts'

const [lead, user, other] = [hexId(1), hexId(2), hexId(3)]

const world = () =>
  aWorld({
    companies: [aCompany(100), aCompany(101)],
    contacts: [
      aContact(1, { role: 'lead', email: 'same@example.com', external_id: 'was-lead', company_ids: [hexId(100)], tag_ids: ['3001'] }),
      aContact(2, { email: 'same@example.com', company_ids: [hexId(101)] }),
      aContact(3),
    ],
    notes: [{ id: '1', contact_id: lead, author_id: '1001', body: '<p>Promising</p>', created_at: noon }],
    conversations: [aConversation(1, { contact_ids: [lead] }), aConversation(2, { contact_ids: [lead, user] })],
    tickets: [aTicket(3, { contact_ids: [lead, user] })],
  })

test('a merged id is a plain 404 up to 2.15, and from 2.16 on 410 with the way to the survivor', async () => {
  await using sandbox = await startSandbox({ world: world() })
  sandbox.world.mergeContacts(lead, user)
  for (const version of ['2.14', '2.15']) {
    const answer = await ask(sandbox, `/contacts/${lead}`, { version })
    expect([answer.status, codeOf(answer), answer.headers.get('link')]).toEqual([404, 'not_found', null])
  }
  const gone = await ask(sandbox, `/contacts/${lead}`, { version: '2.16' })
  expect([gone.status, codeOf(gone)]).toEqual([410, 'contact_merged'])
  expect(gone.headers.get('link')).toBe(`</contacts/${user}>; rel="canonical"`)
  expect((await ask(sandbox, `/contacts/${hexId(9)}`, { version: '2.16' })).status).toBe(404)
})

test('the external id of a merged user is a plain 404 up to 2.15, and from 2.16 on 410 with the way to the survivor', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const find = (id: string, version: string) => ask(sandbox, `/contacts/find_by_external_id/${id}`, { version })
  sandbox.world.mergeContacts(user, other)
  for (const version of ['2.14', '2.15']) {
    const answer = await find('ext-2', version)
    expect([answer.status, codeOf(answer), answer.headers.get('link')]).toEqual([404, 'not_found', null])
  }
  const gone = await find('ext-2', '2.16')
  expect([gone.status, codeOf(gone)]).toEqual([410, 'contact_merged'])
  expect(gone.headers.get('link')).toBe(`</contacts/${other}>; rel="canonical"`)

  // a lead was not found by it before, and whoever has it now is found by it
  sandbox.world.mergeContacts(lead, other)
  expect((await find('was-lead', '2.16')).status).toBe(404)
  sandbox.world.putContact(aContact(7, { external_id: 'ext-2' }))
  expect((await find('ext-2', '2.16')).body).toMatchObject({ id: hexId(7) })
})

test('a chain of merges leads to its end', async () => {
  await using sandbox = await startSandbox({ world: world() })
  sandbox.world.mergeContacts(lead, user)
  sandbox.world.mergeContacts(user, other)
  const { headers } = await ask(sandbox, `/contacts/${lead}`, { version: '2.16' })
  expect(headers.get('link')).toBe(`</contacts/${other}>; rel="canonical"`)
})

test('the survivor has what the merged contact had, and every index follows', async () => {
  await using sandbox = await startSandbox({ world: world() })
  // asked once before, so that the indexes exist and have to follow
  expect(await found(sandbox, 'conversations', ['contact_ids', '=', lead])).toEqual(['1', '2'])
  expect(await found(sandbox, 'tickets', ['contact_ids', '=', lead])).toEqual(['3'])
  expect(await found(sandbox, 'contacts', ['email', '=', 'same@example.com'])).toEqual([lead, user])
  expect((await ask(sandbox, `/companies/${hexId(100)}/contacts`)).body.data).toMatchObject([{ id: lead }])

  sandbox.world.mergeContacts(lead, user)
  expect(await found(sandbox, 'conversations', ['contact_ids', '=', lead])).toEqual([])
  expect(await found(sandbox, 'conversations', ['contact_ids', '=', user])).toEqual(['1', '2'])
  expect(await found(sandbox, 'contacts', ['email', '=', 'same@example.com'])).toEqual([user])
  expect(await found(sandbox, 'contacts', ['id', 'IN', [lead, user]])).toEqual([user])
  expect((await ask(sandbox, '/contacts')).body.total_count).toBe(2)
  expect((await ask(sandbox, `/companies/${hexId(100)}/contacts`)).body.data).toMatchObject([{ id: user }])
  expect((await ask(sandbox, `/contacts/${user}/notes`)).body.data).toMatchObject([{ id: '1' }])
  expect((await ask(sandbox, `/contacts/${user}`)).body).toMatchObject({
    tags: { total_count: 1 },
    companies: { data: [{ id: hexId(101) }, { id: hexId(100) }] },
  })
  expect((await ask(sandbox, '/conversations/2')).body.contacts).toMatchObject({ contacts: [{ id: user }] })
  expect((await ask(sandbox, '/conversations/2')).body.contacts).toMatchObject({ contacts: { length: 1 } })
  expect(await found(sandbox, 'tickets', ['contact_ids', '=', lead])).toEqual([])
  expect((await ask(sandbox, '/tickets/3')).body.contacts).toMatchObject({ contacts: [{ id: user }] })
  expect((await ask(sandbox, '/tickets/3')).body.contacts).toMatchObject({ contacts: { length: 1 } })
})

test('merging what is not there is refused', async () => {
  await using sandbox = await startSandbox({ world: world() })
  expect(() => sandbox.world.mergeContacts(hexId(9), user)).toThrow('both must exist and differ')
  expect(() => sandbox.world.mergeContacts(user, user)).toThrow('both must exist and differ')
})

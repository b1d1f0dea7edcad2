import { expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { type ContactBy, ContactDocument } from '../support/generated/graphql.ts'
import { aContact, aConversation, aWorld, hexId } from '../unit/sandbox/small-world.ts'

const [merged, survivor, last] = [hexId(1), hexId(2), hexId(3)] as const
const gid = (id: string) => `gid://intercom/small/Contact/${id}`
const world = () =>
  aWorld({
    contacts: [aContact(1, { external_id: 'first' }), aContact(2, { external_id: 'second' }), aContact(3, { external_id: 'third' })],
    conversations: [aConversation(1, { contact_ids: [survivor] })],
  })
const [byId, byExternalId] = ['GET /contacts/{contact_id}', 'GET /contacts/find_by_external_id/{external_id}'] as const

/** A gateway before an Intercom in which the first contact went into the second. */
async function startMerged(version: string) {
  const gateway = await startTestGateway({ world: world(), env: { INTERCOM_VERSION: version } })
  gateway.sandbox.world.mergeContacts(merged, survivor)
  return gateway
}
const ask = (gateway: Awaited<ReturnType<typeof startMerged>>, by: ContactBy) => gateway.ask(ContactDocument, { by })

test.each([{ id: merged }, { id: gid(merged) }, { intercomId: merged }])(
  'from 2.16 on a merged contact asked for by %o answers its survivor, which says under which id it was asked for',
  async (by) => {
    await using gateway = await startMerged('2.16')
    const { contact } = await ask(gateway, by)
    expect(contact).toMatchObject({ id: gid(survivor), redirectedFrom: gid(merged), externalId: 'second' })
    expect(gateway.calls).toEqual([byId, byId])
    gateway.forgetRequests()
    expect((await ask(gateway, by)).contact).toEqual(contact)
    expect((await gateway.query('query ($id: ID!) { node(id: $id) { id } }', { id: contact?.redirectedFrom })).data).toEqual({
      node: { id: gid(survivor) },
    })
    expect(gateway.calls).toEqual([])
  },
)

test('whoever was not merged was not redirected', async () => {
  await using gateway = await startMerged('2.16')
  expect((await ask(gateway, { id: survivor })).contact?.redirectedFrom).toBeNull()
  expect((await ask(gateway, { externalId: 'second' })).contact).toMatchObject({ id: gid(survivor), redirectedFrom: null })
})

test('from 2.16 on the external id of a merged user answers the survivor, without a word on an id that Intercom does not tell', async () => {
  await using gateway = await startMerged('2.16')
  const { contact } = await ask(gateway, { externalId: 'first' })
  expect(contact).toMatchObject({ id: gid(survivor), externalId: 'second', redirectedFrom: null })
  expect(gateway.calls).toEqual([byExternalId, byId])
  gateway.forgetRequests()
  expect((await ask(gateway, { externalId: 'first' })).contact).toEqual(contact)
  expect((await ask(gateway, { id: survivor })).contact).toEqual(contact)
  expect(gateway.calls).toEqual([])
})

test('a survivor who is at hand costs the external id no call more, and one who was merged in turn is followed', async () => {
  await using gateway = await startMerged('2.16')
  await ask(gateway, { id: survivor })
  gateway.forgetRequests()
  expect((await ask(gateway, { externalId: 'first' })).contact?.id).toBe(gid(survivor))
  expect(gateway.calls).toEqual([byExternalId])
  gateway.sandbox.world.mergeContacts(survivor, last)
  expect((await ask(gateway, { externalId: 'second' })).contact).toMatchObject({ id: gid(last), redirectedFrom: null })
})

test.each(['2.14', '2.15'])('in %s Intercom does not say what became of a merged contact: null, by whatever id', async (version) => {
  await using gateway = await startMerged(version)
  for (const by of [{ id: merged }, { externalId: 'first' }]) expect((await ask(gateway, by)).contact).toBeNull()
  expect(gateway.calls).toEqual([byId, byExternalId])
})

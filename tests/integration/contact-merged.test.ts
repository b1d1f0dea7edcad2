import { expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { type ContactBy, ContactDocument } from '../support/generated/graphql.ts'
import { aContact, aConversation, aWorld, hexId } from '../unit/sandbox/small-world.ts'

const [merged, survivor] = [hexId(1), hexId(2)] as const
const gid = (id: string) => `gid://intercom/small/Contact/${id}`
const world = () =>
  aWorld({
    contacts: [aContact(1, { external_id: 'first' }), aContact(2, { external_id: 'second' })],
    conversations: [aConversation(1, { contact_ids: [survivor] })],
  })
const byId = 'GET /contacts/{contact_id}'

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

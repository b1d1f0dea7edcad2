import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { openEventStream } from '../support/event-stream.ts'
import { ada, startDesk } from '../support/webhook-house.ts'
import { deliver, notificationOf } from '../support/webhooks.ts'
import { aCompany, aContact, aWorld, hexId } from '../unit/sandbox/small-world.ts'

const query = `subscription($after: EventCursor) { told: companyEvents(after: $after) {
  __typename ... on StreamItem { cursor }
  ... on CompanyChanged { topic origin occurredAt company { id name } deletedId contact { id } }
} }`
type Told = { told: Record<string, unknown> & { __typename: string; cursor: string } }

const acme = hexId(500)
const idOf = (id: string) => `gid://intercom/small/Company/${id}`
const startCompanies = (options: object = {}) =>
  startDesk({ world: aWorld({ contacts: [aContact(1)], companies: [aCompany(500, { name: 'Acme' })] }), ...options })
const announce = async (url: string, topic: string, item: object) =>
  expect(await deliver(url, notificationOf(topic, item))).toMatchObject({ status: 200 })

test('what happens to companies is told, to whoever was away too', async () => {
  await using gateway = await startCompanies()
  await using stream = await openEventStream<Told>(gateway.url, query)
  expect(await stream.take(1)).toMatchObject([{ told: { __typename: 'StreamCaughtUp' } }])
  await announce(gateway.url, 'company.updated', { type: 'company', id: acme })
  await announce(gateway.url, 'contact.user.updated', { type: 'contact', id: ada })
  await announce(gateway.url, 'company.contact.attached', { company: { type: 'company', id: acme }, contact: { type: 'contact', id: ada } })
  const told = await stream.take(2)
  await announce(gateway.url, 'company.deleted', { type: 'company', id: acme, deleted: true })
  const common = { __typename: 'CompanyChanged', origin: 'WEBHOOK', occurredAt: expect.any(String), deletedId: null, contact: null }
  const company = { id: idOf(acme), name: 'Acme' }
  const happened = [
    { ...common, topic: 'company.updated', company },
    { ...common, topic: 'company.contact.attached', company, contact: { id: `gid://intercom/small/Contact/${ada}` } },
    { ...common, topic: 'company.deleted', company: null, deletedId: idOf(acme) },
  ].map((one) => ({ told: { ...one, cursor: expect.any(String) } }))
  expect([...told, ...(await stream.take(1))]).toEqual(happened)
  await using later = await openEventStream<Told>(gateway.url, query, { variables: { after: told[0]!.told.cursor } })
  // whoever hears of it afterwards is shown what is true by then
  const attached = { told: { ...happened[1]!.told, company: null } }
  expect(await later.take(3)).toMatchObject([
    attached,
    happened[2]!,
    { told: { __typename: 'StreamCaughtUp', cursor: expect.any(String) } },
  ])
})

test('ids cost no call, and a caller without CONTACTS_READ is told nothing', async () => {
  await using gateway = await startCompanies()
  const ids = 'subscription { told: companyEvents { __typename ... on CompanyChanged { company { intercomId } contact { intercomId } } } }'
  await using stream = await openEventStream<Told>(gateway.url, ids)
  await stream.take(1)
  await announce(gateway.url, 'company.contact.detached', { company: { id: acme }, contact: { id: ada } })
  expect(await stream.take(1)).toEqual([
    { told: { __typename: 'CompanyChanged', company: { intercomId: acme }, contact: { intercomId: ada } } },
  ])
  expect(gateway.calls).toEqual([])
  const key = `some:${createHash('sha256').update('some').digest('hex')}:CONVERSATIONS_READ`
  await using guarded = await startCompanies({ env: { GATEWAY_API_KEYS: key } })
  await using refused = await openEventStream<Told>(guarded.url, query, { headers: { authorization: 'Bearer some' } })
  expect((await refused.next())?.data?.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
})

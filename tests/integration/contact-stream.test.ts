import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { openEventStream } from '../support/event-stream.ts'
import { ada, bob, startDesk } from '../support/webhook-house.ts'
import { deliver, notificationOf } from '../support/webhooks.ts'

const query = `subscription($filter: ContactFilter, $after: EventCursor) { told: contactEvents(filter: $filter, after: $after) {
  __typename ... on StreamItem { cursor }
  ... on ContactChanged { topic contactId matches contact { name } }
  ... on ContactMerged { contactId mergedId }
  ... on ContactDeleted { deletedId }
} }`
type Told = { told: Record<string, unknown> & { __typename: string; cursor: string } }

const idOf = (id: string) => `gid://intercom/small/Contact/${id}`
const announce = async (url: string, topic: string, item: object) =>
  expect(await deliver(url, notificationOf(topic, item))).toMatchObject({ status: 200 })

test('what happens to contacts is told, to whoever was away too, and says whether the contact matches now', async () => {
  await using gateway = await startDesk()
  const variables = { filter: { name: { eq: 'person 1' } } }
  await using stream = await openEventStream<Told>(gateway.url, query, { variables })
  const [first] = await stream.take(1)
  expect(first).toMatchObject({ told: { __typename: 'StreamCaughtUp' } })
  await announce(gateway.url, 'contact.user.updated', { type: 'contact', id: ada })
  await announce(gateway.url, 'contact.user.tag.created', { type: 'contact_tag', tag: { id: '1' }, contact: { type: 'contact', id: bob } })
  await announce(gateway.url, 'conversation.user.replied', { type: 'conversation', id: '1', contacts: { contacts: [{ id: ada }] } })
  await announce(gateway.url, 'contact.merged', { type: 'contact', id: ada, merged_from: { type: 'contact', id: bob } })
  await announce(gateway.url, 'contact.deleted', { type: 'contact', id: ada, deleted: true })
  const happened = [
    { __typename: 'ContactChanged', topic: 'contact.user.updated', contactId: idOf(ada), matches: true, contact: { name: 'Person 1' } },
    {
      __typename: 'ContactChanged',
      topic: 'contact.user.tag.created',
      contactId: idOf(bob),
      matches: false,
      contact: { name: 'Person 2' },
    },
    { __typename: 'ContactMerged', contactId: idOf(ada), mergedId: idOf(bob) },
    { __typename: 'ContactDeleted', deletedId: idOf(ada) },
  ]
  const told = (await stream.take(4)).map(({ told }) => told)
  expect(told).toMatchObject(happened)
  await using later = await openEventStream<Told>(gateway.url, query, { variables: { after: told[1]!.cursor } })
  expect((await later.take(3)).map(({ told }) => told)).toMatchObject([...happened.slice(2), { __typename: 'StreamCaughtUp' }])
})

test('a filter by what a contact does not say is refused, and so is a caller without CONTACTS_READ', async () => {
  const key = `some:${createHash('sha256').update('some').digest('hex')}:CONVERSATIONS_READ`
  await using gateway = await startDesk()
  await using impossible = await openEventStream<Told>(gateway.url, query, { variables: { filter: { segment: { eq: ada } } } })
  expect((await impossible.next())?.data?.errors).toMatchObject([
    { message: expect.stringContaining('"segment"'), extensions: { code: 'INVALID' } },
  ])
  await using guarded = await startDesk({ env: { GATEWAY_API_KEYS: key } })
  await using refused = await openEventStream<Told>(guarded.url, query, { headers: { authorization: 'Bearer some' } })
  expect((await refused.next())?.data?.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
})

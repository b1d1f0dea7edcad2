import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openEventStream } from '../support/event-stream.ts'
import { startTestGateway } from '../support/gateway.ts'
import { aContact, aWorld, hexId } from '../unit/sandbox/small-world.ts'

type Failure = { __typename: string; code: string; path: string[] | null; constraint?: string; id?: string }
type Payload = { accepted: boolean; warnings: string[]; errors: Failure[] }

const track = `mutation ($input: DataEventInput!) { it: dataEventTrack(input: $input) { accepted warnings errors { __typename code path
  ... on ValidationError { constraint } ... on NotFoundError { id } } } }`
const done = { accepted: true, warnings: [], errors: [] }

let gateway: Awaited<ReturnType<typeof startTestGateway>>
beforeAll(async () => {
  const contacts = [aContact(1, { email: 'one@example.com' }), aContact(2, { role: 'lead', external_id: null })]
  gateway = await startTestGateway({ world: aWorld({ contacts }) })
})
afterAll(() => gateway.dispose())
beforeEach(() => gateway.forgetRequests())

const run = async (input: object): Promise<Payload> => {
  const answer = await gateway.query<{ it: Payload }>(track, { input })
  if (!answer.data) throw new Error(JSON.stringify(answer.errors))
  return answer.data.it
}
const eventsOf = async (id: string) => {
  const { data } = await gateway.query<{ contact: { events: { nodes: object[] }; eventSummaries: object[] } }>(
    `{ contact(by: { id: "${id}" }) { events { nodes { name occurredAt metadata } } eventSummaries { name count } } }`,
  )
  return data!.contact
}

describe('what a contact did', () => {
  test('is told in one call, and stands in their events at once', async () => {
    const id = hexId(1)
    expect(await eventsOf(id)).toEqual({ events: { nodes: [] }, eventSummaries: [] })
    gateway.forgetRequests()
    const occurredAt = new Date(Math.floor(Date.now() / 1000) * 1000 - 3_600_000).toISOString()
    const event = { name: 'created-booking', occurredAt, metadata: { room: 'Blue', price: { amount: 900, currency: 'eur' } } }
    expect(await run({ ...event, contact: { id } })).toEqual(done)
    expect(gateway.calls).toEqual(['POST /events'])
    expect(await eventsOf(id)).toEqual({ events: { nodes: [event] }, eventSummaries: [{ name: 'created-booking', count: 1 }] })
  })

  test('is one event, however often it is told of the same second', async () => {
    const event = { name: 'paid', contact: { id: hexId(1) }, occurredAt: new Date(Math.floor(Date.now() / 1000) * 1000).toISOString() }
    expect([await run(event), await run(event)]).toEqual([done, done])
    expect((await eventsOf(hexId(1))).eventSummaries).toContainEqual({ name: 'paid', count: 1 })
  })

  test('happened now unless it is said when, and may be told of a lead, or of somebody by a name of yours', async () => {
    const before = Math.floor(Date.now() / 1000)
    expect(await run({ name: 'looked', contact: { id: hexId(2) } })).toEqual(done)
    expect(await run({ name: 'looked', contact: { email: 'one@example.com' } })).toEqual(done)
    const seconds = [...gateway.sandbox.world.events.values()].filter(({ event_name }) => event_name === 'looked')
    expect(seconds.map(({ contact_id }) => contact_id)).toEqual([hexId(2), hexId(1)])
    for (const { created_at } of seconds) expect(created_at - before).toBeLessThan(60)
  })

  test('is told to whoever follows that contact', async () => {
    await using stream = await openEventStream<{ told: object }>(
      gateway.url,
      'subscription { told: contactEvents { __typename ... on ContactChanged { topic origin contact { intercomId } } } }',
    )
    await stream.next()
    await run({ name: 'followed', contact: { id: hexId(1) } })
    expect((await stream.next())!.data!.data!.told).toEqual({
      ...{ __typename: 'ContactChanged', topic: 'event.created', origin: 'GATEWAY_WRITE', contact: { intercomId: hexId(1) } },
    })
  })

  test.each([
    ['that is nothing', { name: ' ' }, ['name'], 'minLength'],
    ['longer ago than Intercom takes', { occurredAt: '2020-01-01T00:00:00Z' }, ['occurredAt'], 'after90DaysAgo'],
    ['with what is nested', { metadata: { room: { floor: 1 } } }, ['metadata', 'room'], 'flat'],
  ])('%s is refused before anything is sent', async (_, given, place, constraint) => {
    expect(await run({ name: 'did', contact: { email: 'nobody@example.com' }, ...given })).toEqual({
      ...{ accepted: false, warnings: [] },
      errors: [{ __typename: 'ValidationError', code: 'INVALID', path: ['input', ...place], constraint }],
    })
    expect(gateway.calls).toEqual([])
  })

  test('cannot be told of nobody', async () => {
    for (const [name, value] of [
      ['id', hexId(404)],
      ['externalId', 'nobody'],
    ] as const)
      expect(await run({ name: 'did', contact: { [name]: value } })).toEqual({
        ...{ accepted: false, warnings: [] },
        errors: [{ __typename: 'NotFoundError', code: 'NOT_FOUND', path: ['input', 'contact', name], id: value }],
      })
  })
})

test('is none that the team has not agreed upon, where there is a catalogue: alone, and in a batch', async () => {
  await using strict = await startTestGateway({
    world: aWorld({ contacts: [aContact(1, { email: 'one@example.com' })] }),
    configure: (config) => ({ ...config, api: { ...config.api, dataEvents: { 'created-booking': { seats: 'number' } } } }),
  })
  const contact = { id: hexId(1) }
  const told = { name: 'created-booking', contact, metadata: { seats: 2 } }
  const ask = async (input: object) => (await strict.query<{ it: Payload }>(track, { input })).data?.it
  expect(await ask(told)).toEqual(done)
  expect((await ask({ ...told, name: 'created-bookings' }))?.errors).toMatchObject([{ path: ['input', 'name'], constraint: 'known' }])
  const batch =
    'mutation ($input: [DataEventInput!]!) { it: dataEventTrackBatch(input: $input) { job { errors { path } } errors { path } } }'
  const answer = await strict.query<{ it: object }>(batch, { input: [{ ...told, metadata: { seats: 'two' } }, told] })
  expect(answer.data?.it).toEqual({ job: { errors: [{ path: ['input', '0', 'metadata', 'seats'] }] }, errors: [] })
})

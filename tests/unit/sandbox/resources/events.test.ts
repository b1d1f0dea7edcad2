import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { ask, codeOf } from '../ask.ts'
import { aContact, aWorld, hexId, noon } from '../small-world.ts'

const day = 86_400
const anEvent = (number: number, created_at: number, event_name = 'booked') => ({
  id: String(number),
  contact_id: hexId(1),
  event_name,
  created_at,
  metadata: { number },
})
const world = () =>
  aWorld({
    contacts: [aContact(1), aContact(2, { role: 'lead', email: null })],
    // two within one second, and one that is older than what is listed
    events: [anEvent(1, noon - 100 * day), anEvent(2, noon - 2), anEvent(3, noon - 1, 'paid'), anEvent(4, noon - 1)],
  })
const start = () => startSandbox({ world: world(), clock: () => new Date(noon * 1000) })
const path = `/events?type=user&intercom_user_id=${hexId(1)}`
type Listed = { events: { metadata: { number: number } }[]; pages: { next?: string } }

test('events come newest first and page by page, through the link to those before, each once', async () => {
  await using sandbox = await start()
  const seen: number[] = []
  for (let next: string | undefined = `${path}&per_page=1`; next; ) {
    const { events, pages } = (await ask(sandbox, next)).body as unknown as Listed
    expect(events).toHaveLength(1)
    seen.push(...events.map(({ metadata }) => metadata.number))
    next = pages.next?.replace(/^https?:\/\/[^/]+/, '')
  }
  expect(seen).toEqual([4, 3, 2])
})

test('an event names its person in every way there is', async () => {
  await using sandbox = await start()
  const { body } = await ask(sandbox, path)
  expect(body).toMatchObject({ type: 'event.list' })
  expect(body.events).toContainEqual({
    type: 'event',
    event_name: 'paid',
    created_at: noon - 1,
    intercom_user_id: hexId(1),
    user_id: 'ext-1',
    email: 'person1@example.com',
    metadata: { number: 3 },
  })
})

test('a summary counts the old ones too', async () => {
  await using sandbox = await start()
  const { body } = await ask(sandbox, `${path}&summary=true`)
  expect(body).toMatchObject({ type: 'event.summary', intercom_user_id: hexId(1) })
  const iso = (seconds: number) => new Date(seconds * 1000).toISOString().replace('Z', '+00:00')
  expect(body.events).toMatchObject([
    { name: 'booked', count: 3, first: iso(noon - 100 * day), last: iso(noon - 1) },
    { name: 'paid', count: 1 },
  ])
})

test('somebody is found by each of three names, a lead by one', async () => {
  await using sandbox = await start()
  for (const name of ['user_id=ext-1', 'email=PERSON1@example.com']) {
    expect((await ask(sandbox, `/events?type=user&${name}`)).body.events).toHaveLength(3)
  }
  expect((await ask(sandbox, `/events?type=user&intercom_user_id=${hexId(2)}`)).body).toMatchObject({ events: [] })
  expect((await ask(sandbox, '/events?type=user&user_id=ext-2')).status).toBe(404)
})

test.each(['/events?type=user', `/events?intercom_user_id=${hexId(1)}`])('%s is refused', async (incomplete) => {
  await using sandbox = await start()
  const answer = await ask(sandbox, incomplete)
  expect([answer.status, codeOf(answer)]).toEqual([400, 'parameter_invalid'])
})

import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { ask } from '../ask.ts'
import { createHandClock } from '../hand-clock.ts'
import { aContact, aWorld, noon } from '../small-world.ts'

/** A desk by a clock that the test moves, and everything that is told of it. */
async function startDesk(options: { deskSeed?: string; deskEveryMs?: number } = {}) {
  const hand = createHandClock(noon * 1000)
  // nobody listens there: what is told is read from the deliveries
  const webhooks = { url: 'http://127.0.0.1:1/', clientSecret: 'secret' }
  const sandbox = await startSandbox({ contacts: 40, conversations: 60, clock: hand.clock, later: hand.later, webhooks, ...options })
  const told = () => sandbox.webhooks.deliveries().map(({ notification: { topic, item, createdAt } }) => ({ topic, item, createdAt }))
  return { sandbox, told, pass: hand.pass, [Symbol.asyncDispose]: sandbox.dispose }
}

test('everything that can happen in conversations happens by itself: for each kind of event there is something to follow', async () => {
  await using desk = await startDesk({ deskEveryMs: 4_000 })
  const topics = new Set<string>()
  // the sandbox keeps its last thousand deliveries
  for (let minute = 0; minute < 60; minute++) {
    await desk.pass(60_000)
    for (const { topic } of desk.told()) topics.add(topic)
  }
  for (const topic of [
    ...['user.created', 'user.replied', 'admin.assigned', 'admin.replied', 'admin.noted', 'admin.closed', 'admin.opened'],
    ...['admin.snoozed', 'admin.unsnoozed', 'read', 'priority.updated', 'rating.added', 'contact.attached', 'contact.detached', 'deleted'],
  ])
    expect(topics).toContain(`conversation.${topic}`)
  expect(topics).toContain('conversation_part.tag.created')
  expect(topics).toContain('conversation_part.redacted')
  const { world } = desk.sandbox
  const grown = world.conversations.size - 60
  // 900 things, one in nine of them a new conversation
  expect(grown).toBeGreaterThan(60)
  expect(grown).toBeLessThan(220)
  for (const { updated_at, created_at, parts } of world.conversations.values()) {
    expect(updated_at).toBeGreaterThanOrEqual(created_at)
    expect(parts.map(({ id }) => Number(id))).toEqual(parts.map(({ id }) => Number(id)).toSorted((a, b) => a - b))
    expect(JSON.stringify(parts)).not.toMatch(/\{(first|agent|company|number|id)\}/)
  }
}, 120_000)

test('the same seed and the same times tell the same story, another seed another', async () => {
  const story = async (deskSeed: string) => {
    await using desk = await startDesk({ deskSeed, deskEveryMs: 4_000 })
    await desk.pass(300_000)
    return desk.told()
  }
  const first = await story('a')
  expect(first.length).toBeGreaterThan(50)
  expect(await story('a')).toEqual(first)
  expect(await story('b')).not.toEqual(first)
})

test('it rests unless it is opened, can be told to do one thing, and stops when it is closed', async () => {
  await using desk = await startDesk()
  const control = (verb: string, body: unknown) => ask(desk.sandbox, `/__sandbox__/${verb}`, { token: '', body })
  await desk.pass(3_600_000)
  expect(desk.told()).toEqual([])
  expect((await control('desk-step', {})).body).toEqual({ done: 'desk-step', happened: expect.any(String) })
  const after = desk.told().length
  expect(after).toBeGreaterThan(0)
  await control('desk', { everyMs: 1_000 })
  await desk.pass(60_000)
  const busy = desk.told().length
  expect(busy).toBeGreaterThan(after + 30)
  await control('desk', { everyMs: 0 })
  await desk.pass(3_600_000)
  expect(desk.told().length).toBe(busy)
})

test('where nobody is there nothing happens, and where nothing was written yet somebody begins', async () => {
  await using empty = await startSandbox({ world: aWorld() })
  expect(empty.desk.step()).toBeUndefined()
  await using quiet = await startSandbox({ world: aWorld({ contacts: [aContact(1)] }) })
  expect(quiet.desk.step()).toBe('a customer writes for the first time')
  for (let at = 0; at < 200; at++) quiet.desk.step()
  expect(quiet.world.conversations.size).toBeGreaterThan(10)
})

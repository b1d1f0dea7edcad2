import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { noon } from '../small-world.ts'
import { createNotifier } from './notifier.ts'

test('what is announced arrives once, in the envelope, signed over its bytes', async () => {
  const { webhooks, posts, settled, heads, outcomes } = createNotifier()
  webhooks.announce('contact.user.updated', { type: 'contact', id: '5f' }, 'contact 5f')
  await settled()
  const [post] = posts
  expect(JSON.parse(post?.text ?? '')).toEqual({
    type: 'notification_event',
    app_id: 'small',
    data: { type: 'notification_event_data', item: { type: 'contact', id: '5f' } },
    links: {},
    id: expect.stringMatching(/^notif_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    topic: 'contact.user.updated',
    delivery_status: 'pending',
    delivery_attempts: 1,
    delivered_at: 0,
    first_sent_at: noon,
    created_at: noon,
    self: null,
  })
  expect(post?.signature).toBe(
    `sha1=${createHmac('sha1', 'secret')
      .update(post?.text ?? '')
      .digest('hex')}`,
  )
  expect([posts.length, heads(), outcomes()]).toEqual([1, 1, ['delivered']])
})

test.each([[500], [404], [302], [null]])('an answer %j is tried once more after a minute, under the same id', async (answer) => {
  const { webhooks, posts, pass, outcomes } = createNotifier({ answers: [answer] })
  webhooks.announce('a', {}, 'a')
  await pass(59_999)
  expect([posts.length, outcomes()]).toEqual([1, ['waiting']])
  await pass(1)
  expect(posts.map(({ attempt, atSeconds }) => [attempt, atSeconds])).toEqual([
    [1, 0],
    [2, 60],
  ])
  expect(posts[1]?.id).toBe(posts[0]?.id)
  expect(outcomes()).toEqual(['delivered'])
})

test('what fails twice is lost for good, and the next one is sent all the same', async () => {
  const { webhooks, posts, pass, outcomes } = createNotifier({ answers: [500, 503] })
  webhooks.announce('a', {}, 'a')
  await pass(3_600_000)
  webhooks.announce('b', {}, 'b')
  await pass(0)
  expect([posts.map(({ topic }) => topic), outcomes()]).toEqual([
    ['a', 'a', 'b'],
    ['failed', 'delivered'],
  ])
})

test('410 turns the subscription off: what waits and what comes is not sent', async () => {
  const { webhooks, posts, pass, outcomes } = createNotifier({ answers: [500, 410] })
  webhooks.announce('a', {}, 'a')
  await pass(1_000)
  webhooks.announce('b', {}, 'b')
  await pass(0)
  webhooks.announce('c', {}, 'c')
  await pass(120_000)
  expect(posts.map(({ topic }) => topic)).toEqual(['a', 'b'])
  expect(outcomes()).toEqual(['disabled', 'disabled'])
  expect(webhooks.subscription()).toMatchObject({ isDisabled: true })
  webhooks.subscribe({ url: 'http://gateway.example/webhooks', clientSecret: 'secret' })
  webhooks.announce('d', {}, 'd')
  await pass(0)
  expect(posts.at(-1)?.topic).toBe('d')
})

test('429 holds everything back, a minute and then twice as long, and a retry is still left', async () => {
  const { webhooks, posts, pass, outcomes } = createNotifier({ answers: [429, 429, 500] })
  webhooks.announce('a', {}, 'a')
  await pass(10_000)
  webhooks.announce('b', {}, 'b')
  await pass(600_000)
  expect(posts.filter(({ topic }) => topic === 'a').map(({ atSeconds }) => atSeconds)).toEqual([0, 60, 180, 240])
  expect(posts.find(({ topic }) => topic === 'b')?.atSeconds).toBe(180)
  expect(outcomes()).toEqual(['delivered', 'delivered'])
})

test('what 429s hold back for more than two hours is lost', async () => {
  const { webhooks, posts, pass, outcomes } = createNotifier({ answers: Array.from({ length: 50 }, () => 429) })
  webhooks.announce('a', {}, 'a')
  await pass(10 * 3_600_000)
  // the waits are 1, 2, 4, ... minutes; the one of 64 would end after 127
  expect(posts.map(({ atSeconds }) => atSeconds / 60)).toEqual([0, 1, 3, 7, 15, 31, 63])
  expect(outcomes()).toEqual(['failed'])
})

test('an address that does not answer HEAD is sent nothing', async () => {
  const { webhooks, posts, pass, heads } = createNotifier({ head: { status: 405 } })
  webhooks.announce('a', {}, 'a')
  await pass(60_000)
  expect([posts, heads()]).toEqual([[], 2])
  expect(webhooks.deliveries()[0]).toMatchObject({ outcome: 'failed', attempts: [{ reason: 'HEAD was answered 405' }, {}] })
})

test('a ping has no id', async () => {
  const { webhooks, posts, settled } = createNotifier()
  webhooks.ping()
  await settled()
  expect(JSON.parse(posts[0]?.text ?? '')).toMatchObject({ topic: 'ping', id: null, data: { item: { type: 'ping' } } })
})

test('the same seed loses the same notifications, as many as it was told, and the lost ones never come', async () => {
  const lost = async (seed: string) => {
    const { webhooks, pass, outcomes, posts } = createNotifier()
    webhooks.setFaults({ drop: 0.2, seed })
    for (let at = 0; at < 500; at++) webhooks.announce(`topic.${at}`, {}, `thing ${at}`)
    await pass(3_600_000)
    const dropped = outcomes().flatMap((outcome, at) => (outcome === 'dropped' ? [at] : []))
    expect(posts.length).toBe(500 - dropped.length)
    return dropped
  }
  const first = await lost('a')
  expect(first.length).toBeGreaterThan(70)
  expect(first.length).toBeLessThan(130)
  expect(await lost('a')).toEqual(first)
  expect(await lost('b')).not.toEqual(first)
})

test('duplicates come under the same id with more attempts, delays are kept, and one that is reordered comes behind the next', async () => {
  const twice = createNotifier()
  twice.webhooks.setFaults({ duplicate: 1 })
  twice.webhooks.announce('a', {}, 'a')
  await twice.settled()
  expect(twice.posts.map(({ id, attempt }) => [id === twice.posts[0]?.id, attempt])).toEqual([
    [true, 1],
    [true, 2],
  ])

  const late = createNotifier()
  late.webhooks.setFaults({ delayMs: 2_000 })
  late.webhooks.announce('a', {}, 'a')
  await late.pass(5_000)
  expect(late.posts[0]?.atSeconds).toBe(2)
  expect(JSON.parse(late.posts[0]?.text ?? '')).toMatchObject({ created_at: noon, first_sent_at: noon + 2 })

  const mixed = createNotifier()
  mixed.webhooks.setFaults({ reorder: 1 })
  mixed.webhooks.announce('a', {}, 'x')
  mixed.webhooks.setFaults({})
  mixed.webhooks.announce('b', {}, 'x')
  await mixed.settled()
  expect(mixed.topics()).toEqual(['b', 'a'])
  mixed.webhooks.setFaults({ reorder: 1 })
  mixed.webhooks.announce('c', {}, 'x')
  await mixed.pass(1_000)
  expect(mixed.topics()).toEqual(['b', 'a', 'c'])
})

test('without a subscription nothing is told, and nothing kept', async () => {
  const { webhooks, posts, settled } = createNotifier()
  webhooks.subscribe(null)
  webhooks.announce('a', {}, 'a')
  await settled()
  expect([posts, webhooks.deliveries(), webhooks.subscription()]).toEqual([[], [], null])
})

test('the last 1,000 notifications are kept', async () => {
  const { webhooks, settled } = createNotifier()
  for (let at = 0; at < 1_200; at++) webhooks.announce(`topic.${at}`, {}, 'x')
  await settled()
  expect([webhooks.deliveries().length, webhooks.deliveries()[0]?.notification.topic]).toEqual([1_000, 'topic.200'])
})

test('more than a thousand errors in a row within a quarter of an hour pause everything for as long; what falls into that is lost', async () => {
  const { webhooks, posts, pass, outcomes } = createNotifier({ answers: Array(1_001).fill(500) })
  for (let at = 0; at < 1_001; at++) webhooks.announce('a', {}, `a ${at}`)
  await pass(0)
  expect(webhooks.subscription()).toMatchObject({ isPaused: true, isDisabled: false })
  webhooks.announce('b', {}, 'b')
  await pass(14 * 60_000)
  expect(posts.length).toBe(1_001)
  expect(new Set(outcomes())).toEqual(new Set(['paused']))
  await pass(60_000)
  webhooks.announce('c', {}, 'c')
  await pass(0)
  expect([posts.at(-1)?.topic, outcomes().at(-1)]).toEqual(['c', 'delivered'])
})

test('as many errors with a good answer among them, or over a longer time, pause nothing', async () => {
  const { webhooks, pass } = createNotifier({ answers: [...Array(500).fill(500), 200, ...Array(1_000).fill(500)] })
  for (let at = 0; at < 501; at++) webhooks.announce('a', {}, `a ${at}`)
  await pass(16 * 60_000)
  for (let at = 0; at < 500; at++) webhooks.announce('a', {}, `a ${at}`)
  await pass(0)
  expect(webhooks.subscription()).toMatchObject({ isPaused: false, isDisabled: false })
})

test('nothing but errors for more than a week end it', async () => {
  const { webhooks, pass, outcomes } = createNotifier({ answers: Array(20).fill(500) })
  for (let day = 0; day < 9; day++) {
    webhooks.announce('a', {}, 'a')
    await pass(24 * 3_600_000)
  }
  expect(webhooks.subscription()).toMatchObject({ isDisabled: true })
  expect(outcomes()[0]).toBe('failed')
})

test('whoever is told is sent a ping from time to time', async () => {
  const { topics, pass, webhooks } = createNotifier({ pingEveryMs: 60_000 })
  await pass(150_000)
  expect(topics()).toEqual(['ping', 'ping'])
  webhooks.subscribe(null)
  await pass(600_000)
  expect(topics()).toEqual(['ping', 'ping'])
})

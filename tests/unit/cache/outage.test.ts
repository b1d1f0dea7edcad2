import { describe, expect, test, vi } from 'vitest'
import { RateLimitedError, UpstreamError } from '../../../src/errors.ts'
import { createRequestScope, runInScope } from '../../../src/monitoring/request-scope.ts'
import { changeOf, type Process, startOnRedis } from '../../support/house.ts'
import { startRedis } from '../../support/redis.ts'
import { bothHouses } from './houses.ts'
import { createUpstream } from './upstream.ts'

const { houses } = bothHouses()

const late = new UpstreamError('UPSTREAM_TIMEOUT', 'Intercom was late.', { retryable: true })

async function request<T>({ cache }: Process, work: () => Promise<T>): Promise<{ answer: T; degraded: string[] }> {
  const scope = createRequestScope('test')
  const answer = await runInScope(scope, async () => {
    await cache.fence()
    return work()
  })
  return { answer, degraded: [...scope.degraded] }
}

const all = ['1', '2', '3', '4', '5']

/** Five things whose copies are too old. */
async function knowing(open: (typeof houses)[number][1]) {
  const clock = { nowMs: Date.now() }
  const house = await open({ now: () => clock.nowMs })
  const upstream = createUpstream()
  const things = house.cache.entities(upstream.kind)
  for (const id of all) upstream.set(id, 1)
  await request(house, () => things.getMany(all))
  for (const id of all) upstream.set(id, 2)
  clock.nowMs += 301_000
  upstream.calls.length = 0
  const get = (id: string) => request(house, () => things.get(id))
  return { house, upstream, things, clock, get }
}

/** The same, and an upstream that has just failed three of them, each by itself, and hangs from now on. */
async function failing(open: (typeof houses)[number][1]) {
  const { house, upstream, get, ...rest } = await knowing(open)
  upstream.fail(late)
  for (const id of ['3', '4', '5']) await get(id)
  const release = upstream.hold()
  upstream.calls.length = 0
  return { house, upstream, get, release, ...rest }
}

const older = ['An older copy of thing is shown: Intercom could not be asked.']

describe.each(houses)('while Intercom is known to fail, %s', (_, open) => {
  test('older copies are shown at once, and behind that one is asked for a second', async () => {
    const { house, upstream, things, clock, release } = await failing(open)
    await using _house = house
    for (const calls of [1, 2]) {
      for (let times = 0; times < 3; times++) {
        const { answer, degraded } = await request(house, () => things.getMany(['1', '2']))
        expect([answer, degraded]).toMatchObject([[{ version: 1 }, { version: 1 }], older])
        await upstream.asked(calls)
      }
      clock.nowMs += 1_000
    }
    expect(upstream.calls.map(({ ids }) => ids)).toEqual([['1'], ['2']])
    release()
  })

  test('a copy that a Change has overtaken is shown to nobody who has not asked for it in vain', async () => {
    const { house, upstream, things, get, release } = await failing(open)
    await using _house = house
    release()
    upstream.fail(late, all)
    await house.log.append(changeOf([things.keyOf('1'), things.keyOf('3')]))
    for (const id of ['1', '3']) expect(await get(id)).toMatchObject({ answer: { version: 1 }, degraded: older })
    expect(upstream.calls.map(({ ids }) => ids)).toEqual([['1'], ['3']])
    upstream.fail(late, ['2', '4', '5'])
    for (const id of ['1', '3']) expect(await get(id)).toMatchObject({ answer: { version: 2 }, degraded: [] })
  })

  test('the probe that works ends it for everybody', async () => {
    const { house, upstream, things, release } = await failing(open)
    await using _house = house
    release()
    upstream.fail(undefined)
    await request(house, () => things.getMany(['1', '2']))
    await vi.waitFor(async () => {
      const { answer, degraded } = await request(house, () => things.getMany(['1', '2', '3']))
      expect([answer, degraded]).toMatchObject([[{ version: 2 }, { version: 2 }, { version: 2 }], []])
    })
  })

  test('what has no copy, or one that was erased, is asked for', async () => {
    const { house, upstream, things, release } = await failing(open)
    await using _house = house
    upstream.fail(undefined)
    release()
    await house.log.append(changeOf(things.keyOf('1'), { erase: true }))
    upstream.things.delete('1')
    upstream.set('6', 6)
    const { answer } = await request(house, () => things.getMany(['1', '6']))
    expect(answer).toMatchObject([null, { version: 6 }])
    expect(upstream.calls).toMatchObject([{ ids: ['1', '6'] }])
  })

  test('a copy past its grace is none', async () => {
    const { house, upstream, things, clock, release } = await failing(open)
    await using _house = house
    release()
    upstream.fail(undefined)
    clock.nowMs += 3_600_000
    upstream.fail(late)
    await expect(request(house, () => things.get('3'))).rejects.toBe(late)
    await expect(request(house, () => things.get('1'))).rejects.toBe(late)
    expect(upstream.calls).toHaveLength(2)
  })
})

test('a copy of which Redis does not tell whether a Change has overtaken it is not shown at once', async () => {
  await using own = await startRedis()
  const { house, upstream, clock, get, release } = await failing((options) => startOnRedis(own.url, options))
  await using _house = house
  release()
  upstream.fail(undefined)
  await own[Symbol.asyncDispose]()
  await vi.waitFor(() => expect(house.log.isReachable()).toBe(false))
  clock.nowMs += 6_000
  expect((await get('1')).answer).toMatchObject({ version: 2 })
})

describe.each(houses)('while Intercom is well, %s', (_, open) => {
  test('one thing that always fails is shown as it was, and leaves the others fresh, however often it is asked for', async () => {
    const { house, upstream, things, clock, get } = await knowing(open)
    await using _house = house
    upstream.fail(late, ['3'])
    for (let times = 0; times < 40; times++) {
      expect(await get('3')).toMatchObject({ answer: { version: 1 }, degraded: older })
      clock.nowMs += 200
    }
    for (const id of ['1', '2']) expect(await get(id)).toMatchObject({ answer: { version: 2 }, degraded: [] })
    expect(await request(house, () => things.getMany(['4', '5']))).toMatchObject({ answer: [{ version: 2 }, { version: 2 }], degraded: [] })
  })

  test('a failed call for several things is one failure', async () => {
    const { house, upstream, things, get } = await knowing(open)
    await using _house = house
    upstream.fail(late, ['3'])
    for (let times = 0; times < 5; times++) await request(house, () => things.getMany(['3', '4', '5']))
    expect(await get('1')).toMatchObject({ answer: { version: 2 }, degraded: [] })
  })

  test('what the budget refused before it was sent is no failure of Intercom; a 429 is', async () => {
    const { house, upstream, get } = await knowing(open)
    await using _house = house
    for (const [error, degraded] of [
      [new RateLimitedError(1_000), []],
      [new RateLimitedError(1_000, { status: 429 }), older],
    ] as const) {
      upstream.fail(error)
      for (const id of ['3', '4', '5']) expect(await get(id)).toMatchObject({ answer: { version: 1 }, degraded: older })
      upstream.fail(undefined)
      expect(await get(degraded.length > 0 ? '2' : '1')).toMatchObject({ degraded })
      for (const id of ['3', '4', '5']) upstream.set(id, 3)
    }
  })

  test('an error that will not pass is not hidden behind older copies', async () => {
    const { house, upstream, get } = await knowing(open)
    await using _house = house
    upstream.fail(late)
    for (const id of ['3', '4', '5']) await get(id)
    const refused = new UpstreamError('UPSTREAM_ERROR', 'Intercom refused the token.', { status: 401 })
    upstream.fail(refused)
    expect(await get('1')).toMatchObject({ answer: { version: 1 }, degraded: older })
    await vi.waitFor(() => expect(get('2')).rejects.toBe(refused))
  })
})

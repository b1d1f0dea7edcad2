import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { UpstreamError } from '../../../src/errors.ts'
import { createRequestScope, runInScope } from '../../../src/monitoring/request-scope.ts'
import { changeOf, type Process, startAlone, startOnRedis } from '../../support/house.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'
import { createUpstream } from './upstream.ts'

let server: RedisServer
let workspaces = 0
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server[Symbol.asyncDispose]())

type Options = Parameters<typeof startAlone>[0]
const houses: [string, (options?: Options) => Promise<Process>][] = [
  ['alone', async (options) => startAlone(options)],
  ['on Redis', (options) => startOnRedis(server.url, { ...options, workspace: `w${++workspaces}` })],
]

const late = new UpstreamError('UPSTREAM_TIMEOUT', 'Intercom was late.', { retryable: true })

async function request<T>({ cache }: Process, work: () => Promise<T>): Promise<{ answer: T; degraded: string[] }> {
  const scope = createRequestScope('test')
  const answer = await runInScope(scope, async () => {
    await cache.fence()
    return work()
  })
  return { answer, degraded: [...scope.degraded] }
}

/** Three things whose copies are too old, and an upstream that has just failed one of them and hangs from now on. */
async function failing(open: (typeof houses)[number][1]) {
  const clock = { nowMs: Date.now() }
  const house = await open({ now: () => clock.nowMs })
  const upstream = createUpstream()
  const things = house.cache.entities(upstream.kind)
  for (const id of ['1', '2', '3']) upstream.set(id, 1)
  await request(house, () => things.getMany(['1', '2', '3']))
  for (const id of ['1', '2', '3']) upstream.set(id, 2)
  clock.nowMs += 301_000
  upstream.fail(late)
  await request(house, () => things.get('3'))
  const release = upstream.hold()
  upstream.calls.length = 0
  return { house, upstream, things, clock, release }
}

const older = ['An older copy of thing is shown: Intercom could not be asked.']

describe.each(houses)('while Intercom is known to fail, %s', (_, open) => {
  test('older copies are shown at once, and one of them is asked for behind that', async () => {
    const { house, upstream, things, clock, release } = await failing(open)
    await using _house = house
    for (let times = 0; times < 3; times++) {
      const { answer, degraded } = await request(house, () => things.getMany(['1', '2']))
      expect([answer.map((thing) => (thing as { version: number }).version), degraded]).toEqual([[1, 1], older])
    }
    expect(upstream.calls).toEqual([])
    clock.nowMs += 1_000
    for (let times = 0; times < 3; times++) {
      expect((await request(house, () => things.getMany(['1', '2']))).degraded).toEqual(older)
      await upstream.asked(1)
    }
    expect(upstream.calls).toEqual([{ ids: ['1'], readById: [] }])
    release()
  })

  test('the probe that works ends it for everybody', async () => {
    const { house, upstream, things, clock, release } = await failing(open)
    await using _house = house
    release()
    upstream.fail(undefined)
    clock.nowMs += 1_000
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
    upstream.set('4', 4)
    const { answer } = await request(house, () => things.getMany(['1', '4']))
    expect(answer).toMatchObject([null, { version: 4 }])
    expect(upstream.calls).toMatchObject([{ ids: ['1', '4'] }])
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

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createFence } from '../../../src/cache/fence.ts'
import type { ChangeLog } from '../../../src/changes/log.ts'
import { createMemoryLog } from '../../../src/changes/memory-log.ts'
import { createRequestScope, runInScope } from '../../../src/monitoring/request-scope.ts'
import { changeOf, changesConfig, createListener, type Process, startAlone, startOnRedis } from '../../support/house.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'
import { createUpstream } from './upstream.ts'

let server: RedisServer
let workspaces = 0
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server[Symbol.asyncDispose]())

const openTwo = async () => {
  const workspace = `w${++workspaces}`
  return Promise.all([startOnRedis(server.url, { workspace }), startOnRedis(server.url, { workspace })])
}

async function request<T>({ cache }: Process, work: () => Promise<T>) {
  const scope = createRequestScope('test')
  const answer = await runInScope(scope, async () => {
    await cache.fence()
    return work()
  })
  return { answer, scope }
}

describe('two processes on one Redis', () => {
  test('once append has resolved neither shows what was before it, though both hold it in memory', async () => {
    const [a, b] = await openTwo()
    const upstream = createUpstream()
    const [ours, theirs] = [a.cache.entities(upstream.kind), b.cache.entities(upstream.kind)]
    upstream.set('1', 0)
    for (let version = 1; version <= 300; version++) {
      await Promise.all([request(a, () => ours.get('1')), request(b, () => theirs.get('1'))])
      upstream.set('1', version)
      await a.log.append(changeOf(ours.keyOf('1')))
      const shown = await Promise.all([request(b, () => theirs.get('1')), request(a, () => ours.get('1'))])
      expect(shown.map(({ answer }) => answer?.version)).toEqual([version, version])
    }
    await Promise.all([a.dispose(), b.dispose()])
  })

  test('what one has fetched the other finds in Redis', async () => {
    const [a, b] = await openTwo()
    const upstream = createUpstream()
    upstream.set('1', 1)
    await a.cache.entities(upstream.kind).get('1')
    const theirs = b.cache.entities(upstream.kind)
    await vi.waitFor(async () => expect(await theirs.peek(['1'])).toMatchObject([{ version: 1 }]))
    const { answer, scope } = await request(b, () => theirs.get('1'))
    expect([answer?.version, scope.cacheHits, upstream.calls.length]).toEqual([1, 1, 1])
    await Promise.all([a.dispose(), b.dispose()])
  })
})

/** A log that is followed when the test says so, and counts how often its head was read. */
function createSlowLog() {
  const log = createMemoryLog({ ...changesConfig, now: Date.now, say: createListener().say })
  const state = { head: log.position(), position: log.position(), reads: 0, waits: [] as number[], reachable: true, refuses: false }
  const slow: ChangeLog = {
    ...log,
    isLocal: false,
    position: () => state.position,
    isReachable: () => state.reachable,
    async head() {
      state.reads++
      if (!state.reachable || state.refuses) throw new Error('not there')
      return state.head
    },
    async until(_, timeoutMs) {
      state.waits.push(timeoutMs)
      if (timeoutMs > 0)
        await vi.waitFor(() => expect(state.position).toBe(state.head), { timeout: timeoutMs, interval: 1 }).catch(() => {})
      return state.position === state.head
    },
  }
  return { log: slow, state }
}

describe('the fence', () => {
  const pass = async (fence: ReturnType<typeof createFence>) => {
    const scope = createRequestScope('test')
    await runInScope(scope, fence.pass)
    return scope
  }
  const open = (now = Date.now, timeoutMs = 25) => {
    const { log, state } = createSlowLog()
    return { state, fence: createFence({ log, timeoutMs, isolatedMaxAgeMs: 5_000, now }) }
  }

  test('reads the head once for all who ask at once, and anew for who asks after it was sent', async () => {
    const { fence, state } = open()
    await Promise.all(Array.from({ length: 1_000 }, () => pass(fence)))
    expect(state.reads).toBe(1)
    const first = pass(fence)
    await new Promise((resolve) => setImmediate(resolve))
    expect(state.reads).toBe(2)
    await Promise.all([first, pass(fence)])
    expect(state.reads).toBe(3)
  })

  test('a request that this process is too slow for reads past L1; those after it do not wait for what stands still', async () => {
    const { fence, state } = open()
    state.head = `${state.head.slice(0, -3)}1-0`
    expect((await pass(fence)).bypassL1).toBe(true)
    expect((await pass(fence)).bypassL1).toBe(true)
    expect(state.waits).toEqual([25, 0])
    state.position = state.head
    expect((await pass(fence)).bypassL1).toBe(false)
  })

  test('a request waits for a follower that is on its way', async () => {
    const { fence, state } = open(Date.now, 10_000)
    state.head = `${state.head.slice(0, -3)}1-0`
    setTimeout(() => {
      state.position = state.head
    }, 5)
    expect((await pass(fence)).bypassL1).toBe(false)
  })

  test('without the log, memory is shown for five seconds after it was last known to be true, and the request says so', async () => {
    let nowMs = 1_000_000
    const { fence, state } = open(() => nowMs)
    await pass(fence)
    state.reachable = false
    expect([...(await pass(fence)).degraded]).toEqual(['Changes made elsewhere may show up to 5 s late: Redis cannot be reached.'])
    nowMs += 5_000
    expect(fence.oldestShownMs(nowMs)).toBe(Number.NEGATIVE_INFINITY)
    nowMs += 1
    expect(fence.oldestShownMs(nowMs)).toBe(nowMs - 5_000)
    state.reachable = true
    await pass(fence)
    expect(fence.oldestShownMs(nowMs)).toBe(Number.NEGATIVE_INFINITY)
  })

  test('a log that answers and refuses to say where its head is counts as no log', async () => {
    let nowMs = 1_000_000
    const { fence, state } = open(() => nowMs)
    await pass(fence)
    state.refuses = true
    nowMs += 60_000
    expect((await pass(fence)).degraded.size).toBe(1)
    expect(fence.oldestShownMs(nowMs)).toBe(nowMs - 5_000)
  })
})

describe('a request that reads past L1', () => {
  test('is answered from Redis or upstream, never from memory, and does not join what took off before its Change', async () => {
    const [house] = await openTwo()
    const upstream = createUpstream()
    const things = house.cache.entities(upstream.kind)
    upstream.set('1', 1)
    const release = upstream.hold()
    const older = things.get('1')
    await upstream.asked(1)
    upstream.set('1', 2)
    // another process appends, and this one has not heard of it: its generations say so
    await server.command('SET', `{w${workspaces}}:generation:${things.keyOf('1')}`, `${house.log.position().split(':')[0]}:99-0`)
    const past = () => runInScope({ ...createRequestScope('past'), bypassL1: true }, () => things.get('1'))
    const newer = [past(), past()]
    await upstream.asked(2)
    const latest = past()
    release()
    expect([(await older)?.version, ...(await Promise.all([...newer, latest])).map((thing) => thing?.version)]).toEqual([1, 2, 2, 2])
    expect(upstream.calls).toHaveLength(2)
    await house.dispose()
  })

  test('alone in memory there is no fence to pass and nothing to bypass', async () => {
    await using house = startAlone()
    const scope = createRequestScope('test')
    await runInScope(scope, house.cache.fence)
    expect(scope).toMatchObject({ bypassL1: false, degraded: new Set() })
  })
})

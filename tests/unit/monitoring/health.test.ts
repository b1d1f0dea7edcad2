import { expect, test, vi } from 'vitest'
import { UpstreamError } from '../../../src/errors.ts'
import { createHealth } from '../../../src/monitoring/health.ts'

test('it is ready between start and stop only, and DOWN on both sides', async () => {
  const health = createHealth()
  expect([health.isReady(), (await health.report()).status]).toEqual([false, 'DOWN'])
  health.serving()
  expect([health.isReady(), (await health.report()).status]).toEqual([true, 'OK'])
  health.stopping()
  expect([health.isReady(), (await health.report()).status]).toEqual([false, 'DOWN'])
})

test('a dependency in trouble is named, and the gateway stays ready', async () => {
  const health = createHealth()
  health.serving()
  health.register('intercom', async () => undefined)
  health.register('redis', async () => Promise.reject(Object.assign(new Error('connect 10.0.0.7:6379'), { code: 'ECONNREFUSED' })))
  health.register('log', async () => ({ status: 'DEGRADED', detail: '300 changes behind' }))
  expect(await health.report()).toEqual({
    status: 'DEGRADED',
    checks: [
      { name: 'intercom', status: 'OK', latencyMs: expect.any(Number) },
      { name: 'redis', status: 'DOWN', detail: 'ECONNREFUSED', latencyMs: expect.any(Number) },
      { name: 'log', status: 'DEGRADED', detail: '300 changes behind', latencyMs: expect.any(Number) },
    ],
    topicCoverage: [],
  })
  expect(health.isReady()).toBe(true)
})

test('our own errors say what is wrong, foreign messages are not repeated', async () => {
  const health = createHealth()
  health.register('ours', async () => Promise.reject(new UpstreamError('UPSTREAM_TIMEOUT', 'Intercom was late.')))
  health.register('foreign', async () => Promise.reject(new Error('redis://:password@host')))
  health.register('throws', () => {
    throw new Error('before any promise')
  })
  expect((await health.report()).checks.map((check) => check.detail)).toEqual(['Intercom was late.', 'failed', 'failed'])
})

test('a probe that hangs is DOWN after its deadline, and does not hold up the others', async () => {
  const health = createHealth({ probeTimeoutMs: 20 })
  health.serving()
  health.register('hangs', () => new Promise(() => {}))
  health.register('well', async () => undefined)
  const { status, checks } = await health.report()
  expect(status).toBe('DEGRADED')
  expect(checks.map(({ name, status, detail }) => ({ name, status, detail }))).toEqual([
    { name: 'hangs', status: 'DOWN', detail: 'no answer within 20 ms' },
    { name: 'well', status: 'OK', detail: undefined },
  ])
})

test('a probe has half a second, unless said otherwise', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const health = createHealth()
    health.serving()
    health.register('hangs', () => new Promise(() => {}))
    let report: Awaited<ReturnType<typeof health.report>> | undefined
    void health.report().then((come) => {
      report = come
    })
    await vi.advanceTimersByTimeAsync(499)
    expect(report).toBeUndefined()
    await vi.advanceTimersByTimeAsync(1)
    expect(report?.checks[0]).toMatchObject({ status: 'DOWN', detail: 'no answer within 500 ms' })
  } finally {
    vi.useRealTimers()
  }
})

test('a thousand simultaneous askers cost each dependency one look, and the next asker gets a new one', async () => {
  const health = createHealth()
  let looks = 0
  health.register('redis', async () => {
    looks++
    return undefined
  })
  await Promise.all(Array.from({ length: 1000 }, () => health.report()))
  expect(looks).toBe(1)
  await health.report()
  expect(looks).toBe(2)
})

test('latency is what the clock that was handed in says', async () => {
  let nowMs = 1000
  const health = createHealth({ nowMs: () => nowMs })
  health.register('slow', async () => {
    nowMs += 37.4
    return undefined
  })
  expect((await health.report()).checks[0]?.latencyMs).toBe(37)
})

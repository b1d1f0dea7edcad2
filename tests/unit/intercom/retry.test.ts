import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffMs, isRead, mayRepeat } from '../../../src/intercom/retry.ts'
import { connect, failure, json, startUpstream, took } from './upstream.ts'

/** One call of each nature: reads, a search, a list by POST, writes. */
const asks = {
  read: { method: 'GET', route: '/contacts' },
  search: { method: 'POST', route: '/contacts/search', body: {} },
  list: { method: 'POST', route: '/companies/list', body: {} },
  create: { method: 'POST', route: '/contacts', body: {} },
  update: { method: 'PUT', route: '/tags', body: {} },
  remove: { method: 'DELETE', route: '/tags' },
} as const

const natures = ['read', 'search', 'list', 'create', 'update', 'remove'] as const
const harmless: readonly string[] = ['read', 'search', 'list']

for (const status of [408, 429, 500, 502, 503]) {
  test(`a read that meets ${status} is asked again, and answered`, async () => {
    await using upstream = await startUpstream((response, _request, nth) =>
      json(response, { nth }, nth === 0 ? status : 200, { 'retry-after': '0' }),
    )
    await using intercom = connect(upstream.url)

    expect(await intercom.request(asks.read)).toEqual({ nth: 1 })
    expect(intercom.calls.map((call) => [call.attempt, call.status])).toEqual([
      [1, status],
      [2, 200],
    ])
  })
}

for (const nature of natures) {
  const attempts = harmless.includes(nature) ? 2 : 1

  test(`a ${nature} is repeated after a 429, which was not executed`, async () => {
    await using upstream = await startUpstream((response, _request, nth) =>
      json(response, { nth }, nth === 0 ? 429 : 200, { 'retry-after': '0' }),
    )
    await using intercom = connect(upstream.url)

    expect(await intercom.request(asks[nature])).toEqual({ nth: 1 })
  })

  test(`a ${nature} that broke upstream is sent ${attempts === 1 ? 'once' : 'again'}`, async () => {
    for (const answerWith of [
      (response) => void json(response, {}, 502, { 'retry-after': '0' }),
      (response) => void response.destroy(),
    ] satisfies Parameters<typeof startUpstream>[0][]) {
      await using upstream = await startUpstream(answerWith)
      await using intercom = connect(upstream.url, { maxRetries: 1 })

      // an answer that was lost may have happened: only what changes nothing may simply be asked again
      expect(await failure(intercom.request(asks[nature]))).toMatchObject({ retryable: attempts === 2 })
      expect(upstream.requests).toHaveLength(attempts)
    }
  })
}

test.each([400, 401, 403, 404, 409, 410, 422])('a %i is an answer, not a reason to ask again', async (status) => {
  await using upstream = await startUpstream((response) => json(response, {}, status))
  await using intercom = connect(upstream.url)

  await failure(intercom.request(asks.read))
  expect(upstream.requests).toHaveLength(1)
})

test.each([0, 1, 3])('with maxRetries %i, the failure of the last attempt is thrown', async (maxRetries) => {
  await using upstream = await startUpstream((response, _request, nth) => json(response, {}, 500 + nth, { 'retry-after': '0' }))
  await using intercom = connect(upstream.url, { maxRetries })

  expect(await failure(intercom.request(asks.read))).toMatchObject({ status: 500 + maxRetries })
  expect(upstream.requests).toHaveLength(maxRetries + 1)
})

test('a 429 is waited out until the window resets, by the clock that was handed in', async () => {
  const startedAtMs = performance.now()
  const now = () => 1_734_537_569_800 + (performance.now() - startedAtMs)
  await using upstream = await startUpstream((response, _request, nth) =>
    json(response, { nth }, nth === 0 ? 429 : 200, { 'x-ratelimit-reset': '1734537570' }),
  )
  await using intercom = connect(upstream.url, { now })

  const elapsedMs = await took(intercom.request(asks.create))

  expect(elapsedMs).toBeGreaterThanOrEqual(195)
})

test('a 429 of a window that has calls left is not about the window: it is asked again after a moment', async () => {
  const resetSeconds = Math.ceil(Date.now() / 1_000) + 30
  const headers = { 'x-ratelimit-limit': '167', 'x-ratelimit-remaining': '160', 'x-ratelimit-reset': `${resetSeconds}` }
  await using upstream = await startUpstream((response, _request, nth) => json(response, { nth }, nth === 1 ? 429 : 200, headers))
  await using intercom = connect(upstream.url, { timeoutMs: 5_000 })
  await intercom.request(asks.read)

  const answers = await Promise.all([1, 2, 3, 4].map(() => intercom.request(asks.create)))

  expect(answers).toHaveLength(4)
  expect(upstream.requests).toHaveLength(6)
})

test('a clock that is a minute behind waits until the window resets, not a minute longer', async () => {
  const resetSeconds = Math.ceil(Date.now() / 1_000)
  const headers = { 'x-ratelimit-limit': '167', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${resetSeconds}` }
  await using upstream = await startUpstream((response, _request, nth) => json(response, { nth }, nth === 0 ? 429 : 200, headers))
  await using intercom = connect(upstream.url, { now: () => Date.now() - 60_000, timeoutMs: 20_000, budget: { windowMs: 1_000 } })

  expect(await intercom.request(asks.read)).toEqual({ nth: 1 })
})

test('a window that resets after the deadline fails at once, and says when to come back', async () => {
  const now = () => 1_734_537_540_000
  await using upstream = await startUpstream((response) => json(response, {}, 429, { 'x-ratelimit-reset': '1734537570' }))
  await using intercom = connect(upstream.url, { now, timeoutMs: 20_000 })

  expect(await failure(intercom.request(asks.read))).toMatchObject({ code: 'RATE_LIMITED', retryable: true, retryAfterMs: 30_000 })
  expect(upstream.requests).toHaveLength(1)
})

test('a read that meets a socket gone stale is asked again on another', async () => {
  await using upstream = await startUpstream((response, _request, nth) => {
    if (nth === 1) response.destroy()
    else json(response, { nth })
  })
  await using intercom = connect(upstream.url, { maxSockets: 1 })

  expect(await intercom.request(asks.read)).toEqual({ nth: 0 })
  expect(await intercom.request(asks.read)).toEqual({ nth: 2 })
})

test('what counts as a read is told by the route', () => {
  expect(['GET /me', 'POST /conversations/search', 'POST /companies/list'].map(isRead)).toEqual([true, true, true])
  expect(
    ['POST /contacts', 'POST /companies', 'PUT /contacts/{contact_id}', 'DELETE /tags/{tag_id}', 'POST /searching'].map(isRead),
  ).toEqual([false, false, false, false, false])
  expect(mayRepeat('GET /me', 404)).toBe(false)
})

test('a backoff is never shorter than asked, doubles, is bounded and is spread', () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.option(fc.integer({ min: 0, max: 60_000 })), random, (attempt, askedMs, jitter) => {
      const waitMs = backoffMs({ attempt, askedMs, random: () => jitter })
      if (askedMs === null) {
        expect(waitMs).toBeGreaterThanOrEqual(125)
        expect(waitMs).toBeLessThanOrEqual(4_000)
      } else {
        expect(waitMs).toBeGreaterThanOrEqual(askedMs)
        expect(waitMs).toBeLessThanOrEqual(askedMs + 400)
      }
    }),
  )
  const first = [0, 0.5].map((jitter) => backoffMs({ attempt: 1, askedMs: null, random: () => jitter }))
  expect(first).toEqual([125, 187.5])
  expect(backoffMs({ attempt: 3, askedMs: null, random: () => 0 })).toBe(500)
})

test('a step of a scroll is repeated after a 429 alone, as each answer is the next page', () => {
  const repeated = [0, 408, 429, 500].filter((status) => mayRepeat('GET /companies/scroll', status))
  expect(repeated).toEqual([429])
})

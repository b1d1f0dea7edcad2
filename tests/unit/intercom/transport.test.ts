import { getEventListeners } from 'node:events'
import { createServer as createTcpServer } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { connect, failure, json, startUpstream } from './upstream.ts'

type Connected = ReturnType<typeof connect>

const admins = (intercom: Connected, signal?: AbortSignal) =>
  intercom.call((sdk, options) => sdk.admins.list(options), signal ? { signal } : {})

const timedOut = { name: 'UpstreamError', code: 'UPSTREAM_TIMEOUT', retryable: true }

test('headers that never come end with the deadline, and so does the socket', async () => {
  await using upstream = await startUpstream(() => {})
  await using intercom = connect(upstream.url, { timeoutMs: 150 })

  const error = await failure(admins(intercom))

  expect(error).toMatchObject({ ...timedOut, message: 'Intercom did not answer GET /admins within 0.15 s.' })
  expect(intercom.calls).toMatchObject([{ route: 'GET /admins', status: 0, outcome: 'UPSTREAM_TIMEOUT' }])
  await expect.poll(() => upstream.openSockets()).toBe(0)
})

test('a body that stalls ends with the same deadline', async () => {
  await using upstream = await startUpstream((response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"admins": [')
  })
  await using intercom = connect(upstream.url, { timeoutMs: 150 })

  expect(await failure(admins(intercom))).toMatchObject(timedOut)
  await expect.poll(() => upstream.openSockets()).toBe(0)
})

test('a body that drips is not kept alive by its drops', async () => {
  await using upstream = await startUpstream((response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const dripping = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(dripping))
  })
  await using intercom = connect(upstream.url, { timeoutMs: 200 })

  expect(await failure(admins(intercom))).toMatchObject(timedOut)
})

test('waiting for a socket counts towards the deadline, and what never left is no call', async () => {
  await using upstream = await startUpstream(() => {})
  await using intercom = connect(upstream.url, { timeoutMs: 200, maxSockets: 1 })

  const errors = await Promise.all([failure(admins(intercom)), failure(admins(intercom)), failure(admins(intercom))])

  expect(errors).toMatchObject([timedOut, timedOut, timedOut])
  expect(upstream.requests).toHaveLength(1)
  expect(intercom.calls).toHaveLength(1)
})

test('a wait that would pass the deadline is not begun: the failure is thrown at once', async () => {
  await using upstream = await startUpstream((response) => json(response, {}, 503, { 'retry-after': '700' }))
  await using intercom = connect(upstream.url, { timeoutMs: 600_000 })

  expect(await failure(admins(intercom))).toMatchObject({
    code: 'UPSTREAM_ERROR',
    status: 503,
    retryable: true,
    retryAfterMs: 700_000,
  })
  expect(upstream.requests).toHaveLength(1)
})

test('given up before it begins, a call never reaches Intercom', async () => {
  await using upstream = await startUpstream((response) => json(response, {}))
  await using intercom = connect(upstream.url)
  const reason = new Error('the browser went away')

  expect(await failure(admins(intercom, AbortSignal.abort(reason)))).toMatchObject({ ...timedOut, cause: reason })
  expect(upstream.requests).toHaveLength(0)
  expect(intercom.calls).toHaveLength(0)
})

for (const [where, begin] of [
  ['headers', () => {}],
  ['a body', (response) => void response.writeHead(200).write('{')],
  ['the next attempt', (response) => void json(response, {}, 503, { 'retry-after': '15' })],
] satisfies [string, Parameters<typeof startUpstream>[0]][]) {
  test(`given up while it waits for ${where}, a call ends at once and is not repeated`, async () => {
    await using upstream = await startUpstream(begin)
    await using intercom = connect(upstream.url)
    const caller = new AbortController()
    const call = failure(admins(intercom, caller.signal))
    await expect.poll(() => upstream.requests.length).toBe(1)
    if (where === 'the next attempt') await expect.poll(() => intercom.calls.length).toBe(1)

    caller.abort()

    expect(await call).toMatchObject({ ...timedOut, message: 'GET /admins was given up before Intercom answered.' })
    expect(upstream.requests).toHaveLength(1)
  })
}

test('given up while it connects, a call never reaches Intercom', async () => {
  await using upstream = await startUpstream((response) => json(response, { admins: [] }))
  await using intercom = connect(upstream.url, { maxSockets: 1 })
  const caller = new AbortController()
  const call = failure(admins(intercom, caller.signal))
  // after whatever promises do, before the network has its turn
  await new Promise<void>((resolve) => process.nextTick(resolve))

  caller.abort()

  expect(await call).toMatchObject(timedOut)
  await admins(intercom)
  expect(upstream.requests).toHaveLength(1)
  expect(intercom.calls).toHaveLength(1)
})

test('calls given up in the line for a socket leave it at once, and cost no socket to those who are served', async () => {
  let answerFirst = () => {}
  await using upstream = await startUpstream((response, _request, nth) => {
    const answer = () => json(response, { admins: [] })
    if (nth === 0) answerFirst = answer
    else answer()
  })
  await using intercom = connect(upstream.url, { maxSockets: 1 })
  const caller = new AbortController()
  const first = admins(intercom)
  await expect.poll(() => upstream.requests.length).toBe(1)
  const givenUp = Array.from({ length: 50 }, () => failure(admins(intercom, caller.signal)))
  const last = admins(intercom)
  await setImmediate()

  caller.abort()
  expect(await Promise.all(givenUp)).toEqual(givenUp.map(() => expect.objectContaining(timedOut)))
  answerFirst()

  expect(await Promise.all([first, last])).toEqual([{ admins: [] }, { admins: [] }])
  expect(intercom.calls.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
    [1, 'OK'],
    [1, 'OK'],
  ])
  expect(upstream.socketsSeen()).toBe(1)
})

test('a call that is given up on its socket hands its place to the next', async () => {
  await using upstream = await startUpstream((response, _request, nth) => {
    if (nth > 0) json(response, { admins: [] })
  })
  await using intercom = connect(upstream.url, { maxSockets: 1 })
  const caller = new AbortController()
  const stalled = failure(admins(intercom, caller.signal))
  await expect.poll(() => upstream.requests.length).toBe(1)
  const next = admins(intercom)

  caller.abort()

  expect(await stalled).toMatchObject(timedOut)
  expect(await next).toEqual({ admins: [] })
  expect(intercom.calls.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
    [1, 'UPSTREAM_TIMEOUT'],
    [1, 'OK'],
  ])
})

test('calls leave nothing behind: no timer that holds the process, no listener on a long-lived signal', async () => {
  await using upstream = await startUpstream((response, _request, nth) => json(response, {}, nth % 2 ? 404 : 200))
  await using intercom = connect(upstream.url, { timeoutMs: 600_000 })
  const { signal } = new AbortController()
  await admins(intercom, signal)
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
  const timersBefore = timers()

  for (let i = 0; i < 20; i++) await admins(intercom, signal).catch(() => {})

  expect(timers()).toBeLessThan(timersBefore + 5)
  expect(getEventListeners(signal, 'abort')).toHaveLength(0)
})

test('a hundred calls at once share the sockets they may have, and later ones use them again', async () => {
  await using upstream = await startUpstream((response) => setTimeout(() => json(response, { admins: [] }), 5))
  await using intercom = connect(upstream.url, { maxSockets: 4 })
  const hundred = () => Promise.all(Array.from({ length: 100 }, () => admins(intercom)))

  await hundred()
  await hundred()

  expect(upstream.requests).toHaveLength(200)
  expect(upstream.socketsSeen()).toBe(4)
})

test('a character that arrives in two pieces is one character', async () => {
  const whole = Buffer.from(JSON.stringify({ name: 'Zoë' }))
  const middle = whole.indexOf('ë') + 1
  await using upstream = await startUpstream((response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write(whole.subarray(0, middle))
    setTimeout(() => response.end(whole.subarray(middle)), 20)
  })
  await using intercom = connect(upstream.url)

  expect(await admins(intercom)).toEqual({ name: 'Zoë' })
})

test('answers are not mixed up between calls that share a socket', async () => {
  await using upstream = await startUpstream((response, { url }, nth) => {
    const admin = { id: url.split('/')[2], name: 'é'.repeat(20_000) }
    setTimeout(() => json(response, admin), nth % 7)
  })
  await using intercom = connect(upstream.url, { maxSockets: 3 })

  const found = await Promise.all(
    Array.from({ length: 60 }, (_, id) => intercom.call((sdk, options) => sdk.admins.find({ admin_id: id }, options))),
  )

  expect(found.map((admin) => admin?.id)).toEqual(Array.from({ length: 60 }, (_, id) => String(id)))
  expect(found.every((admin) => admin?.name === 'é'.repeat(20_000))).toBe(true)
})

test('a 200 that is not JSON is refused, and its page stays out of the message', async () => {
  await using upstream = await startUpstream((response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Maintenance</h1>'),
  )
  await using intercom = connect(upstream.url)

  const error = await failure(admins(intercom))

  expect(error).toMatchObject({ code: 'UPSTREAM_ERROR', status: 200 })
  expect(String(error)).not.toContain('Maintenance')
  expect(upstream.requests).toHaveLength(1)
})

test('an answer without end is given up where it becomes too large, and neither repeated nor half an answer', async () => {
  await using upstream = await startUpstream((response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'x-request-id': 'large-1' })
    const pour = () => {
      while (!response.destroyed && response.write(' '.repeat(10_000)));
    }
    response.on('drain', pour).on('error', () => {})
    pour()
  })
  await using intercom = connect(upstream.url, { maxAnswerBytes: 100_000 })

  expect(await failure(admins(intercom))).toMatchObject({
    code: 'UPSTREAM_ERROR',
    message: "Intercom's answer to GET /admins is larger than 100000 bytes; it was given up.",
    retryable: false,
    intercomRequestId: 'large-1',
  })
  expect(intercom.calls).toMatchObject([{ status: 200, outcome: 'UPSTREAM_ERROR' }])
  await expect.poll(() => upstream.openSockets()).toBe(0)
})

test('an answer of exactly what it may come to is one', async () => {
  const body = JSON.stringify({ type: 'admin.list', admins: [] })
  await using upstream = await startUpstream((response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(body))
  await using intercom = connect(upstream.url, { maxAnswerBytes: Buffer.byteLength(body) })

  expect(await admins(intercom)).toMatchObject({ admins: [] })
})

test('an empty 202 is an answer', async () => {
  await using upstream = await startUpstream((response) => response.writeHead(202).end())
  await using intercom = connect(upstream.url)

  expect(await intercom.request({ method: 'POST', route: '/events', body: {} })).toBeUndefined()
})

test('a redirect is refused, not followed: the token stays with its host', async () => {
  await using upstream = await startUpstream((response) => response.writeHead(302, { location: '/elsewhere' }).end())
  await using intercom = connect(upstream.url)

  expect(await failure(admins(intercom))).toMatchObject({ code: 'UPSTREAM_ERROR', status: 302, retryable: false })
  expect(upstream.requests).toHaveLength(1)
})

test('nobody there: said so, with the reason that the SDK would lose', async () => {
  const placeholder = createTcpServer()
  await new Promise<void>((resolve) => placeholder.listen(0, '127.0.0.1', resolve))
  const { port } = placeholder.address() as { port: number }
  await new Promise((resolve) => placeholder.close(resolve))
  await using intercom = connect(`http://127.0.0.1:${port}`, { maxRetries: 1 })

  const error = await failure(admins(intercom))

  expect(error).toMatchObject({ code: 'UPSTREAM_UNREACHABLE', retryable: true, cause: { code: 'ECONNREFUSED' } })
  expect(intercom.calls.map(({ attempt, status }) => [attempt, status])).toEqual([
    [1, 0],
    [2, 0],
  ])
})

test('a connection that breaks in the middle of an answer is a failure, never half an answer', async () => {
  await using upstream = await startUpstream((response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{"admins":[]}')
    setTimeout(() => response.destroy(), 10)
  })
  await using intercom = connect(upstream.url, { maxRetries: 0 })

  expect(await failure(admins(intercom))).toMatchObject({ code: 'UPSTREAM_UNREACHABLE', cause: expect.any(Error) })
})

import { describe, expect, test } from 'vitest'
import type { Json } from '../../../../src/changes/change.ts'
import { type HttpSinkOptions, httpSink } from '../../../../src/sync/sources/http-sink.ts'
import type { SinkRecord } from '../../../../src/sync/sources/sink.ts'
import { type CrmReaction, type CrmRequest, startCrmServer } from '../../../support/crm-server.ts'
import { itKeepsTheSinkPromise } from './sink-contract.ts'

const time = { now: () => 0, random: () => 1, wait: async () => {} }
const sinkOf = ({ url }: { url: string }, options: Partial<HttpSinkOptions> = {}) =>
  httpSink({ url: `${url}/changes`, headers: {}, timeoutMs: 20_000, time, ...options })

type Sent = { key: string | null; intercomId: string; values: Record<string, Json> }

/** A CRM that takes such records, and heeds keys of idempotency: what was done is answered again, and not done. */
function aCrm(rows: Readonly<Record<string, Readonly<Record<string, Json>>>>) {
  const there = new Map(Object.entries(rows))
  const answered = new Map<string, CrmReaction>()
  const idsOf = new Map<string, string>()
  function take({ key, intercomId, values }: Sent): CrmReaction {
    if (Number(values.seats) < 0) return { status: 422, body: { message: 'seats may not be negative' } }
    const known = key ?? idsOf.get(intercomId) ?? `new ${there.size}`
    if (key !== null && !there.has(key)) return { status: 404 }
    idsOf.set(intercomId, known)
    there.set(known, { ...there.get(known), ...values })
    return { body: { key: known } }
  }
  return {
    there,
    react({ headers, body }: CrmRequest): CrmReaction {
      const id = String(headers['idempotency-key'])
      const reaction = answered.get(id) ?? take(JSON.parse(body))
      answered.set(id, reaction)
      return reaction
    },
  }
}

itKeepsTheSinkPromise(async (rows) => {
  const crm = aCrm(rows)
  const server = await startCrmServer(crm.react)
  const sink = sinkOf(server)
  return {
    sink,
    rows: async () => crm.there,
    leave: server.close,
    async [Symbol.asyncDispose]() {
      await sink.dispose?.()
      await server[Symbol.asyncDispose]()
    },
  }
})

const record = (key: string | null, values: Sent['values'] = { name: 'a' }): SinkRecord => ({ key, intercomId: `i-${key}`, values })

/** What becomes of records at a server that reacts so. */
async function write(
  react: (request: CrmRequest, count: number) => CrmReaction | Promise<CrmReaction>,
  records = [record('1')],
  options: Partial<HttpSinkOptions> = {},
) {
  await using server = await startCrmServer(react)
  const sink = sinkOf(server, options)
  try {
    const outcome = await sink.write(records).catch((error) => error)
    return { outcome, requests: server.requests }
  } finally {
    await sink.dispose?.()
  }
}

test('each record is a POST with what is new of it, and the headers', async () => {
  const { requests } = await write(() => ({}), [record('1', { name: 'Zoë', seats: null })], { headers: { authorization: 'Bearer abc' } })
  expect(requests).toHaveLength(1)
  expect(requests[0]).toMatchObject({ method: 'POST', headers: { authorization: 'Bearer abc', 'content-type': 'application/json' } })
  expect(requests[0]!.url.pathname).toBe('/changes')
  expect(JSON.parse(requests[0]!.body)).toEqual({ key: '1', intercomId: 'i-1', values: { name: 'Zoë', seats: null } })
})

describe('the key of idempotency', () => {
  const keysOf = (requests: readonly CrmRequest[]) => new Set(requests.map(({ headers }) => headers['idempotency-key']))

  test('of a record that is made is the same whenever its content is, also of another process', async () => {
    const react = () => ({ body: { key: 'k' } })
    const first = await write(react, [record(null, { a: 1, b: 2 })])
    const second = await write(react, [record(null, { b: 2, a: 1 })])
    const other = await write(react, [record(null, { a: 1, b: 3 })])
    expect(keysOf([...first.requests, ...second.requests]).size).toBe(1)
    expect(keysOf([...first.requests, ...other.requests]).size).toBe(2)
  })

  test('of one that is changed is the same at each attempt, and another the next time', async () => {
    const { requests } = await write((_, count) => (count < 3 ? { status: 500 } : {}))
    expect([requests.length, keysOf(requests).size]).toEqual([3, 1])
    const again = await write(() => ({}))
    expect(keysOf([...requests, ...again.requests]).size).toBe(2)
  })
})

describe('an answer', () => {
  test.each<[what: string, reaction: CrmReaction, key: string | null, expected: Record<string, unknown>]>([
    ['says the key, which may be a number', { status: 201, body: { key: 42 } }, null, { key: '42' }],
    ['may say another key', { body: { key: 'moved' } }, '1', { key: 'moved' }],
    ['may say nothing of one that is there', { status: 204 }, '1', { key: '1' }],
    ['may be no JSON', { body: 'OK' }, '1', { key: '1' }],
    [
      'has to say the key of one that is made',
      { body: 'OK' },
      null,
      { code: 'UPSTREAM_ERROR', retryable: false, message: expect.stringContaining('without the key') },
    ],
    ['says that it is not there', { status: 410 }, '1', { code: 'NOT_FOUND', id: '1' }],
    ['cannot say that of one that is made', { status: 404 }, null, { code: 'UPSTREAM_ERROR', retryable: false }],
    [
      'says that another is in its way',
      { status: 409, body: { error: { message: 'the address is taken' } } },
      '1',
      { code: 'CONFLICT', message: expect.stringMatching(/^POST http:.*\/changes answered 409: "the address is taken"\.$/) },
    ],
    [
      'says what is wrong, cut short',
      { status: 400, body: { errors: [{ message: 'x'.repeat(999) }] } },
      '1',
      { code: 'INVALID', message: expect.stringMatching(/"x{300}…"\.$/) },
    ],
    [
      'says it in its own way',
      { status: 422, body: { problem: 'no' } },
      '1',
      { code: 'INVALID', message: expect.stringContaining('{\\"problem\\":\\"no\\"}') },
    ],
    ['is a fault of the server with this one', { status: 500 }, '1', { code: 'UPSTREAM_ERROR', retryable: true, status: 500 }],
  ])('%s', async (_, reaction, key, expected) => {
    const { outcome } = await write(() => reaction, [record(key)])
    expect(outcome).toMatchObject([expected])
  })

  test.each<[what: string, reaction: CrmReaction, retryable: boolean]>([
    ['does not take the headers', { status: 401, body: 'you sent Bearer s3cr3t-t0ken' }, false],
    ['is to be asked elsewhere', { status: 308, headers: { location: '/v2' } }, false],
    ['takes no POST', { status: 405 }, false],
    ['is busy, however often it is asked', { status: 429, headers: { 'retry-after': '1' } }, true],
    ['is away', { status: 503 }, true],
    ['breaks off', 'BREAK', true],
  ])('of a server that %s is about all records', async (_, reaction, retryable) => {
    const { outcome, requests } = await write(
      () => reaction,
      Array.from({ length: 50 }, (_, at) => record(String(at))),
      { headers: { authorization: 'Bearer s3cr3t-t0ken' } },
    )
    expect(outcome).toMatchObject({ name: 'UpstreamError', retryable })
    expect(outcome.message).not.toContain('s3cr3t')
    // those that were under way, and no more
    expect(new Set(requests.map(({ body }) => body)).size).toBeLessThanOrEqual(4)
  })

  test('that does not come in time is about all records', async () => {
    const { outcome } = await write(() => 'HANG', [record('1')], { timeoutMs: 30 })
    expect(outcome).toMatchObject({ code: 'UPSTREAM_TIMEOUT', retryable: true })
  })
})

test('what may pass is sent again, and so many are under way at once as may be', async () => {
  let underWay = 0
  let most = 0
  const tries = new Map<string, number>()
  const three = Promise.withResolvers<void>()
  const react = async ({ body }: CrmRequest): Promise<CrmReaction> => {
    most = Math.max(most, ++underWay)
    if (underWay === 3) three.resolve()
    await three.promise
    await new Promise((resolve) => setImmediate(resolve))
    underWay -= 1
    const { key } = JSON.parse(body)
    tries.set(key, (tries.get(key) ?? 0) + 1)
    return tries.get(key) === 1 && Number(key) % 3 === 0 ? { status: 503 } : { body: { key } }
  }
  const records = Array.from({ length: 30 }, (_, at) => record(String(at)))
  const { outcome } = await write(react, records, { concurrency: 3 })
  expect(outcome).toEqual(records.map(({ key }) => ({ key })))
  expect(most).toBe(3)
})

import { describe, expect, test } from 'vitest'
import { type HttpSourceOptions, httpSource } from '../../../../src/sync/sources/http.ts'
import type { SourceRecord } from '../../../../src/sync/sources/source.ts'
import { type CrmReaction, type CrmRequest, startCrmServer } from '../../../support/crm-server.ts'
import { freePort } from '../../../support/redis.ts'
import { itKeepsTheSourcePromise, read } from './source-contract.ts'

/** Time that does not pass, but for a note of how long was waited. */
function stillTime() {
  const waits: number[] = []
  return {
    waits,
    time: { now: () => Date.parse('2026-01-01T00:00:00Z'), random: () => 1, wait: async (ms: number) => void waits.push(ms) },
  }
}

type Options = Partial<Omit<HttpSourceOptions, 'url'>> & { path?: string }
const sourceOf = ({ url }: { url: string }, { path = '/contacts', ...options }: Options = {}) =>
  httpSource({ url: url + path, headers: {}, items: '', timeoutMs: 20_000, time: stillTime().time, ...options })

/** What a source tells of a server that reacts so. */
async function readFrom(
  react: (request: CrmRequest, count: number) => CrmReaction | Promise<CrmReaction>,
  options: Options & { since?: Date } = {},
) {
  const { since, ...others } = options
  await using server = await startCrmServer(react)
  const source = sourceOf(server, others)
  try {
    const items = await read(source, { since: since ?? null })
    return { items, records: items.map((item) => ('record' in item ? item.record : item.problem)), requests: server.requests }
  } finally {
    await source.dispose?.()
  }
}
const asked = (requests: readonly CrmRequest[]) => requests.map(({ url }) => url.pathname + decodeURIComponent(url.search))

itKeepsTheSourcePromise(async (records) => {
  const server = await startCrmServer(({ url }) => {
    const since = url.searchParams.get('updated_since')
    const isLater = (record: (typeof records)[number]) =>
      record === 'BROKEN' || since === null || record.changed_at === null || new Date(String(record.changed_at)) >= new Date(since)
    const page = Number(url.searchParams.get('page'))
    return {
      body: {
        data: records
          .filter(isLater)
          .map((record) => (record === 'BROKEN' ? [1] : record))
          .slice(page * 20, page * 20 + 20),
      },
    }
  })
  const source = sourceOf(server, {
    items: 'data',
    paging: { style: 'page', parameter: 'page', first: 0, size: 20 },
    sinceParameter: 'updated_since',
  })
  return {
    source,
    open: async () => server.sockets(),
    async [Symbol.asyncDispose]() {
      await source.dispose?.()
      await server[Symbol.asyncDispose]()
    },
  }
})

const three: SourceRecord[] = [{ id: 1 }, { id: 2 }, { id: 3 }]

describe('pages', () => {
  test('there is one where nobody says otherwise', async () => {
    const { records, requests } = await readFrom(() => ({ body: three }), { path: '/contacts?team=a%20b' })
    expect(records).toEqual(three)
    expect(asked(requests)).toEqual(['/contacts?team=a b'])
  })

  test('follow each other by the URL in an answer, also a relative one', async () => {
    const pages: Record<string, unknown> = {
      '/contacts': '/contacts?cursor=b',
      '/contacts?cursor=b': '?cursor=c',
      '/contacts?cursor=c': null,
    }
    const react = ({ url }: CrmRequest) => ({
      body: { data: { items: [{ at: url.search }] }, paging: { next: pages[url.pathname + url.search] } },
    })
    const { records } = await readFrom(react, { items: 'data.items', paging: { style: 'next', path: 'paging.next' } })
    expect(records).toEqual([{ at: '' }, { at: '?cursor=b' }, { at: '?cursor=c' }])
  })

  test('follow each other by a cursor that goes into a parameter, beside those of the first', async () => {
    const cursors: Record<string, unknown> = { none: 17, '17': 'x&y=z', 'x&y=z': '' }
    const react = ({ url }: CrmRequest) => ({
      body: { rows: [{ id: url.search }], next: cursors[url.searchParams.get('after') ?? 'none'] },
    })
    const { requests } = await readFrom(react, {
      ...{ path: '/contacts?team=a', items: 'rows', paging: { style: 'next', path: 'next', parameter: 'after' } },
      ...{ sinceParameter: 'since', since: new Date('2026-01-31T10:00:00Z') },
    })
    const same = '/contacts?team=a&since=2026-01-31T10:00:00.000Z'
    expect(asked(requests)).toEqual([same, `${same}&after=17`, `${same}&after=x&y=z`])
  })

  test('are numbered until one is empty, though the server makes them smaller than they are asked for', async () => {
    const react = ({ url }: CrmRequest) => ({ body: Number(url.searchParams.get('page')) > 3 ? [] : [{ id: url.search }] })
    const { records, requests } = await readFrom(react, {
      paging: { style: 'page', parameter: 'page', first: 1, sizeParameter: 'limit', size: 50 },
    })
    expect(records).toHaveLength(3)
    expect(asked(requests)).toEqual([1, 2, 3, 4].map((page) => `/contacts?limit=50&page=${page}`))
  })

  test('begin where those before end, whatever their sizes', async () => {
    const all = Array.from({ length: 7 }, (_, id) => ({ id }))
    const react = ({ url }: CrmRequest, count: number) => {
      const offset = Number(url.searchParams.get('offset'))
      return { body: all.slice(offset, offset + count) }
    }
    const { records, requests } = await readFrom(react, { paging: { style: 'offset', parameter: 'offset', size: 100 } })
    expect(records).toEqual(all)
    expect(asked(requests)).toEqual([0, 1, 3, 6, 7].map((offset) => `/contacts?offset=${offset}`))
  })

  test.each([
    '</contacts?page=2>; rel="next"',
    '</contacts?page=9,9>; rel="last", </contacts?page=2>; title="a; b"; rel=next',
    '<https://other.example>; rel=prev, </contacts?page=2>;rel="last Next"',
  ])('follow each other by the header Link: %s', async (link) => {
    const read = await readFrom(({ url }) => ({ body: [{ at: url.search }], ...(url.search === '' && { headers: { link } }) }), {
      paging: { style: 'link' },
    })
    expect(asked(read.requests)).toEqual(['/contacts', '/contacts?page=2'])
  })

  test.each<
    [
      what: string,
      react: (request: CrmRequest, count: number) => CrmReaction,
      paging: NonNullable<HttpSourceOptions['paging']>,
      sentence: string,
    ]
  >([
    [
      'leads to itself',
      () => ({ body: { items: three, next: '/contacts' } }),
      { style: 'next', path: 'next' },
      'page 1 leads back to one that was read already',
    ],
    [
      'leads to an earlier one',
      (_, count) => ({ body: { items: [count], next: count % 2 ? '?b' : '/contacts' } }),
      { style: 'next', path: 'next' },
      'page 2 leads back to one',
    ],
    [
      'has the cursor it was asked with',
      (_, count) => ({ body: { items: [count], next: 'c' } }),
      { style: 'next', path: 'next', parameter: 'c' },
      'page 2 leads back to one',
    ],
    [
      'is the same whatever its number',
      (_, count) => ({ body: { items: three, count } }),
      { style: 'page', parameter: 'p', first: 1, size: 9 },
      'page 2 is the same as the one before it',
    ],
    [
      'is the same whatever its offset',
      () => ({ body: { items: three } }),
      { style: 'offset', parameter: 'o', size: 9 },
      'page 2 is the same as the one before it',
    ],
    [
      'leads to another host',
      () => ({ body: { items: three, next: 'http://169.254.169.254/latest' } }),
      { style: 'next', path: 'next' },
      'leads to another host, 169.254.169.254, which is not asked',
    ],
    [
      'leads nowhere',
      () => ({ body: { items: three, next: 'http://' } }),
      { style: 'next', path: 'next' },
      'leads to "http://", which is no URL',
    ],
    [
      'leads to an object',
      () => ({ body: { items: three, next: { a: 1 } } }),
      { style: 'next', path: 'next' },
      'has neither text nor number at "next"',
    ],
  ])('a page that %s ends the reading', async (_, react, paging, sentence) => {
    await expect(readFrom(react, { items: 'items', paging })).rejects.toThrow(sentence)
    await expect(readFrom(react, { items: 'items', paging })).rejects.toMatchObject({ name: 'SourceError' })
  })

  test('no page is asked for before those before it were taken', async () => {
    await using server = await startCrmServer((_, count) => ({ body: [{ id: count }, { id: -count }] }))
    const source = sourceOf(server, { paging: { style: 'page', parameter: 'page', first: 1, size: 2 } })
    let taken = 0
    for await (const { place } of source.read()) {
      taken = place.row
      expect(server.requests).toHaveLength(Math.ceil(place.row / 2))
      if (place.row === 6) break
    }
    expect([taken, server.requests.length]).toEqual([6, 3])
    await source.dispose?.()
  })
})

test('ids with more digits than a number has are texts', async () => {
  const { records } = await readFrom(() => ({
    body: '[{"id": 12345678901234567890, "seats": 5, "rate": 0.10}, {"id": -9007199254740993, "big": 1e400}]',
  }))
  expect(records).toEqual([
    { id: '12345678901234567890', seats: 5, rate: 0.1 },
    { id: '-9007199254740993', big: '1e400' },
  ])
})

const secret = 'Bearer s3cr3t-t0ken-of-ours'
describe('what makes the whole unreadable is told, with the beginning of what came and without what is secret', () => {
  test.each<[what: string, reaction: CrmReaction, sentence: RegExp]>([
    [
      'a page that is not JSON',
      { body: '<html>Please log in</html>' },
      /^GET http:\/\/127\.0\.0\.1:\d+\/contacts answered 200 with something else than JSON: "<html>Please log in<\/html>"\.$/,
    ],
    ['no list', { body: { items: {} } }, /answered 200 with JSON without a list at "data\.items": "\{\\"items\\":\{\}\}"/],
    ['a path through what is no object', { body: { data: [1] } }, /without a list at "data\.items"/],
    [
      'headers that are not taken',
      { status: 401, body: 'who?' },
      /answered 401 \(it does not take the headers; check their values\): "who\?"\.$/,
    ],
    ['no such address', { status: 404 }, /answered 404 \(check "url" and "paging"\)/],
    [
      'a redirect to another host',
      { status: 302, headers: { location: 'https://login.example.com/?to=crm' } },
      /answered 302 and leads to another host, login\.example\.com, which is not asked/,
    ],
    ['redirects without an end', { status: 307, headers: { location: '/contacts' } }, /leads from one redirect to the next/],
    ['bytes that are not UTF-8', { body: Buffer.from('["Zoë"]', 'latin1') }, /answered 200 with bytes that are not UTF-8/],
    [
      'an answer that repeats what it was asked with',
      { status: 400, body: `no: ${secret}, or ${secret.slice(7)}` },
      /answered 400: "no: …, or …"/,
    ],
    ['an answer that is long', { status: 400, body: 'x'.repeat(5_000) }, /answered 400: "x{300}…"\.$/],
    ['a failure that stays', { status: 503, body: 'busy' }, /answered 503: "busy"\.$/],
    [
      'a wait that nobody waits for',
      { status: 429, headers: { 'retry-after': '3600' } },
      /answered 429: "".* It asks to wait for 3600 s\.$/,
    ],
  ])('%s', async (_, reaction, sentence) => {
    const error = await readFrom(() => reaction, {
      path: '/contacts?api_key=abcdef',
      headers: { authorization: secret },
      items: 'data.items',
    }).catch((thrown) => thrown)
    expect(error).toMatchObject({ name: 'SourceError', message: expect.stringMatching(sentence) })
    expect(JSON.stringify([error.message, error.cause ?? null, String(error.cause)])).not.toMatch(/s3cr3t|abcdef/)
  })

  test('nobody there', async () => {
    const source = sourceOf({ url: `http://127.0.0.1:${await freePort()}` })
    await expect(read(source)).rejects.toThrow(
      /^GET http:\/\/127\.0\.0\.1:\d+\/contacts cannot be reached, or broke off \(ECONNREFUSED\)\.$/,
    )
    await source.dispose?.()
  })

  test('an answer that does not come, or does not end', async () => {
    await expect(readFrom(() => 'HANG', { timeoutMs: 40 })).rejects.toThrow('did not answer within 40 ms')
    const endless = { headers: { 'content-length': '99' }, body: '[' }
    await expect(readFrom(() => endless, { timeoutMs: 40 })).rejects.toThrow('did not answer within 40 ms')
  })

  test('an answer that is too large', async () => {
    await expect(readFrom(() => ({ body: Buffer.alloc(20_000_001, ' ') }))).rejects.toThrow(
      'answered more than 20000000 bytes; ask for smaller pages',
    )
  })
})

describe('what may pass is asked for again', () => {
  test.each<[what: string, reactions: CrmReaction[], waits: number[]]>([
    ['a 429, after what it says', [{ status: 429, headers: { 'retry-after': '7' } }], [7_000]],
    ['a 503, at the instant that it says', [{ status: 503, headers: { 'retry-after': 'Thu, 01 Jan 2026 00:01:00 GMT' } }], [60_000]],
    [
      'errors and broken sockets, each time after longer',
      [{ status: 500 }, 'BREAK', { status: 502 }, { status: 429 }],
      [500, 1_000, 2_000, 4_000],
    ],
  ])('%s', async (_, reactions, expected) => {
    const { waits, time } = stillTime()
    const { records } = await readFrom((_request, count) => reactions[count - 1] ?? { body: three }, { time })
    expect(records).toEqual(three)
    expect(waits).toEqual(expected)
  })

  test.each([
    [500, 5],
    [403, 1],
  ])('but not for ever: %d is asked for %d times in all', async (status, times) => {
    await using server = await startCrmServer(() => ({ status }))
    const source = sourceOf(server)
    await expect(read(source)).rejects.toThrow(`answered ${status}`)
    expect(server.requests).toHaveLength(times)
    await source.dispose?.()
  })
})

test('its headers go to its host, along redirects there too, and to no other', async () => {
  await using other = await startCrmServer(() => ({ body: three }))
  const react = ({ url }: CrmRequest): CrmReaction => {
    if (url.pathname === '/contacts') return { status: 301, headers: { location: '/v2/contacts' } }
    return { body: { items: three, next: `${other.url}/more` } }
  }
  await using server = await startCrmServer(react)
  const source = sourceOf(server, { headers: { authorization: secret }, items: 'items', paging: { style: 'next', path: 'next' } })
  await expect(read(source)).rejects.toThrow('leads to another host')
  expect(server.requests.map(({ url, headers }) => [url.pathname, headers.authorization])).toEqual([
    ['/contacts', secret],
    ['/v2/contacts', secret],
  ])
  expect(other.requests).toEqual([])
  await source.dispose?.()
})

test('whoever waits for an answer, or to ask again, is told when it is disposed', async () => {
  await using server = await startCrmServer((_, count) => (count === 1 ? 'HANG' : { status: 503 }))
  for (let count = 1; count <= 2; count++) {
    const source = httpSource({ url: server.url, headers: {}, items: '', timeoutMs: 20_000, time: { now: () => 0, random: () => 1 } })
    const reading = read(source).catch((error) => String(error))
    await expect.poll(() => server.requests.length).toBe(count)
    await source.dispose?.()
    expect(await reading).toContain('its connections are closed')
    await expect.poll(server.sockets).toBe(0)
  }
})

import { expect, test } from 'vitest'
import type * as Conversations from '../../../src/intercom/conversation-types.ts'
import type * as HelpCenter from '../../../src/intercom/help-center-types.ts'
import { idIn, searchRequest } from '../../../src/intercom/search.ts'
import type * as Intercom from '../../../src/intercom/types.ts'
import { createRequestScope, currentScope, runInScope } from '../../../src/monitoring/request-scope.ts'
import { connect, failure, json, startUpstream } from './upstream.ts'

const contactId = '6762f1571bb69f9f2193bbbb'

test('a read goes out as the SDK writes it, with our token and version', async () => {
  await using upstream = await startUpstream((response) => json(response, { type: 'contact', id: contactId, name: null }))
  await using intercom = connect(upstream.url, { version: '2.16' })

  const contact: Intercom.Contact = await intercom.call((sdk, options) => sdk.contacts.find({ contact_id: contactId }, options))

  expect(contact).toEqual({ type: 'contact', id: contactId, name: null })
  expect(upstream.requests).toHaveLength(1)
  expect(upstream.requests[0]).toMatchObject({
    method: 'GET',
    url: `/contacts/${contactId}`,
    headers: { authorization: 'Bearer a-token', 'intercom-version': '2.16', 'user-agent': 'intercom-client/7.0.3' },
    body: '',
  })
})

test('queries and bodies reach the wire as given', async () => {
  await using upstream = await startUpstream((response) => json(response, { type: 'list', data: [], conversations: [] }))
  await using intercom = connect(upstream.url)

  await intercom.call((sdk, options) => sdk.conversations.list({ per_page: 50, starting_after: 'WzE=&x' }, options))
  await intercom.call((sdk, options) => sdk.admins.list({ ...options, queryParams: { display_avatar: true, none: undefined, id: [1, 2] } }))
  await intercom.call((sdk, options) => sdk.contacts.search(searchRequest(idIn([contactId]), { perPage: 1, after: 'c' }), options))

  expect(upstream.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /conversations?per_page=50&starting_after=WzE%3D%26x',
    'GET /admins?display_avatar=true&id=1&id=2',
    'POST /contacts/search',
  ])
  expect(upstream.requests[2]?.headers['content-type']).toBe('application/json')
  expect(JSON.parse(upstream.requests[2]?.body ?? '')).toEqual({
    query: { field: 'id', operator: 'IN', value: [contactId] },
    pagination: { per_page: 1, starting_after: 'c' },
  })
})

test('a path in the base URL is kept, and is no part of the route', async () => {
  await using upstream = await startUpstream((response) => json(response, { type: 'admin.list', admins: [] }))
  await using intercom = connect(`${upstream.url}/proxy/intercom/`)

  await intercom.call((sdk, options) => sdk.admins.list(options))
  await intercom.request({
    method: 'GET',
    route: '/contacts/{id}/merge_history',
    params: { id: contactId },
    query: { per_page: 5, cursor: undefined },
  })

  expect(upstream.requests.map(({ url }) => url)).toEqual([
    '/proxy/intercom/admins',
    `/proxy/intercom/contacts/${contactId}/merge_history?per_page=5`,
  ])
  expect(intercom.calls.map(({ route }) => route)).toEqual(['GET /admins', 'GET /contacts/{id}/merge_history'])
})

test("the SDK's pages can be read, raw response included", async () => {
  await using upstream = await startUpstream((response) =>
    json(response, { conversations: [{ id: '1' }], pages: { next: { starting_after: 'x' } }, total_count: 3 }, 200, {
      'x-request-id': 'req-1',
    }),
  )
  await using intercom = connect(upstream.url)

  const page = await intercom.call((sdk, options) => sdk.conversations.list({}, options))
  const first: Conversations.Conversation | undefined = page.data[0]

  expect(first).toEqual({ id: '1' })
  expect(page.response).toMatchObject({ total_count: 3 })
  expect(page.rawResponse).toMatchObject({ status: 200 })
  expect(page.rawResponse.headers.get('x-request-id')).toBe('req-1')
})

test('an endpoint that the SDK does not have is reached by its route, its ids held inside their segment', async () => {
  await using upstream = await startUpstream((response) => json(response, { ok: true }))
  await using intercom = connect(upstream.url)
  const ask = (id: string) => intercom.request({ method: 'POST', route: '/contacts/{id}/merge_history', params: { id }, body: { a: 1 } })

  expect(await ask('a/b?c#d %2e')).toEqual({ ok: true })
  expect(upstream.requests[0]).toMatchObject({ method: 'POST', url: '/contacts/a%2Fb%3Fc%23d%20%252e/merge_history', body: '{"a":1}' })

  for (const id of ['', '.', '..', '\ud800']) expect(await failure(ask(id))).toMatchObject({ code: 'INVALID' })
  expect(upstream.requests).toHaveLength(1)
})

test('calls are counted, by route and never by id, into the request that caused them', async () => {
  await using upstream = await startUpstream((response, { url }) => json(response, { id: '1' }, url.endsWith('/404') ? 404 : 200))
  await using intercom = connect(upstream.url)
  const scope = createRequestScope('r-1')

  await runInScope(scope, async () => {
    await intercom.call((sdk, options) => sdk.conversations.find({ conversation_id: '123' }, options))
    await failure(intercom.call((sdk, options) => sdk.conversations.find({ conversation_id: '404' }, options)))
  })
  await intercom.call((sdk, options) => sdk.admins.list(options))

  const route = 'GET /conversations/{conversation_id}'
  expect(scope.calls).toEqual([
    { route, status: 200, startedAtMs: expect.any(Number), durationMs: expect.any(Number) },
    { route, status: 404, startedAtMs: expect.any(Number), durationMs: expect.any(Number) },
  ])
  expect(intercom.calls.map(({ attempt, outcome, status }) => [attempt, outcome, status])).toEqual([
    [1, 'OK', 200],
    [1, 'NOT_FOUND', 404],
    [1, 'OK', 200],
  ])
})

test('the budget is what the latest answer that named it said', async () => {
  const now = () => Date.parse('2024-12-18T15:59:25Z')
  const headers: Record<string, string>[] = [
    {},
    { 'x-ratelimit-limit': '500', 'x-ratelimit-remaining': '400', 'x-ratelimit-reset': '1734537570' },
    {},
  ]
  await using upstream = await startUpstream((response, _request, nth) => json(response, {}, nth === 1 ? 404 : 200, headers[nth]))
  await using intercom = connect(upstream.url, { now, budget: { requestsPerMinute: 1_000 } })
  const ask = () => intercom.call((sdk, options) => sdk.teams.list(options)).catch(() => undefined)

  await ask()
  expect(intercom.budget.state()).toEqual({ limit: 166, remaining: 165, resetAt: new Date('2024-12-18T15:59:30Z') })
  await ask()
  expect(intercom.budget.state()).toMatchObject({ limit: 500, remaining: 400 })
})

test('what the budget does by its timer is no request’s doing', async () => {
  await using upstream = await startUpstream((response) => json(response, { admins: [] }))
  await using intercom = connect(upstream.url, { budget: { windowMs: 1_000 } })
  const settledFor: (string | undefined)[] = []
  intercom.budget.share({
    async settle({ needs }) {
      settledFor.push(currentScope()?.requestId)
      return { limit: 100, remaining: 50, closedForMs: 0, processes: 1, granted: needs, spare: 0, others: [0, 0, 0, 0, 0] }
    },
  })
  await runInScope(createRequestScope('the first'), () => intercom.call((sdk, options) => sdk.admins.list(options)))
  settledFor.length = 0

  await expect.poll(() => settledFor.length, { timeout: 5_000 }).toBeGreaterThan(2)
  expect(settledFor).not.toContain('the first')
})

test('versions are told apart by number', () => {
  const { speaks } = connect('http://127.0.0.1:1', { version: '2.15' })
  expect([speaks('2.14'), speaks('2.15'), speaks('2.16')]).toEqual([true, true, false])
})

test('what goes wrong on our side of the wire is a fault of the gateway, its cause kept', async () => {
  await using intercom = connect('http://127.0.0.1:1')
  const bug = new TypeError('undefined is not a function')

  expect(await failure(intercom.call(() => Promise.reject(bug)))).toMatchObject({ name: 'GatewayError', code: 'INTERNAL', cause: bug })
  expect(
    await failure(
      intercom.call(() => {
        throw bug
      }),
    ),
  ).toMatchObject({ code: 'INTERNAL', cause: bug })
  const circular: Record<string, unknown> = {}
  circular.self = circular
  expect(await failure(intercom.request({ method: 'POST', route: '/tags', body: circular }))).toMatchObject({ code: 'INTERNAL' })
})

test('disposed, it closes its sockets, ends what runs and takes nothing more', async () => {
  await using upstream = await startUpstream((response, { url }) => {
    if (url === '/admins') json(response, { admins: [] })
  })
  const intercom = connect(upstream.url)
  await intercom.call((sdk, options) => sdk.admins.list(options))
  const stalled = failure(intercom.call((sdk, options) => sdk.teams.list(options)))
  await expect.poll(() => upstream.requests.length).toBe(2)

  await intercom.dispose()

  expect(await stalled).toMatchObject({ code: 'UPSTREAM_UNREACHABLE' })
  expect(await failure(intercom.call((sdk, options) => sdk.teams.list(options)))).toMatchObject({ code: 'UPSTREAM_UNREACHABLE' })
  expect(intercom.calls.map(({ route, attempt }) => `${route} ${attempt}`)).not.toContain('GET /teams 2')
  await expect.poll(() => upstream.openSockets()).toBe(0)
})

test.each([
  ['a call of the budget', { budget: { requestsPerMinute: 6 } }, 2],
  ['a socket', { maxSockets: 1 }, 2],
  ['another attempt', {}, 1],
])('disposed while a call waits for %s, it ends that too', async (_, options, calls) => {
  await using upstream = await startUpstream((response) => {
    if (calls === 1) json(response, {}, 503, { 'retry-after': '30' })
  })
  const intercom = connect(upstream.url, { timeoutMs: 60_000, ...options })
  const waiting = Array.from({ length: calls }, () => failure(intercom.call((sdk, options) => sdk.teams.list(options))))
  await expect.poll(() => upstream.requests.length).toBe(1)
  if (calls === 1) await expect.poll(() => intercom.calls.length).toBe(1)

  await intercom.dispose()

  const stopping = { code: 'UPSTREAM_UNREACHABLE', message: 'GET /teams was given up: the gateway is stopping.' }
  expect(await Promise.all(waiting)).toMatchObject(waiting.map(() => stopping))
  expect(upstream.requests).toHaveLength(1)
})

test("the SDK's records are what our wire types take", async () => {
  const bodies: Record<string, unknown> = {
    '/articles/1': { type: 'article', id: '1', statistics: null },
    '/companies/6762f1571bb69f9f2193bbbb': { type: 'company', id: contactId },
    '/help_center/collections/7': { id: '7', parent_id: null },
    '/me': { type: 'admin', id: '3', app: { id_code: 'a86dr8yl' } },
    '/tags/4': { type: 'tag', id: '4', name: 'VIP' },
  }
  await using upstream = await startUpstream((response, { url }) => json(response, bodies[url]))
  await using intercom = connect(upstream.url)

  const article: HelpCenter.Article = await intercom.call((sdk, o) => sdk.articles.find({ article_id: 1 }, o))
  const company = (await intercom.call((sdk, o) => sdk.companies.find({ company_id: contactId }, o))) as Intercom.Company
  const collection: HelpCenter.Collection = await intercom.call((sdk, o) => sdk.helpCenters.collections.find({ collection_id: 7 }, o))
  const me: Intercom.Me | undefined = (await intercom.call((sdk, o) => sdk.admins.identify(o))) ?? undefined
  const tag: Intercom.Tag = await intercom.call((sdk, o) => sdk.tags.find({ tag_id: '4' }, o))

  expect([article, company, collection, me, tag]).toEqual(Object.values(bodies))
})

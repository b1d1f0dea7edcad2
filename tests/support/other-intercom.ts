import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

const token = 'another-token'
/** Behind a proxy, say: the API does not begin at the root. */
const prefix = '/gate/intercom'

const ada = 'aaaaaaaaaaaaaaaaaaaaaaa1'
const ben = 'aaaaaaaaaaaaaaaaaaaaaaa2'
const company = { id: 'bbbbbbbbbbbbbbbbbbbbbbb1', type: 'company', name: 'Analytical Engines', company_id: 'ae', shard: 7 }
const list = (data: unknown[], rest: object = {}) => ({
  type: 'list',
  data,
  total_count: data.length,
  pages: { type: 'pages', page: 1, total_pages: 1 },
  ...rest,
})
const some = (data: unknown[]) => ({ type: 'list', data, total_count: data.length, has_more: false })

const contacts: Record<string, object> = {
  [ada]: {
    id: ada,
    type: 'contact',
    role: 'user',
    external_id: '1',
    name: 'Ada',
    email: 'ada@engines.example',
    created_at: 1_600_000_000,
    updated_at: 1_600_000_001,
    companies: some([{ id: company.id, type: 'company' }]),
    planet: 'Earth',
  },
  // as bare as one can be
  [ben]: { id: ben, role: 'lead' },
}

const conversation = {
  id: 41,
  created_at: 1_700_000_000,
  updated_at: 1_700_000_500,
  state: 'open',
  open: true,
  title: null,
  admin_assignee_id: 9,
  tags: { type: 'tag.list', tags: [{ id: 3, name: 'urgent' }] },
  contacts: { contacts: [{ type: 'contact', id: ada }] },
}
const bare = { id: '42', admin_assignee_id: 0, contacts: { contacts: [{ id: ben }] }, mood: { type: 'sunny' } }
const parts = [
  {
    id: 1,
    part_type: 'comment',
    body: '<p>It <script>steal()</script>computes.</p>',
    created_at: 1_700_000_100,
    author: { type: 'user', id: ada, name: 'Ada' },
  },
  { id: 2, part_type: 'thing_of_tomorrow', created_at: 1_700_000_200, author: { type: 'oracle', id: 'x' } },
]
const admins = [{ type: 'admin', id: 9, name: 'Grace', team_ids: [] }]
const collections = [
  { id: 70, name: 'Manuals', parent_id: null, help_center_id: 5, updated_at: 2 },
  { id: '71', name: 'Looms', parent_id: '70', updated_at: 1 },
]
const articles = [{ type: 'article', id: 700, title: 'Cards', state: 'published', author_id: 9, parent_ids: [71], updated_at: 3 }]

const answers: Record<string, (body: string) => unknown> = {
  'GET /me': () => ({
    type: 'admin',
    id: '9',
    app: { type: 'app', id_code: 'other99', name: 'Other', timezone: 'Asia/Tokyo', region: 'MARS' },
  }),
  [`GET /contacts/${ada}`]: () => contacts[ada],
  [`GET /contacts/${ben}`]: () => contacts[ben],
  [`GET /contacts/${ada}/companies`]: () => list([company]),
  'POST /contacts/search': (body) =>
    list(
      Object.values(contacts)
        .filter((one) => body.includes((one as { id: string }).id))
        .reverse(),
    ),
  'GET /conversations': () => ({ type: 'conversation.list', conversations: [conversation, bare], total_count: 2, pages: {} }),
  'GET /conversations/41': () => ({ ...conversation, conversation_parts: { conversation_parts: parts, total_count: parts.length } }),
  'GET /admins': () => ({ admins }),
  'GET /help_center/collections': () => list(collections),
  'GET /articles': () => list(articles),
}

/**
 * Something that speaks Intercom's REST API and is not our sandbox: another workspace, under a path, with records as bare as the API allows, words
 * that nobody knows, ids as numbers, no rate limit headers, and JSON as a person would write it. Takes one token.
 */
export async function startOtherIntercom() {
  const requests: string[] = []
  const server = createServer(async (request, response) => {
    const answer = await answerTo(request)
    response
      .writeHead(answer.status, { 'Content-Type': 'application/json; charset=utf-8' })
      .end(`${JSON.stringify(answer.body, null, 2)}\n`)
  })

  async function answerTo(request: IncomingMessage) {
    let body = ''
    for await (const chunk of request) body += chunk
    const path = request.url?.split('?')[0] ?? ''
    const name = `${request.method} ${path.slice(prefix.length)}`
    requests.push(name)
    if (request.headers.authorization !== `Bearer ${token}`) return failed(401, 'unauthorized')
    const answer = path.startsWith(`${prefix}/`) ? answers[name] : undefined
    return answer ? { status: 200, body: answer(body) } : failed(404, 'not_found')
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`,
    token,
    /** Method and path of what it was asked. */
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const failed = (status: number, code: string) => ({ status, body: { type: 'error.list', errors: [{ code, message: code }] } })

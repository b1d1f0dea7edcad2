import { Pool } from 'undici'
import type { WireAdmin, WireArticle, WireCollection, WireCompany, WireContact, WireConversation } from './wire.ts'

export type Rest = ReturnType<typeof createRest>

type CursorPage = { pages: { next?: { starting_after: string } | null }; total_count: number }
type NumberedPage<Item> = { data: Item[]; pages: { total_pages: number } }

/** Intercom's REST API as it is, over a pool of kept-alive connections. */
export function createRest(url: string) {
  const pool = new Pool(url, { connections: 16, pipelining: 1 })
  const headers = { authorization: 'Bearer sandbox-token', 'intercom-version': '2.14', accept: 'application/json' }

  async function send<Body>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Body> {
    const answer = await pool.request({
      method,
      path,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.body.text()
    if (answer.statusCode !== 200) throw new Error(`${method} ${path} answered ${answer.statusCode}: ${text.slice(0, 200)}`)
    return JSON.parse(text) as Body
  }
  const get = <Body>(path: string) => send<Body>('GET', path)

  async function numbered<Item>(path: string): Promise<Item[]> {
    const items: Item[] = []
    for (let page = 1; ; page++) {
      const { data, pages } = await get<NumberedPage<Item>>(`${path}?page=${page}`)
      items.push(...data)
      if (page >= pages.total_pages) return items
    }
  }
  const contact = (id: string) => get<WireContact>(`/contacts/${id}`)
  const conversation = (id: string) => get<WireConversation>(`/conversations/${id}`)
  const conversations = (perPage: number) => get<CursorPage & { conversations: WireConversation[] }>(`/conversations?per_page=${perPage}`)

  return {
    send,
    workspaceId: async () => (await get<{ app: { id_code: string } }>('/me')).app.id_code,
    contact,
    contacts: async (perPage: number) => (await get<CursorPage & { data: WireContact[] }>(`/contacts?per_page=${perPage}`)).data,
    conversation,
    conversations,
    companiesOf: async (id: string) => (await get<{ data: WireCompany[] }>(`/contacts/${id}/companies`)).data,
    admins: async () => (await get<{ admins: WireAdmin[] }>('/admins')).admins,
    /** Page by page, at the size Intercom gives unasked. */
    collections: () => numbered<WireCollection>('/help_center/collections'),
    articles: () => numbered<WireArticle>('/articles'),
    /** Tagged conversations of so many parts, each with one contact who has companies. */
    async threadsOfOnePerson(least: number, most: number) {
      const found = (await conversations(150)).conversations.filter(({ contacts, tags, statistics }) => {
        const parts = statistics?.count_conversation_parts ?? 0
        return contacts.contacts.length === 1 && tags.tags.length > 0 && parts >= least && parts <= most
      })
      const people = await Promise.all(found.map(({ contacts }) => contact(contacts.contacts[0]!.id)))
      return found.filter((_, index) => (people[index]?.companies.total_count ?? 0) > 0)
    },
    [Symbol.asyncDispose]: () => pool.destroy(),
  }
}

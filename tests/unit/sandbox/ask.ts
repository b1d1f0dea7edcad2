import type { Sandbox } from '../../../src/sandbox/server.ts'

type Asked = { version?: string; token?: string; body?: unknown; signal?: AbortSignal; method?: string }
type Item = { id: string; [field: string]: unknown }
/** What these tests look into by name; the rest they match as a whole. */
export type Body = {
  errors?: { code: string; message: string }[]
  data: Item[]
  conversations: Item[]
  tickets: Item[]
  total_count: number
  pages: { page: number; per_page: number; total_pages: number; next?: unknown }
  [field: string]: unknown
}

/** One request over HTTP; a body makes it a POST, unless the method is said. */
export async function ask(sandbox: Sandbox, path: string, { version, token = 'sandbox-token', body, signal, method }: Asked = {}) {
  const response = await fetch(sandbox.url + path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(version ? { 'intercom-version': version } : {}) },
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    signal,
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  return { status: response.status, headers: response.headers, text, body: (isJson ? JSON.parse(text) : undefined) as Body }
}

/** The same with a method of its own. */
export const write = (sandbox: Sandbox, method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, more: Asked = {}) =>
  ask(sandbox, path, { ...more, method, body })

/** The code of the one error in an error list. */
export const codeOf = ({ body }: { body: Body }) => body.errors?.[0]?.code

/** The cursor of the page after this one. */
export function cursorOf({ pages }: Body): string | undefined {
  const { next } = pages
  return typeof next === 'object' && next !== null && 'starting_after' in next ? String(next.starting_after) : undefined
}

/** A search; `query` may be the short form `['email', '=', 'a@b.c']`. */
export function search(
  sandbox: Sandbox,
  resource: 'contacts' | 'conversations' | 'tickets',
  query: unknown,
  more: Asked & { pagination?: unknown; sort?: unknown } = {},
) {
  const { pagination, sort, ...asked } = more
  const [field, operator, value] = Array.isArray(query) ? query : []
  return ask(sandbox, `/${resource}/search`, {
    ...asked,
    body: { query: Array.isArray(query) ? { field, operator, value } : query, pagination, sort },
  })
}

/** The ids a search finds, sorted. */
export async function found(...args: Parameters<typeof search>): Promise<string[]> {
  const { status, text, body } = await search(...args)
  if (status !== 200) throw new Error(`The search answered ${status}: ${text}`)
  return (body.data ?? body.conversations ?? body.tickets).map(({ id }) => String(id)).sort()
}

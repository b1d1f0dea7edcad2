/** A JSON object as the REST API gives it. A record that is known by more than its id says under `record` which it is: `NotePart/1:2`. */
export type Wire = Record<string, unknown>

/** What lies at a path: `avatar.image_url`. Undefined when the path ends early. */
export const at = (wire: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (typeof value === 'object' && value !== null ? (value as Wire)[name] : undefined), wire)

export const listAt = (wire: unknown, path: string): Wire[] => (at(wire, path) ?? []) as Wire[]

export type Rest = ReturnType<typeof createRest>

/** An Intercom's REST API, read with nothing but fetch: no part of the gateway, no SDK. Everything is asked once. */
export function createRest({ url, version }: { url: string; version: string }) {
  const known = new Map<string, Promise<Wire>>()

  async function send(path: string, body?: unknown): Promise<Wire> {
    const response = await fetch(`${url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: 'Bearer sandbox-token', 'intercom-version': version, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}.`)
    return (await response.json()) as Wire
  }

  function ask(path: string, body?: unknown): Promise<Wire> {
    const key = `${path} ${JSON.stringify(body)}`
    const asked = known.get(key) ?? send(path, body)
    known.set(key, asked)
    return asked
  }

  /** Every item of a list that pages by a cursor or by numbers, whatever `pages.next` looks like; `write` puts a place into the request. */
  async function follow(first: string, key: string, write: (place: { cursor?: string; page?: number }) => [path: string, body?: unknown]) {
    const items: Wire[] = []
    let place: { cursor?: string; page?: number } | null = {}
    for (let page = 1; place !== null; page += 1) {
      if (page > 200) throw new Error(`${first} has no end.`)
      const answer: Wire = await ask(...write(place))
      const found = listAt(answer, key)
      items.push(...found)
      const cursor = at(answer, 'pages.next.starting_after') ?? at(answer, 'next_cursor')
      const next = at(answer, 'pages.next')
      place = typeof cursor === 'string' ? { cursor } : next && found.length > 0 ? { page: page + 1 } : null
    }
    return items
  }

  const withQuery = (path: string, name: string, value: string | number) => `${path}${path.includes('?') ? '&' : '?'}${name}=${value}`

  return {
    version,
    get: (path: string) => ask(path),
    /** All of a list. `cursorName` is what a cursor is passed as. */
    list: (path: string, key = 'data', cursorName = 'starting_after') =>
      follow(path, key, ({ cursor, page }) => {
        if (cursor !== undefined) return [withQuery(path, cursorName, encodeURIComponent(cursor))]
        return [page === undefined ? path : withQuery(path, 'page', page)]
      }),
    /** All of a list that is asked for by POST and pages by number. */
    postList: (path: string, key = 'data') =>
      follow(path, key, ({ page }) => [page === undefined ? path : withQuery(path, 'page', page), {}]),
    /** All that a search finds. */
    search: (path: string, key: string, query: unknown) =>
      follow(path, key, ({ cursor }) => [
        path,
        { query, pagination: { per_page: 50, ...(cursor !== undefined && { starting_after: cursor }) } },
      ]),
  }
}

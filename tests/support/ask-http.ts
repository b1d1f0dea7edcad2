/** One request to a gateway, its answer read: for stories about HTTP itself. */
export async function askHttp(url: string, { json, ...init }: RequestInit & { json?: unknown } = {}) {
  const headers = new Headers(init.headers)
  if (json !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json')
  const body = json === undefined ? (init.body ?? null) : JSON.stringify(json)
  const method = init.method ?? (body === null ? 'GET' : 'POST')
  const response = await fetch(url, { redirect: 'manual', ...init, method, body, headers })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text }
}

/** The codes of its errors; none when there are no errors. */
export const codesOf = ({ text }: { text: string }): string[] =>
  (JSON.parse(text) as { errors?: { extensions: { code: string } }[] }).errors?.map((error) => error.extensions.code) ?? []

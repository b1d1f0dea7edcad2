/** What came in one event of a stream, as a browser would have it. */
export type Message<Data> = {
  event: string
  id?: string
  data: { data?: Data | null; errors?: { message: string; extensions: { code: string } }[]; extensions?: Record<string, unknown> } | null
}

type Subscribe = {
  variables?: Record<string, unknown>
  extensions?: Record<string, unknown>
  headers?: Record<string, string>
}

/** Opens a subscription as server-sent events and reads them one by one. */
export async function openEventStream<Data>(url: string, query: string, { variables, extensions, headers }: Subscribe = {}) {
  const leaving = new AbortController()
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query, variables, extensions }),
    signal: leaving.signal,
  })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''

  /** The next event; undefined when the stream has ended. */
  async function next(): Promise<Message<Data> | undefined> {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end !== -1) {
        const lines = text.slice(0, end).split('\n')
        text = text.slice(end + 2)
        const message = readMessage<Data>(lines)
        if (message) return message
        continue
      }
      const { value, done } = await reader.read()
      if (done) return undefined
      text += value
    }
  }

  /** The data of so many events, in order. An error in one of them fails the test. */
  async function take(count: number): Promise<Data[]> {
    const taken: Data[] = []
    while (taken.length < count) {
      const message = await next()
      if (!message?.data?.data || message.data.errors) throw new Error(`instead of an event came ${JSON.stringify(message)}`)
      taken.push(message.data.data)
    }
    return taken
  }

  const leave = async () => {
    leaving.abort()
    await reader.cancel().catch(() => {})
  }
  return { response, next, take, leave, [Symbol.asyncDispose]: leave }
}

function readMessage<Data>(lines: readonly string[]): Message<Data> | undefined {
  const fields = new Map(
    lines.filter((line) => !line.startsWith(':')).map((line) => line.split(/:(.*)/s).map((part) => part.trim())) as [string, string][],
  )
  const event = fields.get('event')
  if (event === undefined) return undefined
  const [id, data] = [fields.get('id'), fields.get('data')]
  return { event, ...(id !== undefined && { id }), data: data ? JSON.parse(data) : null }
}

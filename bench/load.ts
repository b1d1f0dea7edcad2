import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** One request as it goes over the wire, made once and sent again and again: so the machine's time goes to whoever answers. */
export type WireRequest = { url: string; bytes: Buffer }

export function wireRequest(url: string, path: string, { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {}) {
  const { hostname, port } = new URL(url)
  const text = body === undefined ? '' : JSON.stringify(body)
  const lines = [
    `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1`,
    `host: ${hostname}:${port}`,
    'accept: application/json',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ['content-type: application/json', `content-length: ${Buffer.byteLength(text)}`]),
  ]
  return { url, bytes: Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`) } satisfies WireRequest
}

export type WireAnswer = { status: number; body: Buffer; tookMs: number }

/** One kept-alive connection that asks one thing at a time. Reads what our own servers answer: a status, a content-length, a body. */
export async function openLine(url: string) {
  const { hostname, port } = new URL(url)
  const socket: Socket = connect({ host: hostname, port: Number(port), noDelay: true })
  await once(socket, 'connect')
  let chunks: Buffer[] = []
  let received = 0
  /** How long the answer is, head and body; known with the end of its head. */
  let wanted = Number.POSITIVE_INFINITY
  let headLength = 0
  let settle: { resolve(answer: Omit<WireAnswer, 'tookMs'>): void; reject(error: Error): void } | undefined

  const fail = (error: Error) => settle?.reject(error)
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('The connection was closed before the answer was whole.')))
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    received += chunk.length
    if (wanted === Number.POSITIVE_INFINITY) readHead()
    if (received < wanted) return
    const whole = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)
    const answer = { status: Number(whole.toString('latin1', 9, 12)), body: whole.subarray(headLength, wanted) }
    chunks = []
    received = 0
    wanted = Number.POSITIVE_INFINITY
    settle?.resolve(answer)
  })

  function readHead() {
    const so = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)
    const end = so.indexOf('\r\n\r\n')
    if (end < 0) return
    const length = /\r\ncontent-length: *(\d+)/i.exec(so.toString('latin1', 0, end))?.[1]
    if (length === undefined) return fail(new Error('The answer does not say how long it is.'))
    headLength = end + 4
    wanted = headLength + Number(length)
  }

  return {
    async ask({ bytes }: WireRequest): Promise<WireAnswer> {
      const startedAtMs = performance.now()
      const answer = await new Promise<Omit<WireAnswer, 'tookMs'>>((resolve, reject) => {
        settle = { resolve, reject }
        socket.write(bytes)
      })
      return { ...answer, tookMs: performance.now() - startedAtMs }
    },
    close: () => socket.destroy(),
  }
}

type Line = Awaited<ReturnType<typeof openLine>>

/** Many lines at once; a few at a time while opening, since a server's queue of new connections is short. */
export async function openLines(url: string, count: number): Promise<Line[]> {
  const lines: Line[] = []
  while (lines.length < count) {
    const some = Math.min(100, count - lines.length)
    lines.push(...(await Promise.all(Array.from({ length: some }, () => openLine(url)))))
  }
  return lines
}

/**
 * As many answers as come in `seconds` over `connections` lines that each ask again as soon as they are answered.
 * Every answer is held against `expected` bytes; one that differs is given to `isRight`, which says whether it may.
 */
export async function floodFor(
  request: WireRequest,
  {
    seconds,
    connections,
    expected,
    isRight,
  }: { seconds: number; connections: number; expected: Buffer; isRight: (body: Buffer) => boolean },
) {
  const lines = await openLines(request.url, connections)
  const startedAtMs = performance.now()
  const endsAtMs = startedAtMs + seconds * 1000
  let answered = 0
  let wrong = 0
  await Promise.all(
    lines.map(async (line) => {
      while (performance.now() < endsAtMs) {
        const { status, body } = await line.ask(request)
        answered++
        if (status !== 200 || !(body.equals(expected) || isRight(body))) wrong++
      }
      line.close()
    }),
  )
  return { answered, wrong, perSecond: answered / ((performance.now() - startedAtMs) / 1000) }
}

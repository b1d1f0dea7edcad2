import type { IncomingMessage } from 'node:http'

/** A request body past the limit. What is left of it is thrown away as it comes. */
export class BodyTooLargeError extends Error {
  override name = 'BodyTooLargeError'
}

/** A body that did not come within its time. */
export class BodyTooSlowError extends Error {
  override name = 'BodyTooSlowError'
}

/** A body for which there is no room beside those that are on their way already. */
export class NoRoomError extends Error {
  override name = 'NoRoomError'
}

/** What bodies that are on their way may come to together, in bytes. */
export type Room = { pending: number; readonly most: number }

type Limits = {
  /** More is refused, by its announced length before a byte is read, else as soon as it is passed. */
  maxBytes: number
  /** How long the body may take. @default as long as the server lets it */
  timeoutMs?: number
  /** Shared with others. What this body takes of it is given back when it is there, or refused. @default any */
  room?: Room
}

/**
 * Whether a request says that its body is JSON, in UTF-8 and not compressed: the one form GraphQL is asked in here. Form fields and plain text
 * are what a page of another site can make a browser send without asking us first, so they run nothing.
 */
export function isJson({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const [type, ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';')
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='))
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset)
  return type?.trim() === 'application/json' && isUtf8 && (headers['content-encoding'] ?? 'identity') === 'identity'
}

/**
 * The whole body as bytes.
 *
 * @throws BodyTooLargeError, BodyTooSlowError, NoRoomError, and what the connection fails with when the client goes away in between
 */
export async function readBody(request: IncomingMessage, { maxBytes, timeoutMs, room }: Limits): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new BodyTooLargeError()
  const chunks: Buffer[] = []
  let size = 0
  let slow: NodeJS.Timeout | undefined
  // not `for await`: leaving that early destroys the connection, and with it the answer that says why
  const body = new Promise<Buffer>((resolve, reject) => {
    let isOver = false
    const giveUp = (error: Error) => {
      isOver = true
      chunks.length = 0
      reject(error)
    }
    request.on('data', (chunk: Buffer) => {
      if (isOver) return
      size += chunk.length
      if (room) room.pending += chunk.length
      if (size > maxBytes) return giveUp(new BodyTooLargeError())
      if (room && room.pending > room.most) return giveUp(new NoRoomError())
      chunks.push(chunk)
    })
    request.once('end', () => resolve(Buffer.concat(chunks)))
    request.once('error', giveUp)
    if (timeoutMs !== undefined) slow = setTimeout(() => giveUp(new BodyTooSlowError()), timeoutMs)
  })
  return body.finally(() => {
    clearTimeout(slow)
    if (room) room.pending -= size
  })
}

type StreamLimits = {
  /** More is refused, by its announced length before a byte is read, else as soon as it is passed. */
  maxBytes: number
  /** How long is waited for more of it. Time in which nobody asks for more does not count. */
  idleMs: number
}

/**
 * The body as it comes: no more is taken of the connection than is asked for. Who leaves it early can still answer.
 *
 * @throws BodyTooLargeError, BodyTooSlowError, and what the connection fails with when the client goes away in between
 */
export async function* streamBody(
  request: IncomingMessage,
  { maxBytes, idleMs }: StreamLimits,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new BodyTooLargeError()
  const chunks = request.iterator({ destroyOnReturn: false })
  let size = 0
  let isPending = false
  try {
    for (;;) {
      isPending = true
      const next: IteratorResult<Buffer> = await inTime(chunks.next(), idleMs)
      isPending = false
      if (next.done) return
      size += next.value.length
      if (size > maxBytes) throw new BodyTooLargeError()
      yield next.value
    }
  } finally {
    // one that still waits for bytes would be waited for
    const returned = chunks.return?.()
    if (isPending) returned?.catch(() => {})
    else await returned
  }
}

async function inTime<T>(promise: Promise<T>, timeoutMs: number): Promise<T> {
  let slow: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    slow = setTimeout(() => reject(new BodyTooSlowError()), timeoutMs)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(slow))
}

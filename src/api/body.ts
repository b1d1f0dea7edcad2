import type { IncomingMessage } from 'node:http'

/** A request body past the limit. What is left of it is thrown away as it comes. */
export class BodyTooLargeError extends Error {
  override name = 'BodyTooLargeError'
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
 * @param maxBytes more is refused, by its announced length before a byte is read, else as soon as it is passed
 * @throws BodyTooLargeError, and what the connection fails with when the client goes away in between
 */
export async function readBody(request: IncomingMessage, { maxBytes }: { maxBytes: number }): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new BodyTooLargeError()
  const chunks: Buffer[] = []
  let size = 0
  // not `for await`: leaving that early destroys the connection, and with it the answer that says why
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBytes) return void chunks.push(chunk)
      chunks.length = 0
      reject(new BodyTooLargeError())
    })
    request.once('end', () => resolve(Buffer.concat(chunks)))
    request.once('error', reject)
  })
}

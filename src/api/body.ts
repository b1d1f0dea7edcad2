import type { IncomingMessage } from 'node:http'

/** A request body past the limit; the rest of it is not read. */
export class BodyTooLargeError extends Error {
  override name = 'BodyTooLargeError'
}

/**
 * The whole body as bytes.
 *
 * @param maxBytes more is refused, by its announced length before a byte is read, else as soon as it is passed
 * @throws BodyTooLargeError
 */
export async function readBody(request: IncomingMessage, { maxBytes }: { maxBytes: number }): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new BodyTooLargeError()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new BodyTooLargeError()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

import type { IncomingMessage } from 'node:http'
import { ApiError, parameterInvalid } from './errors.ts'

const maxBodyBytes = 10_000_000

/** A request's body as it came. Rejects when the client went away in the middle. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    // what is too much is read to its end and dropped: an answer to a client that still writes would be lost
    if (bytes <= maxBodyBytes) chunks.push(chunk)
  }
  if (bytes > maxBodyBytes) throw new ApiError(413, 'parameter_invalid', `the body is larger than ${maxBodyBytes} bytes`)
  return Buffer.concat(chunks)
}

/** The JSON of a body; undefined when it is empty. Bad JSON answers 400 `parameter_invalid`. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined
  try {
    return JSON.parse(body.toString())
  } catch {
    throw parameterInvalid('the body is not valid JSON')
  }
}

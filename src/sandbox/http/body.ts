import type { IncomingMessage } from 'node:http'
import { ApiError, parameterInvalid } from './errors.ts'

const maxBodyBytes = 10_000_000

/** The JSON of a request's body; undefined when it has none. Bad JSON answers 400 `parameter_invalid`. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > maxBodyBytes) throw new ApiError(413, 'parameter_invalid', `the body is larger than ${maxBodyBytes} bytes`)
    chunks.push(chunk)
  }
  if (bytes === 0) return undefined
  try {
    return JSON.parse(Buffer.concat(chunks).toString())
  } catch {
    throw parameterInvalid('the body is not valid JSON')
  }
}

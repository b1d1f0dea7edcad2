import { Pool } from 'undici'
import type { HostileRequest } from './hostile-requests.ts'
import { sendRaw } from './raw-http.ts'

type Sender = {
  connections?: number
  /** Shown with each request that shows nothing else. */
  apiKey?: string
}

/** Sends hostile requests over kept-alive connections, and those of the wire on one each. */
export function createHostileSender(url: string, { connections = 8, apiKey }: Sender = {}) {
  const shown: Record<string, string> = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }
  const shownRaw = apiKey === undefined ? '' : `\r\nAuthorization: Bearer ${apiKey}`
  const pool = new Pool(url, { connections, pipelining: 1, headersTimeout: 30_000, bodyTimeout: 30_000 })
  return {
    /** What it was answered with. Rejects when no answer came. */
    async send(request: HostileRequest): Promise<{ status: number; body: string }> {
      if ('raw' in request) return sendRaw(url, request.raw.replace('\r\nConnection:', `${shownRaw}$&`))
      const { method, path, headers, body = null } = request
      const answer = await pool.request({ method: method as 'GET', path, headers: { ...shown, ...headers }, body })
      return { status: answer.statusCode, body: await answer.body.text() }
    },
    [Symbol.asyncDispose]: () => pool.destroy(),
  }
}

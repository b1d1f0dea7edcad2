import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { AskError, keyHint } from '../ask-gateway.ts'
import { inDigits } from '../line.ts'
import { NoSuchFile, Refused, type Sitting } from './command.ts'

export const uploadFormats = ['csv', 'ndjson', 'json'] as const
export type UploadFormat = (typeof uploadFormats)[number]

const types: Record<UploadFormat, string> = { csv: 'text/csv', ndjson: 'application/x-ndjson', json: 'application/json' }

/** What the name of a file says of its format; undefined where it says nothing. */
export function uploadFormatOf(path: string): UploadFormat | undefined {
  const [, ending = ''] = /\.(\w+)$/.exec(path.toLowerCase()) ?? []
  return ending === 'jsonl' ? 'ndjson' : uploadFormats.find((format) => format === ending)
}

type Upload = {
  sync: string
  /** `-` is stdin. */
  path: string
  format: UploadFormat
  delimiter?: string | undefined
  isWhole: boolean
}

type Answer = { plan?: string; records?: number; errors?: { message: string; extensions?: { code?: string } }[] }

/** Sends the records of a file as they are read. Nothing is done with them but a plan. Resolves with its id, and with how many they are. */
export async function upload(
  { sync, path, format, delimiter, isWhole }: Upload,
  { url, tell }: Pick<Sitting, 'url' | 'tell'>,
): Promise<{ id: string; records: number | null }> {
  const address = new URL(url.replace(/\/graphql$/, `/sync/${encodeURIComponent(sync)}`))
  address.searchParams.set('review', 'true')
  if (isWhole) address.searchParams.set('whole', 'true')
  if (delimiter !== undefined) address.searchParams.set('delimiter', delimiter)
  const key = process.env.GATEWAY_API_KEY
  const headers = { 'content-type': types[format], 'idempotency-key': randomUUID(), ...(key && { authorization: `Bearer ${key}` }) }

  let unread: Error | undefined
  async function* bytes() {
    let sent = 0
    const read: AsyncIterable<Buffer> = path === '-' ? process.stdin : createReadStream(path)
    try {
      for await (const chunk of read) {
        sent += chunk.length
        tell.waiting(`${inDigits(Math.round(sent / 1_000))} kB sent`)
        yield chunk
      }
    } catch (error) {
      unread = error as Error
      throw error
    }
  }

  const response = await fetch(address, { method: 'POST', headers, body: bytes(), duplex: 'half' } as unknown as RequestInit).catch(() => {
    if (unread) throw new NoSuchFile(`The file cannot be read: ${unread.message}`)
    throw new AskError(`${address.origin} does not answer, or broke the connection off; nothing was planned`, false)
  })
  const answer = (await response.json().catch(() => ({}))) as Answer
  if (response.ok && answer.plan !== undefined) return { id: answer.plan, records: answer.records ?? null }
  const [error] = answer.errors ?? []
  if (!error) throw new AskError(`${address.origin} answered ${response.status}, and not as a gateway does`, true)
  if (response.status === 401 || response.status === 403) throw new AskError(`${error.message}${keyHint(key, 'SYNC_RUN')}`, true)
  if (response.status === 400) throw new NoSuchFile(error.message)
  if (response.status >= 500 || response.status === 429 || response.status === 408) throw new AskError(error.message, false)
  throw new Refused(error.extensions?.code ?? 'INVALID', error.message)
}

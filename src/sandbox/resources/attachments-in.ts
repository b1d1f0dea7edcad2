import { parameterInvalid } from '../http/errors.ts'
import { type Fields, listIn, neededText, objectsIn } from '../http/fields.ts'
import type { AttachmentRecord } from '../records.ts'

/** "You can include up to 10": OpenAPI 2.14, schema `admin_reply_conversation_request`. */
const most = 10

const kinds: Record<string, string> = {
  ...{ png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp' },
  ...{ pdf: 'application/pdf', csv: 'text/csv', txt: 'text/plain', json: 'application/json', mp4: 'video/mp4' },
}

/** The files that come with a message: addresses, of which nothing is fetched, and contents in base64, which nothing is kept of but the size. */
export function attachmentsIn(fields: Fields): AttachmentRecord[] {
  const linked = listIn(fields, 'attachment_urls', most).map(linkedFile)
  const sent = objectsIn(fields, 'attachment_files', most).map(sentFile)
  return [...linked, ...sent]
}

function linkedFile(url: unknown): AttachmentRecord {
  if (typeof url !== 'string' || !/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    throw parameterInvalid('attachment_urls must be a list of http or https addresses')
  }
  const name = decoded(new URL(url).pathname.split('/').at(-1) || 'attachment')
  const content_type = kinds[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'
  return { name, url, content_type, filesize: 0, width: null, height: null }
}

function sentFile(file: Fields): AttachmentRecord {
  const [name, content_type, data] = [neededText(file, 'name'), neededText(file, 'content_type'), neededText(file, 'data')]
  if (!/^[A-Za-z0-9+/\s]+=*\s*$/.test(data)) throw parameterInvalid('data must be in base64')
  const url = `https://downloads.larkspur.example/i/o/${encodeURIComponent(name)}`
  return { name, url, content_type, filesize: Buffer.from(data, 'base64').length, width: null, height: null }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

import { InvalidInputError } from '../errors.ts'
import { type Item, isObject } from './item.ts'

/** One event, as Intercom announces it. */
export type Notification = {
  /** The same in each delivery of it; null for a ping, which is none. */
  id: string | null
  topic: string
  /** The workspace it happened in; null when it does not say. */
  workspaceId: string | null
  createdAt: Date
  /** How often Intercom has tried to deliver it, this time included. */
  attempts: number
  item: Item
}

const noPrototype = 'JSON without a member "__proto__"'

/** No item that was recorded comes near; what is deeper was not written by Intercom. */
const deepest = 100

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The body of a request as text and as what it says. Throws `INVALID` for what is no notification. Its words never repeat what came. */
export function readNotification(body: Uint8Array): { text: string; notification: Notification } {
  const text = decode(body)
  if (isDeeperThan(deepest, text)) throw malformed(`JSON nested ${deepest} levels deep at most`)
  if (/"__proto__"\s*:/.test(text)) throw malformed(noPrototype)
  const envelope = parse(text)
  const { topic, id } = envelope
  if (typeof topic !== 'string' || !/^[\w.-]{1,100}$/.test(topic)) throw malformed('a topic, such as "conversation.user.replied"')
  const isPing = topic === 'ping'
  const isId = typeof id === 'string' && /^[\x21-\x7e]{1,128}$/.test(id)
  if (!isId && !isPing) throw malformed('the id of the notification, such as "notif_…"')
  const createdAt = instantOf(envelope.created_at)
  if (!createdAt && !isPing) throw malformed('the time at which it was created, in unix seconds')
  const item = isObject(envelope.data) ? envelope.data.item : undefined
  if (!isObject(item) && !isPing) throw malformed('what it is about, under data.item')
  const attempts = envelope.delivery_attempts
  return {
    text,
    notification: {
      id: isId ? id : null,
      topic,
      workspaceId: typeof envelope.app_id === 'string' ? envelope.app_id : null,
      createdAt: createdAt ?? new Date(0),
      attempts: Number.isSafeInteger(attempts) ? Math.max(1, attempts as number) : 1,
      item: isObject(item) ? item : {},
    },
  }
}

const malformed = (expected: string) => new InvalidInputError(`The body is no notification of Intercom's; expected ${expected}.`)

function decode(body: Uint8Array): string {
  try {
    return utf8.decode(body)
  } catch {
    throw malformed('JSON in UTF-8')
  }
}

function parse(text: string): Item {
  let envelope: unknown
  let isPrototype = false
  const look = (name: string, value: unknown) => {
    isPrototype ||= name === '__proto__'
    return value
  }
  try {
    // no sender writes these characters by their numbers, unless it has something to hide
    envelope = JSON.parse(text, /\\u00(5f|6f|7[024])/i.test(text) ? look : undefined)
  } catch {
    throw malformed('JSON')
  }
  if (isPrototype) throw malformed(noPrototype)
  if (!isObject(envelope)) throw malformed('a JSON object')
  return envelope
}

/** Unix seconds in every recorded notification; text as their items have it is understood as well. */
function instantOf(value: unknown): Date | null {
  const date = new Date(typeof value === 'number' ? value * 1000 : typeof value === 'string' ? value : Number.NaN)
  return Number.isNaN(date.getTime()) ? null : date
}

/** Counted before it is parsed, so that nothing that goes down into it can run out of stack. */
function isDeeperThan(most: number, text: string): boolean {
  let depth = 0
  let isInString = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (isInString) {
      if (code === backslash) at++
      else if (code === quote) isInString = false
    } else if (code === quote) isInString = true
    else if (code === openBrace || code === openBracket) {
      if (++depth > most) return true
    } else if (code === closeBrace || code === closeBracket) depth--
  }
  return false
}

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = Array.from('"\\{}[]', (sign) => sign.charCodeAt(0))

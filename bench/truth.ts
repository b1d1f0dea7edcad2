import { isDeepStrictEqual } from 'node:util'
import type { createAnswers } from './answers.ts'
import type { OperationName } from './four-operations.ts'
import type { Rest } from './rest.ts'
import type { WireContact } from './wire.ts'

/**
 * What is true, read the plainest way there is: every record by its own id, every list page by page. Nothing is batched, nothing cached, and
 * nothing of the gateway takes part.
 */
export function createTruth({ rest, answers }: { rest: Rest; answers: ReturnType<typeof createAnswers> }) {
  async function inbox() {
    const { conversations, total_count: totalCount } = await rest.conversations(50)
    const contacts = new Map<string, WireContact>()
    for (const { contacts: references } of conversations) {
      for (const { id } of references.contacts) contacts.set(id, contacts.get(id) ?? (await rest.contact(id)))
    }
    return answers.inbox({ conversations, totalCount, contacts, admins: await rest.admins() })
  }

  async function thread(id: string) {
    const conversation = await rest.conversation(id)
    const people = []
    for (const { id: contactId } of conversation.contacts.contacts) {
      people.push({ contact: await rest.contact(contactId), companies: await rest.companiesOf(contactId) })
    }
    return answers.thread({ conversation, people })
  }

  return async function truthOf(name: OperationName, id = ''): Promise<unknown> {
    if (name === 'contact') return answers.contact(await rest.contact(id))
    if (name === 'inbox') return inbox()
    if (name === 'thread') return thread(id)
    return answers.helpCenter({ collections: await rest.collections(), articles: await rest.articles(), admins: await rest.admins() })
  }
}

/**
 * Whether two answers say the same. Bodies are compared by their words: the gateway's are sanitised (a link is given `rel`, say), and what
 * sanitising keeps is tested elsewhere.
 */
export const saysTheSame = (one: unknown, other: unknown): boolean => isDeepStrictEqual(inWords(one), inWords(other))

function inWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inWords)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, name === 'body' && typeof inner === 'string' ? wordsIn(inner) : inWords(inner)]),
  )
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'", nbsp: ' ' }

const wordsIn = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&([\w#]+);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/\s+/g, ' ')
    .trim()

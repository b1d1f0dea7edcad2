/**
 * What a team writes that has no gateway: four REST endpoints that make the same fewest calls over the same kind of pool and put the same
 * answers together. With `?cached` what Intercom answered lies parsed in a plain Map for ever; without it every request asks anew. It does
 * not sanitise, has no expiry, shares nothing with other processes and learns of no change.
 */
import { createServer } from 'node:http'
import { createAnswers } from '../answers.ts'
import { createRest } from '../rest.ts'
import type { WireAdmin, WireArticle, WireCollection, WireCompany, WireContact, WireConversation } from '../wire.ts'
import { serve } from './serve.ts'
import { usagePage } from './usage.ts'

const rest = createRest(process.env.INTERCOM_BASE_URL ?? '')
const answers = createAnswers(await rest.workspaceId())
const kept = new Map<string, Promise<unknown>>()

type Ask = <Body>(path: string, body?: unknown) => Promise<Body>

const askNow: Ask = (path, body) => rest.send(body === undefined ? 'GET' : 'POST', path, body)
const askOnce: Ask = <Body>(path: string, body?: unknown) => {
  const key = body === undefined ? path : path + JSON.stringify(body)
  const known = kept.get(key) ?? askNow(path, body)
  kept.set(key, known)
  return known as Promise<Body>
}

async function inbox(ask: Ask) {
  const admins = ask<{ admins: WireAdmin[] }>('/admins')
  const page = await ask<{ conversations: WireConversation[]; total_count: number }>('/conversations?per_page=50')
  const ids = [...new Set(page.conversations.flatMap(({ contacts }) => contacts.contacts.map(({ id }) => id)))]
  const query = { field: 'id', operator: 'IN', value: ids }
  const found = await ask<{ data: WireContact[] }>('/contacts/search', { query, pagination: { per_page: 50 } })
  const contacts = new Map(found.data.map((contact) => [contact.id, contact]))
  return answers.inbox({ conversations: page.conversations, totalCount: page.total_count, contacts, admins: (await admins).admins })
}

async function thread(ask: Ask, id: string) {
  const conversation = await ask<WireConversation>(`/conversations/${id}`)
  const people = await Promise.all(
    conversation.contacts.contacts.map(async ({ id: contactId }) => {
      const [contact, companies] = await Promise.all([
        ask<WireContact>(`/contacts/${contactId}`),
        ask<{ data: WireCompany[] }>(`/contacts/${contactId}/companies`),
      ])
      return { contact, companies: companies.data }
    }),
  )
  return answers.thread({ conversation, people })
}

async function helpCenter(ask: Ask) {
  const [collections, articles, { admins }] = await Promise.all([
    ask<{ data: WireCollection[] }>('/help_center/collections?per_page=150'),
    ask<{ data: WireArticle[] }>('/articles?per_page=150'),
    ask<{ admins: WireAdmin[] }>('/admins'),
  ])
  return answers.helpCenter({ collections: collections.data, articles: articles.data, admins })
}

async function answer(path: string, query: URLSearchParams): Promise<unknown> {
  const ask = query.has('cached') ? askOnce : askNow
  const id = query.get('id') ?? ''
  if (path === '/contact') return answers.contact(await ask<WireContact>(`/contacts/${id}`))
  if (path === '/inbox') return inbox(ask)
  if (path === '/thread') return thread(ask, id)
  return helpCenter(ask)
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const body = pathname === '/metrics' ? usagePage() : JSON.stringify({ data: await answer(pathname, searchParams) })
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) }).end(body)
})
serve(server)

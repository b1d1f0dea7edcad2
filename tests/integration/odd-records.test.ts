import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'

const contactId = '0123456789abcdef01234567'
const contact = { type: 'contact', id: contactId, role: 'user', name: 'Ada', created_at: 1_700_000_000, updated_at: 1_700_000_001 }
const conversation = (id: unknown, rest = {}) => ({
  type: 'conversation',
  id,
  title: `title of ${id}`,
  created_at: 1,
  updated_at: 1,
  ...rest,
})
const listOf = (...data: unknown[]) => ({ type: 'list', data, total_count: data.length, pages: { page: 1, per_page: 20, total_pages: 1 } })

/** A gateway before a server that answers these paths, and 404 to every other. */
async function startBefore(answers: Record<string, unknown>) {
  const seen: string[] = []
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? ''
    seen.push(`${request.method} ${path}`)
    request.resume()
    response.writeHead(path in answers ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answers[path] ?? {}))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const env = { INTERCOM_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, INTERCOM_WORKSPACE_ID: 'w' }
  const gateway = await startTestGateway({ contacts: 1, conversations: 1, env })
  return {
    seen,
    query: gateway.query,
    async [Symbol.asyncDispose]() {
      await gateway.dispose()
      server.closeAllConnections()
      await once(server.close(), 'close')
    },
  }
}

test('a conversation that comes for the id of another is an error, and never shown', async () => {
  await using before = await startBefore({ '/conversations/123': conversation('999'), '/conversations/999': conversation('999') })
  const { data, errors } = await before.query('{ conversation(id: "123") { intercomId title } }')
  expect(data).toEqual({ conversation: null })
  expect(errors).toMatchObject([{ path: ['conversation'], extensions: { code: 'UPSTREAM_ERROR' } }])
  expect(before.seen).toEqual(['GET /conversations/123'])
})

test('a conversation is itself with zeros before its id', async () => {
  await using before = await startBefore({ '/conversations/123': conversation('123') })
  const { data } = await before.query('{ conversation(id: "00123") { intercomId } }')
  expect(data).toEqual({ conversation: { intercomId: '123' } })
  expect(before.seen).toEqual(['GET /conversations/123'])
})

test('what Intercom names instead of an id is never a part of a path', async () => {
  const contacts = { type: 'contact.list', contacts: [{ type: 'contact', id: '../me', external_id: null }] }
  const answers = {
    '/conversations/1': conversation('1', { contacts, admin_assignee_id: '../teams' }),
    '/conversations/2': conversation('../me?x=1'),
    '/admins': { type: 'admin.list', admins: [] },
  }
  await using before = await startBefore(answers)
  const first = await before.query(
    '{ conversation(id: "1") { contacts { nodes { name companies { nodes { name } } } } adminAssignee { name } } }',
  )
  expect(first.data).toEqual({ conversation: { contacts: { nodes: [null] }, adminAssignee: null } })
  expect(first.errors?.map(({ extensions }) => extensions.code)).toEqual(['UPSTREAM_ERROR', 'UPSTREAM_ERROR'])
  const second = await before.query('{ conversation(id: "2") { title } }')
  expect([second.data, second.errors?.[0]?.extensions.code]).toEqual([{ conversation: null }, 'UPSTREAM_ERROR'])
  expect([...before.seen].sort()).toEqual(['GET /admins', 'GET /conversations/1', 'GET /conversations/2'])
})

test('one bad row of a page is one null with its error, and the page lives', async () => {
  await using before = await startBefore({
    '/contacts': listOf(contact, null, { ...contact, id: undefined }, { ...contact, id: { odd: 1 } }),
  })
  for (const _ of ['asked for', 'from the cache']) {
    const { data, errors } = await before.query('{ contacts { nodes { name } } }')
    expect(data).toEqual({ contacts: { nodes: [{ name: 'Ada' }, null, null, null] } })
    expect(errors?.map(({ path, extensions }) => [path?.at(-1), extensions.code])).toEqual([1, 2, 3].map((row) => [row, 'UPSTREAM_ERROR']))
  }
  expect(before.seen).toEqual(['GET /contacts'])
})

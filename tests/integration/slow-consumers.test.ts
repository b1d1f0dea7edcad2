import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { Config } from '../../src/config.ts'
import { startDesk } from '../support/webhook-house.ts'
import { deliver, notificationOf } from '../support/webhooks.ts'

const query =
  'subscription { conversationEvents { __typename ... on StreamItem { cursor } ... on ConversationEvent { conversation { title } } } }'
const impatient = (config: Config): Config => ({
  ...config,
  api: { ...config.api, streams: { ...config.api.streams, slowConsumerMs: 1_500 } },
})
const cutsOf = async (url: string, transport: string) =>
  Number(
    new RegExp(`^gateway_stream_cuts_total\\{transport="${transport}",reason="slow"\\} (\\d+)$`, 'm').exec(
      await (await fetch(`${url}/metrics`)).text(),
    )?.[1] ?? 0,
  )
const openOf = async (url: string) => /^gateway_subscriptions (\d+)$/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1]

/** A desk whose conversation has a title of a megabyte, so that few events fill what the system buffers. */
async function startLoudDesk() {
  const gateway = await startDesk({ configure: impatient })
  const conversation = gateway.sandbox.world.conversations.get('1')!
  gateway.sandbox.world.conversations.put({ ...conversation, title: 'x'.repeat(1_000_000) })
  return gateway
}
/** Announces until the client is cut. */
async function announceUntil(url: string, isOver: () => Promise<boolean>) {
  for (let count = 0; count < 200 && !(await isOver()); count++) {
    await deliver(url, notificationOf('conversation.read', { type: 'conversation', id: '1' }))
  }
}

test('a socket that stops reading is cut, and what was running on it with it', async () => {
  await using gateway = await startLoudDesk()
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
  const closed = once(socket, 'close')
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'connection_init' }))
  await once(socket, 'message')
  for (let id = 0; id < 20; id++) socket.send(JSON.stringify({ id: String(id), type: 'subscribe', payload: { query } }))
  await vi.waitFor(async () => expect(await openOf(gateway.url)).toBe('20'), 10_000)
  socket.pause()
  await announceUntil(gateway.url, async () => (await cutsOf(gateway.url, 'websocket')) > 0)
  await vi.waitFor(async () => expect(await cutsOf(gateway.url, 'websocket')).toBe(1), 10_000)
  await vi.waitFor(async () => expect(await openOf(gateway.url)).toBe('0'), 10_000)
  socket.resume()
  await closed
}, 60_000)

test('a stream of server-sent events that stops reading is cut', async () => {
  await using gateway = await startLoudDesk()
  const { hostname, port } = new URL(gateway.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  const body = JSON.stringify({ query })
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: ${hostname}:${port}\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  )
  await once(socket, 'data')
  socket.pause()
  await vi.waitFor(async () => expect(await openOf(gateway.url)).toBe('1'), 10_000)
  await announceUntil(gateway.url, async () => (await cutsOf(gateway.url, 'sse')) > 0)
  await vi.waitFor(async () => expect(await cutsOf(gateway.url, 'sse')).toBe(1), 10_000)
  await vi.waitFor(async () => expect(await openOf(gateway.url)).toBe('0'), 10_000)
  socket.destroy()
}, 60_000)

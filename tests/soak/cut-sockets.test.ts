import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { startGate } from '../support/gate.ts'
import { createIntercomSender } from '../support/intercom-sender.ts'
import { startFollower, ways } from '../support/live-client.ts'
import { startGatewayProcess } from '../support/processes.ts'
import { deskWorld } from '../support/webhook-house.ts'
import { clientSecret } from '../support/webhooks.ts'

const subscribers = 200
const everyMs = 100
/** 40 s are 400, on a machine that has nothing else to do. */
const events = 10 * Number(process.env.SOAK_SECONDS ?? 40)
const conversations = 50
const patienceMs = 300_000

test(`${subscribers} subscribers whose connections are cut at random places are told all ${events} events that were published, once and in order`, async () => {
  await using sandbox = await startSandbox({ world: deskWorld() })
  await using gateway = await startGatewayProcess(sandbox.url, { INTERCOM_CLIENT_SECRET: clientSecret })
  await using gate = await startGate(gateway.url)
  await using stack = new AsyncDisposableStack()
  // an event is some 300 bytes, and what comes before the first as much
  gate.state.bytesUntilCut = () => 500 + Math.floor(Math.random() * 5_000)
  const url = gate.url.replace('redis', 'http')
  const followers = Array.from({ length: subscribers }, (_, at) => stack.use(startFollower({ way: ways[at % 2]!, url })))
  const say = (what: string) => console.log(`cut sockets: ${what}, ${gate.state.cuts} cuts`)
  const waiting = { timeout: patienceMs, interval: 200 }
  await expect.poll(() => followers.filter(({ caughtUp }) => caughtUp.length === 0).length, waiting).toBe(0)

  const sender = stack.use(createIntercomSender({ urls: [gateway.url], retryAfterMs: 100 }))
  const published: string[] = []
  while (published.length < events) {
    const { part, isAcknowledged } = await sender.announce(1 + (published.length % conversations))
    expect(isAcknowledged).toBe(true)
    published.push(part)
    if (published.length % 100 === 0) say(`${published.length} published`)
    await delay(everyMs)
  }
  await expect.poll(() => followers.filter(({ parts }) => parts.length < published.length).length, waiting).toBe(0)
  say(`${published.length} published, ${subscribers} subscribers told`)
  for (const { parts, gaps, failures } of followers) expect({ parts, gaps, failures }).toEqual({ parts: published, gaps: [], failures: [] })
  expect(gate.state.cuts).toBeGreaterThan(subscribers)
})

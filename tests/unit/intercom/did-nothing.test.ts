import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { GatewayError } from '../../../src/errors.ts'
import { createIntercom } from '../../../src/intercom/client.ts'

type Answer = number | 'breaks' | 'never'

/** An Intercom that answers one call after another as it is told, and then no more. */
async function startScripted(answers: readonly Answer[]) {
  const left = [...answers]
  let calls = 0
  const waiting: ServerResponse[] = []
  const server = createServer((incoming, response) => {
    const answer = left.shift() ?? 'never'
    calls += 1
    incoming.resume().on('end', () => {
      if (answer === 'breaks') incoming.socket.destroy()
      else if (answer === 'never') waiting.push(response)
      else response.writeHead(answer, { 'content-type': 'application/json', 'retry-after': '0' }).end('{"errors":[{"code":"some_code"}]}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const intercom = createIntercom({ token: 't', version: '2.14', baseUrl: url, timeoutMs: 1_500, maxRetries: 2, maxSockets: 1 })
  return {
    calls: () => calls,
    send: () =>
      intercom
        .request({ method: 'POST', route: '/conversations/{conversation_id}/reply', params: { conversation_id: '1' }, body: {} })
        .then(
          () => {
            throw new Error('It was answered.')
          },
          (error: unknown) => (error instanceof GatewayError ? error.didNothing : error),
        ),
    async stopListening() {
      server.close()
      await once(server, 'close')
    },
    async [Symbol.asyncDispose]() {
      await intercom.dispose()
      server.closeAllConnections()
      server.close()
    },
  }
}

describe('a write has certainly done nothing', () => {
  test.each([
    ['when it was refused', [422], true, 1],
    ['when another record was in the way', [409], true, 1],
    ['when every attempt was answered 429', [429, 429, 429], true, 3],
    ['but not when it was given up in the middle', [408], false, 1],
    ['but not when Intercom failed', [500], false, 1],
    ['but not when its answer was lost', ['breaks'], false, 1],
    ['but not when it was late', ['never'], false, 1],
    ['but not when the attempt after a 429 was lost', [429, 'breaks'], false, 2],
    ['but not when Intercom failed after a 429', [429, 502], false, 2],
  ] as const)('%s', async (_, answers, didNothing, calls) => {
    await using intercom = await startScripted(answers)
    expect([await intercom.send(), intercom.calls()]).toEqual([didNothing, calls])
  })

  test('when nobody listens, and when the gateway stops before it is sent', async () => {
    const intercom = await startScripted([])
    await intercom.stopListening()
    expect(await intercom.send()).toBe(true)
    await intercom[Symbol.asyncDispose]()
    expect([await intercom.send(), intercom.calls()]).toEqual([true, 0])
  })
})

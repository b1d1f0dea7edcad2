import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { judgePort, lookAtPort } from '../../../../src/cli/doctor/port.ts'

const place = { host: '127.0.0.1', port: 4000 }

test.each([
  [{ state: 'free' }, 'ok', '127.0.0.1:4000 is free', undefined],
  [{ state: 'gateway' }, 'ok', 'a gateway listens at 127.0.0.1:4000 already', undefined],
  [
    { state: 'refused', code: 'EADDRINUSE' },
    'failure',
    '127.0.0.1:4000 is taken by another process',
    'PORT=<another>, or 0 for any free one',
  ],
  [{ state: 'refused', code: 'EACCES' }, 'failure', '127.0.0.1:4000 needs more rights than this process has', 'PORT=<one above 1023>'],
  [
    { state: 'refused', code: 'ENOTFOUND' },
    'failure',
    '127.0.0.1 is no address of this machine (ENOTFOUND)',
    expect.stringContaining('HOST=127.0.0.1'),
  ],
] as const)('%j is %s', (state, status, found, fix) => {
  expect(judgePort(place, state)).toMatchObject(fix === undefined ? { status, found } : { status, found, fix })
})

test('port 0 is any free one', () => {
  expect(judgePort({ ...place, port: 0 }, { state: 'free' }).found).toBe('a free one of 127.0.0.1 is taken at the start')
})

describe('a look', () => {
  let server: Server
  afterEach(() => {
    server?.closeAllConnections()
    server?.close()
  })
  const listening = async (answer: string | undefined): Promise<number> => {
    server = createServer((_, response) => answer !== undefined && response.end(answer))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return (server.address() as AddressInfo).port
  }

  test('leaves a port free that it found free', async () => {
    expect(await lookAtPort({ host: '127.0.0.1', port: 0 }, 500)).toEqual({ state: 'free' })
    const port = await listening('')
    await new Promise((resolve) => server.close(resolve))
    expect(await lookAtPort({ host: '127.0.0.1', port }, 500)).toEqual({ state: 'free' })
    expect(await lookAtPort({ host: '127.0.0.1', port }, 500)).toEqual({ state: 'free' })
  })

  test('knows a gateway by its health report, and nothing else for one', async () => {
    const port = await listening('{"status":"OK","checks":[]}')
    expect(await lookAtPort({ host: '127.0.0.1', port }, 500)).toEqual({ state: 'gateway' })
  })

  test.each(['{"status":"OK"}', 'null', '<html>', undefined])('knows something else that answers %j for taken', async (answer) => {
    const port = await listening(answer)
    expect(await lookAtPort({ host: '127.0.0.1', port }, 100)).toEqual({ state: 'refused', code: 'EADDRINUSE' })
  })

  test('tells an address that is of no machine here', async () => {
    expect(await lookAtPort({ host: '192.0.2.1', port: 0 }, 500)).toEqual({ state: 'refused', code: 'EADDRNOTAVAIL' })
  })
})

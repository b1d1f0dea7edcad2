import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { inMemory } from '../../../clients/live/cursors.ts'
import { type Follow, follow, type StreamResult, type Transport } from '../../../clients/live/live.ts'
import { overEvents } from '../../../clients/live/over-events.ts'
import { readEvents } from '../../../clients/live/read-events.ts'
import { StreamEnd } from '../../../clients/live/stream-end.ts'

type Told = { __typename: string; name?: string }
type Connection = (StreamResult | StreamEnd)[]

const item = (cursor: string, __typename = 'Happened', errors?: StreamResult['errors']): StreamResult => ({
  data: { told: { __typename, name: cursor } },
  ...(errors && { errors }),
  extensions: { cursor },
})

/** A transport of which each connection is written down, and what it was asked with. After the last it stays open. */
function script(...connections: Connection[]) {
  const cursors: (string | null)[] = []
  const transport: Transport = async function* ({ cursor, signal }) {
    const connection = connections[cursors.push(cursor) - 1]
    for (const each of connection ?? []) {
      if (each instanceof StreamEnd) throw each
      yield each
    }
    if (!connection) await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  }
  return { transport, cursors }
}

function start(transport: Transport, rest: Partial<Follow<{ told: Told }>> = {}) {
  const told: string[] = []
  const waits: number[] = []
  const failures: unknown[] = []
  const { stop } = follow<{ told: Told }>({
    transport,
    query: 'subscription { told { __typename } }',
    firstWaitMs: 1,
    longestWaitMs: 8,
    onEvent: (event, { cursor }) => void told.push(`${event.__typename} ${cursor}`),
    onGap: (gap, { cursor }) => void told.push(`${gap.__typename} ${cursor}`),
    onCaughtUp: (mark, { cursor }) => void told.push(`${mark.__typename} ${cursor}`),
    onState: (state) => state.is === 'WAITING' && waits.push(state.forMs),
    onFailed: (error) => failures.push(error),
    ...rest,
  })
  return { told, waits, failures, stop, [Symbol.asyncDispose]: stop }
}

const lost = (retryAfterMs?: number) => new StreamEnd('LOST', 'The connection has ended.', { retryAfterMs })

describe('who follows', () => {
  test('goes on behind the last item that was handled, whatever kind it is of', async () => {
    const { transport, cursors } = script([item('1', 'StreamCaughtUp'), item('2'), lost()], [item('3', 'StreamGap')], [item('4'), lost()])
    await using following = start(transport, { cursors: inMemory('0') })
    await vi.waitFor(() => expect(cursors).toEqual(['0', '2', '3', '4']))
    expect(following.told).toEqual(['StreamCaughtUp 1', 'Happened 2', 'StreamGap 3', 'Happened 4'])
  })

  test('is told one item after the other, and what could not be read of it', async () => {
    const order: string[] = []
    const { transport } = script([item('1', 'Happened', [{ message: 'A record cannot be read.' }]), item('2')])
    await using _following = start(transport, {
      async onEvent(_, { cursor, errors }) {
        order.push(`${cursor} begins`, ...errors.map(({ message }) => message))
        await new Promise((resolve) => setTimeout(resolve, 5))
        order.push(`${cursor} ends`)
      },
    })
    await vi.waitFor(() => expect(order).toEqual(['1 begins', 'A record cannot be read.', '1 ends', '2 begins', '2 ends']))
  })

  test('waits longer each time that nothing comes, up to the longest, and little again after something came', async () => {
    const { transport } = script(...Array.from({ length: 6 }, () => [lost()]), [item('1'), lost()])
    await using following = start(transport)
    await vi.waitFor(() => expect(following.waits).toHaveLength(7))
    for (const [at, full] of [1, 2, 4, 8, 8, 8, 1].entries()) {
      expect(following.waits[at]).toBeGreaterThanOrEqual(full / 2)
      expect(following.waits[at]).toBeLessThanOrEqual(full)
    }
  })

  test('waits as long as the gateway says', async () => {
    const { transport, cursors } = script([lost(30)])
    await using following = start(transport)
    await vi.waitFor(() => expect(cursors).toHaveLength(2))
    expect(following.waits).toEqual([30])
  })

  test.each([
    ['an event', { onEvent: () => Promise.reject(new Error('out of order')) }],
    ['a gap', { onGap: () => Promise.reject(new Error('out of order')) }],
    [
      'keeping the cursor',
      {
        cursors: {
          get: () => null,
          set() {
            throw new Error('out of order')
          },
        },
      },
    ],
  ])('stops where handling %s fails, with what was thrown', async (_, rest) => {
    const { transport, cursors } = script([item('1', 'StreamCaughtUp'), item('2', 'StreamGap'), item('3'), item('4')])
    await using following = start(transport, rest)
    await vi.waitFor(() => expect(following.failures).toEqual([new Error('out of order')]))
    expect(following.told).not.toContain('Happened 4')
    expect(cursors).toHaveLength(1)
  })

  test('shows one more token, and gives up when that is not taken either', async () => {
    const refused = () => new StreamEnd('UNAUTHENTICATED', 'The token has expired.')
    const { transport, cursors } = script([refused()], [item('1'), refused()], [refused()])
    await using following = start(transport)
    await vi.waitFor(() => expect(following.failures).toMatchObject([{ reason: 'UNAUTHENTICATED' }]))
    expect(cursors).toEqual([null, null, '1'])
  })

  test('is told nothing after it has left', async () => {
    const { transport } = script([item('1'), item('2')])
    const following = start(transport, {
      async onEvent(_, { cursor }) {
        following.told.push(cursor)
        void following.stop()
      },
    })
    await vi.waitFor(() => expect(following.told).toEqual(['1']))
    await following.stop()
    expect(following.told).toEqual(['1'])
    expect(following.failures).toEqual([])
  })
})

describe('events', () => {
  const read = async (...pieces: string[]) => {
    const stream = new ReadableStream<string>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(piece)
        controller.close()
      },
    })
    return Array.fromAsync(readEvents(stream.getReader(), () => {}))
  }

  test('are the same in whatever pieces and with whatever ends of lines they come', async () => {
    const text = ':\n\nevent: next\nid: 7\ndata: {"a":\ndata:1}\n\nretry: 3\n\nevent: complete\ndata:\n\n'
    const events = [
      { event: 'next', data: '{"a":\n1}' },
      { event: 'complete', data: '' },
    ]
    for (const end of ['\n', '\r\n', '\r']) {
      const written = text.replaceAll('\n', end)
      expect(await read(written)).toEqual(events)
      expect(await read(...written)).toEqual(events)
    }
  })

  test('that the stream ends in the middle of are none', async () => {
    expect(await read('event: next\ndata: {"a":1}\n')).toEqual([])
  })
})

describe('an answer that is no stream', () => {
  const endOf = async (...given: ConstructorParameters<typeof Response>) => {
    const open = overEvents({ url: 'http://gateway.test/graphql', fetch: async () => new Response(...given) })
    const stream = open({ query: '', cursor: null, signal: new AbortController().signal })[Symbol.asyncIterator]()
    return stream.next().then(
      () => undefined,
      (error: unknown) => error,
    )
  }
  const said = (extensions: object) => JSON.stringify({ errors: [{ message: 'No.', extensions }] })

  test.each<[status: number, body: string, headers: Record<string, string>, end: object]>([
    [502, '<html>', {}, { reason: 'LOST', message: 'Instead of a stream the gateway answered 502.' }],
    [429, said({ code: 'RATE_LIMITED', retryable: true }), { 'retry-after': '7' }, { reason: 'LOST', retryAfterMs: 7_000, message: 'No.' }],
    [401, said({ code: 'UNAUTHENTICATED', retryable: false }), {}, { reason: 'UNAUTHENTICATED' }],
    // the issuer does not tell its keys for the moment
    [401, said({ code: 'UNAUTHENTICATED', retryable: true }), {}, { reason: 'LOST' }],
    [400, said({ code: 'INVALID', retryable: false }), {}, { reason: 'REFUSED', errors: [{ message: 'No.' }] }],
    [200, '{"data":{}}', { 'content-type': 'application/json' }, { reason: 'REFUSED' }],
  ])('%i %s', async (status, body, headers, end) => {
    expect(await endOf(body, { status, headers })).toMatchObject(end)
  })
})

test('the folder can be taken as it is: it imports nothing but its own files, and graphql-ws in one of them', () => {
  const folder = new URL('../../../clients/live/', import.meta.url)
  const imported = readdirSync(folder).flatMap((file) =>
    [...readFileSync(new URL(file, folder), 'utf8').matchAll(/\bfrom '([^']+)'/g)].map(([, from]) => `${file}: ${from}`),
  )
  expect(imported.filter((each) => !/: \.\/[a-z-]+\.ts$/.test(each))).toEqual(['over-socket.ts: graphql-ws'])
})

import { describe, expect, test } from 'vitest'
import { createLogger } from '../../../src/monitoring/logger.ts'
import { createRequestScope, runInScope } from '../../../src/monitoring/request-scope.ts'

const written = (logFormat: 'json' | 'text', logLevel: 'info' | 'silent' = 'info') => {
  const lines: string[] = []
  return { lines, log: createLogger({ logFormat, logLevel }, { write: (line) => void lines.push(line) }) }
}
const parsed = (lines: string[]) => lines.map((line) => JSON.parse(line))

describe('json', () => {
  test('a line is one object with its level, its time and its facts', () => {
    const { lines, log } = written('json')
    log.warn({ conversationId: '42', retryAfterMs: 1200 }, 'intercom asked us to wait')
    expect(parsed(lines)).toEqual([
      {
        level: 'warn',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        conversationId: '42',
        retryAfterMs: 1200,
        msg: 'intercom asked us to wait',
      },
    ])
  })

  test('below the level nothing is written', () => {
    const quiet = written('json')
    quiet.log.debug('not this')
    quiet.log.info('this')
    expect(parsed(quiet.lines).map((line) => line.msg)).toEqual(['this'])
    const silent = written('json', 'silent')
    silent.log.fatal('nor this')
    expect(silent.lines).toEqual([])
  })

  test('a line of a request carries its id, a line outside of one carries none', () => {
    const { lines, log } = written('json')
    runInScope(createRequestScope('req-7'), () => log.info('inside'))
    log.info('outside')
    expect(parsed(lines).map((line) => line.requestId)).toEqual(['req-7', undefined])
  })

  test('what should never have been handed in is not written either', () => {
    const { lines, log } = written('json')
    const hidden = 'hidden'
    log.info({ email: hidden, headers: { authorization: hidden }, contact: { custom: { phone: hidden } }, accessToken: hidden }, 'oops')
    log.info({ request: { body: hidden, variables: { a: hidden } } }, 'oops')
    expect(lines.join()).not.toContain(hidden)
    expect(parsed(lines)[0]).toMatchObject({ headers: { authorization: '[redacted]' }, msg: 'oops' })
  })
})

describe('an error', () => {
  test('is written whole: its stack, its causes and its short facts', () => {
    const { lines, log } = written('json')
    const cause = Object.assign(new Error('connect refused'), { code: 'ECONNREFUSED', syscall: 'connect' })
    log.error({ err: new TypeError('could not load', { cause }) }, 'a request failed')
    const [{ err }] = parsed(lines)
    expect(err).toMatchObject({ type: 'TypeError', message: 'could not load', code: 'ECONNREFUSED', syscall: 'connect' })
    expect(err.stack).toMatch(/TypeError: could not load\n {4}at .*logger\.test\.ts[\s\S]*caused by: Error: connect refused\n {4}at /)
  })

  test('does not bring along what a library hung on it, nor addresses and tokens in its message', () => {
    const { lines, log } = written('json')
    const message = 'got "ada@example.com" with Bearer dG9rZW4='
    log.error({ err: Object.assign(new Error(message), { body: { secret: 1 }, rawResponse: { headers: {} } }) }, 'failed')
    expect(parsed(lines)[0].err).toEqual({
      type: 'Error',
      message: 'got "[email]" with Bearer [redacted]',
      stack: expect.stringContaining('Error: got "[email]" with Bearer [redacted]\n    at '),
    })
    expect(lines.join()).not.toMatch(/ada@|dG9rZW4|secret|rawResponse/)
  })

  test('keeps the paths of its stack, though packages have an @ in theirs', () => {
    const { lines, log } = written('json')
    const error = new Error('zoë+1@mail.example.com')
    error.stack = `Error: zoë+1@mail.example.com\n    at file:///app/node_modules/@pothos/core/esm/index.js:187:16 (yoga@5.24.1)`
    log.error({ err: error }, 'failed')
    expect(parsed(lines)[0].err.stack).toBe(
      'Error: [email]\n    at file:///app/node_modules/@pothos/core/esm/index.js:187:16 (yoga@5.24.1)',
    )
  })

  test('that is no Error, or its own cause, is written all the same', () => {
    const { lines, log } = written('json')
    const loop = new Error('round')
    loop.cause = loop
    log.error({ err: loop }, 'loop')
    log.error({ err: 'only words' }, 'words')
    expect(parsed(lines).map((line) => [line.err.type, line.err.message])).toEqual([
      ['Error', 'round'],
      ['string', 'only words'],
    ])
  })
})

test('text is one line for people, and the stack of an error under it', () => {
  const { lines, log } = written('text')
  log.info({ url: 'http://127.0.0.1:4000/graphql', calls: [1, 2] }, 'listening')
  log.error({ err: new Error('no') }, 'failed')
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d info {2}listening {2}url=http:\/\/127\.0\.0\.1:4000\/graphql {2}calls=\[1,2\]\n$/)
  expect(lines[1]).toMatch(/^\d\d:\d\d:\d\d error failed\nError: no\n {4}at [\s\S]*\n$/)
})

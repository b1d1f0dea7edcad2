import { type JWTVerifyGetKey, jwtVerify } from 'jose'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createIssuerKeys } from '../../../../src/api/callers/issuer-keys.ts'
import { startIssuer } from '../../../support/issuer.ts'

// the library has a clock of its own: the one that is moved here
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())
const pass = (seconds: number) => void vi.setSystemTime(Date.now() + seconds * 1000)

type OneIssuer = Awaited<ReturnType<typeof startIssuer>>

/** The keys of an issuer, and what was said to the log about them. */
function keysOf({ trust }: OneIssuer) {
  const said: string[] = []
  const keys = createIssuerKeys({ ...trust, say: { warn: (_: unknown, sentence?: string) => void said.push(sentence ?? '') } as never })
  return { said, keys }
}
const isTaken = async (keys: JWTVerifyGetKey, token: string) => (await jwtVerify(token, keys)).payload.sub === 'somebody'
const unknown = { code: 'ERR_JWKS_NO_MATCHING_KEY' }
const maybe = { code: 'UNAUTHENTICATED', retryable: true, retryAfterMs: 5_000 }

describe('while the issuer is there', () => {
  test('its keys are asked for when first needed, once for all who come meanwhile, and then for ten minutes not again', async () => {
    await using issuer = await startIssuer()
    const { keys } = keysOf(issuer)
    const tokens = await Promise.all(Array.from({ length: 50 }, () => issuer.sign()))
    expect(issuer.keysAsked()).toBe(0)
    expect(await Promise.all(tokens.map((token) => isTaken(keys, token)))).toEqual(tokens.map(() => true))
    pass(599)
    expect(await isTaken(keys, await issuer.sign())).toBe(true)
    expect(issuer.keysAsked()).toBe(1)
    pass(2)
    expect(await isTaken(keys, await issuer.sign())).toBe(true)
    expect(issuer.keysAsked()).toBe(2)
  })

  test('a new key is found when a token names it, and a withdrawn one goes within ten minutes', async () => {
    await using issuer = await startIssuer()
    const { keys } = keysOf(issuer)
    const old = await issuer.sign()
    expect(await isTaken(keys, old)).toBe(true)
    await issuer.addKey('second')
    issuer.withdrawKey('first')
    const young = await issuer.sign({}, { kid: 'second' })
    pass(31)
    expect(await isTaken(keys, young)).toBe(true)
    await expect(isTaken(keys, old)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(issuer.keysAsked()).toBe(2)
    pass(31)
    await expect(isTaken(keys, old)).rejects.toMatchObject(unknown)
  })

  test('a new key that a token names just after a reading is one to come back with, when the keys are read again, whoever invents others', async () => {
    await using issuer = await startIssuer()
    await using stranger = await startIssuer()
    await stranger.addKey('invented')
    const { keys } = keysOf(issuer)
    expect(await isTaken(keys, await issuer.sign())).toBe(true)
    await issuer.addKey('second')
    const young = await issuer.sign({}, { kid: 'second' })
    pass(10)
    await expect(isTaken(keys, young)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', retryable: true, retryAfterMs: 20_000 })
    pass(21)
    // this one makes it be read again, and is refused for good
    await expect(isTaken(keys, await stranger.sign({}, { kid: 'invented' }))).rejects.toMatchObject(unknown)
    expect(await isTaken(keys, young)).toBe(true)
    expect(issuer.keysAsked()).toBe(2)
  })

  test('invented keys make it be asked twice a minute and no more', async () => {
    await using issuer = await startIssuer()
    await using stranger = await startIssuer()
    const { keys } = keysOf(issuer)
    expect(await isTaken(keys, await issuer.sign())).toBe(true)
    for (let number = 0; number < 20; number += 1) {
      await stranger.addKey(`invented-${number}`)
      await expect(isTaken(keys, await stranger.sign({}, { kid: `invented-${number}` }))).rejects.toThrow()
      pass(6)
    }
    // 120 s
    expect(issuer.keysAsked()).toBeLessThanOrEqual(5)
    expect(issuer.keysAsked()).toBeGreaterThanOrEqual(3)
  })
})

describe.each<[string, (issuer: OneIssuer) => unknown]>([
  ['is not there', (issuer) => issuer.dispose()],
  ['answers 503', (issuer) => issuer.answers(503)],
  ['answers something else', (issuer) => issuer.answers(200, '<html>Sign in to the network</html>')],
  ['answers an empty object', (issuer) => issuer.answers(200, '{}')],
  ['sends elsewhere', (issuer) => issuer.answers(302)],
])('when the issuer %s', (_, goes) => {
  test('what was known goes on, is said in the log, and a key that may be a new one may be taken later', async () => {
    await using issuer = await startIssuer()
    const { keys, said } = keysOf(issuer)
    const token = await issuer.sign()
    expect(await isTaken(keys, token)).toBe(true)
    await issuer.addKey('second')
    const young = await issuer.sign({}, { kid: 'second' })
    await goes(issuer)
    pass(250)
    expect(await isTaken(keys, token)).toBe(true)
    await expect(isTaken(keys, young)).rejects.toMatchObject(maybe)
    pass(601)
    const later = await issuer.sign()
    expect(await isTaken(keys, later)).toBe(true)
    expect(said).toEqual(['an issuer does not tell its keys; those known go on', 'an issuer does not tell its keys; those known go on'])
    // a day after they were last told
    pass(86_400)
    await expect(isTaken(keys, await issuer.sign())).rejects.toMatchObject(maybe)
    expect(said.at(-1)).toBe('an issuer does not tell its keys')
  })
})

test('while the issuer has told no keys yet, nobody is let in, it is asked every five seconds, and all is well when it is', async () => {
  await using issuer = await startIssuer()
  const { keys } = keysOf(issuer)
  const token = await issuer.sign()
  issuer.answers(503)
  for (let times = 0; times < 10; times += 1) await expect(isTaken(keys, token)).rejects.toMatchObject(maybe)
  expect(issuer.keysAsked()).toBe(1)
  issuer.answers()
  await expect(isTaken(keys, token)).rejects.toMatchObject(maybe)
  pass(5)
  expect(await isTaken(keys, token)).toBe(true)
  expect(issuer.keysAsked()).toBe(2)
})

import { expect, test } from 'vitest'
import { createOnePerHouse } from '../../../src/cache/one-per-house.ts'
import type { RedisStore } from '../../../src/cache/redis-store.ts'
import type { Found, Slot } from '../../../src/cache/store.ts'

const slot: Slot = { key: 'all/admin', generation: 'all/admin' }
const standing = { generation: 'e:1-0', asOf: 'e:1-0', changedAtMs: 1, knownSinceMs: 0 }
const nothing: Found<string> = { ...standing, value: undefined, under: undefined, storedAtMs: 0, isCurrent: false }
const late = () => Promise.reject(new Error('Redis does not answer.'))

type Answers = { locks: (boolean | 'late')[]; looks?: (Found<string> | 'late')[]; silentForMs?: number; isGenerationKnown?: boolean }

/** A shared store whose lock and whose looks answer as the lists say, the last of each again and again. */
function openHouse({ locks, looks = [nothing], silentForMs = 0, isGenerationKnown = true }: Answers) {
  const did: string[] = []
  let locked = ''
  let keptUnder: string | undefined
  const nextOf = <T>(answers: T[]) => (answers.length > 1 ? answers.shift() : answers[0]) as T
  const lock: RedisStore['lock'] = (key) => ({
    take() {
      did.push('lock')
      locked = key
      const answer = nextOf(locks)
      return answer === 'late' ? late() : Promise.resolve(answer)
    },
    release: async () => void did.push('release'),
  })
  const onePerHouse = createOnePerHouse({
    l2: { lock, silentForMs: () => silentForMs } as RedisStore,
    findShared: async () => {
      did.push('look')
      const answer = nextOf(looks)
      return answer === 'late' ? undefined : [answer]
    },
    isClosing: () => false,
  })
  const ask = () =>
    onePerHouse<string>({
      slot,
      generation: isGenerationKnown ? standing.generation : undefined,
      take: ({ value }) => (value === undefined ? undefined : { answer: { state: 'here', model: value }, copies: [] }),
      async fetch({ onWritten, standing: said } = {}) {
        did.push('fetch')
        keptUnder = said?.generation
        onWritten?.()
        return { answer: { state: 'here', model: 'fetched' }, copies: [] }
      },
    })
  const modelOf = async () => {
    const { answer } = await ask()
    return answer.state === 'here' ? answer.model : answer.state
  }
  return { did, ask: modelOf, locked: () => locked, keptUnder: () => keptUnder }
}

test('a lock that is answered late is asked for once more, before anybody goes without it', async () => {
  const { did, ask } = openHouse({ locks: ['late', true] })
  expect(await ask()).toBe('fetched')
  expect(did).toEqual(['lock', 'lock', 'look', 'fetch', 'release'])
})

test('a generation that was told late is asked for again, before anybody goes under none; what is fetched can be kept under it', async () => {
  const { did, ask, locked, keptUnder } = openHouse({ locks: [true], looks: ['late', nothing], isGenerationKnown: false })
  expect(await ask()).toBe('fetched')
  expect(did).toEqual(['look', 'look', 'lock', 'look', 'fetch', 'release'])
  expect([locked(), keptUnder()]).toEqual([`all/admin@${standing.generation}`, standing.generation])
})

test('whoever had no answer in time waits, when it has one, for the process that fetches', async () => {
  const { did, ask } = openHouse({ locks: ['late', false], looks: [nothing, { ...nothing, value: 'of another', isCurrent: true }] })
  expect(await ask()).toBe('of another')
  expect(did).not.toContain('fetch')
})

test('one look in vain is no reason to stop waiting', async () => {
  const { did, ask } = openHouse({ locks: [false], looks: ['late', { ...nothing, value: 'of another', isCurrent: true }] })
  expect(await ask()).toBe('of another')
  expect(did).not.toContain('fetch')
})

test.each([
  ['its locks', { locks: ['late' as const] }],
  ['its values', { locks: [false], looks: ['late' as const] }],
])('when the shared store goes on not to answer about %s, each fetches for itself, without the lock too', async (_, answers) => {
  const { did, ask } = openHouse(answers)
  expect(await ask()).toBe('fetched')
  expect(did.filter((one) => one === 'lock').length).toBeGreaterThan(1)
  expect(did.slice(-2)).toEqual(['fetch', 'release'])
})

test.each([
  ['just now is asked all the same', 50, ['lock', 'look', 'fetch', 'release']],
  ['for longer is not asked', 1_000, ['fetch']],
])('a shared store that has been silent %s', async (_, silentForMs, expected) => {
  const { did, ask } = openHouse({ locks: [true], silentForMs })
  expect(await ask()).toBe('fetched')
  expect(did).toEqual(expected)
})

test('when the shared store goes on not to tell the generation, each fetches for itself', async () => {
  const { did, ask } = openHouse({ locks: [true], looks: ['late'], isGenerationKnown: false })
  expect(await ask()).toBe('fetched')
  expect(did.filter((one) => one === 'look').length).toBeGreaterThan(1)
  expect(did.at(-1)).toBe('fetch')
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Collections, EntryChange } from '../../../src/storage/collections.ts'
import { largestWrite } from '../../../src/storage/whole-write.ts'

export type CollectionsHouse = AsyncDisposable & {
  collections: Collections
  /** Lets time pass for a store that goes by the test's clock. */
  pass(ms: number): void
}

const inOrder = (keys: Iterable<string>) => [...keys].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
const put = (collection: string, ...keys: string[]): EntryChange[] => keys.map((key) => ({ collection, key, value: `of ${key}` }))
const take = (collection: string, ...keys: string[]): EntryChange[] => keys.map((key) => ({ collection, key, value: null }))

export async function keysOf(collections: Collections, collection: string, prefix?: string): Promise<string[]> {
  return (await collections.list(collection, { prefix, limit: 10_000 })).map(({ key }) => key)
}

const odd = [
  '',
  '\0',
  'a\0',
  'a\0b',
  "'); --",
  '"',
  '{w}:x',
  '*',
  '[',
  '(',
  '-',
  '+',
  '\n',
  '10',
  '9',
  '-1',
  '1e3',
  '\ufeff',
  '\uffff',
  'é',
  'e\u0301',
  '💥',
  '👩‍👧',
]

/** What each implementation of Collections promises. */
export function itKeepsThePromiseOfCollections(open: () => Promise<CollectionsHouse>): void {
  test('a value is under its key, in its collection, until it is written over or taken away', async () => {
    await using house = await open()
    const { collections } = house
    expect(await collections.getMany('a', ['1'])).toEqual([undefined])
    await collections.write([...put('a', '1', '2'), ...put('b', '1')])
    await collections.write([{ collection: 'a', key: '1', value: 'anew' }, ...take('a', '2', '3'), ...take('c', '1')])
    expect(await collections.getMany('a', ['2', '1', '3', '1'])).toEqual([undefined, 'anew', undefined, 'anew'])
    expect(await collections.getMany('b', ['1'])).toEqual(['of 1'])
    expect(await collections.getMany('a', [])).toEqual([])
    expect(await collections.list('a', { limit: 5 })).toEqual([{ key: '1', value: 'anew' }])
    expect(await collections.count('c')).toBe(0)
  })

  test('of two changes of one key in one write the later counts', async () => {
    await using house = await open()
    const { collections } = house
    await collections.write([
      ...put('a', '1'),
      ...take('a', '1'),
      ...take('a', '2'),
      ...put('a', '2'),
      { collection: 'a', key: '2', value: '' },
    ])
    await collections.write([])
    expect(await collections.list('a', { limit: 5 })).toEqual([{ key: '2', value: '' }])
  })

  test('any text is a name, a key and a value, and keys are in the order of their bytes', async () => {
    await using house = await open()
    const { collections } = house
    for (const name of odd) await collections.write(odd.map((key) => ({ collection: name, key, value: `${name}|${key}` })))
    for (const name of odd) {
      expect(await collections.getMany(name, odd)).toEqual(odd.map((key) => `${name}|${key}`))
      expect(await keysOf(collections, name)).toEqual(inOrder(odd))
    }
    for (const prefix of odd) {
      const having = odd.filter((key) => key.startsWith(prefix))
      expect(await keysOf(collections, '', prefix)).toEqual(inOrder(having))
      expect(await collections.count('', prefix)).toBe(having.length)
    }
  })

  test('large values come back whole', async () => {
    await using house = await open()
    const value = '💥 "\0\n'.repeat(12_000)
    await house.collections.write(Array.from({ length: 20 }, (_, at) => ({ collection: 'a', key: `${at}`, value: `${at}${value}` })))
    expect(await house.collections.getMany('a', ['7', '19'])).toEqual([`7${value}`, `19${value}`])
    expect((await house.collections.list('a', { limit: 1 }))[0]?.value).toBe(`0${value}`)
  })

  test('a long list comes in pages, each behind the last key of the one before, whatever is written meanwhile', async () => {
    await using house = await open()
    const { collections } = house
    const keys = Array.from({ length: 9_000 }, (_, at) => `item ${(at * 7_919) % 9_000}`)
    for (const from of [0, 4_500]) await collections.write(put('a', ...keys.slice(from, from + 4_500)))
    await collections.write(put('b', 'item 5'))
    expect(await keysOf(collections, 'a')).toEqual(inOrder(keys))
    const seen: string[] = []
    let after: string | null = null
    do {
      const page = await collections.list('a', { prefix: 'item ', after, limit: 1_000 })
      seen.push(...page.map(({ key }) => key))
      expect(page.every(({ key, value }) => value === `of ${key}`)).toBe(true)
      after = page.at(-1)?.key ?? null
      if (after !== null) await collections.write(take('a', after)) // behind it goes on all the same
    } while (after !== null)
    expect(seen).toEqual(inOrder(keys))
    expect(await collections.count('a')).toBe(9_000 - 9)
  })

  test('it says what a plain map would, after any writes', async () => {
    const key = fc.oneof(fc.constantFrom(...odd), fc.string({ unit: fc.constantFrom('a', 'b', '\0', 'ÿ', '💥'), maxLength: 3 }))
    const name = fc.constantFrom('one', 'two')
    const change = fc.record({ collection: name, key, value: fc.option(fc.string({ unit: 'binary', maxLength: 10 })) })
    const look = fc.record({ name, prefix: key, after: fc.option(key), limit: fc.integer({ min: 0, max: 12 }) })
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.array(change, { maxLength: 12 }) },
      { weight: 4, arbitrary: look },
      { weight: 1, arbitrary: name },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
        await using house = await open()
        const { collections } = house
        const truth = new Map([...['one', 'two'].map((name) => [name, new Map<string, string>()] as const)])
        const of = (name: string) => truth.get(name)!
        for (const step of steps) {
          if (typeof step === 'string') {
            await collections.drop(step)
            of(step).clear()
          } else if (Array.isArray(step)) {
            await collections.write(step)
            for (const { collection, key, value } of step) value === null ? of(collection).delete(key) : of(collection).set(key, value)
          } else {
            const { name, prefix, after, limit } = step
            const having = inOrder(of(name).keys()).filter((key) => key.startsWith(prefix))
            const behind = having.filter((key) => after === null || Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0)
            const expected = behind.slice(0, limit).map((key) => ({ key, value: of(name).get(key) }))
            expect(await collections.list(name, { prefix, after, limit })).toEqual(expected)
            expect(await collections.count(name, prefix)).toBe(having.length)
            expect(await collections.getMany(name, [prefix, 'a'])).toEqual([of(name).get(prefix), of(name).get('a')])
          }
        }
      }),
      { numRuns: 40 },
    )
  }, 60_000)

  test('a write that is too large is refused before any of it is done', async () => {
    await using house = await open()
    const { collections } = house
    const many = Array.from({ length: largestWrite.changes + 1 }, (_, at) => ({ collection: 'a', key: `${at}`, value: 'x' }))
    await expect(collections.write(many)).rejects.toThrow('A write of 5001 changes is too large: at most 5000 are written at once.')
    const heavy = [{ collection: 'a', key: 'k', value: '€'.repeat(largestWrite.bytes / 3 + 1) }]
    await expect(collections.write(heavy)).rejects.toThrow(/bytes is too large/)
    expect(await collections.count('a')).toBe(0)
    await collections.write(many.slice(1))
    expect(await collections.count('a')).toBe(largestWrite.changes)
  })

  test('writes at the same time do not mix', async () => {
    await using house = await open()
    const { collections } = house
    const keys = ['1', '2', '3']
    await Promise.all(
      Array.from({ length: 30 }, (_, at) => collections.write(keys.map((key) => ({ collection: `${key}`, key, value: `${at}` })))),
    )
    const found = await Promise.all(keys.map((key) => collections.getMany(key, [key])))
    expect(new Set(found.flat()).size).toBe(1)
  })

  test('a collection goes when its time is over, whatever was written into it meanwhile; others stay', async () => {
    await using house = await open()
    const { collections } = house
    await collections.write([...put('a', '1'), ...put('b', '1')])
    await collections.expire('a', 1_000)
    await collections.write(put('a', '2'))
    expect(await keysOf(collections, 'a')).toEqual(['1', '2'])
    house.pass(1_001)
    await expect.poll(() => collections.count('a')).toBe(0)
    expect(await collections.getMany('a', ['1', '2'])).toEqual([undefined, undefined])
    expect(await keysOf(collections, 'a')).toEqual([])
    expect(await keysOf(collections, 'b')).toEqual(['1'])
  })

  test.each<[when: string, before: (collections: Collections) => Promise<void>]>([
    ['before it was filled', async (collections) => collections.expire('a', 1_000)],
    [
      'before all of it was taken away',
      async (collections) => {
        await collections.write(put('a', '1'))
        await collections.expire('a', 1_000)
        await collections.write(take('a', '1'))
      },
    ],
    [
      'before it was dropped',
      async (collections) => {
        await collections.write(put('a', '1'))
        await collections.expire('a', 1_000)
        await collections.drop('a')
      },
    ],
  ])('a collection keeps to the time that it was told %s', async (_, before) => {
    await using house = await open()
    await before(house.collections)
    house.pass(700)
    await house.collections.write(put('a', '2'))
    expect(await keysOf(house.collections, 'a')).toEqual(['2'])
    house.pass(301)
    await expect.poll(() => house.collections.count('a')).toBe(0)
    expect(await house.collections.getMany('a', ['2'])).toEqual([undefined])
  })

  test('what is written when the time is over goes after as long again, without what was there before', async () => {
    await using house = await open()
    const { collections } = house
    await collections.expire('a', 1_000)
    await collections.write(put('a', '1'))
    house.pass(1_001)
    await expect.poll(() => collections.count('a')).toBe(0)
    await collections.write(put('a', '2'))
    expect(await keysOf(collections, 'a')).toEqual(['2'])
    house.pass(1_001)
    await expect.poll(() => collections.count('a')).toBe(0)
  })

  test('a collection that is told to stay does, and so does what is written into it later', async () => {
    await using house = await open()
    const { collections } = house
    await collections.write([...put('a', '1'), ...put('marker', '1')])
    for (const name of ['a', 'b', 'marker']) await collections.expire(name, 1_000)
    for (const name of ['a', 'b']) await collections.expire(name, null)
    await collections.write([...put('a', '2'), ...put('b', '1')])
    house.pass(1_001)
    await expect.poll(() => collections.count('marker')).toBe(0)
    expect([await keysOf(collections, 'a'), await keysOf(collections, 'b')]).toEqual([['1', '2'], ['1']])
    expect(await collections.getMany('a', ['1', '2'])).toEqual(['of 1', 'of 2'])
  })

  test('a collection that is dropped is empty at once, others stay, and it can be filled anew', async () => {
    await using house = await open()
    const { collections } = house
    for (let at = 0; at < 3; at++) await collections.write(put('a', ...Array.from({ length: 2_000 }, (_, each) => `${at} ${each}`)))
    await collections.write(put('b', '1'))
    const dropping = collections.drop('a')
    expect(await collections.count('a')).toBe(0)
    await collections.write(put('a', '0 7'))
    await dropping
    expect(await keysOf(collections, 'a')).toEqual(['0 7'])
    expect(await keysOf(collections, 'b')).toEqual(['1'])
    await collections.drop('never filled')
  })
}

/** What they promise where several processes share them. `open` opens for another process what is shared by all that it opens for this name. */
export function itIsOneForAllProcesses(open: (shared: string, workspace: string) => Promise<CollectionsHouse>): void {
  test('what one process has written, dropped or told a time is so for the others, and for those who come later', async () => {
    await using other = await open('one', 'w1')
    {
      await using house = await open('one', 'w1')
      await house.collections.write([...put('a', '1', '2'), ...put('b', '1')])
      await house.collections.expire('timed', 400)
      expect(await other.collections.getMany('a', ['1', '2'])).toEqual(['of 1', 'of 2'])
      await other.collections.write(take('a', '1'))
      expect(await keysOf(house.collections, 'a')).toEqual(['2'])
      await other.collections.drop('b')
      expect(await house.collections.count('b')).toBe(0)
    }
    await using later = await open('one', 'w1')
    expect(await later.collections.list('a', { limit: 5 })).toEqual([{ key: '2', value: 'of 2' }])
    await later.collections.write(put('timed', '1'))
    later.pass(401)
    await expect.poll(() => later.collections.count('timed')).toBe(0)
  })

  test('each workspace has its own', async () => {
    await using one = await open('two', 'w1')
    await using foreign = await open('two', 'w2')
    await one.collections.write(put('a', '1'))
    await foreign.collections.write(put('a', '2'))
    await foreign.collections.expire('a', 60_000)
    await foreign.collections.drop('a')
    expect(await keysOf(one.collections, 'a')).toEqual(['1'])
    expect(await keysOf(foreign.collections, 'a')).toEqual([])
  })
}

import { describe, expect, test, vi } from 'vitest'
import type { LogEntry } from '../../../src/changes/change.ts'
import { reaches, timeOf } from '../../../src/changes/cursor.ts'
import type { ChangeLog } from '../../../src/changes/log.ts'
import type { ChangesConfig } from '../../../src/config.ts'
import { changeOf } from '../../support/house.ts'

type Opened = { log: ChangeLog } & AsyncDisposable

/** What every log of changes keeps to, whatever it is made of. `open` gives an empty one. */
export function itKeepsTheLogPromise(open: (config?: Partial<ChangesConfig>) => Promise<Opened>) {
  const recorder = () => {
    const topics: string[] = []
    const cursors: string[] = []
    const gaps: string[] = []
    const onChange = ({ cursor, change }: LogEntry) => {
      topics.push(change.topic)
      cursors.push(cursor)
    }
    return { topics, cursors, gaps, follower: { onChange, onGap: (position: string) => void gaps.push(position) } }
  }

  test('an entry comes back as it was appended, under the cursor that append answered', async () => {
    await using opened = await open()
    const { log } = opened
    const before = await log.head()
    const change = changeOf(['contact:1', 'scope/contacts'], {
      topic: 'contact.deleted',
      erase: true,
      dedupeId: 'n1',
      facts: { a: [1, null] },
    })
    const { cursor, duplicate } = await log.append(change)
    expect(duplicate).toBe(false)
    expect(await log.head()).toBe(cursor)
    expect(await log.read(before, 10)).toEqual({ entries: [{ cursor, previous: before, change }], gap: false })
    expect(await log.read(cursor, 10)).toEqual({ entries: [], gap: false })
  })

  test('cursors are unique and ordered, however many are appended in one millisecond', async () => {
    await using opened = await open()
    const { log } = opened
    const start = await log.head()
    const appended = await Promise.all(Array.from({ length: 300 }, () => log.append(changeOf('a'))))
    const cursors = appended.map(({ cursor }) => cursor)
    const { entries } = await log.read(start, 1_000)
    expect(new Set(cursors).size).toBe(300)
    expect(entries).toHaveLength(300)
    expect(new Set(cursors.map(timeOf)).size).toBeLessThan(300)
    for (const [index, entry] of entries.slice(1).entries()) {
      expect(entry.previous).toBe(entries[index]?.cursor)
      expect(reaches(entry.cursor, entry.previous)).toBe(true)
      expect(reaches(entry.previous, entry.cursor)).toBe(false)
    }
    expect(Math.abs(timeOf(cursors[0] as string) - log.clockMs())).toBeLessThan(5_000)
  })

  test('a dedupe id is appended once, by however many at the same time, and all learn the first cursor', async () => {
    await using opened = await open()
    const { log } = opened
    const start = await log.head()
    const answers = await Promise.all(Array.from({ length: 50 }, () => log.append(changeOf('a', { dedupeId: 'same' }))))
    expect(answers.filter((answer) => !answer.duplicate)).toHaveLength(1)
    expect(new Set(answers.map((answer) => answer.cursor)).size).toBe(1)
    expect((await log.read(start, 100)).entries).toHaveLength(1)
    expect((await log.append(changeOf('a', { dedupeId: 'other' }))).duplicate).toBe(false)
  })

  test('what is told once is a repetition from the second time on, for whoever reads it, when all of it is known', async () => {
    await using opened = await open()
    const { log } = opened
    const start = await log.head()
    const told = (...once: string[]) => log.append({ ...changeOf('a'), once })
    await told('part:1')
    await told('part:2')
    await told('part:1', 'part:2')
    await told('part:1', 'part:3')
    await told('part:3')
    await told()
    const { entries } = await log.read(start, 100)
    expect(entries.map(({ isRepeat }) => isRepeat)).toEqual([undefined, undefined, true, undefined, true, undefined])
    const generations = entries.map(({ cursor }) => cursor)
    expect(new Set(generations).size).toBe(6)
  })

  test('of what is told once by many at the same time, one is no repetition', async () => {
    await using opened = await open()
    const { log } = opened
    const start = await log.head()
    await Promise.all(Array.from({ length: 50 }, () => log.append({ ...changeOf('a'), once: ['part:1'] })))
    const { entries } = await log.read(start, 100)
    expect(entries.map(({ isRepeat = false }) => isRepeat)).toEqual([false, ...Array(49).fill(true)])
  })

  test('what moved, and what payloads are kept, is not confused by what is told once', async () => {
    await using opened = await open()
    const { log } = opened
    const change = { ...changeOf('thing:2'), erase: ['thing:1'], moves: [{ key: 'thing:1', to: '2' }], once: ['part:1', 'part:2'] }
    await log.append({ ...change, dedupeId: 'n1' })
    await log.append({ ...changeOf('thing:3'), once: ['part:1'], dedupeId: 'n2' }, { payload: { text: 'x', under: ['thing:3'] } })
    expect(await log.movedTo(['thing:1', 'part:1'])).toEqual(['2', undefined])
    expect(await log.payload('n2')).toBe('x')
    await log.append({ ...changeOf(''), forget: [], erase: ['thing:3'] })
    expect(await log.payload('n2')).toBeUndefined()
  })

  test('a follower is told everything that comes after it follows, once, in order, and nothing after it stops', async () => {
    await using opened = await open()
    const { log } = opened
    await log.append(changeOf('a', { topic: 'before' }))
    await log.until(await log.head(), 1_000)
    const heard = recorder()
    const stop = log.follow(heard.follower)
    const start = await log.head()
    await Promise.all(Array.from({ length: 700 }, (_, index) => log.append(changeOf('a', { topic: `t${index}` }))))
    const head = await log.head()
    expect(await log.until(head, 5_000)).toBe(true)
    expect(log.position()).toBe(head)
    expect(heard.gaps).toEqual([])
    expect(heard.topics).toHaveLength(700)
    expect(heard.cursors).toEqual((await log.read(start, 1_000)).entries.map((entry) => entry.cursor))
    stop()
    await log.append(changeOf('a', { topic: 'after' }))
    await log.until(await log.head(), 1_000)
    expect(heard.topics).not.toContain('after')
  })

  test('a follower that throws keeps nobody else from hearing', async () => {
    await using opened = await open()
    const { log } = opened
    const heard = recorder()
    log.follow({
      onChange() {
        throw new Error('deaf')
      },
      onGap() {},
    })
    log.follow(heard.follower)
    const { cursor } = await log.append(changeOf('a', { topic: 'said' }))
    expect(await log.until(cursor, 1_000)).toBe(true)
    expect(heard.topics).toEqual(['said'])
  })

  test('waiting for a cursor ends when it was followed to, or when the time is over', async () => {
    await using opened = await open()
    const { log } = opened
    const { cursor } = await log.append(changeOf('a'))
    const [epoch, place] = cursor.split(':') as [string, string]
    const later = `${epoch}:${Number.parseInt(place, 10) + 3_600_000}-0`
    expect(await Promise.all([log.until(cursor, 1_000), log.until(later, 20), log.until(`other:${place}`, 20)])).toEqual([
      true,
      false,
      false,
    ])
  })

  test('what was kept too long, or was too much, goes; whoever is behind it is told of a gap', async () => {
    await using opened = await open({ maxLength: 200, memoryMaxLength: 200 })
    const { log } = opened
    const start = await log.head()
    for (let index = 0; index < 10; index++) await Promise.all(Array.from({ length: 100 }, () => log.append(changeOf('a'))))
    const { entries, gap } = await log.read(start, 2_000)
    expect(gap).toBe(true)
    expect(entries.length).toBeGreaterThanOrEqual(200)
    expect(entries.length).toBeLessThan(500)
    expect(entries.at(-1)?.cursor).toBe(await log.head())
    expect((await log.read(entries[0]?.cursor as string, 1)).gap).toBe(false)
  })

  test('a cursor of another log, or of none, is a gap', async () => {
    await using opened = await open()
    const { log } = opened
    const { cursor } = await log.append(changeOf('a'))
    const foreign = `0123456789abcdef01${cursor.slice(cursor.indexOf(':'))}`
    for (const after of [foreign, 'nonsense', '', ':0-0']) {
      const { entries, gap } = await log.read(after, 10)
      expect({ after, gap, entries: entries.length }).toEqual({ after, gap: true, entries: 1 })
    }
  })

  describe('a payload', () => {
    const noted = (dedupeId: string, erase = false) => changeOf('thing:1', { dedupeId, erase })
    const textUnder = (...under: string[]) => ({ payload: { text: 'as it came: {"é":1}', under } })

    test('is there under the dedupe id of its Change, and what a duplicate brings changes nothing', async () => {
      await using opened = await open()
      const { log } = opened
      const start = await log.head()
      await log.append(noted('n1'), textUnder('thing:1', 'person:1'))
      await log.append(noted('n1'), { payload: { text: 'another', under: ['thing:1'] } })
      await log.append(noted('n2'))
      expect(await log.payload('n1')).toBe('as it came: {"é":1}')
      expect(await log.payload('n2')).toBeUndefined()
      expect(await log.payload('n3')).toBeUndefined()
      expect(JSON.stringify(await log.read(start, 10))).not.toContain('as it came')
    })

    test('is gone with everything that it is under, one by one, and the others stay', async () => {
      await using opened = await open()
      const { log } = opened
      await log.append(noted('n1'), textUnder('thing:1', 'person:1'))
      await log.append(noted('n2'), textUnder('thing:2', 'person:1'))
      await log.append(noted('n3'), textUnder('thing:1'))
      await log.append(changeOf('thing:2', { erase: true }))
      expect(await Promise.all(['n1', 'n2', 'n3'].map(log.payload))).toEqual([expect.any(String), undefined, expect.any(String)])
      await log.append(changeOf('person:1', { erase: true }))
      expect(await Promise.all(['n1', 'n2', 'n3'].map(log.payload))).toEqual([undefined, undefined, expect.any(String)])
      await log.append(changeOf('thing:1'))
      expect(await log.payload('n3')).toBeDefined()
    })

    test('is not kept for what was erased before it came, nor of what erases, nor when it is too large', async () => {
      await using opened = await open({ payloadMaxBytes: 100 })
      const { log } = opened
      await log.append(changeOf('person:1', { erase: true }))
      await log.append(noted('late'), textUnder('thing:1', 'person:1'))
      await log.append(noted('erasing', true), textUnder('thing:3'))
      await log.append(noted('large'), { payload: { text: 'é'.repeat(51), under: ['thing:1'] } })
      await log.append(noted('right'), { payload: { text: 'é'.repeat(50), under: ['thing:4'] } })
      expect(await Promise.all(['late', 'erasing', 'large', 'right'].map(log.payload))).toEqual([
        undefined,
        undefined,
        undefined,
        'é'.repeat(50),
      ])
    })

    test('is gone after its time, and none is kept for no time', async () => {
      await using brief = await open({ payloadSeconds: 1 })
      await brief.log.append(noted('n1'), textUnder('thing:1'))
      expect(await brief.log.payload('n1')).toBeDefined()
      await expect.poll(() => brief.log.payload('n1'), { timeout: 5_000 }).toBeUndefined()
      await using none = await open({ payloadSeconds: 0 })
      await none.log.append(noted('n1'), textUnder('thing:1'))
      expect(await none.log.payload('n1')).toBeUndefined()
    })
  })

  test('where a Change has moved something is remembered, also when others come after it, and is nothing for what none has moved', async () => {
    await using opened = await open()
    const { log } = opened
    const start = await log.head()
    const merge = { ...changeOf('thing:2'), erase: ['thing:1'], moves: [{ key: 'thing:1', to: '2' }], dedupeId: 'n1' }
    await log.append(merge, { payload: { text: 'as it came', under: ['thing:2'] } })
    await log.append({
      ...changeOf('thing:3'),
      erase: ['thing:2'],
      moves: [
        { key: 'thing:2', to: '3' },
        { key: 'thing:4', to: '3' },
      ],
    })
    await log.append(changeOf('thing:1'))
    expect(await log.movedTo(['thing:1', 'thing:5', 'thing:4', 'thing:2'])).toEqual(['2', undefined, '3', '3'])
    expect(await log.movedTo([])).toEqual([])
    expect((await log.read(start, 1)).entries[0]?.change).toEqual(merge)
  })

  test("moves and a payload in one Change do not get into each other's way", async () => {
    await using opened = await open()
    const { log } = opened
    const moves = [
      { key: 'thing:1', to: '3' },
      { key: 'thing:2', to: '3' },
    ]
    await log.append(
      { ...changeOf(['thing:3', 'scope/things'], { dedupeId: 'n1' }), moves },
      { payload: { text: 'as it came', under: ['thing:3'] } },
    )
    expect(await log.movedTo(['thing:1', 'thing:2', 'thing:3'])).toEqual(['3', '3', undefined])
    expect(await log.payload('n1')).toBe('as it came')
    await log.append(changeOf('thing:3', { erase: true }))
    expect(await log.payload('n1')).toBeUndefined()
  })

  test('a Change that forgets some and erases others gives all of them its cursor', async () => {
    await using opened = await open()
    const { log } = opened
    const start = await log.head()
    const change = { ...changeOf('thing:1'), erase: ['thing:2'], about: [{ type: 'thing', id: '1' }] }
    const { cursor } = await log.append(change)
    expect((await log.read(start, 10)).entries).toEqual([{ cursor, previous: start, change }])
  })

  test('an append out of a follower comes after what it follows, for everybody', async () => {
    await using opened = await open()
    const { log } = opened
    const heard = recorder()
    log.follow({
      onChange({ change }) {
        if (change.topic === 'first') void log.append(changeOf('a', { topic: 'second' }))
      },
      onGap() {},
    })
    log.follow(heard.follower)
    await log.append(changeOf('a', { topic: 'first' }))
    await vi.waitFor(() => expect(heard.topics).toEqual(['first', 'second']))
  })
}

import { describe, expect, test } from 'vitest'
import { createEntriesSince } from '../../../src/cache/entries-since.ts'
import { beginningOf, epochOf } from '../../../src/changes/cursor.ts'
import { createFollowers } from '../../../src/changes/followers.ts'
import { createMemoryLog } from '../../../src/changes/memory-log.ts'
import { changeOf, changesConfig, createListener } from '../../support/house.ts'

function openLog(mostEntries?: number) {
  const { say } = createListener()
  const log = createMemoryLog({ ...changesConfig, now: () => 1_800_000_000_000, say })
  const { of } = createEntriesSince({ log, ...(mostEntries !== undefined && { mostEntries }) })
  const append = async (topic: string, key = 'scope/things') => (await log.append(changeOf(key, { topic }))).cursor
  return { log, of, append }
}

describe('the Changes that replaced a generation', () => {
  test('are those behind the one and up to the other, in their order, and of no other key', async () => {
    const { log, of, append } = openLog()
    const since = of('scope/things')
    const beginning = await log.head()
    const first = await append('first')
    await append('of others', 'scope/others')
    await append('second')
    const third = await append('third')
    const topics = (under: string, generation: string) => since(under, generation)?.map(({ change }) => change.topic)
    expect(topics(beginning, third)).toEqual(['first', 'second', 'third'])
    expect(topics(first, third)).toEqual(['second', 'third'])
    expect(topics(beginning, first)).toEqual(['first'])
    // of the same key they are the same, whoever asks
    expect(of('scope/things')(first, third)).toHaveLength(2)
  })

  test('are not known of generations that this process has not followed to, nor where the one is no older than the other', async () => {
    const { of, append } = openLog()
    const since = of('scope/things')
    const [first, other] = [await append('first'), await append('of others', 'scope/others')]
    expect(since(first, other)).toBeUndefined()
    expect(since(first, first)).toBeUndefined()
    expect(since(other, first)).toBeUndefined()
  })

  test('are not known of the time before somebody asked for them', async () => {
    const { log, of, append } = openLog()
    const beginning = await log.head()
    const first = await append('first')
    const since = of('scope/things')
    const second = await append('second')
    expect(since(beginning, second)).toBeUndefined()
    expect(since(first, second)).toHaveLength(1)
  })

  test('are bounded: of more, only the last are known', async () => {
    const { log, of, append } = openLog(3)
    const since = of('scope/things')
    const beginning = await log.head()
    const cursors: string[] = []
    for (let number = 0; number < 50; number++) {
      cursors.push(await append(`${number}`))
      const [oldest, last] = [cursors.at(-4) ?? beginning, cursors.at(-1)!]
      expect(since(oldest, last)).toHaveLength(Math.min(3, cursors.length))
    }
    expect(since(beginning, cursors.at(-1)!)).toBeUndefined()
    expect(since(cursors[20]!, cursors.at(-1)!)).toBeUndefined()
  })

  test('are not known across a gap, in the log or in its epochs', () => {
    const { say } = createListener()
    const followers = createFollowers({ position: beginningOf('a.1'), say })
    const since = createEntriesSince({ log: followers }).of('scope/things')
    const tell = (cursor: string) => followers.advance({ cursor, previous: followers.position(), change: changeOf('scope/things') })
    tell('a.1:1-0')
    tell('a.1:2-0')
    expect(since('a.1:1-0', 'a.1:2-0')).toHaveLength(1)
    followers.skipTo('a.1:5-0')
    tell('a.1:6-0')
    expect(since('a.1:1-0', 'a.1:6-0')).toBeUndefined()
    expect(since('a.1:5-0', 'a.1:6-0')).toHaveLength(1)
    followers.skipTo(beginningOf('b.9'))
    tell('b.9:10-0')
    expect(epochOf(followers.position())).toBe('b.9')
    expect(since('a.1:5-0', 'b.9:10-0')).toBeUndefined()
    expect(since(beginningOf('b.9'), 'b.9:10-0')).toHaveLength(1)
  })
})

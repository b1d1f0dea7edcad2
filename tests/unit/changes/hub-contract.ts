import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { LogEntry } from '../../../src/changes/change.ts'
import { createHub, type HubItem, type Stream } from '../../../src/changes/hub.ts'
import type { ChangeLog } from '../../../src/changes/log.ts'
import type { ChangesConfig } from '../../../src/config.ts'
import { changeOf } from '../../support/house.ts'

type Opened = { log: ChangeLog } & AsyncDisposable

const everything = () => true
const asItIs = (item: HubItem) => item
const topicsOf = (items: readonly HubItem[]) => items.map((item) => (item.kind === 'CHANGE' ? item.entry.change.topic : item.kind))

async function take<Told>(stream: Stream<Told>, count: number): Promise<Told[]> {
  const taken: Told[] = []
  while (taken.length < count) {
    const { value, done } = await stream.next()
    if (done) break
    taken.push(value)
  }
  return taken
}

async function appendAll(log: ChangeLog, topics: readonly (string | number)[]) {
  const answers = []
  for (const topic of topics) answers.push(await log.append(changeOf('a', { topic: String(topic) })))
  await log.until(await log.head(), 5_000)
  return answers.map(({ cursor }) => cursor)
}
const numbers = (from: number, count: number) => Array.from({ length: count }, (_, index) => String(from + index))

/** What the hub promises over every log. `open` gives an empty one. */
export function itKeepsTheHubPromise(open: (config?: Partial<ChangesConfig>) => Promise<Opened>) {
  test('without a cursor it is told what comes from now on, and first where that is', async () => {
    await using opened = await open()
    const { log } = opened
    const hub = createHub({ log })
    await appendAll(log, ['before'])
    const stream = hub.subscribe({ wants: everything, tell: asItIs })
    expect(await take(stream, 1)).toEqual([{ kind: 'CAUGHT_UP', cursor: await log.head(), replayed: 0 }])
    const [cursor] = await appendAll(log, ['now'])
    expect(await take(stream, 1)).toEqual([expect.objectContaining({ kind: 'CHANGE', cursor })])
  })

  test('what came after a cursor is told in its order, then that this was all, then what comes', async () => {
    await using opened = await open()
    const { log } = opened
    const hub = createHub({ log })
    const [first] = await appendAll(log, ['1', ...numbers(2, 450)])
    const stream = hub.subscribe({ wants: everything, tell: asItIs, after: first })
    const replayed = await take(stream, 451)
    expect(topicsOf(replayed)).toEqual([...numbers(2, 450), 'CAUGHT_UP'])
    expect(replayed.at(-1)).toMatchObject({ replayed: 450, cursor: await log.head() })
    await appendAll(log, ['452'])
    expect(topicsOf(await take(stream, 1))).toEqual(['452'])
  })

  test('what is appended while the past is told is told once, after it', async () => {
    await using opened = await open()
    const { log } = opened
    const hub = createHub({ log })
    const start = await log.head()
    await appendAll(log, numbers(0, 210))
    const stream = hub.subscribe({ wants: everything, tell: asItIs, after: start })
    const told = await take(stream, 150)
    await appendAll(log, numbers(210, 40))
    told.push(...(await take(stream, 80)))
    await appendAll(log, numbers(250, 10))
    told.push(...(await take(stream, 31)))
    expect(topicsOf(told).filter((topic) => topic !== 'CAUGHT_UP')).toEqual(numbers(0, 260))
    expect(new Set(told.map(({ cursor }) => cursor)).size).toBeGreaterThanOrEqual(260)
  })

  test('whatever is appended, resumed, left unread and broken, each is told everything once and in order', async () => {
    const step = fc.oneof(
      fc.record({ does: fc.constant('append' as const), count: fc.integer({ min: 1, max: 30 }) }),
      fc.record({ does: fc.constant('take' as const), who: fc.nat(2), count: fc.integer({ min: 1, max: 25 }) }),
      fc.record({ does: fc.constant('resume' as const), who: fc.nat(2) }),
      fc.record({ does: fc.constant('break' as const) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), fc.integer({ min: 1, max: 10 }), async (steps, maxQueued) => {
        await using opened = await open()
        const { log } = opened
        let breaks = () => {}
        const follow: ChangeLog['follow'] = (follower) => {
          breaks = () => follower.onGap(log.position())
          return log.follow(follower)
        }
        const hub = createHub({ log: { ...log, follow }, maxQueued })
        const start = await log.head()
        const subscribe = (after: string) => hub.subscribe({ wants: everything, tell: asItIs, after })
        const readers = [0, 1, 2].map(() => ({ stream: subscribe(start), after: start, told: [] as string[] }))
        let appended = 0
        const appending: Promise<unknown>[] = []
        async function takeSome(reader: (typeof readers)[number], count: number) {
          for (let left = Math.min(count, appended - reader.told.length); left > 0; ) {
            const item = (await reader.stream.next()).value!
            expect(item.kind).not.toBe('GAP')
            reader.after = item.cursor
            if (item.kind !== 'CHANGE') continue
            reader.told.push(item.entry.change.topic)
            left -= 1
          }
        }
        for (const each of steps) {
          if (each.does === 'append') {
            // not waited for: they are there while others read
            appending.push(...numbers(appended, each.count).map((topic) => log.append(changeOf('a', { topic }))))
            appended += each.count
          } else if (each.does === 'break') breaks()
          else {
            const reader = readers[each.who]!
            if (each.does === 'take') await takeSome(reader, each.count)
            else {
              await reader.stream.return()
              reader.stream = subscribe(reader.after)
            }
          }
        }
        await Promise.all(appending)
        for (const reader of readers) {
          await takeSome(reader, appended)
          expect(reader.told).toEqual(numbers(0, appended))
          await reader.stream.return()
        }
        expect(hub.size()).toBe(0)
        await hub.dispose()
      }),
      { numRuns: 15 },
    )
  })

  test('what was followed of a log that was lost is not told behind what the new one has', async () => {
    await using opened = await open()
    const { log } = opened
    const lost: LogEntry = {
      cursor: 'abc.1600000000000:1600000000000-1',
      previous: 'abc.1600000000000:1600000000000-0',
      change: changeOf('a'),
    }
    let tell = (_: LogEntry) => {}
    const follow: ChangeLog['follow'] = (follower) => {
      tell = follower.onChange
      return log.follow(follower)
    }
    const hub = createHub({ log: { ...log, follow } })
    const stream = hub.subscribe({ wants: everything, tell: asItIs })
    await take(stream, 1)
    const waiting = take(stream, 1)
    tell(lost)
    await appendAll(log, ['new'])
    expect(topicsOf(await waiting)).toEqual(['new'])
    await appendAll(log, ['newer'])
    expect(topicsOf(await take(stream, 1))).toEqual(['newer'])
  })

  test('each cursor that was told is a place to go on from', async () => {
    await using opened = await open()
    const { log } = opened
    const hub = createHub({ log })
    const start = await log.head()
    await appendAll(log, numbers(0, 20))
    const wants = ({ change }: LogEntry) => Number(change.topic) % 3 === 0
    let after = start
    const told: HubItem[] = []
    for (let turn = 0; turn < 7; turn += 1) {
      const stream = hub.subscribe({ wants, tell: asItIs, after })
      const [item] = await take(stream, 1)
      await stream.return()
      told.push(item!)
      after = item!.cursor
    }
    expect(topicsOf(told)).toEqual(['0', '3', '6', '9', '12', '15', '18'])
    expect(hub.size()).toBe(0)
  })

  test('a subscriber that does not keep up is told everything all the same, out of the log', async () => {
    await using opened = await open()
    const { log } = opened
    const hub = createHub({ log, maxQueued: 5 })
    const stream = hub.subscribe({ wants: ({ change }) => change.topic !== 'unwanted', tell: asItIs })
    await take(stream, 1)
    await appendAll(log, [...numbers(0, 3), 'unwanted', ...numbers(3, 47)])
    expect(topicsOf(await take(stream, 50))).toEqual(numbers(0, 50))
    await appendAll(log, numbers(50, 3))
    expect(topicsOf(await take(stream, 3))).toEqual(numbers(50, 3))
  })

  test('of what is older than the log goes back it is told that it is missing, and then the rest', async () => {
    await using opened = await open({ maxLength: 100, memoryMaxLength: 100 })
    const { log } = opened
    const hub = createHub({ log })
    const [first] = await appendAll(log, numbers(0, 1_000))
    const stream = hub.subscribe({ wants: everything, tell: asItIs, after: first })
    const [gap, next] = await take(stream, 2)
    expect(gap).toMatchObject({ kind: 'GAP', reason: expect.stringContaining('older than the log') })
    expect(next).toMatchObject({ kind: 'CHANGE', entry: { previous: gap!.cursor } })
    const rest = await take(stream, 999 - Number(topicsOf([next!])[0]))
    expect(topicsOf(rest).at(-1)).toBe('999')
  })

  test('a cursor of a log that is no more is a gap, and what this one has comes after it', async () => {
    await using opened = await open()
    const { log } = opened
    const hub = createHub({ log })
    await appendAll(log, ['1', '2'])
    const stream = hub.subscribe({ wants: everything, tell: asItIs, after: 'abc.1600000000000:1600000000000-0' })
    const told = await take(stream, 4)
    expect(topicsOf(told)).toEqual(['GAP', '1', '2', 'CAUGHT_UP'])
    expect(told[0]).toMatchObject({ from: new Date(1_600_000_000_000), reason: 'The cursor is of a log of changes that is no more.' })
  })

  test('a subscription that nothing is told in does not fall into a gap for that', async () => {
    await using opened = await open({ maxLength: 100, memoryMaxLength: 100 })
    const { log } = opened
    const hub = createHub({ log, maxQueued: 2 })
    const stream = hub.subscribe({ wants: ({ change }) => change.topic.startsWith('wanted'), tell: asItIs })
    await take(stream, 1)
    const waiting = take(stream, 3)
    await appendAll(log, numbers(0, 1_000))
    await appendAll(log, ['wanted 1', 'wanted 2', 'wanted 3'])
    expect(topicsOf(await waiting)).toEqual(['wanted 1', 'wanted 2', 'wanted 3'])
  })

  test('whoever leaves while waiting has left, and is held no longer', async () => {
    await using opened = await open()
    const hub = createHub({ log: opened.log })
    const stream = hub.subscribe({ wants: everything, tell: asItIs })
    await take(stream, 1)
    const waiting = stream.next()
    expect(await stream.return()).toEqual({ value: undefined, done: true })
    expect(await waiting).toEqual({ value: undefined, done: true })
    expect(hub.size()).toBe(0)
  })

  test('a subscription ends with the reason of its signal, and all end with the reason of the hub', async () => {
    await using opened = await open()
    const hub = createHub({ log: opened.log })
    const one = new AbortController()
    const streams = [one.signal, undefined].map((signal) => hub.subscribe({ wants: everything, tell: asItIs, signal }))
    for (const stream of streams) await take(stream, 1)
    const waiting = streams.map((stream) => stream.next().catch((error: Error) => error.message))
    one.abort(new Error('expired'))
    await vi.waitFor(() => expect(hub.size()).toBe(1))
    hub.end(new Error('stopping'))
    expect(await Promise.all(waiting)).toEqual(['expired', 'stopping'])
    await expect(hub.subscribe({ wants: everything, tell: asItIs }).next()).rejects.toThrow('stopping')
    expect(hub.size()).toBe(0)
    await hub.dispose()
  })

  test('an item that is nothing to a subscriber is not told, and the next one is', async () => {
    await using opened = await open()
    const { log } = opened
    const hub = createHub({ log })
    const start = await log.head()
    await appendAll(log, numbers(0, 4))
    const tell = (item: HubItem) => (item.kind === 'CHANGE' && Number(item.entry.change.topic) > 1 ? item.entry.change.topic : undefined)
    expect(await take(hub.subscribe({ wants: everything, tell, after: start }), 2)).toEqual(['2', '3'])
  })

  test('a hundred subscribers are each told all, whenever they came', async () => {
    await using opened = await open()
    const { log } = opened
    const hub = createHub({ log, maxQueued: 20 })
    const start = await log.head()
    const all = numbers(0, 300)
    const telling = Array.from({ length: 100 }, () =>
      take(
        hub.subscribe({ wants: everything, tell: (item) => (item.kind === 'CHANGE' ? item.entry.change.topic : undefined), after: start }),
        300,
      ),
    )
    await appendAll(log, all)
    for (const told of await Promise.all(telling)) expect(told).toEqual(all)
  })

  test('of thousands who each follow one record, those are asked who follow this one', async () => {
    await using opened = await open()
    const { log } = opened
    const hub = createHub({ log })
    const asked: number[] = []
    const streams = Array.from({ length: 1_000 }, (_, index) =>
      hub.subscribe({
        about: { type: 'thing', id: String(index) },
        wants: () => asked.push(index) > 0,
        tell: (item) => (item.kind === 'CHANGE' ? item.entry.change.topic : item.kind),
      }),
    )
    await Promise.all(streams.map((stream) => stream.next()))
    const waiting = streams.map((stream) => stream.next())
    const about = (...ids: string[]) => ids.map((id) => ({ type: 'thing', id }))
    await log.append(changeOf('a', { topic: 'of both', about: about('7', '9', '7') }))
    await log.append(changeOf('a', { topic: 'of none', about: [{ type: 'other', id: '7' }] }))
    expect(await Promise.all([waiting[7], waiting[9]])).toMatchObject([{ value: 'of both' }, { value: 'of both' }])
    expect(asked).toEqual([7, 9])
    await Promise.all(streams.map((stream) => stream.return()))
    expect(hub.size()).toBe(0)
  })

  test('who follows one record of which nothing is told does not fall into a gap when following breaks', async () => {
    await using opened = await open({ maxLength: 100, memoryMaxLength: 100 })
    const { log } = opened
    let breaks = (_: string) => {}
    const follow: ChangeLog['follow'] = (follower) => {
      breaks = (position) => follower.onGap(position)
      return log.follow(follower)
    }
    const hub = createHub({ log: { ...log, follow } })
    const about = [{ type: 'thing', id: '1' }]
    const stream = hub.subscribe({ about: about[0], wants: everything, tell: asItIs })
    await take(stream, 1)
    const waiting = take(stream, 1)
    await appendAll(log, numbers(0, 1_000))
    breaks(await log.head())
    await log.append(changeOf('a', { topic: 'of it', about }))
    expect(topicsOf(await waiting)).toEqual(['of it'])
  })
}

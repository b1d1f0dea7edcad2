import { describe, expect, test, vi } from 'vitest'
import { UpstreamError } from '../../../src/errors.ts'
import type { Lane } from '../../../src/monitoring/lanes.ts'
import { createRequestScope, type RequestScope, runInScope } from '../../../src/monitoring/request-scope.ts'
import { changeOf, type Process, startOnRedis } from '../../support/house.ts'
import { bothHouses } from './houses.ts'
import { createUpstream, type Thing } from './upstream.ts'

const { houses, nextWorkspace, redis } = bothHouses()

const outage = new UpstreamError('UPSTREAM_ERROR', 'Intercom answered 503.', { retryable: true, status: 503 })
const refusal = new UpstreamError('UPSTREAM_ERROR', 'Intercom answered 400.', { status: 400 })

/** One request: behind the fence, with a scope of its own. */
async function request<T>({ cache }: Process, work: () => Promise<T>): Promise<{ answer: T; scope: RequestScope }> {
  const scope = createRequestScope('test')
  const answer = await runInScope(scope, async () => {
    await cache.fence()
    return work()
  })
  return { answer, scope }
}

const versions = (things: readonly (Thing | null | Error | undefined)[]) =>
  things.map((thing) => (thing instanceof Error ? thing.message : thing ? thing.version : thing))

describe.each(houses)('entities, %s', (_, open) => {
  test('are asked for once, then answered from the cache, aligned, the same id as often as it is asked', async () => {
    await using house = await open()
    const upstream = createUpstream()
    const things = house.cache.entities(upstream.kind)
    upstream.set('1', 10)
    upstream.set('2', 20)
    expect(versions(await things.getMany(['2', '1', '2', 'none']))).toEqual([20, 10, 20, null])
    expect(versions(await things.getMany(['1', 'none', '2']))).toEqual([10, null, 20])
    expect(await things.get('1')).toEqual({ id: '1', version: 10, partCount: 0 })
    expect(await things.getMany([])).toEqual([])
    expect(upstream.calls).toEqual([{ ids: ['2', '1', 'none'], readById: [] }])
  })

  test('are frozen all the way down, and the same object for all who ask', async () => {
    await using house = await open()
    const upstream = createUpstream()
    const kind = { ...upstream.kind, fromWire: (wire: { id: string }) => ({ id: wire.id, deep: { list: [{ x: 1 }] } }) }
    const things = house.cache.entities(kind)
    upstream.set('1', 1)
    const first = await things.get('1')
    expect([first, first?.deep, first?.deep.list, first?.deep.list[0]].every(Object.isFrozen)).toBe(true)
    expect(await things.get('1')).toBe(first)
  })

  test('a thousand who ask at once make one call, and those of other requests are counted', async () => {
    await using house = await open()
    const upstream = createUpstream()
    const things = house.cache.entities(upstream.kind)
    upstream.set('1', 1)
    upstream.set('2', 2)
    const all = await Promise.all(Array.from({ length: 1_000 }, () => request(house, () => things.getMany(['1', '2']))))
    expect(all.every(({ answer }) => answer[0] === all[0]?.answer[0] && versions(answer).join() === '1,2')).toBe(true)
    expect(upstream.calls).toHaveLength(1)
    expect(all.reduce((sum, { scope }) => sum + scope.coalesced + scope.cacheHits, 0)).toBe(1_998)
  })

  test('who waits for an answer does not wait for a backfill that asks the same; a backfill waits for it', async () => {
    await using house = await open()
    const upstream = createUpstream()
    const things = house.cache.entities(upstream.kind)
    upstream.set('1', 1)
    upstream.set('2', 2)
    const get = (id: string, lane: Lane) => runInScope(createRequestScope('test', lane), () => things.get(id))
    const releaseBackfill = upstream.hold()
    const backfill = get('1', 'backfill')
    await upstream.asked(1)
    const release = upstream.hold()

    const query = get('1', 'interactive')
    await upstream.asked(2)
    release()
    expect((await query)?.version).toBe(1)
    releaseBackfill()
    expect((await backfill)?.version).toBe(1)

    expect(await Promise.all([get('2', 'interactive'), get('2', 'backfill')])).toMatchObject([{ version: 2 }, { version: 2 }])
    expect(upstream.calls).toHaveLength(3)
  })

  test('a Change makes the next one ask again', async () => {
    await using house = await open()
    const upstream = createUpstream()
    const things = house.cache.entities(upstream.kind)
    upstream.set('1', 1)
    await things.get('1')
    upstream.set('1', 2)
    await house.log.append(changeOf(things.keyOf('1')))
    expect((await request(house, () => things.get('1'))).answer?.version).toBe(2)
    expect((await request(house, () => things.get('1'))).answer?.version).toBe(2)
    expect(upstream.calls).toHaveLength(2)
  })

  test('a flight that a Change overtakes answers its own callers, fills nothing, and is not joined', async () => {
    await using house = await open()
    const upstream = createUpstream()
    const things = house.cache.entities(upstream.kind)
    upstream.set('1', 1)
    const release = upstream.hold()
    const before = things.get('1')
    await upstream.asked(1)
    upstream.set('1', 2)
    await house.log.append(changeOf(things.keyOf('1')))
    const after = request(house, () => things.get('1'))
    await upstream.asked(2)
    const joined = request(house, () => things.get('1'))
    release()
    expect((await before)?.version).toBe(1)
    expect([(await after).answer?.version, (await joined).answer?.version]).toEqual([2, 2])
    expect((await request(house, () => things.get('1'))).answer?.version).toBe(2)
    expect(upstream.calls).toHaveLength(2)
  })

  test('an overtaken flight that lands last does not cover what the later one brought', async () => {
    await using house = await open()
    const upstream = createUpstream()
    const things = house.cache.entities(upstream.kind)
    upstream.set('1', 1)
    const release = upstream.hold()
    const slow = things.get('1')
    await upstream.asked(1)
    upstream.set('1', 2)
    await house.log.append(changeOf(things.keyOf('1')))
    const releaseSecond = upstream.hold()
    const quick = request(house, () => things.get('1'))
    await upstream.asked(2)
    releaseSecond()
    expect((await quick).answer?.version).toBe(2)
    release()
    expect((await slow)?.version).toBe(1)
    expect((await request(house, () => things.get('1'))).answer?.version).toBe(2)
    expect(upstream.calls).toHaveLength(2)
  })

  test('two Changes in one millisecond are two', async () => {
    await using house = await open()
    const upstream = createUpstream()
    const things = house.cache.entities(upstream.kind)
    upstream.set('1', 1)
    const appended = house.log.append(changeOf(things.keyOf('1')))
    await appended
    const release = upstream.hold()
    const between = request(house, () => things.get('1'))
    await upstream.asked(1)
    upstream.set('1', 2)
    await house.log.append(changeOf(things.keyOf('1')))
    release()
    expect((await between).answer?.version).toBe(1)
    expect((await request(house, () => things.get('1'))).answer?.version).toBe(2)
  })

  test('nothing under an id is remembered for its own, shorter time', async () => {
    let nowMs = Date.now()
    await using house = await open({ now: () => nowMs })
    const upstream = createUpstream()
    const things = house.cache.entities(upstream.kind)
    expect(await things.get('1')).toBeNull()
    upstream.set('1', 1)
    nowMs += 29_000
    expect(await things.get('1')).toBeNull()
    nowMs += 1_000
    expect((await things.get('1'))?.version).toBe(1)
    nowMs += 299_000
    await things.get('1')
    expect(upstream.calls).toHaveLength(2)
    nowMs += 1_000
    await things.get('1')
    expect(upstream.calls).toHaveLength(3)
  })

  test('many that age together are asked for together, and nobody is shown one past its time while they are', async () => {
    let nowMs = Date.now()
    const policy = { ttlSeconds: 60, staleWhileRevalidateSeconds: 600 }
    await using house = await open({ now: () => nowMs, config: { kinds: { thing: policy } } })
    const upstream = createUpstream()
    const things = house.cache.entities(upstream.kind)
    for (const id of ['1', '2', '3']) upstream.set(id, 1)
    await things.getMany(['1', '2', '3'])
    for (const id of ['1', '2', '3']) upstream.set(id, 2)
    nowMs += 60_000
    expect(versions(await things.getMany(['1', '2', '3']))).toEqual([2, 2, 2])
    expect(upstream.calls.map(({ ids }) => ids.length)).toEqual([3, 3])
  })

  test('a failure stands in the place of what failed, is not remembered, and get throws it', async () => {
    await using house = await open()
    const upstream = createUpstream()
    const fetch: typeof upstream.kind.fetch = async (ids, hint) => {
      const answers = await upstream.kind.fetch(ids, hint)
      return answers.map((answer, index) => (ids[index] === 'bad' ? refusal : answer))
    }
    const things = house.cache.entities({ ...upstream.kind, fetch })
    upstream.set('1', 1)
    expect(versions(await things.getMany(['1', 'bad']))).toEqual([1, 'Intercom answered 400.'])
    await expect(things.get('bad')).rejects.toBe(refusal)
    expect(upstream.calls).toHaveLength(2)
    upstream.fail(outage)
    expect(await things.getMany(['2', '3', '1'])).toEqual([outage, outage, { id: '1', version: 1, partCount: 0 }])
  })

  test('what upstream leaves out, misnames or garbles is an error there and nowhere else', async () => {
    await using house = await open()
    const upstream = createUpstream()
    upstream.set('1', 1)
    upstream.set('2', 2)
    const things = house.cache.entities({
      ...upstream.kind,
      fromWire: (wire) => {
        if (wire.version === 2) throw new Error('garbled')
        return upstream.kind.fromWire(wire)
      },
      fetch: async (ids, hint) => (await upstream.kind.fetch(ids, hint)).slice(0, 2),
    })
    expect(versions(await things.getMany(['1', '2', '3']))).toEqual([
      1,
      'The thing that came from Intercom could not be understood.',
      'The answer for one thing was left out.',
    ])
  })

  test("another id's record is never shown under this one: its own id is asked for instead", async () => {
    await using house = await open()
    const upstream = createUpstream()
    upstream.set('1', 1)
    upstream.set('2', 2)
    let isSwapped = true
    const fetch: typeof upstream.kind.fetch = async (ids, hint) => {
      const answers = await upstream.kind.fetch(ids, hint)
      return isSwapped && ids.length > 1 ? answers.toReversed() : answers
    }
    const things = house.cache.entities({ ...upstream.kind, fetch })
    const circle = 'This thing was moved too often to be followed.'
    expect(versions(await things.getMany(['1', '2']))).toEqual([circle, circle])
    isSwapped = false
    expect(versions(await things.getMany(['1', '2']))).toEqual([1, 2])
  })

  test('another record than the one that was asked for is shown only where records may move', async () => {
    await using house = await open()
    const upstream = createUpstream()
    const settled = house.cache.entities({ ...upstream.kind, canMove: false })
    upstream.things.set('1', { id: '2', version: 2 })
    upstream.set('2', 2)
    upstream.move('3', '2')
    const other = 'Intercom answered another thing than the one that was asked for.'
    for (let times = 0; times < 2; times++) expect(versions(await settled.getMany(['1', '2', '3']))).toEqual([other, 2, null])
  })

  test('what is no id of theirs is never asked for, whoever names it, and one record has one id however it is written', async () => {
    await using house = await open()
    const upstream = createUpstream()
    const asId = (id: unknown) => (/^\d+$/.test(String(id)) ? String(Number(id)) : null)
    const things = house.cache.entities({ ...upstream.kind, asId })
    upstream.set('7', 1)
    upstream.move('8', '../me')
    upstream.things.set('9', {} as { id: string; version: number })
    const none = 'Intercom names a thing by what is not the id of one.'
    const nameless = 'Intercom answered a thing without its id.'
    expect(versions(await things.getMany(['007', '../me', '8', '9', '7']))).toEqual([1, none, none, nameless, 1])
    expect(upstream.calls.flatMap(({ ids }) => ids)).toEqual(['7', '8', '9'])
  })

  describe('moved ids', () => {
    test('answer their survivor, along a chain, and from the cache the second time', async () => {
      await using house = await open()
      const upstream = createUpstream()
      const things = house.cache.entities(upstream.kind)
      upstream.move('1', '2')
      upstream.move('2', '3')
      upstream.set('3', 33)
      upstream.move('gone', 'nowhere')
      expect(versions(await things.getMany(['1', '3', '2', 'gone']))).toEqual([33, 33, 33, null])
      const count = upstream.calls.length
      expect(versions(await things.getMany(['1', '2', '3', 'gone']))).toEqual([33, 33, 33, null])
      expect(upstream.calls).toHaveLength(count)
    })

    test('that lead in a circle end in an error', async () => {
      await using house = await open()
      const upstream = createUpstream()
      const things = house.cache.entities(upstream.kind)
      upstream.move('1', '2')
      upstream.move('2', '1')
      upstream.move('3', '3')
      upstream.set('4', 4)
      const circle = 'This thing was moved too often to be followed.'
      expect(versions(await things.getMany(['1', '4', '3']))).toEqual([circle, 4, circle])
      expect(upstream.calls.length).toBeLessThanOrEqual(6)
    })
  })

  describe('stale on error', () => {
    test('after a failure that may pass an older copy is shown, within its grace, and said', async () => {
      let nowMs = Date.now()
      await using house = await open({ now: () => nowMs })
      const upstream = createUpstream()
      const things = house.cache.entities(upstream.kind)
      upstream.set('1', 1)
      await things.get('1')
      upstream.set('1', 2)
      await house.log.append(changeOf(things.keyOf('1')))
      upstream.fail(outage)
      const shown = await request(house, () => things.get('1'))
      expect(shown.answer?.version).toBe(1)
      expect([...shown.scope.degraded]).toEqual(['An older copy of thing is shown: Intercom could not be asked.'])
      nowMs += 3_899_000
      expect((await request(house, () => things.get('1'))).answer?.version).toBe(1)
      nowMs += 1_000
      await expect(request(house, () => things.get('1'))).rejects.toBe(outage)
      upstream.fail(undefined)
      const after = await request(house, () => things.get('1'))
      expect([after.answer?.version, after.scope.degraded.size]).toEqual([2, 0])
    })

    test('a failure that will not pass is shown, not covered', async () => {
      await using house = await open()
      const upstream = createUpstream()
      const things = house.cache.entities(upstream.kind)
      upstream.set('1', 1)
      await things.get('1')
      await house.log.append(changeOf(things.keyOf('1')))
      upstream.fail(refusal)
      await expect(request(house, () => things.get('1'))).rejects.toBe(refusal)
    })

    test('what was erased is never shown again, whatever happened before and after', async () => {
      await using house = await open()
      const upstream = createUpstream()
      const things = house.cache.entities(upstream.kind)
      upstream.set('1', 1)
      await things.get('1')
      await house.log.append(changeOf(things.keyOf('1')))
      await house.log.append(changeOf(things.keyOf('1'), { erase: true }))
      await house.log.append(changeOf(things.keyOf('1')))
      upstream.fail(outage)
      await expect(request(house, () => things.get('1'))).rejects.toBe(outage)
    })

    test('an erasure while upstream is failing is heeded too', async () => {
      await using house = await open()
      const upstream = createUpstream()
      const things = house.cache.entities(upstream.kind)
      upstream.set('1', 1)
      await things.get('1')
      await house.log.append(changeOf(things.keyOf('1')))
      upstream.fail(outage)
      const release = upstream.hold()
      const asked = request(house, () => things.get('1'))
      await upstream.asked(2)
      await house.log.append(changeOf(things.keyOf('1'), { erase: true }))
      release()
      await expect(asked).rejects.toBe(outage)
    })
  })

  describe('search and its lagging index', () => {
    const lagging = { indexLagMs: 60_000 }

    test('an id that changed within the lag is asked for by id, and rows of a search for it are not kept', async () => {
      await using house = await open(lagging)
      const upstream = createUpstream({ source: 'search' })
      const things = house.cache.entities(upstream.kind)
      upstream.set('1', 1)
      upstream.set('2', 2)
      await house.log.append(changeOf(things.keyOf('1')))
      await request(house, () => things.getMany(['1', '2']))
      await request(house, () => things.getMany(['1', '2']))
      expect(upstream.calls).toEqual([
        { ids: ['1', '2'], readById: ['1'] },
        { ids: ['1'], readById: ['1'] },
      ])
    })

    test('rows that come with a page are kept and shown as they are', async () => {
      await using house = await open(lagging)
      const upstream = createUpstream()
      const things = house.cache.entities(upstream.kind)
      upstream.set('1', 1)
      upstream.set('2', 2)
      const shown = await things.offer([upstream.wire('2'), upstream.wire('1')], { source: 'search', startedAtMs: Date.now() })
      expect(versions(shown)).toEqual([2, 1])
      expect(versions(await things.getMany(['1', '2']))).toEqual([1, 2])
      expect(upstream.calls).toEqual([])
    })

    test('a row whose record changed within the lag, or while the search ran, is read again by its id', async () => {
      await using house = await open(lagging)
      const upstream = createUpstream()
      const things = house.cache.entities(upstream.kind)
      for (const id of ['1', '2', '3']) upstream.set(id, 1)
      await house.log.append(changeOf(things.keyOf('1')))
      const rows = ['1', '2', '3'].map(upstream.wire)
      const startedAtMs = Date.now()
      upstream.set('1', 2)
      upstream.set('3', 2)
      await house.log.append(changeOf(things.keyOf('3')))
      const { answer } = await request(house, () => things.offer(rows, { source: 'search', startedAtMs }))
      expect(versions(answer)).toEqual([2, 1, 2])
      expect(upstream.calls).toEqual([{ ids: ['1', '3'], readById: ['1', '3'] }])
    })

    test('a row does not cover what was read after its search began', async () => {
      await using house = await open(lagging)
      const upstream = createUpstream()
      const things = house.cache.entities(upstream.kind)
      upstream.set('1', 1)
      const [row, startedAtMs] = [upstream.wire('1'), Date.now()]
      upstream.set('1', 2)
      await things.get('1')
      expect(versions(await things.offer([row], { source: 'search', startedAtMs }))).toEqual([2])
      expect((await things.get('1'))?.version).toBe(2)
    })

    test('what comes along with other records is kept, but for what changed within the lag, and nothing is read for it', async () => {
      await using house = await open(lagging)
      const upstream = createUpstream()
      const things = house.cache.entities(upstream.kind)
      for (const id of ['1', '2']) upstream.set(id, 1)
      await house.log.append(changeOf(things.keyOf('2')))
      const startedAtMs = Date.now()
      await request(house, () => things.keep(['1', '2'].map(upstream.wire), { startedAtMs }))
      expect(upstream.calls).toEqual([])
      upstream.set('2', 2)
      const { answer } = await request(house, () => things.getMany(['1', '2']))
      expect(versions(answer)).toEqual([1, 2])
      expect(upstream.calls).toEqual([{ ids: ['2'], readById: ['2'] }])
      await house.log.append(changeOf(things.keyOf('1')))
      upstream.set('1', 3)
      expect(versions((await request(house, () => things.getMany(['1']))).answer)).toEqual([3])
    })

    test('a row that cannot be understood is an error in its place', async () => {
      await using house = await open(lagging)
      const upstream = createUpstream()
      const fromWire = () => {
        throw new Error('garbled')
      }
      const things = house.cache.entities({ ...upstream.kind, fromWire })
      const [shown] = await things.offer([{ id: '1', version: 1 }], { source: 'search', startedAtMs: Date.now() })
      expect(shown).toBeInstanceOf(Error)
    })
  })

  describe('facets', () => {
    test('a read by id fills every view of the record; a row of a search its own', async () => {
      await using house = await open()
      const upstream = createUpstream()
      const heads = house.cache.entities({ ...upstream.kind, pick: ({ parts: _, ...rest }) => rest })
      const threadCalls: string[] = []
      const threads = heads.facet<string[]>({
        kind: 'thread',
        fromWire: (wire) => [...(wire.parts ?? [])],
        fetch: async (ids) => {
          threadCalls.push(...ids)
          return ids.map((id) => ({ wire: upstream.wire(id), source: 'read' }))
        },
      })
      upstream.set('1', 1, ['a', 'b'])
      upstream.set('2', 2, ['c'])
      upstream.set('3', 3, ['d'])
      expect(await heads.get('1')).toEqual({ id: '1', version: 1, partCount: 0 })
      expect(await threads.get('1')).toEqual(['a', 'b'])
      expect(await threads.get('2')).toEqual(['c'])
      expect((await heads.get('2'))?.version).toBe(2)
      await heads.offer([upstream.wire('3')], { source: 'search', startedAtMs: Date.now() })
      expect(await threads.get('3')).toEqual(['d'])
      expect({ heads: upstream.calls.length, threads: threadCalls }).toEqual({ heads: 1, threads: ['2', '3'] })
    })

    test('a Change makes every view ask again', async () => {
      await using house = await open()
      const upstream = createUpstream()
      const heads = house.cache.entities(upstream.kind)
      const threads = heads.facet({ ...upstream.kind, kind: 'thread', fromWire: (wire) => wire.parts ?? [] })
      upstream.set('1', 1, ['a'])
      await heads.get('1')
      expect(threads.keyOf('1')).toBe(heads.keyOf('1'))
      upstream.set('1', 2, ['a', 'b'])
      await house.log.append(changeOf(heads.keyOf('1')))
      expect((await request(house, () => threads.get('1'))).answer).toEqual(['a', 'b'])
      expect((await request(house, () => heads.get('1'))).answer?.version).toBe(2)
      expect(upstream.calls).toHaveLength(2)
    })
  })

  test('peek answers what is there and asks nobody', async () => {
    await using house = await open()
    const upstream = createUpstream()
    const things = house.cache.entities(upstream.kind)
    upstream.set('1', 1)
    await things.getMany(['1', 'none'])
    expect(versions(await things.peek(['2', '1', 'none']))).toEqual([undefined, 1, null])
    await house.log.append(changeOf(things.keyOf('1')))
    expect(versions((await request(house, () => things.peek(['1', 'none']))).answer)).toEqual([undefined, null])
    expect(upstream.calls).toHaveLength(1)
  })
})

test.each([
  ['of 200 letters', 'x'.repeat(200)],
  ['of 60 letters of two bytes each', 'ж'.repeat(60)],
])(
  'what is larger than the shared store takes (100 bytes; a text %s) is kept by the process that read it, and by no other',
  async (_, text) => {
    await using house = await startOnRedis(redis().url, { workspace: nextWorkspace(), config: { maxValueBytes: 100 } })
    const upstream = createUpstream()
    const things = house.cache.entities(upstream.kind)
    upstream.set('large', 1, [text])
    upstream.set('small', 1)
    await things.getMany(['large', 'small'])
    await things.getMany(['large', 'small'])
    expect(upstream.calls).toHaveLength(1)
    const inRedis = () => runInScope({ ...createRequestScope('past L1'), bypassL1: true }, () => things.peek(['large', 'small']))
    await vi.waitFor(async () => expect(versions(await inRedis())).toEqual([undefined, 1]))
  },
)

import { describe, expect, test } from 'vitest'
import { createRequestScope, runInScope } from '../../../src/monitoring/request-scope.ts'
import { changeOf, type Process, startAlone, startOnRedis } from '../../support/house.ts'
import { bothHouses } from './houses.ts'
import { createUpstream } from './upstream.ts'

const { houses, redis, nextWorkspace } = bothHouses()

/**
 * Pages of all things that are red, judged by what Changes say of their colours. Each process has its own; the shelf of things, and what was fetched of it, is one for all.
 */
function openShelf(ids = ['1', '2', '3']) {
  const upstream = createUpstream()
  for (const id of ids) upstream.set(id, 1)
  const shelf = { ids, fetched: 0, judged: [] as string[], whileFetching: async () => {} }

  function pagesOf(house: Process) {
    const pages = house.cache.pages(house.cache.entities(upstream.kind), { scope: 'things', areCorrected: true })
    const judging = (isCorrected: boolean) => ({
      isCorrected,
      mayFind({ id, entries = [] }: { id: string; entries?: readonly { change: { facts?: unknown } }[] }) {
        shelf.judged.push(id)
        return entries.some(({ change }) => (change.facts as { colour?: string } | undefined)?.colour !== 'blue')
      },
    })
    const fetch = async () => {
      shelf.fetched++
      const items = shelf.ids.map((id) => upstream.wire(id))
      await shelf.whileFetching()
      return { items, next: null, totalCount: null }
    }
    const get = (isCorrected: boolean, isJudged = true) =>
      runInScope(createRequestScope('test'), async () => {
        await house.cache.fence()
        const page = await pages.get('red ones', fetch, isJudged ? { judging: judging(isCorrected) } : {})
        return page.ids
      })
    return {
      changedLately: async () => [...(await pages.changedLately()).records.keys()],
      judged: () => get(false),
      corrected: () => get(true),
      unjudged: () => get(false, false),
    }
  }
  const calls = async (work: () => Promise<unknown>) => {
    const before = shelf.fetched
    await work()
    return shelf.fetched - before
  }
  return { shelf, pagesOf, calls }
}

const scope = 'scope/things'
const said = (id: string, colour?: string) =>
  changeOf([`thing:${id}`, scope], { about: [{ type: 'thing', id }], facts: colour === undefined ? {} : { colour } })

/** What drops the page of 1, 2 and 3. */
const concerning = [
  ['of a record that is on it, whatever is said of that', said('2', 'blue')],
  ['of one that it finds', said('9', 'red')],
  ['of one of which nothing is said', said('9')],
  ['of two, one of which is on it', changeOf(['thing:9', 'thing:1', scope], { facts: { colour: 'blue' } })],
  ['that erases one that is on it', changeOf([scope, 'thing:3'], { erase: true, facts: { colour: 'blue' } })],
  ['that names no record', changeOf(scope, { facts: { colour: 'blue' } })],
  ['that is a merge of which only one is named', changeOf(['thing:9', scope], { topic: 'thing.merged', facts: { colour: 'blue' } })],
  ['that names records of another kind', changeOf(['other:9', scope], { facts: { colour: 'blue' } })],
] as const

describe.each(houses)('a page that is judged, %s', (_, open) => {
  test('outlives the Changes of records that it neither has nor finds, each of which is judged once', async () => {
    await using house = await open()
    const { shelf, pagesOf, calls } = openShelf()
    const { judged } = pagesOf(house)
    await judged()
    for (const id of ['7', '8']) await house.log.append(said(id, 'blue'))
    expect(await calls(async () => expect(await judged()).toEqual(['1', '2', '3']))).toBe(0)
    await judged()
    await house.log.append(said('9', 'blue'))
    expect(await calls(judged)).toBe(0)
    expect(shelf.judged).toEqual(['7', '8', '9'])
  })

  test.each(concerning)('is dropped by a Change %s', async (_what, change) => {
    await using house = await open()
    const { pagesOf, calls } = openShelf()
    const { judged } = pagesOf(house)
    await judged()
    await house.log.append(said('8', 'blue'))
    await house.log.append(change)
    await house.log.append(said('9', 'blue'))
    expect(await calls(judged)).toBe(1)
    expect(await calls(judged)).toBe(0)
  })

  test('that a Change overtakes while it is fetched is kept if that does not concern it, and not if it does', async () => {
    await using house = await open()
    const { shelf, pagesOf, calls } = openShelf()
    const { judged } = pagesOf(house)
    shelf.whileFetching = async () => void (await house.log.append(said('2', 'blue')))
    expect([await calls(judged), await calls(judged)]).toEqual([1, 1])
    shelf.whileFetching = async () => void (await house.log.append(said('9', 'blue')))
    expect([await calls(judged), await calls(judged)]).toEqual([1, 0])
  })

  test('is not kept when everything is purged while it is fetched, whatever else changes', async () => {
    await using house = await open()
    const { shelf, pagesOf, calls } = openShelf()
    const { judged } = pagesOf(house)
    shelf.whileFetching = async () => {
      await house.cache.purge('all')
      await house.log.append(said('9', 'blue'))
    }
    expect([await calls(judged), await calls(judged)]).toEqual([1, 1])
  })

  test('is shown no longer for that, and to who cannot judge only while nothing has changed', async () => {
    let nowMs = Date.now()
    await using house = await open({ now: () => nowMs })
    const { pagesOf, calls } = openShelf()
    const { judged, unjudged } = pagesOf(house)
    await judged()
    expect(await calls(unjudged)).toBe(0)
    await house.log.append(said('9', 'blue'))
    expect(await calls(unjudged)).toBe(1)
    nowMs += 299_000
    await house.log.append(said('9', 'blue'))
    expect(await calls(judged)).toBe(0)
    nowMs += 1_000
    expect(await calls(judged)).toBe(1)
  })

  test('and not corrected is not kept while the index may lag; one that is is, for those alone who correct it, and for its time from when it was asked for', async () => {
    let nowMs = Date.now()
    await using house = await open({ indexLagMs: 3_600_000, config: { lostLogTtlSeconds: 3_600 }, now: () => nowMs })
    const { shelf, pagesOf, calls } = openShelf()
    const { judged, corrected, unjudged } = pagesOf(house)
    await house.log.append(said('2', 'red'))
    expect([await calls(judged), await calls(judged)]).toEqual([1, 1])
    shelf.whileFetching = async () => {
      nowMs += 20_000
    }
    expect([await calls(corrected), await calls(corrected)]).toEqual([1, 0])
    expect([await calls(judged), await calls(unjudged)]).toEqual([1, 1])
    await house.log.append(said('9', 'blue'))
    nowMs += 239_000
    expect(await calls(corrected)).toBe(0)
    nowMs += 1_000
    expect(await calls(corrected)).toBe(1)
    await house.log.append(said('9', 'red'))
    expect([await calls(corrected), await calls(corrected)]).toEqual([1, 0])
  })
})

describe('a corrected page is not kept while the index may lag behind a Change that', () => {
  test.each([
    ['names no record', changeOf(scope)],
    ['names records of another kind', changeOf(['other:9', scope])],
    ['is a merge that names one', changeOf(['thing:9', scope], { topic: 'thing.merged' })],
  ])('%s', async (_what, change) => {
    let nowMs = Date.now()
    const house = startAlone({ indexLagMs: 180_000, config: { lostLogTtlSeconds: 3_600 }, now: () => nowMs })
    const { pagesOf, calls } = openShelf()
    const { corrected } = pagesOf(house)
    await corrected()
    await house.log.append(change)
    expect([await calls(corrected), await calls(corrected)]).toEqual([1, 1])
    await house.log.append(said('8', 'red'))
    expect([await calls(corrected), await calls(corrected)]).toEqual([1, 1])
    nowMs += 180_001
    expect([await calls(corrected), await calls(corrected)]).toEqual([1, 0])
    await house.dispose()
  })

  test('but behind a merge that names both it is', async () => {
    await using house = startAlone({ indexLagMs: 180_000, config: { lostLogTtlSeconds: 3_600 } })
    const { pagesOf, calls } = openShelf()
    const { corrected } = pagesOf(house)
    await house.log.append(changeOf(['thing:8', 'thing:9', scope], { topic: 'thing.merged' }))
    expect([await calls(corrected), await calls(corrected)]).toEqual([1, 0])
  })
})

test('what a corrected page may lack is known for as long as that is shown', async () => {
  let nowMs = Date.now()
  const house = startAlone({ indexLagMs: 180_000, now: () => nowMs })
  const { pagesOf, calls } = openShelf()
  const { corrected, changedLately } = pagesOf(house)
  nowMs += 600_000
  await house.log.append(said('9', 'red'))
  nowMs += 180_000 // the last moment at which the search may lack it
  await corrected()
  nowMs += 299_999
  expect([await calls(corrected), await changedLately()]).toEqual([0, ['9']])
  nowMs += 2
  expect([await calls(corrected), await changedLately()]).toEqual([1, []])
  await house.dispose()
})

describe('two processes on one Redis', () => {
  const start = (workspace: string) => startOnRedis(redis().url, { workspace })

  test('show each other’s pages, also when others changed since; a process that was not there then does not', async () => {
    const workspace = nextWorkspace()
    const { pagesOf, calls } = openShelf()
    const first = await start(workspace)
    await using second = await start(workspace)
    const [here, there] = [pagesOf(first), pagesOf(second)]
    // asked once, so that it remembers what changes from here on
    await there.judged()
    await second.log.append(said('2', 'red'))
    expect(await calls(here.judged)).toBe(1)
    await first.dispose() // by then it is written
    await second.log.append(said('9', 'blue'))
    expect(await calls(there.judged)).toBe(0)
    await second.log.append(said('9', 'blue'))
    await using late = await start(workspace)
    expect(await calls(pagesOf(late).judged)).toBe(1)
  })
})

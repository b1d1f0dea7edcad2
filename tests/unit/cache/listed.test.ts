import { expect, test } from 'vitest'
import { UpstreamError } from '../../../src/errors.ts'
import { changeOf, startAlone } from '../../support/house.ts'

type Wire = { id: string; name: string }

/** Records that upstream lists, and reads one by one; both are counted. */
function createUpstream(...ids: string[]) {
  const there = new Map(ids.map((id) => [id, { id, name: `number ${id}` }]))
  const failing = new Map<string, Error>()
  const asked = { lists: 0, singles: [] as string[] }
  const kind = {
    kind: 'team',
    idOf: ({ id }: Wire) => id,
    fromWire: ({ id, name }: Wire) => ({ id, name }),
    async fetchAll() {
      asked.lists++
      const failure = failing.get('list')
      if (failure) throw failure
      return [...there.values()]
    },
    async fetch(wanted: readonly string[]) {
      asked.singles.push(...wanted)
      return wanted.map((id) => {
        const wire = there.get(id)
        return failing.get(id) ?? (wire ? { wire, source: 'read' as const } : null)
      })
    },
  }
  return { there, failing, asked, kind }
}
const outage = new UpstreamError('UPSTREAM_ERROR', 'Intercom failed.', { retryable: true })

test('what is newer than the list is read by itself, once, and stands in its place among the others', async () => {
  await using house = startAlone()
  const upstream = createUpstream('1', '2')
  const teams = house.cache.listed(upstream.kind)
  expect(await teams.getMany(['2', '1'])).toMatchObject([{ name: 'number 2' }, { name: 'number 1' }])
  expect(upstream.asked.singles).toEqual([])
  upstream.there.set('3', { id: '3', name: 'brand new' })
  for (let times = 0; times < 2; times++) {
    const found = await teams.getMany(['2', '3', '1', '3', '9'])
    expect(found).toEqual([{ id: '2', name: 'number 2' }, { id: '3', name: 'brand new' }, { id: '1', name: 'number 1' }, found[1], null])
  }
  expect(upstream.asked).toEqual({ lists: 1, singles: ['3', '9'] })
})

test('that there is nothing under an id is believed for as long as the kind says, and not by ten thousand questions each', async () => {
  let nowMs = Date.now()
  await using house = startAlone({ now: () => nowMs, config: { kinds: { team: { ttlSeconds: 600, negativeTtlSeconds: 60 } } } })
  const upstream = createUpstream('1')
  const teams = house.cache.listed(upstream.kind)
  await Promise.all(Array.from({ length: 10_000 }, () => teams.getMany(['9'])))
  nowMs += 59_000
  expect(await teams.getMany(['9'])).toEqual([null])
  expect(upstream.asked).toEqual({ lists: 1, singles: ['9'] })
  upstream.there.set('9', { id: '9', name: 'came back' })
  nowMs += 1_000
  expect(await teams.getMany(['9'])).toMatchObject([{ name: 'came back' }])
  expect(upstream.asked).toEqual({ lists: 1, singles: ['9', '9'] })
})

test('a new list has the last word on what it holds', async () => {
  await using house = startAlone()
  const upstream = createUpstream('1')
  const teams = house.cache.listed(upstream.kind)
  await teams.getMany(['1'])
  upstream.there.set('2', { id: '2', name: 'new' })
  await teams.getMany(['2'])
  upstream.there.set('2', { id: '2', name: 'renamed' })
  await house.log.append(changeOf(teams.keyOf()))
  expect(await teams.getMany(['2'])).toMatchObject([{ name: 'renamed' }])
  expect(upstream.asked).toEqual({ lists: 2, singles: ['2'] })
})

test('one that cannot be read is an Error in its place; without a list all have failed, and none is read by itself', async () => {
  await using house = startAlone()
  const upstream = createUpstream('1')
  const teams = house.cache.listed(upstream.kind)
  upstream.failing.set('list', outage)
  await expect(teams.getMany(['1', '8'])).rejects.toBe(outage)
  expect(upstream.asked.singles).toEqual([])
  upstream.failing.delete('list')
  upstream.failing.set('8', outage)
  expect(await teams.getMany(['8', '1'])).toEqual([outage, { id: '1', name: 'number 1' }])
})

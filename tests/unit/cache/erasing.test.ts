import { expect, test, vi } from 'vitest'
import { erasingCarriers } from '../../../src/cache/erasing.ts'
import type { RedisStore } from '../../../src/cache/redis-store.ts'
import type { Change } from '../../../src/changes/change.ts'
import { createMemoryLog } from '../../../src/changes/memory-log.ts'
import { changeOf, changesConfig, createListener, startAlone } from '../../support/house.ts'
import { createUpstream } from './upstream.ts'

test('an erasure that comes again erases the copies that the first one was cut off before', async () => {
  const log = createMemoryLog({ ...changesConfig, maxLength: 100, now: Date.now, say: createListener().say })
  const answers = [
    async () => [],
    () => Promise.reject(new Error('Redis is away')),
    async () => ['conversation:1'],
    async () => ['conversation:1'],
  ]
  const erasing = erasingCarriers(log, { carriersOf: () => answers.shift()!() })
  const change: Change = {
    topic: 'contact.deleted',
    origin: 'WEBHOOK',
    occurredAt: new Date(),
    dedupeId: 'notif_1',
    about: [{ type: 'contact', id: '7' }],
    forget: [],
    erase: ['contact:7'],
  }
  await expect(erasing.append(change)).rejects.toThrow('Redis is away')
  expect(await erasing.append(change)).toMatchObject({ duplicate: true })
  const { entries } = await log.read('', 10)
  expect(entries.map((entry) => entry.change.erase)).toEqual([['contact:7'], ['conversation:1']])
})

test('copies that could not be taken away, as Redis was away, are taken away when it is back', async () => {
  const remove = vi.fn(async (_: readonly string[]) => {}).mockRejectedValueOnce(new Error('Redis is away'))
  await using alone = startAlone({ l2: { remove } as unknown as RedisStore })
  const things = alone.cache.entities(createUpstream().kind)
  await alone.log.append(changeOf(things.keyOf('7'), { erase: true }))
  await expect.poll(() => remove.mock.calls.length).toBe(2)
  expect(remove.mock.calls[1]).toEqual(remove.mock.calls[0])
  expect(remove.mock.calls[0]?.[0]).toHaveLength(1)
})

import { expect, test } from 'vitest'
import { erasingCarriers } from '../../../src/cache/erasing.ts'
import type { Change } from '../../../src/changes/change.ts'
import { createMemoryLog } from '../../../src/changes/memory-log.ts'
import { changesConfig, createListener } from '../../support/house.ts'

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

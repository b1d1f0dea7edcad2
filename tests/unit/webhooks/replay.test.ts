import { expect, test } from 'vitest'
import { notificationOf } from '../../support/webhooks.ts'
import { openSickHouse } from './sick-house.ts'

const changed = (rest = {}) => notificationOf('thing.changed', { id: '7', name: 'Ada' }, { id: 'n1', ...rest })
const told = async ({ written }: ReturnType<typeof openSickHouse>) => (await written()).filter(({ isRepeat }) => !isRepeat).length

test('a dead letter that can be handled by now happens, and is none any more', async () => {
  const house = openSickHouse({ maxTries: 1 })
  await house.send(changed())
  expect(await house.changes.deliveries.get('n1')).toMatchObject({ state: 'dead' })
  house.heal()
  expect(await house.replay('n1')).toBe('n1')
  const [entry] = await house.written()
  expect(entry?.change).toMatchObject({
    topic: 'thing.changed',
    origin: 'WEBHOOK',
    forget: ['thing:7'],
    about: [{ type: 'thing', id: '7' }],
  })
  expect(await house.changes.deliveries.get('n1')).toMatchObject({
    state: 'accepted',
    attempts: 2,
    failure: null,
    cursor: entry?.cursor,
    about: { type: 'thing', id: '7' },
  })
  expect(await house.changes.deliveries.counts()).toEqual({ failed: 0, dead: 0 })
  expect(house.tried).toEqual(['dead', 'accepted'])
})

test('one that waits to be tried again happens once, by whichever comes first', async () => {
  const house = openSickHouse({ retryAfterMs: 1 })
  await house.send(changed())
  house.heal()
  const retries = house.startRetries()
  await Promise.all(Array.from({ length: 10 }, () => house.replay('n1')))
  await retries.dispose()
  expect(await told(house)).toBe(1)
  expect(await house.changes.deliveries.claim({ limit: 9, leaseMs: 0 })).toEqual([])
})

test('one that was handled is told again, also what is told once otherwise, and once for all who press at the same time', async () => {
  const house = openSickHouse()
  house.heal()
  await house.send(changed())
  await house.send(notificationOf('thing.seen', { id: '7' }))
  expect(await told(house)).toBe(1)
  await Promise.all([house.replay('n1'), house.replay('n1')])
  expect(await told(house)).toBe(2)
  await house.replay('n1')
  expect(await told(house)).toBe(3)
  const last = (await house.written()).at(-1)
  expect(await house.changes.deliveries.get('n1')).toMatchObject({ state: 'accepted', attempts: 3, cursor: last?.cursor })
  // what is announced after it is still known to be told
  await house.send(notificationOf('thing.seen', { id: '7' }))
  expect(await told(house)).toBe(3)
})

test('a duplicate stands for the first of its notification', async () => {
  const house = openSickHouse({ maxTries: 1 })
  await house.send(changed())
  await house.send(changed({ delivery_attempts: 2 }))
  const [again] = await house.changes.deliveries.list({ isHeld: false, before: Number.POSITIVE_INFINITY, limit: 9 })
  expect(again?.delivery).toMatchObject({ state: 'duplicate' })
  house.heal()
  expect(await house.replay(again!.delivery.id)).toBe('n1')
  expect(await house.changes.deliveries.get('n1')).toMatchObject({ state: 'accepted' })
  expect(await told(house)).toBe(1)
})

test('what cannot be handled again is refused with why, stays what it was, and counts the try', async () => {
  const house = openSickHouse({ maxTries: 2 })
  await house.send(changed())
  await expect(house.replay('n1')).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('dead letter') })
  await expect(house.replay('n1')).rejects.toMatchObject({ code: 'CONFLICT', retryable: false })
  expect(await house.changes.deliveries.get('n1')).toMatchObject({ state: 'dead', attempts: 3, failure: expect.any(String) })
  expect(await house.changes.payload('n1')).toContain('Ada')
  expect(house.tried).toEqual(['failed', 'dead', 'dead'])

  house.heal()
  await house.send(changed({ id: 'n2' }))
  const before = await house.changes.deliveries.get('n2')
  house.sicken()
  await expect(house.replay('n2')).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('nothing was told') })
  expect(await house.changes.deliveries.get('n2')).toEqual(before)
})

test('what is not there, was not kept, or was erased since is not found', async () => {
  const house = openSickHouse()
  house.heal()
  await expect(house.replay('never')).rejects.toMatchObject({ code: 'NOT_FOUND', id: 'never' })
  await house.send(changed({ id: 'old', created_at: 1_700_000_000 }))
  await expect(house.replay('old')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await house.send(changed())
  await house.send(notificationOf('thing.deleted', { id: '7' }, { id: 'n2' }))
  for (const id of ['n1', 'n2'])
    await expect(house.replay(id)).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('gone') })
  expect((await house.written()).map(({ change }) => change.topic)).toEqual(['thing.changed', 'thing.deleted'])
})

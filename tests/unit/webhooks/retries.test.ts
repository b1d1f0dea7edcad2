import { expect, test } from 'vitest'
import { notificationOf } from '../../support/webhooks.ts'
import { openSickHouse } from './sick-house.ts'

const sick = (rest = {}) => notificationOf('thing.changed', { id: '7', name: 'Ada' }, { id: 'n1', ...rest })
const retries = ({ startRetries }: ReturnType<typeof openSickHouse>) => {
  const { dispose } = startRetries()
  return { [Symbol.asyncDispose]: dispose }
}

test('what a rule throws for is held, blocks nothing, is tried so often and no more, and is a dead letter then', async () => {
  const house = openSickHouse({ maxTries: 3, retryAfterMs: 1 })
  const { changes, send, written, tried } = house
  expect(await send(sick())).toBe('held')
  expect(await send(sick({ delivery_attempts: 2 }))).toBe('duplicate')
  expect(await send(notificationOf('thing.seen', { id: '8' }))).toBe('accepted')
  await using _ = retries(house)
  await expect.poll(() => changes.deliveries.get('n1')).toMatchObject({ state: 'dead', attempts: 3 })
  expect((await changes.deliveries.get('n1'))?.failure).not.toContain('7')
  expect(await changes.deliveries.claim({ limit: 9, leaseMs: 0 })).toEqual([])
  expect(await changes.payload('n1')).toContain('Ada')
  expect((await written()).map(({ change }) => change.topic)).toEqual(['thing.seen'])
  expect(tried).toEqual(['failed', 'duplicate', 'accepted', 'failed', 'dead'])
})

test('what can be handled by then is, once, and counts its tries', async () => {
  const house = openSickHouse({ retryAfterMs: 1 })
  await house.send(sick())
  house.heal()
  await using _ = retries(house)
  await expect.poll(() => house.changes.deliveries.get('n1')).toMatchObject({ state: 'accepted', attempts: 2, failure: null })
  expect((await house.written()).map(({ change }) => [change.topic, change.dedupeId])).toEqual([['thing.changed', 'n1']])
  expect(await house.send(sick())).toBe('duplicate')
})

test('what is gone by then is a dead letter that says so', async () => {
  const house = openSickHouse({ retryAfterMs: 1 })
  await house.send(sick())
  await house.send(notificationOf('thing.deleted', { id: '7' }))
  expect(await house.changes.payload('n1')).toBeUndefined()
  house.heal()
  await using _ = retries(house)
  await expect.poll(() => house.changes.deliveries.get('n1')).toMatchObject({ state: 'dead', failure: expect.stringContaining('gone') })
})

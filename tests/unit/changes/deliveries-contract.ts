import { expect, test, vi } from 'vitest'
import type { Delivery, NewDelivery } from '../../../src/changes/deliveries.ts'
import type { ChangeLog } from '../../../src/changes/log.ts'
import type { ChangesConfig } from '../../../src/config.ts'
import { changeOf } from '../../support/house.ts'

type Opened = { log: ChangeLog } & AsyncDisposable

const about = { type: 'contact', id: '1' }
const createdAt = new Date(1_700_000_000_000)

/** A delivery of which a test says only what matters to it. */
const delivery = (notificationId: string, rest: Partial<NewDelivery> = {}): NewDelivery => ({
  notificationId,
  topic: 'thing.changed',
  createdAt,
  attempts: 1,
  ackMs: 3,
  about,
  failure: null,
  ...rest,
})
const sick = (notificationId: string) => delivery(notificationId, { about: null, failure: 'It has | and "quotes".' })
const failed = (retryAfterMs = 60_000) => ({ state: 'failed', retryAfterMs }) as const

/** What every store of deliveries keeps to, with the log that it belongs to. `open` gives an empty one. */
export function itKeepsTheDeliveriesPromise(open: (config?: Partial<ChangesConfig>) => Promise<Opened>) {
  const take = ({ log }: Opened, notificationId: string) =>
    log.append(changeOf('a', { dedupeId: notificationId }), { delivery: delivery(notificationId) })
  const listed = async ({ log }: Opened, isHeld = false, options: { before?: number; limit?: number } = {}) =>
    (await log.deliveries.list({ isHeld, before: Number.POSITIVE_INFINITY, limit: 100, ...options })).map(({ delivery: { id } }) => id)

  test('a delivery is written down with its Change, and each that came again under an id of its own', async () => {
    await using opened = await open()
    const { deliveries } = opened.log
    const first = await take(opened, 'n1')
    const again = await take(opened, 'n1')
    expect(first.deliveryId).toBe('n1')
    expect(again.deliveryId).toMatch(/^n1:./)
    expect(await deliveries.get('n1')).toEqual({
      ...delivery('n1'),
      id: 'n1',
      state: 'accepted',
      cursor: first.cursor,
      receivedAt: expect.any(Date),
    } satisfies Delivery)
    expect(await deliveries.get(again.deliveryId)).toMatchObject({ notificationId: 'n1', state: 'duplicate', cursor: first.cursor })
    expect(await deliveries.get('n2')).toBeNull()
  })

  test('the newest come first, each at a place of its own, and a place leads on', async () => {
    await using opened = await open()
    for (const id of ['n1', 'n2', 'n3', 'n4']) await take(opened, id)
    expect(await listed(opened)).toEqual(['n4', 'n3', 'n2', 'n1'])
    const found = await opened.log.deliveries.list({ isHeld: false, before: Number.POSITIVE_INFINITY, limit: 2 })
    expect(found.map(({ delivery: { id } }) => id)).toEqual(['n4', 'n3'])
    expect(await listed(opened, false, { before: found[1]!.place })).toEqual(['n2', 'n1'])
    expect(await listed(opened, true)).toEqual([])
  })

  test('of many at once none is lost, and no two have the same place', async () => {
    await using opened = await open()
    const ids = Array.from({ length: 50 }, (_, index) => `n${index}`)
    await Promise.all(ids.map((id) => take(opened, id)))
    const found = await opened.log.deliveries.list({ isHeld: false, before: Number.POSITIVE_INFINITY, limit: 100 })
    expect(found.map(({ delivery: { id } }) => id).toSorted()).toEqual(ids.toSorted())
    expect(new Set(found.map(({ place }) => place)).size).toBe(50)
  })

  test('a stale one, and what was reconciled, are written down too; our own writes are not', async () => {
    await using opened = await open()
    const { log } = opened
    expect(await log.deliveries.noteStale(delivery('old'))).toBe('old')
    const found = await log.append(changeOf('a', { origin: 'RECONCILED', dedupeId: 'reconciled:1', about: [about] }))
    await log.append(changeOf('a', { origin: 'GATEWAY_WRITE', dedupeId: 'w1' }))
    await log.append(changeOf('a', { origin: 'RECONCILED' }))
    expect(await listed(opened)).toEqual(['reconciled:1', 'old'])
    expect(await log.deliveries.get('old')).toMatchObject({ state: 'stale', cursor: null })
    expect(await log.deliveries.get('reconciled:1')).toMatchObject({ state: 'reconciled', cursor: found.cursor, about, attempts: 0 })
  })

  test('one that could not be handled is listed apart; the same once more is its duplicate', async () => {
    await using opened = await open()
    const { deliveries } = opened.log
    await take(opened, 'well')
    expect(await deliveries.hold(sick('n1'), failed())).toEqual({ id: 'n1', isKnown: false })
    expect(await deliveries.hold(sick('n2'), { state: 'dead' })).toEqual({ id: 'n2', isKnown: false })
    const again = await deliveries.hold(sick('n1'), failed())
    expect(again).toEqual({ id: expect.stringMatching(/^n1:./), isKnown: true })
    expect(await listed(opened, true)).toEqual(['n2', 'n1'])
    expect(await listed(opened)).toEqual([again.id, 'well'])
    expect(await deliveries.get('n1')).toMatchObject({ ...sick('n1'), state: 'failed', cursor: null })
    expect(await deliveries.counts()).toEqual({ failed: 1, dead: 1 })
  })

  test('what is due is claimed by one of all who ask, and again when the claim is over', async () => {
    await using opened = await open()
    const { deliveries } = opened.log
    await Promise.all(['n1', 'n2', 'n3'].map((id) => deliveries.hold(sick(id), failed(0))))
    await deliveries.hold(sick('later'), failed())
    await deliveries.hold(sick('never'), { state: 'dead' })
    const claims = await Promise.all(Array.from({ length: 10 }, () => deliveries.claim({ limit: 2, leaseMs: 60_000 })))
    expect(claims.every((claim) => claim.length <= 2)).toBe(true)
    expect(
      claims
        .flat()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(['n1', 'n2', 'n3'])
    await deliveries.settle('n1', { ...failed(0), attempts: 2, failure: 'Again.', about: null })
    expect(await deliveries.claim({ limit: 10, leaseMs: 0 })).toMatchObject([{ id: 'n1', attempts: 2, failure: 'Again.' }])
    expect(await deliveries.claim({ limit: 10, leaseMs: 60_000 })).toMatchObject([{ id: 'n1' }])
    expect(await deliveries.claim({ limit: 10, leaseMs: 60_000 })).toEqual([])
  })

  test('one that was handled in the end is with the others, at its own place, and is not tried again', async () => {
    await using opened = await open()
    const { deliveries } = opened.log
    await take(opened, 'before')
    await deliveries.hold(sick('n1'), failed(0))
    await take(opened, 'after')
    await deliveries.settle('n1', { state: 'accepted', attempts: 2, failure: null, about, cursor: 'e:1-0' })
    expect(await listed(opened)).toEqual(['after', 'n1', 'before'])
    expect(await listed(opened, true)).toEqual([])
    expect(await deliveries.get('n1')).toMatchObject({ state: 'accepted', attempts: 2, failure: null, about, cursor: 'e:1-0' })
    expect(await deliveries.claim({ limit: 10, leaseMs: 0 })).toEqual([])
    expect(await deliveries.counts()).toEqual({ failed: 0, dead: 0 })
  })

  test('one that is given up is a dead letter, and is not tried again; what is not there is not settled', async () => {
    await using opened = await open()
    const { deliveries } = opened.log
    await deliveries.hold(sick('n1'), failed(0))
    await deliveries.settle('n1', { state: 'dead', attempts: 8, failure: 'Still.', about: null })
    await deliveries.settle('n2', { state: 'dead', attempts: 8, failure: 'Still.', about: null })
    expect(await deliveries.get('n1')).toMatchObject({ state: 'dead', attempts: 8, failure: 'Still.' })
    expect(await deliveries.get('n2')).toBeNull()
    expect(await listed(opened, true)).toEqual(['n1'])
    expect(await deliveries.claim({ limit: 10, leaseMs: 0 })).toEqual([])
    expect(await deliveries.counts()).toEqual({ failed: 0, dead: 1 })
  })

  test('how long the answer took is told afterwards', async () => {
    await using opened = await open()
    const { deliveries } = opened.log
    await take(opened, 'n1')
    deliveries.answered('n1', 42)
    await vi.waitFor(async () => expect(await deliveries.get('n1')).toMatchObject({ ackMs: 42 }))
  })

  test('each of the two lists is bounded, and a flood of the one does not push out the other', async () => {
    await using opened = await open({ deliveriesKept: 20, deadLettersKept: 5 })
    const { deliveries } = opened.log
    for (let index = 0; index < 15; index++) await deliveries.hold(sick(`dead${index}`), { state: 'dead' })
    for (let index = 0; index < 60; index++) await take(opened, `n${index}`)
    const [others, held] = [await listed(opened), await listed(opened, true)]
    expect(others.length).toBeLessThanOrEqual(24)
    expect(others.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, index) => `n${59 - index}`))
    expect(held.slice(0, 5)).toEqual(['dead14', 'dead13', 'dead12', 'dead11', 'dead10'])
    expect(held.length).toBeLessThanOrEqual(6)
    expect(await deliveries.get('n0')).toBeNull()
    expect(await deliveries.get('dead0')).toBeNull()
  })
}

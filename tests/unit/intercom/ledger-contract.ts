import { expect, test } from 'vitest'
import type { Ledger, Report } from '../../../src/intercom/ledger.ts'

const none = [0, 0, 0, 0, 0] as const
/** What lanes leave to those before them, in these tests. */
const held = [0.1, 0, 0.4, 0.4, 0.4]

/** A report of which a test says only what matters to it. Windows must differ between tests. */
export const reportOf = (rest: Partial<Report>): Report => ({
  window: 1,
  windowMs: 60_000,
  limit: 100,
  assumedLimit: 50,
  out: 0,
  carried: 0,
  spent: 0,
  used: 0,
  needs: none,
  room: 0,
  held: none,
  spare: 0,
  closeForMs: 0,
  ...rest,
})

export const waiting = (...needs: number[]) => ({ needs, room: 1_000 })

/** What every ledger promises to one process. `open` gives a ledger that has seen nothing yet. */
export function ledgerContract(open: () => Promise<Ledger> | Ledger) {
  const settle = async (rest: Partial<Report>) => (await open()).settle(reportOf(rest))

  test('who waits is granted what is left, the most urgent lane first', async () => {
    expect(await settle(waiting(3, 2, 0, 0, 1))).toMatchObject({ granted: [3, 2, 0, 0, 1], remaining: 94, closedForMs: 0, processes: 1 })
    expect(await settle({ ...waiting(60, 10, 60, 5, 5) })).toMatchObject({ granted: [60, 10, 30, 0, 0], remaining: 0 })
  })

  test('the limit is what Intercom told, else what is assumed', async () => {
    expect(await settle(waiting(200, 0, 0, 0, 0))).toMatchObject({ limit: 100, granted: [100, 0, 0, 0, 0] })
    expect(await settle({ ...waiting(200, 0, 0, 0, 0), limit: null })).toMatchObject({ limit: 50, granted: [50, 0, 0, 0, 0] })
  })

  test('what is held, what is under way from the window before and what Intercom has counted is not granted again', async () => {
    expect(await settle({ ...waiting(200, 0, 0, 0, 0), out: 10, carried: 5, spent: 20, used: 20 })).toMatchObject({
      granted: [65, 0, 0, 0, 0],
    })
  })

  test('calls that no answer has told of are counted all the same', async () => {
    expect(await settle({ ...waiting(200, 0, 0, 0, 0), spent: 40 })).toMatchObject({ granted: [60, 0, 0, 0, 0] })
  })

  test('where other apps spend, what they did is gone, and a little more is left to them', async () => {
    // 50 of 70 are theirs; a sixteenth of it is theirs too
    expect(await settle({ ...waiting(200, 0, 0, 0, 0), spent: 20, used: 70 })).toMatchObject({ granted: [26, 0, 0, 0, 0] })
  })

  test('each lane leaves its part to the lanes before it, although nobody waits in them', async () => {
    expect(await settle({ ...waiting(0, 0, 0, 0, 200), held })).toMatchObject({ granted: [0, 0, 0, 0, 60], remaining: 40 })
    expect(await settle({ ...waiting(200, 0, 0, 0, 0), held })).toMatchObject({ granted: [90, 0, 0, 0, 0], remaining: 10 })
  })

  test('mutations have what is kept for them, however many wait before them', async () => {
    expect(await settle({ ...waiting(200, 30, 0, 0, 0), held })).toMatchObject({ granted: [90, 10, 0, 0, 0], remaining: 0 })
  })

  test('a lane gets nothing while one before it has callers that cannot be sent yet', async () => {
    expect(await settle({ needs: [150, 0, 10, 0, 0], room: 8 })).toMatchObject({ granted: [8, 0, 0, 0, 0] })
  })

  test('mutations have what is kept for them, although more wait before them than could be sent', async () => {
    expect(await settle({ ...waiting(200, 3, 0, 0, 0), held, spent: 90, used: 90, room: 32 })).toMatchObject({ granted: [0, 3, 0, 0, 0] })
  })

  test('the hand is filled when nobody waits, with a small part of what is left', async () => {
    expect(await settle({ spare: 4 })).toMatchObject({ spare: 4, remaining: 96 })
    expect(await settle({ spare: 50 })).toMatchObject({ spare: 6, remaining: 94 })
    expect(await settle({ spare: 4, used: 95, spent: 95 })).toMatchObject({ spare: 0, remaining: 5 })
    expect(await settle({ spare: 4, needs: [5, 0, 0, 0, 0] })).toMatchObject({ spare: 0 })
  })

  test('while it is closed nobody is granted anything', async () => {
    const reply = await settle({ ...waiting(5, 5, 5, 5, 5), spare: 4, closeForMs: 5_000 })
    expect(reply).toMatchObject({ granted: none, spare: 0 })
    expect(reply.closedForMs).toBeGreaterThan(4_900)
  })

  test('more is never granted than there is, even when more was spent', async () => {
    expect(await settle({ ...waiting(5, 5, 5, 5, 5), spent: 120, used: 130, out: 4, spare: 2 })).toMatchObject({
      granted: none,
      spare: 0,
      remaining: 0,
    })
  })
}

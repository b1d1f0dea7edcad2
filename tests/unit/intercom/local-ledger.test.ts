import { describe, expect, test } from 'vitest'
import { createLocalLedger } from '../../../src/intercom/local-ledger.ts'
import { ledgerContract, reportOf, waiting } from './ledger-contract.ts'

const ledgerOf = ({ share = 1, ceiling = Number.POSITIVE_INFINITY } = {}) =>
  createLocalLedger({ share: () => share, ceiling: () => ceiling })

describe('as every ledger', () => ledgerContract(() => ledgerOf()))

test('a process by itself keeps to its part, and to less when Intercom has counted more', async () => {
  const ledger = ledgerOf({ share: 1 / 3 })
  expect(await ledger.settle(reportOf(waiting(99, 0, 0, 0, 0)))).toMatchObject({ limit: 100, granted: [33, 0, 0, 0, 0] })
  expect(await ledger.settle(reportOf({ ...waiting(99, 0, 0, 0, 0), spent: 20, used: 60 }))).toMatchObject({ granted: [13, 0, 0, 0, 0] })
  expect(await ledger.settle(reportOf({ ...waiting(99, 0, 0, 0, 0), spent: 2, used: 95 }))).toMatchObject({ granted: [0, 0, 0, 0, 0] })
})

test('its part is one call at least', async () => {
  expect(await ledgerOf({ share: 0.001 }).settle(reportOf(waiting(9, 0, 0, 0, 0)))).toMatchObject({ granted: [1, 0, 0, 0, 0] })
})

test('in the window in which it lost the others it makes no more calls than were left for it', async () => {
  expect(await ledgerOf({ ceiling: 12 }).settle(reportOf({ ...waiting(99, 0, 0, 0, 0), spent: 7, out: 3 }))).toMatchObject({
    granted: [2, 0, 0, 0, 0],
  })
})

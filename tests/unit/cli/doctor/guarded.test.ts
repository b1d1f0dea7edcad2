import { expect, test } from 'vitest'
import { ok } from '../../../../src/cli/doctor/finding.ts'
import { guarded } from '../../../../src/cli/doctor/guarded.ts'

test('what a look finds is passed on', async () => {
  expect(await guarded('port', 1_000, async () => [ok('port', 'is free')])).toEqual([ok('port', 'is free')])
})

test('a look that fails is a finding', async () => {
  const failing = async () => {
    throw new TypeError('no such thing')
  }
  expect(await guarded('port', 1_000, failing)).toMatchObject([
    { check: 'port', status: 'failure', found: 'this look itself failed: TypeError: no such thing' },
  ])
})

test('a look that does not end is one, too', async () => {
  expect(await guarded('data dir', 20, () => new Promise(() => {}))).toMatchObject([
    { check: 'data dir', status: 'failure', found: 'this look did not end within 20 ms', fix: expect.stringContaining('--timeout-ms') },
  ])
})

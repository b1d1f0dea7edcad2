import { describe, expect, test } from 'vitest'
import type { Definition, Item, Plan, Progress } from '../../../../src/cli/sync/answers.ts'
import { definitionRows, itemLines, plain, planLines, progressText, shortId, table } from '../../../../src/cli/sync/words.ts'

const noCounts = { create: 0, update: 0, merge: 0, attach: 0, detach: 0, archive: 0, delete: 0, skip: 0, conflict: 0 }
const noProgress: Progress = { done: 0, total: null, failed: 0, perMinute: null, eta: null }
const aPlan = (fields: Partial<Plan> = {}): Plan => ({
  ...{
    id: 'gid://intercom/w1/SyncPlan/5f0000000000000000000001',
    sync: 'crm',
    direction: 'CRM_TO_INTERCOM',
    mode: 'WHOLE',
    partial: false,
  },
  ...{ status: 'SUCCEEDED', createdAt: '2026-11-23T09:30:00.000Z', expiresAt: '2026-11-24T09:30:00.000Z', progress: noProgress },
  ...{
    records: 20_000,
    unchanged: 19_950,
    counts: noCounts,
    estimatedCalls: 0,
    estimatedSeconds: null,
    warnings: [],
    errors: [],
    runs: [],
  },
  ...fields,
})
const anItem = (fields: Partial<Item> = {}): Item => ({
  ...{ key: 'c-1', action: 'UPDATE', state: 'PENDING', row: null, line: null, reasons: [], changes: [], error: null, ...fields },
})

describe('a plan', () => {
  test('is told by what it does, in columns, and by what that costs', () => {
    const counts = { ...noCounts, create: 1_200, conflict: 2 }
    expect(planLines(aPlan({ counts, estimatedCalls: 1_260, estimatedSeconds: 74.2, warnings: ['Look at this.'] }))).toEqual([
      '5f0000000000000000000001: crm, 20,000 records, 19,950 of them as they should be',
      '  create    1,200',
      '  conflict      2',
      'To apply it takes 1,260 calls to Intercom, about 1 min 15 s.',
      'warning: Look at this.',
    ])
  })

  test('that has nothing to do says no more than that', () => {
    expect(planLines(aPlan({ records: 1, unchanged: 1 }))).toEqual(['5f0000000000000000000001: crm, 1 record, 1 of them as they should be'])
  })
})

describe('an item', () => {
  test('is told with its place, and with what becomes of each field on which side', () => {
    const changes: Item['changes'] = [
      { field: 'email', column: 'mail', side: 'INTERCOM', from: null, to: 'ada@acme.io', rule: 'SOURCE_WINS' },
      { field: 'customAttributes.seats', column: 'seats', side: 'CRM', from: 3, to: 12, rule: 'NEWEST' },
    ]
    expect(itemLines(anItem({ line: 7, row: 6, changes, reasons: ['It was found by its email.'] }))).toEqual([
      '  c-1  (line 7)',
      '    email             nothing -> "ada@acme.io"  SOURCE_WINS',
      '    seats in the CRM  3 -> 12                   NEWEST',
      '    It was found by its email.',
    ])
  })

  test('that waits for a choice shows both values, and one that failed why', () => {
    const changes: Item['changes'] = [{ field: 'phone', column: 'mobile', side: 'INTERCOM', from: '+1', to: '+2', rule: 'MANUAL' }]
    expect(itemLines(anItem({ action: 'CONFLICT', state: null, changes }))).toEqual([
      '  c-1',
      '    phone  Intercom has "+1", the CRM "+2"  MANUAL',
    ])
    const error = { code: 'CONFLICT', message: 'Somebody has this address.', path: ['email'], retryable: false }
    expect(itemLines(anItem({ state: 'FAILED', row: 2, error }))).toEqual(['  c-1  (row 2, FAILED)', '    Somebody has this address.'])
  })

  test('cannot tell a terminal what to do, nor fill it', () => {
    expect(plain('a\u{1b}[2Jb\u{9b}c\u{202e}d\ne')).toBe('a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\u{fffd}e')
    const changes: Item['changes'] = [{ field: 'name', column: 'n', side: 'INTERCOM', from: '\u{9b}', to: 'x'.repeat(500), rule: 'UNION' }]
    const [, line] = itemLines(anItem({ changes }))
    expect(line).toContain(`"\u{fffd}" -> "${'x'.repeat(59)}…`)
  })
})

describe('how far something is', () => {
  const nowMs = Date.parse('2026-11-23T09:30:00Z')
  test.each<[string, Partial<Progress>, string]>([
    ['while nobody knows of how many', { done: 1_234 }, '1,234 items'],
    ['before anything is done', { total: 20_000 }, '[--------------------] 0 of 20,000 items'],
    [
      'in the middle',
      { done: 5_000, total: 20_000, failed: 12, perMinute: 3_000.4, eta: '2026-11-23T09:35:00.000Z' },
      '[#####---------------] 5,000 of 20,000 items, 12 failed, 3,000 a minute, 5 min 0 s to go',
    ],
    [
      'over the time it was to take',
      { done: 1, total: 2, eta: '2026-11-23T09:29:00.000Z' },
      '[##########----------] 1 of 2 items, 0 s to go',
    ],
    ['of nothing', { done: 0, total: 0 }, '[####################] 0 of 0 items'],
  ])('%s', (_, progress, text) => {
    expect(progressText({ ...noProgress, ...progress }, { what: 'items', nowMs })).toBe(text)
  })
})

test('columns stand below each other, without spaces at the ends', () => {
  expect(
    table([
      ['A', 'BB'],
      ['AAA', 'B'],
    ]),
  ).toEqual(['A    BB', 'AAA  B'])
  expect(table([])).toEqual([])
  expect(shortId('5f01')).toBe('5f01')
})

test('a sync is told with when it comes next, of its two schedules the sooner', () => {
  const one: Definition = {
    ...{
      name: 'crm',
      object: 'CONTACT',
      direction: 'BIDIRECTIONAL',
      source: 'postgres',
      follows: true,
      lastWholeAt: '2026-11-23T03:00:01.120Z',
    },
    ...{ nextWholeAt: '2026-11-24T03:00:00.000Z', nextChangedAt: '2026-11-23T09:45:00.000Z' },
    schedule: { changed: '*/15 * * * *', whole: '0 3 * * *', timeZone: 'UTC' },
  }
  expect(definitionRows([one])[1]).toBe(
    'crm   CONTACT  BIDIRECTIONAL  postgres  2026-11-23 03:00:01 UTC  2026-11-23 09:45:00 UTC  changed */15 * * * *, whole 0 3 * * * (UTC), as Intercom changes',
  )
})

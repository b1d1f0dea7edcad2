import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../../src/changes/change.ts'
import { SyncDefinition, type Transform } from '../../../src/config/syncs.ts'
import { compare } from '../../../src/sync/compare.ts'
import { hashesOf } from '../../../src/sync/hashes.ts'
import { conflictRules, type Direction, directions } from '../../../src/sync/item.ts'
import type { Values } from '../../../src/sync/syncable.ts'
import { transformed, untransformed } from '../../../src/sync/transforms.ts'

type Rule = (typeof conflictRules)[number]

/** Addresses are the same in any case, as with Intercom. */
const inOneForm = (field: string, value: Json) => (field === 'email' && typeof value === 'string' ? value.toLowerCase() : value)

function syncOf(rule: Rule, direction: Direction, transform: Transform[] = [], field = 'name') {
  const definition = SyncDefinition.parse({
    object: 'contact',
    direction,
    source: { type: 'push' },
    key: 'id',
    match: [field],
    fields: [{ column: 'c', field, rule, transform }],
  })
  return { ...definition, name: 'test', secrets: {} }
}

type Sides = { source: Json; intercom: Json }
type About = {
  base?: Sides | null
  newer?: 'source' | 'intercom' | 'same' | 'unknown'
  choice?: 'SOURCE' | 'INTERCOM'
  transform?: Transform[]
}

const at = (second: number) => new Date(second * 1_000)
const instants = {
  source: { sourceChangedAt: at(2), intercomUpdatedAt: at(1) },
  intercom: { sourceChangedAt: at(1), intercomUpdatedAt: at(2) },
  // one second, as Intercom tells no more
  same: { sourceChangedAt: at(2.2), intercomUpdatedAt: at(2.7) },
  unknown: { sourceChangedAt: null, intercomUpdatedAt: at(2) },
}

const hashes = (value: Json) => hashesOf({ name: value }, inOneForm)

/** What is written of one field, `side: from > to` each, and what is asked. */
function differences(rule: Rule, direction: Direction, { source, intercom }: Sides, about: About = {}) {
  const { changes, conflicts } = compare({
    sync: syncOf(rule, direction, about.transform),
    source: { name: source },
    intercom: { name: intercom },
    base: about.base ? { source: hashes(about.base.source), intercom: hashes(about.base.intercom) } : null,
    ...instants[about.newer ?? 'unknown'],
    inOneForm,
    ...(about.choice && { choice: about.choice }),
  })
  return [
    ...changes.map(({ side, from, to }) => `${side}: ${from} > ${to}`),
    ...conflicts.map(({ side, from, to }) => `asked, ${side}: ${from} > ${to}`),
  ]
}

const bothWays = { source: 's', intercom: 'i' }
const sourceAlone = { source: 'old', intercom: 'i' }
const intercomAlone = { source: 's', intercom: 'old' }

describe('each rule', () => {
  test.each<[why: string, Rule, Direction, Sides, About, string[]]>([
    ['the source wins', 'SOURCE_WINS', 'BIDIRECTIONAL', bothWays, {}, ['INTERCOM: i > s']],
    ['the source wins with nothing too', 'SOURCE_WINS', 'BIDIRECTIONAL', { source: null, intercom: 'i' }, {}, ['INTERCOM: i > null']],
    [
      'the source wins even where Intercom alone changed',
      'SOURCE_WINS',
      'BIDIRECTIONAL',
      bothWays,
      { base: intercomAlone },
      ['INTERCOM: i > s'],
    ],
    ['a source that wins and may not go over leaves the CRM', 'SOURCE_WINS', 'INTERCOM_TO_CRM', bothWays, {}, []],
    ['… and is filled where it is empty', 'SOURCE_WINS', 'INTERCOM_TO_CRM', { source: null, intercom: 'i' }, {}, ['CRM: null > i']],
    ['Intercom wins', 'INTERCOM_WINS', 'BIDIRECTIONAL', bothWays, {}, ['CRM: s > i']],
    ['Intercom that wins and may not go over stays', 'INTERCOM_WINS', 'CRM_TO_INTERCOM', bothWays, {}, []],
    ['… and is filled where it is empty', 'INTERCOM_WINS', 'CRM_TO_INTERCOM', { source: 's', intercom: null }, {}, ['INTERCOM: null > s']],
    [
      'the newest is what alone changed in the CRM',
      'NEWEST',
      'BIDIRECTIONAL',
      bothWays,
      { base: sourceAlone, newer: 'intercom' },
      ['INTERCOM: i > s'],
    ],
    [
      'the newest is what alone changed in Intercom',
      'NEWEST',
      'BIDIRECTIONAL',
      bothWays,
      { base: intercomAlone, newer: 'source' },
      ['CRM: s > i'],
    ],
    [
      'the newest of two that changed is the later',
      'NEWEST',
      'BIDIRECTIONAL',
      bothWays,
      { base: { source: 'x', intercom: 'y' }, newer: 'intercom' },
      ['CRM: s > i'],
    ],
    ['the newest without a sync before is the later', 'NEWEST', 'BIDIRECTIONAL', bothWays, { newer: 'intercom' }, ['CRM: s > i']],
    ['the newest in one second is the source', 'NEWEST', 'BIDIRECTIONAL', bothWays, { newer: 'same' }, ['INTERCOM: i > s']],
    ['the newest when nobody knows is the source', 'NEWEST', 'BIDIRECTIONAL', bothWays, { newer: 'unknown' }, ['INTERCOM: i > s']],
    ['what the last sync left different stays so', 'NEWEST', 'BIDIRECTIONAL', bothWays, { base: bothWays, newer: 'source' }, []],
    ['the newest may not go over', 'NEWEST', 'CRM_TO_INTERCOM', bothWays, { newer: 'intercom' }, []],
    ['two full fields are left', 'FILL_EMPTY', 'BIDIRECTIONAL', bothWays, {}, []],
    ['an empty one in Intercom is filled', 'FILL_EMPTY', 'BIDIRECTIONAL', { source: 's', intercom: null }, {}, ['INTERCOM: null > s']],
    ['an empty one in the CRM is filled', 'FILL_EMPTY', 'BIDIRECTIONAL', { source: null, intercom: 'i' }, {}, ['CRM: null > i']],
    ['an empty one that may not be filled stays empty', 'FILL_EMPTY', 'INTERCOM_TO_CRM', { source: 's', intercom: null }, {}, []],
    [
      'a union goes to both',
      'UNION',
      'BIDIRECTIONAL',
      { source: 'a;b', intercom: 'B; c;a' },
      {},
      ['CRM: a;b > a;b;B;c', 'INTERCOM: B; c;a > B;c;a;b'],
    ],
    ['a union goes to who lacks something alone', 'UNION', 'BIDIRECTIONAL', { source: 'b;a', intercom: 'a' }, {}, ['INTERCOM: a > a;b']],
    ['a union goes where it may', 'UNION', 'INTERCOM_TO_CRM', { source: 'a;b', intercom: 'c' }, {}, ['CRM: a;b > a;b;c']],
    ['an order of parts is no difference', 'UNION', 'BIDIRECTIONAL', { source: 'a;b', intercom: 'b;a' }, {}, []],
    ['what nobody changed is asked', 'MANUAL', 'BIDIRECTIONAL', bothWays, { base: bothWays }, ['asked, INTERCOM: i > s']],
    [
      'what both changed is asked',
      'MANUAL',
      'BIDIRECTIONAL',
      bothWays,
      { base: { source: 'x', intercom: 'y' } },
      ['asked, INTERCOM: i > s'],
    ],
    ['what was never synced is asked', 'MANUAL', 'BIDIRECTIONAL', bothWays, {}, ['asked, INTERCOM: i > s']],
    ['what the CRM alone changed goes over', 'MANUAL', 'BIDIRECTIONAL', bothWays, { base: sourceAlone }, ['INTERCOM: i > s']],
    ['what Intercom alone changed goes over', 'MANUAL', 'BIDIRECTIONAL', bothWays, { base: intercomAlone }, ['CRM: s > i']],
    ['… and is asked about where it may not', 'MANUAL', 'CRM_TO_INTERCOM', bothWays, { base: intercomAlone }, ['asked, INTERCOM: i > s']],
    ['a choice of the source settles it', 'MANUAL', 'BIDIRECTIONAL', bothWays, { choice: 'SOURCE' }, ['INTERCOM: i > s']],
    ['a choice of Intercom settles it', 'MANUAL', 'BIDIRECTIONAL', bothWays, { choice: 'INTERCOM' }, ['CRM: s > i']],
    ['a choice that may not go over leaves both', 'MANUAL', 'CRM_TO_INTERCOM', bothWays, { choice: 'INTERCOM' }, []],
    [
      'a choice is about conflicts alone',
      'MANUAL',
      'BIDIRECTIONAL',
      bothWays,
      { base: sourceAlone, choice: 'INTERCOM' },
      ['INTERCOM: i > s'],
    ],
    [
      'what the CRM would read as it is, is not written there',
      'INTERCOM_WINS',
      'INTERCOM_TO_CRM',
      { source: 'ann', intercom: 'Ann' },
      { transform: ['lowercase'] },
      [],
    ],
    [
      'what the CRM has no word for is not written there',
      'INTERCOM_WINS',
      'INTERCOM_TO_CRM',
      { source: 'free', intercom: 'gold' },
      { transform: [{ map: { F: 'free', P: 'pro' } }] },
      [],
    ],
  ])('%s', (_, rule, direction, sides, about, expected) => {
    expect(differences(rule, direction, sides, about)).toEqual(expected)
  })
})

describe('one side', () => {
  const pair = { base: null, sourceChangedAt: null, intercomUpdatedAt: null, inOneForm }

  test.each(conflictRules)('that is not there gets all that there is, by %s too', (rule) => {
    const sync = syncOf(rule, 'BIDIRECTIONAL')
    const change = { field: 'name', column: 'c', from: null, rule }
    expect(compare({ ...pair, sync, source: { name: 's' }, intercom: null })).toEqual({
      changes: [{ ...change, side: 'INTERCOM', to: 's' }],
      conflicts: [],
    })
    expect(compare({ ...pair, sync, source: null, intercom: { name: 'i' } })).toEqual({
      changes: [{ ...change, side: 'CRM', to: 'i' }],
      conflicts: [],
    })
    expect(compare({ ...pair, sync, source: { name: null }, intercom: null }).changes).toEqual([])
  })

  test('a column that the record does not have is left in Intercom', () => {
    const sync = syncOf('SOURCE_WINS', 'CRM_TO_INTERCOM')
    expect(compare({ ...pair, sync, source: {}, intercom: { name: 'i' } }).changes).toEqual([])
  })

  test('what a counterpart does not have is filled, and empties nothing', () => {
    expect(compare({ ...pair, sync: syncOf('SOURCE_WINS', 'CRM_TO_INTERCOM'), source: { name: 's' }, intercom: {} }).changes).toMatchObject(
      [{ side: 'INTERCOM', from: null, to: 's' }],
    )
    expect(compare({ ...pair, sync: syncOf('INTERCOM_WINS', 'BIDIRECTIONAL'), source: { name: 's' }, intercom: {} }).changes).toEqual([])
  })

  test('a field has a direction of its own before that of its sync', () => {
    const sync = syncOf('SOURCE_WINS', 'BIDIRECTIONAL')
    const own = { ...sync, fields: sync.fields.map((field) => ({ ...field, direction: 'INTERCOM_TO_CRM' as const })) }
    expect(compare({ ...pair, sync: own, source: { name: 's' }, intercom: { name: 'i' } }).changes).toEqual([])
  })

  test('a field that was mapped after the last sync is as one that was never synced', () => {
    const sides = { source: { name: 's' }, intercom: { name: 'i' } }
    const newer = (base: { source: object; intercom: object }, instant: 'source' | 'intercom') =>
      compare({ ...pair, ...sides, ...instants[instant], sync: syncOf('NEWEST', 'BIDIRECTIONAL'), base: base as never }).changes
    expect(newer({ source: {}, intercom: {} }, 'intercom')).toMatchObject([{ side: 'CRM', to: 'i' }])
    // one side of it says nothing of who changed alone
    expect(newer({ source: hashes('s'), intercom: {} }, 'source')).toMatchObject([{ side: 'INTERCOM', to: 's' }])
  })
})

describe('whatever there is', () => {
  const value = fc.oneof(fc.constant(null), fc.constantFrom('a', 'A', 'b', 'a;b', 'B;a;c', 'b; a', 'a;a'))
  const transforms = fc.constantFrom<Transform[]>([], ['lowercase'], [{ map: { a: 'A', b: 'b', '*': 'a;b' } }], [{ default: 'b' }])
  const situation = fc.record({
    rule: fc.constantFrom(...conflictRules),
    direction: fc.constantFrom(...directions),
    field: fc.constantFrom('name', 'email'),
    transform: transforms,
    raw: value,
    intercom: fc.option(value),
    base: fc.option(fc.record({ source: value, intercom: value })),
    instants: fc.constantFrom(...Object.values(instants)),
    choice: fc.option(fc.constantFrom('SOURCE' as const, 'INTERCOM' as const)),
  })
  const read = (raw: Json, transform: Transform[]) => {
    const found = transformed(raw, transform)
    return 'value' in found ? (found.value as Json) : null
  }
  const given = (values: typeof situation extends fc.Arbitrary<infer T> ? T : never) => {
    const { field, transform, base, choice } = values
    return {
      sync: syncOf(values.rule, values.direction, transform, field),
      source: { [field]: read(values.raw, transform) } as Values,
      intercom: values.intercom === null ? null : ({ [field]: values.intercom } as Values),
      base: base && { source: hashesOf({ [field]: base.source }, inOneForm), intercom: hashesOf({ [field]: base.intercom }, inOneForm) },
      ...values.instants,
      inOneForm,
      ...(choice && { choice }),
    }
  }

  test('writing the changes and comparing again finds none', () => {
    fc.assert(
      fc.property(situation, (values) => {
        const { field, transform } = values
        const before = given(values)
        const { changes } = compare(before)
        const after = { source: { ...before.source }, intercom: before.intercom && { ...before.intercom } }
        for (const { side, to } of changes) {
          if (side === 'CRM') after.source[field] = read(untransformed(to, transform) as Json, transform)
          else after.intercom = { ...after.intercom, [field]: to }
        }
        const base = { source: hashesOf(after.source, inOneForm), intercom: hashesOf(after.intercom ?? {}, inOneForm) }
        expect(compare({ ...before, ...after, base }).changes).toEqual([])
      }),
      { numRuns: 3_000 },
    )
  })

  test('no change leaves what it changes as it is', () => {
    fc.assert(
      fc.property(situation, (values) => {
        for (const { from, to } of compare(given(values)).changes) {
          expect(inOneForm(values.field, to)).not.toEqual(inOneForm(values.field, from))
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('nothing is written against a direction', () => {
    fc.assert(
      fc.property(situation, (values) => {
        const sides = compare(given(values)).changes.map(({ side }) => side)
        if (values.direction === 'CRM_TO_INTERCOM') expect(sides).not.toContain('CRM')
        if (values.direction === 'INTERCOM_TO_CRM') expect(sides).not.toContain('INTERCOM')
      }),
      { numRuns: 2_000 },
    )
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRandom } from '../../src/sandbox/seed/random.ts'
import type { Sink } from '../../src/sync/sources/sink.ts'
import { type BothWays, type Row, startBothWays, tables } from '../support/both-ways.ts'
import { type Database, startPostgres } from '../support/postgres.ts'

const count = 200
const edits = 1_000
const perRound = 40
const seed = process.env.SOAK_SEED ?? 'both ways'

/** Columns with their fields, one for each rule. */
const columns = {
  name: 'SOURCE_WINS',
  phone: 'INTERCOM_WINS',
  city: 'NEWEST',
  nick: 'FILL_EMPTY',
  labels: 'UNION',
  tier: 'MANUAL',
} as const
type Column = keyof typeof columns
const names = Object.keys(columns) as Column[]
type Side = 'CRM' | 'INTERCOM'
type Values = Record<Column, string | null>

let postgres: Awaited<ReturnType<typeof startPostgres>>
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres[Symbol.asyncDispose]())

/** What one person is on each side, as the rules want it: a model of its own, which knows nothing of hashes, ledgers and plans. */
function personOf(values: Values) {
  const now: Record<Side, Values> = { CRM: { ...values }, INTERCOM: { ...values } }
  const both = (column: Column, value: string | null) => {
    now.CRM[column] = value
    now.INTERCOM[column] = value
  }
  return {
    now,
    /** Somebody changes it on one side alone, while the other is as it was left. */
    change(side: Side, column: Column, value: string | null) {
      const other: Side = side === 'CRM' ? 'INTERCOM' : 'CRM'
      switch (columns[column]) {
        case 'SOURCE_WINS':
          return side === 'CRM' && both(column, value)
        case 'INTERCOM_WINS':
          return side === 'INTERCOM' && both(column, value)
        case 'NEWEST':
        case 'MANUAL':
          return both(column, value)
        case 'FILL_EMPTY':
          now[side][column] = value
          if (now[side][column] === null) now[side][column] = now[other][column]
          if (now[other][column] === null) now[other][column] = now[side][column]
          return
        case 'UNION':
          return both(column, partsOf(`${now[other][column]};${value}`).join(';'))
      }
    },
  }
}
const partsOf = (text: string | null | undefined) => [...new Set((text ?? '').split(';').filter((part) => part !== ''))].sort()

test('a thousand edits on both sides end as the rules of their fields say, and nothing is written that was there', async () => {
  const random = createRandom(seed)
  const echoes: string[] = []
  const database = await postgres.database(
    ...tables,
    `insert into people select 'C' || n, 'ext-' || n, 'p' || n || '@acme.io', 'Person ' || n, '+49' || n, 'Rome', 'nick', 'a;b', 'gold' from generate_series(1, ${count}) n`,
    'delete from writes',
  )
  await using both = await startBothWays(database, { throughSink: noting(database, echoes) })
  await both.bring()
  let gate = Promise.resolve()
  await both.follow(async (sync, round) => {
    await gate
    await both.sync.touched(sync, round)
  })
  const people = new Map(
    Array.from({ length: count }, (_, at) => [
      `ext-${at + 1}`,
      personOf({ name: `Person ${at + 1}`, phone: `+49${at + 1}`, city: 'Rome', nick: 'nick', labels: 'a;b', tier: 'gold' }),
    ]),
  )
  const idOf = (externalId: string) => externalId.replace('ext-', 'C')
  let serial = 0

  async function write(side: Side, externalId: string, values: Partial<Values>) {
    if (side === 'CRM') return both.database.query(...updateOf(externalId, values))
    const { name, phone, ...custom } = values
    return both.sandbox.actions.contacts.update({
      contact: both.contact(externalId).id,
      ...(name !== undefined && { name }),
      custom_attributes: { ...(phone !== undefined && { line: phone }), ...custom },
    })
  }

  /** A value that nobody has had; of lists one part more, or one less; of what is filled where it is empty nothing, now and then. */
  function another(side: Side, externalId: string, column: Column): string | null {
    const value = `${column} ${++serial}`
    const parts = partsOf(people.get(externalId)!.now[side].labels)
    if (column === 'labels') return random.chance(0.2) ? parts.slice(1).join(';') : [...parts, `l${serial}`].join(';')
    return column === 'nick' && random.chance(0.4) ? null : value
  }

  for (let done = 0; done < edits; ) {
    const taken = new Set<string>()
    for (let inRound = 0; inRound < perRound; inRound++, done++) {
      const externalId = `ext-${random.int(1, count)}`
      const column = random.pick(names)
      const side = random.pick(['CRM', 'INTERCOM'] as const)
      // one edit of one field in a round, whichever side: what two mean is decided by which is seen first
      if (taken.has(`${externalId} ${column}`)) continue
      taken.add(`${externalId} ${column}`)
      const value = another(side, externalId, column)
      people.get(externalId)!.change(side, column, value)
      await write(side, externalId, { [column]: value })
      if (inRound % 15 === 14) await both.sync.plan({ sync: 'crm', caller: 'somebody', mode: 'changed', isUnreviewed: true })
    }
    await atRest(both)
    done += await editBoth()
    await atRest(both)
  }

  /** Both sides of the same fields of one person, while nobody looks. */
  async function editBoth(): Promise<number> {
    const externalId = `ext-${random.int(1, count)}`
    const person = people.get(externalId)!
    const [first, last] = random.chance(0.5) ? (['CRM', 'INTERCOM'] as const) : (['INTERCOM', 'CRM'] as const)
    const values = (side: Side): Partial<Values> => ({
      name: `${side} ${++serial}`,
      phone: `${side} ${serial}`,
      city: `${side} ${serial}`,
      tier: `${side} ${serial}`,
    })
    const [early, late] = [values(first), values(last)]
    const choice = random.chance(0.5) ? 'SOURCE' : 'INTERCOM'
    const of = (side: Side) => (side === first ? early : late)
    for (const side of [person.now.CRM, person.now.INTERCOM]) {
      Object.assign(side, {
        name: of('CRM').name,
        phone: of('INTERCOM').phone,
        city: late.city,
        tier: of(choice === 'SOURCE' ? 'CRM' : 'INTERCOM').tier,
      })
    }
    const { promise, resolve: release } = Promise.withResolvers<void>()
    gate = promise
    await write(first, externalId, early)
    const second = Math.floor(Date.now() / 1_000)
    await expect.poll(() => Math.floor(Date.now() / 1_000)).toBeGreaterThan(second)
    await write(last, externalId, late)
    release()
    const plan = await both.plan({ mode: 'changed' })
    expect(plan.counts.CONFLICT).toBe(1)
    await both.sync.resolve({ plan: plan.id, key: idOf(externalId), choice })
    await both.apply(plan.id)
    return 8
  }

  await atRest(both)
  const rows = new Map((await both.people()).map((row) => [row.user_id!, row]))
  for (const [externalId, { now }] of people) {
    const { name, custom_attributes } = both.contact(externalId)
    const { line, ...custom } = custom_attributes
    expect([externalId, shown(rows.get(externalId)!)]).toEqual([externalId, shown(now.CRM)])
    expect([externalId, shown({ name, phone: line, ...custom } as Values)]).toEqual([externalId, shown(now.INTERCOM)])
  }
  expect([rows.size, both.sandbox.world.contacts.size]).toEqual([count, count])
  expect(await both.echoes()).toEqual([])
  expect(echoes).toEqual([])
  for (const asked of [{ mode: 'changed' as const }, { verify: true }])
    expect(await both.plan(asked)).toMatchObject({ counts: { CREATE: 0, UPDATE: 0, MERGE: 0, CONFLICT: 0, SKIP: 0 } })
})

const shown = (values: Values | Row) =>
  Object.fromEntries(names.map((name) => [name, name === 'labels' ? partsOf(values.labels) : values[name]]))

function updateOf(externalId: string, values: Partial<Values>): [string, unknown[]] {
  const set = Object.keys(values).map((name, at) => `${name} = $${at + 2}`)
  return [`update people set ${set.join(', ')} where user_id = $1`, [externalId, ...Object.values(values)]]
}

/** Notes what is sent to a row that has it already. */
const noting =
  (database: Database, echoes: string[]) =>
  (sink: Sink): Sink => ({
    ...sink,
    async write(records) {
      for (const { key, values } of records) {
        const [row] = await database.query<Row>('select * from people where id = $1', [key])
        if (row && Object.entries(values).every(([name, value]) => row[name as Column] === value))
          echoes.push(`${key} ${JSON.stringify(values)}`)
      }
      return sink.write(records)
    },
  })

/** Whatever was begun is over, and a plan of what has changed has nothing to do. */
async function atRest(both: BothWays) {
  await both.heard()
  await expect
    .poll(
      async () => {
        await quiet(both)
        const plan = await both.plan({ mode: 'changed', isUnreviewed: true })
        await quiet(both)
        return [
          plan.counts.UPDATE + plan.counts.CREATE,
          await both.collections.count('sync:crm:touched'),
          await both.collections.count('sync:crm:taken'),
        ]
      },
      { timeout: 60_000, interval: 100 },
    )
    .toEqual([0, 0, 0])
}
const quiet = (both: BothWays) => expect.poll(both.jobs.open, { timeout: 60_000 }).toBe(0)

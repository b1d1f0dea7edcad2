import { describe, expect, test } from 'vitest'
import { dayOf, startOfDay } from '../../../../src/api/days.ts'
import type { DateTimeFilter } from '../../../../src/api/filters/inputs.ts'
import { day, instant } from '../../../../src/api/filters/instants.ts'
import { planOf } from '../../../../src/api/filters/plan.ts'
import type { SearchFilter } from '../../../../src/intercom/search.ts'
import { aScope } from '../../../support/filters/scope.ts'

type Row = { at: Date | null }
const scope = aScope()
const seconds = (iso: string) => new Date(iso).getTime() / 1000
const plan = (field: ReturnType<typeof day<Row>>, filter: DateTimeFilter, { isNegated = false, within = scope } = {}) =>
  planOf(field.read(filter, 'filter.at', within, isNegated))
const queryOf = (filter: DateTimeFilter, options = {}) => plan(byDay, filter, options).searches[0]!.query as SearchFilter

const byDay = day<Row>('at', ({ at }) => at)

describe('where Intercom knows days only', () => {
  test('a day is asked for by an instant well inside it, whatever its length', () => {
    for (const on of ['2026-11-23', '2026-03-08', '2026-11-01']) {
      const { operator, value } = queryOf({ on })
      expect([operator, dayOf(new Date(Number(value) * 1000), scope.timeZone!)]).toEqual(['=', on])
    }
  })

  test('bounds between two days are asked for as they are', () => {
    const midnight = startOfDay('2026-11-23', scope.timeZone!)
    const lastSecond = new Date(midnight.getTime() - 1000)
    const from = queryOf({ onOrAfter: midnight })
    expect([from.operator, dayOf(new Date(Number(from.value) * 1000), scope.timeZone!)]).toEqual(['>', '2026-11-22']) // "from the start of the next day"
    expect(queryOf({ after: lastSecond })).toEqual(from)
    expect(queryOf({ before: midnight })).toEqual({ field: 'at', operator: '<', value: midnight.getTime() / 1000 })
    expect(queryOf({ onOrBefore: lastSecond })).toEqual(queryOf({ before: midnight }))
    for (const filter of [{ onOrAfter: midnight }, { before: midnight }, { on: '2026-11-23' }])
      expect(plan(byDay, filter)).toMatchObject({ isCounted: true, rewrites: [] })
  })

  test.each<[DateTimeFilter, sent: string, kept: string[]]>([
    [{ after: new Date('2026-11-23T12:00:00Z') }, 'at from 2026-11-23 on', ['12:00:01']],
    [{ onOrAfter: new Date('2026-11-23T12:00:00Z') }, 'at from 2026-11-23 on', ['12:00:00', '12:00:01']],
    [{ before: new Date('2026-11-23T12:00:00Z') }, 'at until 2026-11-23', ['11:59:59']],
    [{ onOrBefore: new Date('2026-11-23T12:00:00.400Z') }, 'at until 2026-11-23', ['11:59:59', '12:00:00']],
    [{ withinLast: 3600 }, 'at from 2026-11-23 on', ['11:59:59', '12:00:00', '12:00:01']],
  ])('%o is asked for in whole days, and exact here', (filter, sent, kept) => {
    const { searches, isCounted, rewrites } = plan(byDay, filter)
    expect(isCounted).toBe(false)
    expect(rewrites).toEqual([{ condition: `filter.at.${Object.keys(filter)[0]}`, sent: `${sent}, in whole days of America/New_York` }])
    const times = ['11:59:59', '12:00:00', '12:00:01']
    expect(times.filter((time) => searches[0]!.keeps({ at: new Date(`2026-11-23T${time}Z`) }))).toEqual(kept)
    expect(searches[0]!.keeps({ at: null })).toBe(false)
  })

  test('what is not later is earlier or not at all', () => {
    const { searches } = plan(byDay, { after: new Date('2026-11-23T12:00:00Z') }, { isNegated: true })
    expect(searches[0]!.query).toMatchObject({ operator: 'OR', value: [{ operator: '<' }, { field: 'at', operator: '=', value: null }] })
    expect(
      [null, '2026-11-23T12:00:00Z', '2026-11-23T12:00:01Z'].map((at) => searches[0]!.keeps({ at: at ? new Date(at) : null })),
    ).toEqual([true, true, false])
  })

  test('something is there that is before some day or not, for there is no "!="', () => {
    for (const query of [plan(byDay, { isNull: false }), plan(byDay, { isNull: true }, { isNegated: true })])
      expect(query).toMatchObject({
        isCounted: true,
        searches: [{ query: { operator: 'OR', value: [{ operator: '<' }, { operator: '>' }] } }],
      })
    expect(queryOf({ isNull: false }, { isNegated: true })).toEqual({ field: 'at', operator: '=', value: null })
  })

  test('where the time zone is not known more days are asked for, and a calendar day is refused', () => {
    const within = aScope('2.14', { timeZone: null })
    expect(queryOf({ after: new Date('2026-11-23T12:00:00Z') }, { within })).toEqual({
      field: 'at',
      operator: '>',
      value: seconds('2026-11-21T12:00:01Z'),
    })
    expect(plan(byDay, { before: new Date('2026-11-23T05:00:00Z') }, { within }).isCounted).toBe(false)
    expect(() => plan(byDay, { on: '2026-11-23' }, { within })).toThrow('does not say in which time zone')
  })

  test('a day that a zone left out finds nothing', () => {
    const { searches } = plan(byDay, { on: '2011-12-30' }, { within: aScope('2.14', { timeZone: 'Pacific/Apia' }) })
    expect(searches[0]!.keeps({ at: new Date('2011-12-30T12:00:00Z') })).toBe(false)
  })
})

describe('where ">" and "<" mean "or equal", to the second', () => {
  const exact = new Date('2026-11-23T10:00:00Z')
  const inside = new Date('2026-11-23T10:00:00.400Z')
  const bySecond = instant<Row>('at', ({ at }) => at)
  test.each<[DateTimeFilter, string, number]>([
    [{ after: exact }, '>', seconds('2026-11-23T10:00:01Z')],
    [{ after: inside }, '>', seconds('2026-11-23T10:00:01Z')],
    [{ onOrAfter: exact }, '>', seconds('2026-11-23T10:00:00Z')],
    [{ onOrAfter: inside }, '>', seconds('2026-11-23T10:00:01Z')],
    [{ before: exact }, '<', seconds('2026-11-23T09:59:59Z')],
    [{ before: inside }, '<', seconds('2026-11-23T10:00:00Z')],
    [{ onOrBefore: exact }, '<', seconds('2026-11-23T10:00:00Z')],
    [{ onOrBefore: inside }, '<', seconds('2026-11-23T10:00:00Z')],
    [{ withinLast: 60 }, '>', seconds('2026-11-23T11:59:01Z')],
  ])('%o', (filter, operator, value) => {
    expect(plan(bySecond, filter)).toMatchObject({ isCounted: true, searches: [{ query: { field: 'at', operator, value } }] })
  })

  test('a day is its first to its last second', () => {
    expect(plan(bySecond, { on: '2026-11-23' }).searches[0]!.query).toEqual({
      operator: 'AND',
      value: [
        { field: 'at', operator: '>', value: seconds('2026-11-23T05:00:00Z') },
        { field: 'at', operator: '<', value: seconds('2026-11-24T04:59:59Z') },
      ],
    })
  })

  test('something is there when it is not nothing', () => {
    expect(plan(bySecond, { isNull: false }).searches[0]!.query).toEqual({ field: 'at', operator: '!=', value: null })
    expect(plan(bySecond, { isNull: false }, { isNegated: true }).searches[0]!.query).toEqual({ field: 'at', operator: '=', value: null })
  })
})

import { describe, expect, test } from 'vitest'
import { dayOf, isTimeZone, startOfDay, startOfNextDay } from '../../../src/api/days.ts'

const hours = (day: string, timeZone: string) => (startOfNextDay(day, timeZone).getTime() - startOfDay(day, timeZone).getTime()) / 3_600_000

describe('a day begins at its first second in its time zone', () => {
  test.each<[day: string, timeZone: string, start: string, length: number]>([
    ['2026-11-23', 'UTC', '2026-11-23T00:00:00.000Z', 24],
    ['2026-11-23', 'America/New_York', '2026-11-23T05:00:00.000Z', 24],
    ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z', 23],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z', 25],
    ['2025-06-15', 'Asia/Kathmandu', '2025-06-14T18:15:00.000Z', 24],
    ['2025-04-06', 'Australia/Lord_Howe', '2025-04-05T13:00:00.000Z', 24.5],
    ['2025-01-01', 'Pacific/Kiritimati', '2024-12-31T10:00:00.000Z', 24],
    // clocks went forward at midnight: the day had no 0:00
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z', 23],
    // clocks went back from 1:00 to 0:00: midnight came twice
    ['2015-10-23', 'Asia/Gaza', '2015-10-22T21:00:00.000Z', 25],
    ['2025-11-02', 'America/Havana', '2025-11-02T04:00:00.000Z', 25],
    // the zone crossed the date line and left this day out
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z', 0],
    ['0050-06-15', 'UTC', '0050-06-15T00:00:00.000Z', 24],
  ])('%s in %s', (day, timeZone, start, length) => {
    expect(startOfDay(day, timeZone).toISOString()).toBe(start)
    expect(hours(day, timeZone)).toBe(length)
    if (length > 0) expect(dayOf(startOfDay(day, timeZone), timeZone)).toBe(day)
    expect(dayOf(new Date(startOfDay(day, timeZone).getTime() - 1000), timeZone) < day).toBe(true)
  })
})

test('time zones are known by their names', () => {
  expect(['Europe/Dublin', 'Eastern Time (US & Canada)', ''].map(isTimeZone)).toEqual([true, false, false])
})

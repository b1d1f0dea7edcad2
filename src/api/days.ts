import { TZDate } from '@date-fns/tz'

/** The first instant of a calendar day (`2026-11-23`) in a time zone. Days have 23 to 25 hours where clocks change. */
export function startOfDay(day: string, timeZone: string): Date {
  const [year, month, date] = day.split('-').map(Number)
  return new Date(new TZDate(year!, month! - 1, date!, timeZone).getTime())
}

/** The first instant of the day after. */
export function startOfNextDay(day: string, timeZone: string): Date {
  const [year, month, date] = day.split('-').map(Number)
  return new Date(new TZDate(year!, month! - 1, date! + 1, timeZone).getTime())
}

/** The calendar day an instant falls on in a time zone. */
export const dayOf = (instant: Date, timeZone: string): string => {
  const at = new TZDate(instant, timeZone)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

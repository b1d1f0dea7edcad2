import { tzOffset } from '@date-fns/tz'

const hourMs = 3_600_000

/** The calendar day (`2026-11-23`) of an instant in a time zone. */
export const dayOf = (instant: Date, timeZone: string): string => isoDay(instant.getTime() + tzOffset(timeZone, instant) * 60_000)

/**
 * The first instant of a calendar day in a time zone. Days have 23 to 25 hours where clocks change: where they are set back over midnight it
 * is the earlier midnight, where they are set forward over it the instant they are, as it is for a day that a zone left out.
 */
export function startOfDay(day: string, timeZone: string): Date {
  const midnightMs = Date.parse(day)
  const candidates = [-24, 24].map((hours) => midnightMs - tzOffset(timeZone, new Date(midnightMs + hours * hourMs)) * 60_000)
  const [earlier, later] = candidates.toSorted((one, other) => one - other) as [number, number]
  return new Date(dayOf(new Date(earlier), timeZone) >= day ? earlier : later)
}

/** The first instant of the day after. */
export const startOfNextDay = (day: string, timeZone: string): Date => startOfDay(isoDay(Date.parse(day) + 24 * hourMs), timeZone)

/** Whether a name is that of a time zone this process knows. */
export const isTimeZone = (name: string): boolean => !Number.isNaN(tzOffset(name, new Date(0)))

const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, -14)

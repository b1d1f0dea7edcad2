/** The calendar day of an instant in a time zone: its first second, and the first second of the next day. */
export function dayOf(seconds: number, timeZone: string): { start: number; next: number } {
  const [year = 0, month = 1, day = 1] = dateParts(seconds, timeZone)
  return { start: firstSecond(Date.UTC(year, month - 1, day), timeZone), next: firstSecond(Date.UTC(year, month - 1, day + 1), timeZone) }
}

/**
 * The first second at which the zone's calendar shows the date, found by halving: on most days midnight, but where clocks
 * change at midnight a day begins at 1:00. Zones are between 12 hours behind and 14 ahead of UTC.
 */
function firstSecond(utcMidnightMs: number, timeZone: string): number {
  let before = utcMidnightMs / 1000 - 15 * 3600
  let reached = utcMidnightMs / 1000 + 15 * 3600
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2)
    const [year = 0, month = 1, day = 1] = dateParts(middle, timeZone)
    if (Date.UTC(year, month - 1, day) >= utcMidnightMs) reached = middle
    else before = middle
  }
  return reached
}

const formats = new Map<string, Intl.DateTimeFormat>()

function dateParts(seconds: number, timeZone: string): number[] {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(timeZone, format)
  }
  return format
    .format(seconds * 1000)
    .split('-')
    .map(Number)
}

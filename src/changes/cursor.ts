import { randomUUID } from 'node:crypto'

// A cursor is `<epoch>:<milliseconds>-<sequence>`: which log, and where in it. Within an epoch cursors are unique and ordered, and the
// milliseconds are the log's own clock. A log that was lost comes back under a new epoch, so no cursor ever names two entries. An epoch is
// `<token>.<milliseconds>`: a token of its own, and when it began.

/** Of a UUID, as the bytes of those are drawn for many at a time. */
export const newToken = () => randomUUID().replaceAll('-', '').slice(0, 18)

export const formatEpoch = (token: string, ms: number) => `${token}.${ms}`

/** Before the first entry: the position of a log that has none, and the generation of a key that no Change has touched. */
export const beginningOf = (epoch: string) => `${epoch}:0-0`

export const formatCursor = (epoch: string, ms: number, sequence: number) => `${epoch}:${ms}-${sequence}`

export const epochOf = (cursor: string) => cursor.slice(0, cursor.indexOf(':'))

/** `<milliseconds>-<sequence>`, which Redis Streams call an id. */
export const placeOf = (cursor: string) => cursor.slice(cursor.indexOf(':') + 1)

/** When the log of this cursor began, in milliseconds on its clock; 0 when the cursor does not say. */
export const beganAtMsOf = (cursor: string) => Number(/^[^.:]*\.(\d+):/.exec(cursor)?.[1] ?? 0)

/** Milliseconds on the log's clock; 0 for the beginning. */
export const timeOf = (cursor: string) => Number.parseInt(placeOf(cursor), 10)

/** Is the first at or after the second? No, when they are of different logs. */
export function reaches(cursor: string, other: string): boolean {
  if (cursor === other) return true
  if (epochOf(cursor) !== epochOf(other)) return false
  const [a, b] = [timeOf(cursor), timeOf(other)]
  return a === b ? sequenceOf(cursor) >= sequenceOf(other) : a > b
}

const sequenceOf = (cursor: string) => Number(cursor.slice(cursor.indexOf('-', cursor.indexOf(':')) + 1))

import { beganAtMsOf, epochOf, reaches, timeOf } from '../changes/cursor.ts'
import { parseGeneration } from '../changes/redis-generation.ts'
import type { Fill, Found, Standing } from './store.ts'

// How a value is written, and what is to be thought of one that was found, under the log's head that was read with it.

export const writeValue = ({ under, storedAtMs, value }: Fill<string>) => `${under} ${storedAtMs} ${value}`

/** No head: the log was lost or never was. Whoever appends or follows begins a new one; until then nothing can be said. */
export function headOf(head: string | null | undefined): string {
  if (head) return head
  throw new Error('There is no log of changes in Redis yet.')
}

export const standingOf = (kept: string | null | undefined, head: string): Standing => {
  const { generation } = parseGeneration(kept, head)
  return { generation, asOf: head, changedAtMs: timeOf(generation), knownSinceMs: beganAtMsOf(head) }
}

type Read = {
  kept: string | null | undefined
  generationKept: string | null | undefined
  head: string
  /** Whoever wrote the value saw to it that its generation is there: without it, a Change that erased the record may have been evicted. */
  isOneServer: boolean
}

export function foundIn({ kept, generationKept, head, isOneServer }: Read): Found<string> {
  const { generation, erasedAt } = parseGeneration(generationKept, head)
  const found = { generation, asOf: head, changedAtMs: timeOf(generation), knownSinceMs: beganAtMsOf(head) }
  const nothing = { ...found, value: undefined, under: undefined, storedAtMs: 0, isCurrent: false }
  const isEvicted = isOneServer && epochOf(generationKept ?? '') !== epochOf(head)
  if (!kept || isEvicted) return nothing
  const first = kept.indexOf(' ')
  const second = kept.indexOf(' ', first + 1)
  const under = kept.slice(0, first)
  const isGone = epochOf(under) !== epochOf(head) || (erasedAt !== undefined && !reaches(under, erasedAt))
  if (isGone) return nothing
  const storedAtMs = Number(kept.slice(first + 1, second))
  return { ...found, value: kept.slice(second + 1), under, storedAtMs, isCurrent: under === generation }
}

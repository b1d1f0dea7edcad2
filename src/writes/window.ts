import type { Window } from './write.ts'

/** Whether something of Intercom's, which says instants in whole seconds, rounded down, is of a time. */
export const isWithin = (seconds: number | null | undefined, { fromMs, toMs }: Window): boolean =>
  typeof seconds === 'number' && seconds * 1000 + 999 >= fromMs && seconds * 1000 <= toMs

/**
 * What a call to Intercom is for, the most urgent first: where the calls that Intercom allows are scarce, a lane waits while one before it is
 * in need.
 *
 * - `interactive` somebody waits for an answer to a query
 * - `mutation` somebody waits for a write; a part of every window is kept for it
 * - `enrichment` what makes a later answer better: refreshing behind an answer, following an event
 * - `sync` runs that somebody looks at
 * - `backfill` whatever has time
 */
export const lanes = ['interactive', 'mutation', 'enrichment', 'sync', 'backfill'] as const
export type Lane = (typeof lanes)[number]

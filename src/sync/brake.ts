import { InvalidInputError } from '../errors.ts'
import type { Plan } from './plans.ts'

/** How much of what cannot be taken back somebody expects of a plan. @default no archives and deletes, any number of creates */
export type Confirmation = { expectDeletesAtMost?: number | null; expectCreatesAtMost?: number | null }

/** @throws InvalidInputError where a plan does more than was expected of it */
export function brake({ id, counts }: Plan, { expectDeletesAtMost, expectCreatesAtMost }: Confirmation): void {
  const ends = counts.DELETE + counts.ARCHIVE
  const most = expectDeletesAtMost ?? 0
  if (ends > most) {
    throw new InvalidInputError(
      `The plan ${id} archives ${counts.ARCHIVE} and deletes ${counts.DELETE} records; at most ${most} were expected. Look at them, and say expectDeletesAtMost: ${ends} if that is meant.`,
      { path: ['confirm', 'expectDeletesAtMost'], constraint: 'expectDeletesAtMost' },
    )
  }
  if (expectCreatesAtMost !== undefined && expectCreatesAtMost !== null && counts.CREATE > expectCreatesAtMost) {
    throw new InvalidInputError(
      `The plan ${id} makes ${counts.CREATE} records; at most ${expectCreatesAtMost} were expected. Say expectCreatesAtMost: ${counts.CREATE} if that is meant.`,
      { path: ['confirm', 'expectCreatesAtMost'], constraint: 'expectCreatesAtMost' },
    )
  }
}

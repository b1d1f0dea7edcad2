import type { Subject } from '../changes/change.ts'
import type { Write } from './write.ts'

/** What Intercom answers of a record that is deleted. */
export type Deleted = { id?: string | number | null; deleted?: boolean } | undefined

type Deletion = Pick<Write<Deleted, { deletedId: string }, null>, 'send' | 'announcedAs' | 'touches'> & {
  about: Subject
  /** The record, read anew; null when it is gone. */
  read(id: string): Promise<unknown>
}

/** A write that deletes a record for good. It was done when the record is gone. */
export function deletion({ about, read, ...write }: Deletion): Write<Deleted, { deletedId: string }, null> {
  const { type, id } = about
  return {
    ...write,
    about,
    step: 'delete',
    resultOf(answer) {
      if (answer?.deleted !== true) throw new Error(`The answer does not say that ${type} ${id} is deleted.`)
      return { deletedId: id }
    },
    take: () => null,
    look: { find: async () => ((await read(id)) === null ? [{ id, deleted: true }] : []) },
    checkWith: `Ask for ${type} ${id}: it is null when it is deleted.`,
  }
}

import { beginningOf, epochOf } from './cursor.ts'

/** A generation as Redis keeps it, `<cursor>` or `<cursor>!<cursor of the last erasing Change>`, seen under the head read with it. */
export function parseGeneration(kept: string | null | undefined, head: string): { generation: string; erasedAt: string | undefined } {
  const epoch = epochOf(head)
  // what an earlier log said is void: it may have lost the last of it
  if (!kept || epochOf(kept) !== epoch) return { generation: beginningOf(epoch), erasedAt: undefined }
  const mark = kept.indexOf('!')
  if (mark === -1) return { generation: kept, erasedAt: undefined }
  const erasedAt = kept.slice(mark + 1)
  return { generation: kept.slice(0, mark), erasedAt: epochOf(erasedAt) === epoch ? erasedAt : undefined }
}

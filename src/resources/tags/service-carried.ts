import { entityKey } from '../../cache/keys.ts'
import { idReader } from '../../intercom/ids.ts'

const tagId = idReader('tag')

/** The keys of the tags among these, for records that say what they are marked with: their copies go when a tag is deleted. */
export const tagKeys = (tags: readonly ({ id?: unknown } | null | undefined)[] | null | undefined): string[] => [
  ...new Set((tags ?? []).flatMap((tag) => tagId(tag?.id) ?? []).map((id) => entityKey('tag', id))),
]

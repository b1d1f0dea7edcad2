import { entityKey } from '../../cache/keys.ts'
import { idReader } from '../../intercom/ids.ts'

const contactId = idReader('contact')

/**
 * The keys of the contacts among these ids, for records that carry what people are called, or what they said: they go when a contact is erased. Ids of
 * teammates and none at all are passed over.
 */
export const contactKeys = (ids: readonly unknown[]): string[] => [
  ...new Set(ids.flatMap((id) => contactId(id) ?? []).map((id) => entityKey('contact', id))),
]

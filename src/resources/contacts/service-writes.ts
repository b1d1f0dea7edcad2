import type { Entities } from '../../cache/entities.ts'
import { ConflictError, UpstreamError } from '../../errors.ts'
import { idReader } from '../../intercom/ids.ts'
import type { SearchQuery } from '../../intercom/search.ts'
import type * as Intercom from '../../intercom/types.ts'
import type { ResourceDeps } from '../deps.ts'
import type { Contact } from './model.ts'

const contactId = idReader('contact')

/** What the writes of this row are made from. */
export type WriteDeps = Pick<ResourceDeps, 'intercom' | 'writes'> & {
  contacts: Pick<Entities<Intercom.Contact, Contact>, 'keyOf' | 'written' | 'peek'>
  /** One contact, read anew; null when there is none, or it is archived. */
  read(id: string): Promise<Intercom.Contact | null>
  /** The user with this id of the customer's own, read anew. */
  readByExternalId(externalId: string): Promise<Intercom.Contact | null>
  /** Where a contact was merged into, as Intercom says from 2.16 on; undefined for one that was not. */
  movedTo(id: string): Promise<string | undefined>
  /** As they are kept, aligned with the ids. */
  getMany(ids: readonly string[]): Promise<(Contact | null | Error)[]>
  /** What a search finds first. */
  search(query: SearchQuery): Promise<readonly Intercom.Contact[]>
  listKeys(): string[]
}

/** The keys that a write to one contact touches. */
export const touchedBy = ({ contacts, listKeys }: Pick<WriteDeps, 'contacts' | 'listKeys'>, id: string) => [
  contacts.keyOf(id),
  ...listKeys(),
]

/** How a person finds out. */
export const lookAt = (id: string) => `Look at contact ${id} in Intercom.`

/**
 * The contact of an answer.
 *
 * @throws when the answer is another, or none
 */
export function answered(answer: Intercom.Contact | undefined, id?: string): Intercom.Contact {
  if (answer === undefined || contactId(answer.id) === null || (id !== undefined && answer.id !== id))
    throw new Error(id === undefined ? 'The answer is no contact.' : `The answer is not contact ${id}.`)
  return answer
}

/** Sends what another contact may be in the way of. Which one that is stands in Intercom's words alone (developers.intercom.com, "Create a contact"). */
export async function namingConflict<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send()
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.code !== 'CONFLICT') throw error
    const id = contactId(error.conflictsWith)
    const { intercomRequestId, didNothing } = error
    const conflict = new ConflictError('Another contact, maybe an archived one, has this external id or e-mail address already.', {
      cause: error,
      constraint: 'conflict',
      ...(intercomRequestId !== undefined && { intercomRequestId }),
      ...(id !== null && { existing: { type: 'Contact', id } }),
    })
    conflict.didNothing = didNothing
    throw conflict
  }
}

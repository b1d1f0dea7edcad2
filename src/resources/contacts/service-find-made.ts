import { ConflictError, OutcomeUnknownError } from '../../errors.ts'
import type { Contact } from './model.ts'
import { type ContactFields, hasFields } from './model-fields.ts'
import type { createFinding } from './service-find.ts'

type Deps = {
  finding: Pick<ReturnType<typeof createFinding>, 'byExternalId' | 'having'>
  /** For how long a search may still show what was before a change. */
  indexLagMs: number
  now(): number
}

/** Intercom's clock and ours may be apart by so much; and what was sent may have been on its way for so long. */
const marginMs = 90_000

/** Whether somebody was made by a process that ended before it was answered. */
export function createFindingMade({ finding, indexLagMs, now }: Deps) {
  async function byAddress({ email, phone }: ContactFields): Promise<Contact[]> {
    if (email) return finding.having('email', email)
    return phone ? finding.having('phone', phone) : []
  }

  return {
    /**
     * Who was made as these fields say; null for nobody, who can then be made: not yet, or Intercom refuses whoever is there.
     *
     * @param begunAt when it was begun; without it a lead whom the search does not show may be there all the same
     * @throws ConflictError where somebody else has the external id; OutcomeUnknownError where only a search could tell, which may be behind
     */
    async made(fields: ContactFields, begunAt?: Date): Promise<Contact | null> {
      const { role = 'USER', externalId } = fields
      if (role === 'USER' && externalId) {
        const found = await finding.byExternalId(externalId)
        if (found === null || isMadeAs(found, fields)) return found
        throw new ConflictError('Another contact has this external id already.', { existing: { type: 'Contact', id: found.id } })
      }
      const found = (await byAddress(fields)).filter((one) => isMadeAs(one, fields) && isSince(one, begunAt))
      if (found.length === 1) return found[0]!
      // of two users with one address, and of two with one external id, Intercom refuses the second
      if (found.length === 0 && (role === 'USER' || externalId)) return null
      const isShown = (fields.email || fields.phone) && begunAt && now() > begunAt.getTime() + indexLagMs + marginMs
      if (found.length === 0 && isShown) return null
      throw new OutcomeUnknownError('The contact may have been made: the process that sent it ended before it was answered.', {
        checkWith: 'Look for the contact in Intercom, by its e-mail address, phone number or name.',
      })
    },
  }
}

/** Where Intercom keeps a picture is its own affair. */
export const isMadeAs = (contact: Contact, { avatarUrl: _, ...fields }: ContactFields): boolean =>
  hasFields(contact, { role: 'USER', ...fields })

const isSince = ({ createdAt }: Contact, begunAt: Date | undefined) =>
  begunAt === undefined || createdAt.getTime() >= begunAt.getTime() - marginMs

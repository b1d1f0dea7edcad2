import { GatewayError } from '../../errors.ts'
import type { Contact } from './model.ts'

/** What a contact can be looked up by that several may have. */
export type LookupField = 'email' | 'phone'

/** Rows to look at: some of what the index finds may be somebody else by now. */
export const lookupSize = 10

/**
 * The one of these with this e-mail address or phone number, or null. What changed lately was read by its id, and may have another by now than the
 * index knows; two of them may have been merged into one.
 *
 * @throws CONFLICT when several have it
 */
export function onlyOneWith(found: readonly Contact[], field: LookupField, value: string): Contact | null {
  const [one, ...others] = sharing(found, field, value)
  if (others.length > 0) {
    throw new GatewayError('CONFLICT', `Several contacts have this ${field}; ask for contacts(filter: { ${field}: { eq: … } }) and choose.`)
  }
  return one ?? null
}

/** Those of these who have it, each once. */
export const sharing = (found: readonly Contact[], field: LookupField, value: string): Contact[] => [
  ...new Map(found.filter((contact) => hasStill[field](contact[field], value)).map((contact) => [contact.id, contact])).values(),
]

const hasStill = {
  email: (has: string | null, wanted: string) => has !== null && has.trim().toLowerCase() === wanted.trim().toLowerCase(),
  // written in many ways, with and without what stands before the number inside its country: only what ends otherwise is surely another
  phone(has: string | null, wanted: string) {
    const [one, other] = [significantDigits(has ?? ''), significantDigits(wanted)]
    return has !== null && (one.endsWith(other) || other.endsWith(one))
  },
}

const significantDigits = (phone: string) => phone.replace(/\D/g, '').replace(/^0+/, '')

import { builder } from '../../api/builder.ts'
import type { Context } from '../../api/context.ts'
import { at } from '../../api/mutations/paths.ts'
import { readId } from '../../api/node.ts'
import { NotFoundError } from '../../errors.ts'
import type { Contact } from './model.ts'

export type ContactBy = {
  id?: string | number | null
  intercomId?: string | null
  externalId?: string | null
  email?: string | null
  phone?: string | null
}

export const ContactByInput = builder.inputRef<ContactBy>('ContactBy').implement({
  description: 'One contact, by exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Its id, global or as Intercom has it.' }),
    intercomId: t.string({ description: 'Its id as Intercom has it.' }),
    externalId: t.string({ description: 'Your own id; users only.' }),
    email: t.field({ type: 'EmailAddress', description: 'Its e-mail address, when only one contact has it.' }),
    phone: t.string({ description: 'Its phone number, when only one contact has it.' }),
  }),
})

/** The contact, or null. */
export async function findContact(by: ContactBy, context: Context, argument = 'by'): Promise<Contact | null> {
  const { contacts } = context.services
  const id = idIn(by, context, argument)
  if (id !== undefined) return context.load(contacts.getMany, id)
  if (typeof by.externalId === 'string') return contacts.getByExternalId(by.externalId)
  return typeof by.email === 'string' ? contacts.getOnlyBy('email', by.email) : contacts.getOnlyBy('phone', by.phone!)
}

const idIn = (by: ContactBy, context: Context, argument: string): string | undefined => {
  const given = by.id ?? by.intercomId ?? undefined
  return given === undefined ? undefined : readId(given, 'Contact', context, `${argument}.${by.id === undefined ? 'intercomId' : 'id'}`)
}

/** Where in the input the name stands that somebody is meant by. */
export function placeOf(by: ContactBy, argument: string): readonly string[] {
  const [name] = Object.entries(by).find(([, given]) => given !== undefined) ?? []
  return [...argument.split('.'), ...(name === undefined ? [] : [name])]
}

/**
 * The contact that a mutation means, as the graph has it.
 *
 * @throws NotFoundError where there is none
 */
export async function contactOf(by: ContactBy, context: Context, argument: string): Promise<Contact> {
  const found = await at(argument.split('.'), () => findContact(by, context, argument))
  if (found) return found
  const path = placeOf(by, argument)
  const [value = ''] = Object.values(by).filter((given) => given !== undefined)
  throw new NotFoundError(`There is no contact with this ${path.at(-1)}.`, { path, id: String(value) })
}

/** The id of the contact that a mutation means by an id: of one that was merged away, that of its survivor. Takes no call. */
export function survivorIn(value: string | number, context: Context, argument = 'id'): Promise<string> {
  return context.services.contacts.survivorOf(readId(value, 'Contact', context, argument))
}

/**
 * The id of the contact that a mutation means. One that is named by its id is not looked up: Intercom itself says whether it is there.
 *
 * @throws NotFoundError where there is none
 */
export async function contactIdOf(by: ContactBy, context: Context, argument: string): Promise<string> {
  const id = at(argument.split('.'), () => idIn(by, context, argument))
  return id === undefined ? (await contactOf(by, context, argument)).id : context.services.contacts.survivorOf(id)
}

/** How a contact is named, without who asks: for what is done later. */
export type NamedContact = { id: string } | { externalId: string } | { email: string } | { phone: string }

/** @throws InvalidInputError for an id that is none */
export function namedContact(by: ContactBy, context: Context, argument: string): NamedContact {
  const id = at(argument.split('.'), () => idIn(by, context, argument))
  if (id !== undefined) return { id }
  if (typeof by.externalId === 'string') return { externalId: by.externalId }
  return typeof by.email === 'string' ? { email: by.email } : { phone: by.phone! }
}

import { allOf, type SearchQuery, where } from '../../intercom/search.ts'
import type * as Intercom from '../../intercom/types.ts'
import { isWithin } from '../../writes/window.ts'
import type { Window } from '../../writes/write.ts'
import { type ContactFields, contactToIntercom, inOneForm, isAs, nameOf } from './model-fields.ts'
import { answered, lookAt, namingConflict, touchedBy, type WriteDeps } from './service-writes.ts'

type Answer = Intercom.Contact | undefined

/** What makes a contact, and changes what is said of it. Intercom answers with the contact. */
export function createRecordWrites(deps: WriteDeps) {
  const { intercom, writes, contacts, read, readByExternalId, search, listKeys } = deps
  const textIds = intercom.speaks('2.16')

  /** By its external id a user is found at once; a search may not know anybody new for minutes. */
  function lookFor(fields: ContactFields) {
    const { role = 'USER', externalId, email, phone, name } = fields
    const facts = { external_id: externalId, email, phone, name }
    const conditions = Object.entries(facts).flatMap(([field, value]) => (value ? [where(field, '=', value)] : []))
    const [first, ...more] = conditions
    if (first === undefined) return undefined
    const query: SearchQuery = more.length === 0 ? first : allOf(first, ...more)
    return {
      async find(window: Window): Promise<Answer[]> {
        const one = role === 'USER' && externalId ? await readByExternalId(externalId) : undefined
        const found = one === undefined ? await search(query) : one === null ? [] : [one]
        return found.filter((contact) => isWithin(contact.created_at, window) && isAs(contact, { ...saysNoMore(role), ...fields, role }))
      },
      alike: {
        as: JSON.stringify(['contact', role, inOneForm(fields)]),
        madeOf: (answer: Answer) => answer?.id ?? null,
      },
    }
  }

  return {
    create: (fields: ContactFields) => {
      const look = lookFor(fields)
      return writes.once({
        step: 'create',
        about: { type: 'contact', id: 'new' },
        send: () =>
          namingConflict(() =>
            intercom.request<Answer>({ method: 'POST', route: '/contacts', body: contactToIntercom(fields, { textIds }) }),
          ),
        resultOf: (answer) => ({ contactId: answered(answer).id }),
        announcedAs: (answer) => ({ topic: `contact.${roleOf(answered(answer))}.created`, item: answered(answer) }),
        take: (answer, at) => contacts.written(answered(answer), at),
        touches: listKeys(),
        names: { as: namesIn(fields), idOf: (answer) => answered(answer).id },
        ...(look && { look }),
        checkWith: 'Look for the contact in Intercom, by its external id, e-mail address or name.',
      })
    },

    update: (id: string, fields: ContactFields) =>
      writes.once({
        step: 'update',
        about: { type: 'contact', id },
        send: () =>
          namingConflict(() =>
            intercom.request<Answer>({
              method: 'PUT',
              route: '/contacts/{contact_id}',
              params: { contact_id: id },
              body: contactToIntercom(fields, { textIds }),
            }),
          ),
        resultOf: (answer) => ({ contactId: answered(answer, id).id }),
        announcedAs: (answer) => ({ topic: `contact.${roleOf(answered(answer, id))}.updated`, item: answered(answer, id) }),
        take: (answer, at) => contacts.written(answered(answer, id), at),
        touches: touchedBy(deps, id),
        names: { as: namesIn(fields), idOf: () => id },
        look: { find: async () => [await read(id)].flatMap((one) => (one && isAs(one, fields) ? [one] : [])) },
        checkWith: lookAt(id),
      }),
  }
}

const namesIn = ({ externalId, email, phone }: ContactFields) => [
  ...(externalId ? [nameOf('externalId', externalId)] : []),
  ...(email ? [nameOf('email', email)] : []),
  ...(phone ? [nameOf('phone', phone)] : []),
]

/** Whoever has more than was said is somebody else, whom another write has made. Leads may have an external id that nobody gave them. */
const saysNoMore = (role: ContactFields['role']): ContactFields => ({
  email: null,
  phone: null,
  name: null,
  ...(role === 'USER' && { externalId: null }),
})

const roleOf = ({ role }: Intercom.Contact) => (role === 'lead' ? 'lead' : 'user')

import type { ContactRecord } from '../../../src/sandbox/records.ts'
import { aContact } from '../../unit/sandbox/small-world.ts'
import { calls, leadingOf, newId, newNumber, type World } from '../write-deeds.ts'
import type { Deed, WriteRow } from '../write-faults.ts'

/** Somebody whom no other deed knows. */
const someone = (fields: Partial<ContactRecord> = {}) => aContact(1_000_000 + newNumber(), fields)

function remove({ contacts, archived_contacts }: World, ids: readonly string[]) {
  for (const id of ids) {
    contacts.remove(id)
    archived_contacts.delete(id)
  }
}
function archive({ contacts, archived_contacts }: World, contact: ContactRecord) {
  contacts.remove(contact.id)
  archived_contacts.set(contact.id, contact)
}

const leading = leadingOf<ContactRecord>({
  table: ({ contacts }) => contacts,
  start: () => someone(),
  clear: (world, { id }) => remove(world, [id]),
})

const someTag = (world: World) => world.tags.keys().next().value!
const someOptIn = (world: World) => [...world.subscription_types.values()].find(({ consent_type }) => consent_type === 'opt_in')!.id
const someCompany = (world: World) => world.companies.keys().next().value!

/** One that makes somebody, who is told from others by an address. */
const making = (mutation: string, field: (email: string) => string): WriteRow => ({
  mutation,
  prepare(): Deed {
    const email = `new${newNumber()}@example.com`
    const made = ({ contacts }: World) => [...contacts.idsBy('email', email)]
    return {
      field: field(email),
      isMeant: calls('POST', '/contacts', `"${email}"`),
      effects: (world) => made(world).length,
      clear: (world) => remove(world, made(world)),
    }
  },
})

const upsert = (match: string) => `contactUpsert(match: { ${match} }, onCreate: { name: "New" }, onUpdate: { name: "Another name" })`
const renamed = (contact: ContactRecord | undefined) => contact?.name === 'Another name'

export const contactWrites: readonly WriteRow[] = [
  making('contactCreate of a user', (email) => `contactCreate(input: { externalId: "${email}", email: "${email}" })`),
  making('contactCreate of a lead', (email) => `contactCreate(input: { role: LEAD, email: "${email}" })`),
  making('contactUpsert of whom an id finds not', (email) => upsert(`externalId: "${email}", email: "${email}", order: [EXTERNAL_ID]`)),
  making('contactUpsert of whom an address finds not', (email) => upsert(`email: "${email}"`)),
  {
    // the step after the one that makes somebody, who is not made again with it
    mutation: 'contactCreate with a tag',
    prepare(world): Deed {
      const tag = { id: newId(), name: `Name ${newNumber()}.` }
      const email = `new${newNumber()}@example.com`
      world.tags.put(tag)
      const made = ({ contacts }: World) => [...contacts.idsBy('email', email)]
      return {
        field: `contactCreate(input: { role: LEAD, email: "${email}", tags: [{ id: "${tag.id}" }] })`,
        isMeant: ({ method, path, body }) => method === 'POST' && path.endsWith('/tags') && body.includes(`"${tag.id}"`),
        effects: (world) => {
          const ids = made(world)
          return ids.some((id) => world.contacts.get(id)?.tag_ids.includes(tag.id)) ? ids.length : Math.max(0, ids.length - 1)
        },
        clear(world) {
          remove(world, made(world))
          world.tags.remove(tag.id)
        },
      }
    },
  },
  leading('contactUpsert of somebody', {
    method: 'PUT',
    path: (id) => `/contacts/${id}`,
    field: (id) => upsert(`externalId: "${id}"`),
    before: ({ id }) => ({ external_id: id }),
    isSo: renamed,
  }),
  leading('contactUpsert of somebody archived', {
    method: 'POST',
    path: (id) => `/contacts/${id}/unarchive`,
    field: (id) => upsert(`id: "${id}", externalId: "${id}"`),
    before: ({ id }) => ({ external_id: id }),
    arrange: archive,
    isSo: renamed,
  }),
  leading('contactUpdate', {
    method: 'PUT',
    path: (id) => `/contacts/${id}`,
    field: (id) => `contactUpdate(id: "${id}", input: { name: "Another name", phone: null })`,
    before: () => ({ phone: '+353871234567' }),
    isSo: renamed,
  }),
  leading('contactArchive', {
    method: 'POST',
    path: (id) => `/contacts/${id}/archive`,
    field: (id) => `contactArchive(id: "${id}")`,
    isSo: (contact) => contact === undefined,
  }),
  leading('contactUnarchive', {
    method: 'POST',
    path: (id) => `/contacts/${id}/unarchive`,
    field: (id) => `contactUnarchive(id: "${id}")`,
    arrange: archive,
    isSo: (contact) => contact !== undefined,
  }),
  leading('contactBlock', {
    method: 'POST',
    path: (id) => `/contacts/${id}/block`,
    field: (id) => `contactBlock(id: "${id}")`,
    isSo: (contact) => contact === undefined,
    isNeverFound: true,
  }),
  leading('contactDelete of whom the gateway knows', {
    query: (id) => `{ contact(by: { id: "${id}" }) { id } }`,
    method: 'DELETE',
    path: (id) => `/contacts/${id}`,
    field: (id) => `contactDelete(id: "${id}")`,
    isSo: (contact) => contact === undefined,
  }),
  leading('contactTagAdd', {
    method: 'POST',
    path: (id) => `/contacts/${id}/tags`,
    field: (id, world) => `contactTagAdd(id: "${id}", tag: { id: "${someTag(world)}" })`,
    isSo: (contact) => contact?.tag_ids.length === 1,
  }),
  leading('contactTagRemove', {
    method: 'DELETE',
    path: (id, world) => `/contacts/${id}/tags/${someTag(world)}`,
    field: (id, world) => `contactTagRemove(id: "${id}", tag: "${someTag(world)}")`,
    before: (_, world) => ({ tag_ids: [someTag(world)] }),
    isSo: (contact) => contact?.tag_ids.length === 0,
  }),
  leading('contactCompanyAttach', {
    method: 'POST',
    path: (id) => `/contacts/${id}/companies`,
    field: (id, world) => `contactCompanyAttach(contact: "${id}", company: "${someCompany(world)}")`,
    isSo: (contact) => contact?.company_ids.length === 1,
  }),
  leading('contactCompanyDetach', {
    method: 'DELETE',
    path: (id, world) => `/contacts/${id}/companies/${someCompany(world)}`,
    field: (id, world) => `contactCompanyDetach(contact: "${id}", company: "${someCompany(world)}")`,
    before: (_, world) => ({ company_ids: [someCompany(world)] }),
    isSo: (contact) => contact?.company_ids.length === 0,
  }),
  leading('contactSubscriptionSet of what is chosen', {
    method: 'POST',
    path: (id) => `/contacts/${id}/subscriptions`,
    field: (id, world) => `contactSubscriptionSet(contact: "${id}", type: "${someOptIn(world)}", optedIn: true)`,
    isSo: (contact) => contact?.opted_in_subscription_type_ids.length === 1,
  }),
  leading('contactSubscriptionSet of what is taken back', {
    method: 'DELETE',
    path: (id, world) => `/contacts/${id}/subscriptions/${someOptIn(world)}`,
    field: (id, world) => `contactSubscriptionSet(contact: "${id}", type: "${someOptIn(world)}", optedIn: false)`,
    before: (_, world) => ({ opted_in_subscription_type_ids: [someOptIn(world)] }),
    isSo: (contact) => contact?.opted_in_subscription_type_ids.length === 0,
  }),
  {
    mutation: 'contactMerge',
    prepare(world): Deed {
      const into = someone()
      const from = someone({ role: 'lead', email: into.email, external_id: null })
      for (const contact of [into, from]) world.contacts.put(contact)
      return {
        field: `contactMerge(from: "${from.id}", into: "${into.id}")`,
        isMeant: calls('POST', '/contacts/merge', `"${from.id}"`),
        effects: ({ merged_contacts }) => (merged_contacts.get(from.id) === into.id ? 1 : 0),
        clear: (world) => remove(world, [from.id, into.id]),
      }
    },
  },
  {
    mutation: 'contactNoteCreate',
    prepare(world): Deed {
      const contact = someone()
      const body = `<p>Words ${newNumber()}.</p>`
      world.contacts.put(contact)
      return {
        field: `contactNoteCreate(id: "${contact.id}", body: "${body}")`,
        isMeant: calls('POST', `/contacts/${contact.id}/notes`),
        effects: ({ notes }) => [...notes.idsBy('contact_id', contact.id)].filter((id) => notes.get(id)?.body === body).length,
        clear: (world) => remove(world, [contact.id]),
      }
    },
  },
]

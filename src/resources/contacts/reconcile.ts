import type * as Intercom from '../../intercom/types.ts'
import { instantFrom } from '../../intercom/values.ts'
import { type FoundRecord, type Reconciled, recheckAs } from '../../reconcile/reconciled.ts'
import type { ContactsService } from './service.ts'

const foundIn = (contact: Intercom.Contact): FoundRecord => ({
  id: contact.id,
  createdAt: instantFrom(contact.created_at),
  updatedAt: instantFrom(contact.updated_at),
  item: contact,
})

/** `contact.user.created`, as leads and users have topics of their own. */
const topicOf = ({ item }: FoundRecord, what: 'created' | 'updated') => `contact.${item.role === 'lead' ? 'lead' : 'user'}.${what}`

/** Contacts that no webhook told of. Who was merged is known for that from 2.16 on; before, Intercom answers as for who was deleted. */
export const reconciledContacts = ({ contacts }: { contacts: ContactsService }): Reconciled => ({
  kind: 'contact',
  async *updatedSince(since) {
    for await (const page of contacts.updatedSince(since)) yield page.map(foundIn)
  },
  keptIds: contacts.keptIds,
  recheck: recheckAs(contacts.recheck, foundIn),
  created: (found) => ({ topic: topicOf(found, 'created'), item: found.item }),
  changed: (found) => ({ topic: topicOf(found, 'updated'), item: found.item }),
  gone: (id) => ({ topic: 'contact.deleted', item: { id } }),
  moved: (id, to) => ({ topic: 'contact.merged', item: { id: to, merged_from: { id } } }),
})

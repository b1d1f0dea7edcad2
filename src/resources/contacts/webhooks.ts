import { idReader } from '../../intercom/ids.ts'
import { type Item, idAt, idsAt, wordAt } from '../../webhooks/item.ts'
import { forEach, type TopicRules } from '../../webhooks/topics.ts'
import type { ContactsService } from './service.ts'

const contactId = idReader('contact')
const companyId = idReader('company')

/** What happened to one contact, whatever it was. */
const changes = [
  'contact.archived',
  'contact.unarchive',
  'contact.email.updated',
  'contact.lead.added_email',
  'contact.lead.created',
  'contact.lead.signed_up',
  'contact.lead.updated',
  'contact.user.created',
  'contact.user.updated',
  'contact.lead.tag.created',
  'contact.lead.tag.deleted',
  'contact.user.tag.created',
  'contact.user.tag.deleted',
  'contact.subscribed',
  'contact.unsubscribed',
  'granular.subscribe',
  'granular.unsubscribe',
  'visitor.signed_up',
]

export const contactTopics = ({ contacts }: { contacts: ContactsService }): TopicRules => {
  /** Bare, or with what happened to it beside it: `{ tag, contact }`. */
  const idIn = (item: Item) => idAt(item, contactId, 'contact.id', 'id')
  const lists = (item: Item) => [
    ...contacts.listKeys(),
    ...idsAt(item, companyId, 'companies.data[].id', 'companies.companies[].id', 'contact.companies.data[].id').flatMap(
      contacts.listKeysOfCompany,
    ),
  ]
  return {
    ...forEach(changes, (item) => {
      const id = idIn(item)
      if (id === null) return null
      const key = contacts.keyOf(id)
      const facts = { role: wordAt(item, 'role') ?? wordAt(item, 'contact.role') }
      return { about: [{ type: 'contact', id }], facts, forget: [key, ...lists(item)], names: [key] }
    }),
    'contact.deleted': (item) => {
      const id = idIn(item)
      return id === null ? null : { about: [{ type: 'contact', id }], erase: [contacts.keyOf(id)], forget: lists(item) }
    },
    // its survivor is told; who went into it may not be
    'contact.merged': (item) => {
      const id = idIn(item)
      if (id === null) return null
      const merged = idAt(item, contactId, 'merged_from.id')
      return {
        about: [{ type: 'contact', id }, ...(merged === null ? [] : [{ type: 'contact', id: merged }])],
        facts: { mergedId: merged },
        forget: [contacts.keyOf(id), ...lists(item)],
        erase: merged === null ? [] : [contacts.keyOf(merged)],
        moves: merged === null ? [] : [{ key: contacts.keyOf(merged), to: id }],
        names: [contacts.keyOf(id)],
      }
    },
    ...forEach(['company.contact.attached', 'company.contact.detached'], (item) => {
      const [contact, company] = [idAt(item, contactId, 'contact.id'), idAt(item, companyId, 'company.id', 'id')]
      const keys = contact === null ? [] : [contacts.keyOf(contact)]
      return {
        forget: [...keys, ...contacts.listKeys(), ...(company === null ? [] : contacts.listKeysOfCompany(company))],
        names: keys,
      }
    }),
    'company.deleted': (item) => {
      const company = idAt(item, companyId, 'id')
      return company === null ? null : { forget: contacts.listKeysOfCompany(company) }
    },
  }
}

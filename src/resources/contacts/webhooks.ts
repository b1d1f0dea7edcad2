import type { Said } from '../../changes/change.ts'
import { idReader } from '../../intercom/ids.ts'
import { type Item, idAt, idsAt, isObject } from '../../webhooks/item.ts'
import { each, flag, idAlways, idOrNone, instant, instantAlways, type Read, saidIn, word } from '../../webhooks/said.ts'
import { forEach, ownTopic, type TopicRules } from '../../webhooks/topics.ts'
import type { ContactsService } from './service.ts'

const contactId = idReader('contact')
const companyId = idReader('company')
const adminId = idReader('admin')
const tagId = idReader('tag')

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
  'contact.subscribed',
  'contact.unsubscribed',
  'granular.subscribe',
  'granular.unsubscribe',
  'visitor.signed_up',
]

const tagged = ['contact.lead.tag.created', 'contact.lead.tag.deleted', 'contact.user.tag.created', 'contact.user.tag.deleted']

export const contactTopics = ({ contacts }: { contacts: ContactsService }): TopicRules => {
  /** Bare, or with what happened to it beside it: `{ tag, contact }`. */
  const idIn = (item: Item) => idAt(item, contactId, 'contact.id', 'id')
  const lists = (item: Item) => [
    ...contacts.listKeys(),
    ...idsAt(item, companyId, 'companies.data[].id', 'companies.companies[].id', 'contact.companies.data[].id').flatMap(
      contacts.listKeysOfCompany,
    ),
  ]
  const changed = (item: Item, judged: Said) => {
    const id = idIn(item)
    if (id === null) return null
    const key = contacts.keyOf(id)
    return { about: [{ type: 'contact', id }], facts: { judged }, forget: [key, ...lists(item)], names: [key] }
  }
  return {
    ...forEach(changes, (item) => changed(item, judgedOf(item))),
    // whether the contact beside a tag has it already is nowhere said
    ...forEach(tagged, (item) => {
      const { tags: _, ...judged } = judgedOf(item)
      return changed(item, judged)
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
    // how many notes there are stands in the contact
    [ownTopic('note.created')]: (item) => {
      const id = idAt(item, contactId, 'contact.id')
      return id === null ? null : { forget: [contacts.keyOf(id)] }
    },
    // when somebody was last written to stands in the contact
    [ownTopic('message.sent')]: (item) => {
      const id = idAt(item, contactId, 'contact.id')
      return id === null ? null : { about: [{ type: 'contact', id }], forget: [contacts.keyOf(id)] }
    },
    'company.deleted': (item) => {
      const company = idAt(item, companyId, 'id')
      return company === null ? null : { forget: contacts.listKeysOfCompany(company) }
    },
  }
}

/** What a filter can be judged by, of all that nobody wrote: of names, addresses, ids of the customer's own and attributes the log holds nothing. */
const judgedOf = (item: Item): Said =>
  saidIn(isObject(item.contact) ? item.contact : item, {
    role: ['role', word((role) => (role === 'user' ? 'USER' : role === 'lead' ? 'LEAD' : null))],
    ownerId: ['owner_id', idOrNone(adminId)],
    tags: ['tags', tags],
    createdAt: ['created_at', instantAlways],
    updatedAt: ['updated_at', instantAlways],
    signedUpAt: ['signed_up_at', instant],
    lastSeenAt: ['last_seen_at', instant],
    lastRepliedAt: ['last_replied_at', instant],
    lastContactedAt: ['last_contacted_at', instant],
    unsubscribedFromEmails: ['unsubscribed_from_emails', flag],
  })

/** The first ids of a list, where it says whether there are more. */
const tags: Read = (value) => {
  if (!isObject(value) || typeof value.has_more !== 'boolean') return undefined
  const ids = each((tag) => (isObject(tag) ? idAlways(tagId)(tag.id) : undefined))(value.data)
  return ids === undefined ? undefined : { ids, hasMore: value.has_more }
}

import { idReader } from '../../intercom/ids.ts'
import { type Item, idAt } from '../../webhooks/item.ts'
import { forEach, type TopicRules } from '../../webhooks/topics.ts'
import type { CompaniesService } from './service.ts'

const companyId = idReader('company')
const contactId = idReader('contact')

export const companyTopics = ({ companies }: { companies: CompaniesService }): TopicRules => {
  const idIn = (item: Item) => idAt(item, companyId, 'company.id', 'id')
  return {
    ...forEach(['company.created', 'company.updated'], (item) => {
      const id = idIn(item)
      if (id === null) return null
      const key = companies.keyOf(id)
      return { about: [{ type: 'company', id }], forget: [key, ...companies.listKeys()], names: [key] }
    }),
    'company.deleted': (item) => {
      const id = idIn(item)
      return id === null ? null : { about: [{ type: 'company', id }], erase: [companies.keyOf(id)], forget: companies.listKeys() }
    },
    ...forEach(['company.contact.attached', 'company.contact.detached'], (item) => {
      const id = idIn(item)
      const contact = idAt(item, contactId, 'contact.id')
      if (id === null) return null
      const key = companies.keyOf(id)
      return {
        about: [{ type: 'company', id }, ...(contact === null ? [] : [{ type: 'contact', id: contact }])],
        facts: { contactId: contact },
        forget: [key, ...companies.listKeys(), ...(contact === null ? [] : companies.listKeysOfContact(contact))],
        names: [key],
      }
    }),
    // Intercom does not tell in words of their own that a contact took the companies of another along
    'contact.merged': (item) => {
      const ids = [idAt(item, contactId, 'id'), idAt(item, contactId, 'merged_from.id')]
      return { forget: ids.flatMap((id) => (id === null ? [] : companies.listKeysOfContact(id))) }
    },
    'contact.deleted': (item) => {
      const id = idAt(item, contactId, 'id')
      return id === null ? null : { forget: companies.listKeysOfContact(id) }
    },
  }
}

import { idReader } from '../../intercom/ids.ts'
import type * as Intercom from '../../intercom/types.ts'
import { inUnixSeconds } from '../../webhooks/instants.ts'
import { idAt, isObject } from '../../webhooks/item.ts'
import { type Contact, contactFromIntercom } from './model.ts'

const contactId = idReader('contact')

/** Topics whose item is the whole contact, and which say no more than how it is: one that is archived is the same as before in all that is mapped. */
const wholes = new Set([
  'contact.user.created',
  'contact.user.updated',
  'contact.lead.created',
  'contact.lead.updated',
  'contact.email.updated',
  'contact.lead.added_email',
])
const attachments = new Set(['company.contact.attached', 'company.contact.detached'])
const always = ['external_id', 'email', 'phone', 'name', 'avatar', 'owner_id', 'signed_up_at', 'last_seen_at', 'unsubscribed_from_emails']

/**
 * What an announcement says that a sync would have to look at: the contact as it was then, or a company that it came to or left. Null where the contact has to be read; a contact that is not
 * whole says nothing.
 */
export function announcedIn(
  topic: string,
  item: unknown,
): { contact: Contact } | { contactId: string; company: string; isIn: boolean } | null {
  if (!isObject(item)) return null
  if (attachments.has(topic)) {
    const [id, company] = [idAt(item, contactId, 'contact.id'), isObject(item.company) ? item.company.company_id : null]
    if (id === null || typeof company !== 'string' || company === '') return null
    return { contactId: id, company, isIn: topic.endsWith('.attached') }
  }
  const isWhole = wholes.has(topic) && contactId(item.id) !== null && isObject(item.custom_attributes)
  if (!isWhole || !always.every((name) => Object.hasOwn(item, name))) return null
  return { contact: contactFromIntercom(inUnixSeconds(item) as unknown as Intercom.Contact) }
}

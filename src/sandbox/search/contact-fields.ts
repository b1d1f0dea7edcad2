import type { Version } from '../http/versions.ts'
import type { ContactRecord, DataAttributeRecord } from '../records.ts'
import { boolean, day, type Field, type Fields, integer, string } from './fields.ts'

type ContactField = Field<ContactRecord>

/** The accepted fields of OpenAPI 2.14, POST /contacts/search, with its spelling of `andoid_sdk_version`. There is none for companies. */
const fields: Record<string, ContactField> = {
  id: string(({ id }) => id, { index: 'id', exact: true }),
  role: string(({ role }) => role),
  name: string(({ name }) => name),
  avatar: string(({ avatar_url }) => avatar_url),
  owner_id: integer(({ owner_id }) => (owner_id === null ? null : Number(owner_id)), { index: 'owner_id' }),
  email: string(({ email }) => email, { index: 'email' }),
  email_domain: string(({ email }) => email?.split('@')[1]),
  phone: string(({ phone }) => phone),
  external_id: string(({ external_id }) => external_id, { index: 'external_id', exact: true }),
  created_at: day(({ created_at }) => created_at),
  signed_up_at: day(({ signed_up_at }) => signed_up_at),
  updated_at: day(({ updated_at }) => updated_at),
  last_seen_at: day(({ last_seen_at }) => last_seen_at),
  last_contacted_at: day(({ last_contacted_at }) => last_contacted_at),
  last_replied_at: day(({ last_replied_at }) => last_replied_at),
  last_email_opened_at: day(({ last_email_opened_at }) => last_email_opened_at),
  last_email_clicked_at: day(({ last_email_clicked_at }) => last_email_clicked_at),
  language_override: string(({ language_override }) => language_override),
  browser: string(({ browser }) => browser),
  browser_language: string(({ browser_language }) => browser_language),
  os: string(({ os }) => os),
  'location.country': string(({ location }) => location?.country),
  'location.region': string(({ location }) => location?.region),
  'location.city': string(({ location }) => location?.city),
  unsubscribed_from_emails: boolean(({ unsubscribed_from_emails }) => unsubscribed_from_emails),
  marked_email_as_spam: boolean(({ marked_email_as_spam }) => marked_email_as_spam),
  has_hard_bounced: boolean(({ has_hard_bounced }) => has_hard_bounced),
  ios_last_seen_at: day(({ ios_last_seen_at }) => ios_last_seen_at),
  ios_app_version: string(({ ios_app_version }) => ios_app_version),
  ios_device: string(({ ios_device }) => ios_device),
  ios_app_device: string(({ ios_device }) => ios_device),
  ios_os_version: string(({ ios_os_version }) => ios_os_version),
  ios_app_name: string(({ ios_app_name }) => ios_app_name),
  ios_sdk_version: string(({ ios_sdk_version }) => ios_sdk_version),
  android_last_seen_at: day(({ android_last_seen_at }) => android_last_seen_at),
  android_app_version: string(({ android_app_version }) => android_app_version),
  android_device: string(({ android_device }) => android_device),
  android_app_name: string(({ android_app_name }) => android_app_name),
  andoid_sdk_version: string(({ android_sdk_version }) => android_sdk_version),
  segment_id: string(({ segment_ids }) => segment_ids, { index: 'segment_id', exact: true }),
  tag_id: { type: 'tag', of: ({ tag_ids }) => tag_ids, index: 'tag_id', exact: true },
}

const inTheWordsOf216: Record<string, ContactField> = {
  owner_id: string(({ owner_id }) => owner_id, { index: 'owner_id', exact: true }),
  formatted_phone: string(({ phone }) => phone?.replace(/[^+\d]/g, '')),
}

/** The searchable contact fields of a version. From 2.16 on `owner_id` is text, as in the contact itself. */
export function contactFields(
  version: Version,
  contacts: () => Iterable<ContactRecord>,
  definitions: () => Iterable<DataAttributeRecord>,
): Fields<ContactRecord> {
  return (name) => {
    if (name.startsWith('custom_attributes.')) return customAttribute(name, contacts(), definitions())
    const newer = version === '2.16' && Object.hasOwn(inTheWordsOf216, name) ? inTheWordsOf216[name] : undefined
    return newer ?? (Object.hasOwn(fields, name) ? fields[name] : undefined)
  }
}

const kinds = { string, integer, float: integer, boolean, date: day }

/**
 * Intercom knows each attribute's type from its definition. Of one that nobody defined here the first contact that has it shows its type, and
 * a number whose name ends in `_at` is a date, matched by day.
 */
function customAttribute(fullName: string, contacts: Iterable<ContactRecord>, definitions: Iterable<DataAttributeRecord>): ContactField {
  const name = fullName.slice('custom_attributes.'.length)
  const of = ({ custom_attributes }: ContactRecord) => (Object.hasOwn(custom_attributes, name) ? custom_attributes[name] : null)
  for (const { model, full_name, data_type } of definitions) if (model === 'contact' && full_name === fullName) return kinds[data_type](of)
  const type = typeof firstValue(contacts, of)
  if (type === 'number') return name.endsWith('_at') ? day(of) : integer(of)
  return type === 'boolean' ? boolean(of) : string(of)
}

function firstValue(contacts: Iterable<ContactRecord>, of: ContactField['of']) {
  for (const contact of contacts) {
    const value = of(contact)
    if (value !== null && value !== undefined) return value
  }
  return undefined
}

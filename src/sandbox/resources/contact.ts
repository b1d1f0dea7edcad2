import { since, type Version } from '../http/versions.ts'
import type { ContactRecord, DeviceFields } from '../records.ts'
import type { LiveWorld } from '../store/world.ts'

/** OpenAPI 2.14, schema `contact`. Related things are embedded as ids, the first ten of each. */
export function renderContact(world: LiveWorld, contact: ContactRecord, version: Version) {
  const url = `/contacts/${contact.id}`
  const { owner_id } = contact
  return {
    type: 'contact',
    id: contact.id,
    workspace_id: world.workspace.id_code,
    external_id: contact.external_id,
    role: contact.role,
    email: contact.email,
    email_domain: contact.email?.split('@')[1] ?? null,
    phone: contact.phone,
    name: contact.name,
    avatar: contact.avatar_url === null ? null : { type: 'avatar', image_url: contact.avatar_url },
    owner_id: owner_id === null || since(version, '2.16') ? owner_id : Number(owner_id),
    social_profiles: { type: 'list', data: contact.social_profiles.map((profile) => ({ type: 'social_profile', ...profile })) },
    has_hard_bounced: contact.has_hard_bounced,
    marked_email_as_spam: contact.marked_email_as_spam,
    unsubscribed_from_emails: contact.unsubscribed_from_emails,
    created_at: contact.created_at,
    updated_at: contact.updated_at,
    signed_up_at: contact.signed_up_at,
    last_seen_at: contact.last_seen_at,
    last_replied_at: contact.last_replied_at,
    last_contacted_at: contact.last_contacted_at,
    last_email_opened_at: contact.last_email_opened_at,
    last_email_clicked_at: contact.last_email_clicked_at,
    language_override: contact.language_override,
    browser: contact.browser,
    browser_version: contact.browser_version,
    browser_language: contact.browser_language,
    os: contact.os,
    location: { type: 'location', ...noLocation, ...contact.location },
    ...renderDevices(contact),
    custom_attributes: contact.custom_attributes,
    tags: embedded('tag', '/tags', contact.tag_ids, `${url}/tags`),
    notes: embedded('note', '/notes', [...world.notes.idsBy('contact_id', contact.id)], `${url}/notes`),
    companies: embedded('company', '/companies', contact.company_ids, `${url}/companies`),
    opted_out_subscription_types: embedded(
      'subscription',
      '/subscription_types',
      contact.opted_out_subscription_type_ids,
      `${url}/subscriptions`,
    ),
    opted_in_subscription_types: embedded(
      'subscription',
      '/subscription_types',
      contact.opted_in_subscription_type_ids,
      `${url}/subscriptions`,
    ),
    utm_campaign: null,
    utm_content: null,
    utm_medium: null,
    utm_source: null,
    utm_term: null,
    referrer: null,
  }
}

const noLocation = { country: null, region: null, city: null, country_code: null, continent_code: null }

const deviceFields: readonly (keyof DeviceFields)[] = [
  'android_app_name',
  'android_app_version',
  'android_device',
  'android_os_version',
  'android_sdk_version',
  'android_last_seen_at',
  'ios_app_name',
  'ios_app_version',
  'ios_device',
  'ios_os_version',
  'ios_sdk_version',
  'ios_last_seen_at',
]

const renderDevices = (contact: ContactRecord) => Object.fromEntries(deviceFields.map((field) => [field, contact[field] ?? null]))

function embedded(type: string, path: string, ids: readonly string[], url: string) {
  const data = ids.slice(0, 10).map((id) => ({ type, id, url: `${path}/${id}` }))
  return { type: 'list', data, url, total_count: ids.length, has_more: ids.length > data.length }
}

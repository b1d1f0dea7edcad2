import { noneIfZero } from '../../intercom/ids.ts'
import type * as Intercom from '../../intercom/types.ts'
import { type EmbeddedIds, embeddedIdsFrom, instantFrom, instantOrEpoch, textFrom } from '../../intercom/values.ts'

/** A person outside the company: a user with an identity of yours, or a lead without one. */
export type Contact = {
  __typename: 'Contact'
  id: string
  role: 'USER' | 'LEAD'
  externalId: string | null
  email: string | null
  emailDomain: string | null
  phone: string | null
  name: string | null
  avatarUrl: string | null
  ownerId: string | null
  createdAt: Date
  updatedAt: Date
  signedUpAt: Date | null
  lastSeenAt: Date | null
  lastRepliedAt: Date | null
  lastContactedAt: Date | null
  lastEmailOpenedAt: Date | null
  lastEmailClickedAt: Date | null
  unsubscribedFromEmails: boolean
  hasHardBounced: boolean
  markedEmailAsSpam: boolean
  archived: boolean
  location: Location | null
  socialProfiles: readonly SocialProfile[]
  devices: DeviceInfo | null
  language: string | null
  customAttributes: Record<string, unknown>
  tags: EmbeddedIds
  companies: EmbeddedIds
  notes: EmbeddedIds
  /** The subscription types it explicitly took, or refused. */
  optedInto: EmbeddedIds
  optedOutOf: EmbeddedIds
  /** The id that was asked for, when it was merged into this one. Never part of what is cached. */
  redirectedFrom: string | null
}

export type Location = { country: string | null; region: string | null; city: string | null }
export type SocialProfile = { name: string; url: string | null }
export type DeviceInfo = {
  browser: string | null
  browserVersion: string | null
  os: string | null
  androidAppVersion: string | null
  iosAppVersion: string | null
}

/** One contact that was merged into another. */
export type ContactMerge = { fromId: string; mergedAt: Date | null }

export function contactFromIntercom(contact: Intercom.Contact): Contact {
  const { avatar, email } = contact
  return {
    __typename: 'Contact',
    id: contact.id,
    role: contact.role === 'lead' ? 'LEAD' : 'USER',
    externalId: textFrom(contact.external_id),
    email: textFrom(email),
    emailDomain: textFrom(contact.email_domain) ?? textFrom(email?.split('@')[1]),
    phone: textFrom(contact.phone),
    name: textFrom(contact.name),
    // a string in the SDK's types, an object in the description (OpenAPI 2.14, schema contact): both are understood
    avatarUrl: textFrom(typeof avatar === 'string' ? avatar : avatar?.image_url),
    ownerId: noneIfZero(contact.owner_id),
    createdAt: instantOrEpoch(contact.created_at),
    updatedAt: instantOrEpoch(contact.updated_at),
    signedUpAt: instantFrom(contact.signed_up_at),
    lastSeenAt: instantFrom(contact.last_seen_at),
    lastRepliedAt: instantFrom(contact.last_replied_at),
    lastContactedAt: instantFrom(contact.last_contacted_at),
    lastEmailOpenedAt: instantFrom(contact.last_email_opened_at),
    lastEmailClickedAt: instantFrom(contact.last_email_clicked_at),
    unsubscribedFromEmails: contact.unsubscribed_from_emails ?? false,
    hasHardBounced: contact.has_hard_bounced ?? false,
    markedEmailAsSpam: contact.marked_email_as_spam ?? false,
    archived: contact.archived ?? false,
    location: locationFrom(contact.location),
    socialProfiles: (contact.social_profiles?.data ?? []).map((profile) => ({ name: profile.name ?? '', url: textFrom(profile.url) })),
    devices: devicesFrom(contact),
    language: textFrom(contact.language_override) ?? textFrom(contact.browser_language),
    customAttributes: contact.custom_attributes ?? {},
    tags: embeddedIdsFrom(contact.tags),
    companies: embeddedIdsFrom(contact.companies),
    notes: embeddedIdsFrom(contact.notes),
    optedInto: embeddedIdsFrom(contact.opted_in_subscription_types),
    optedOutOf: embeddedIdsFrom(contact.opted_out_subscription_types),
    redirectedFrom: null,
  }
}

/** Null when it does not say who was merged. */
export function contactMergeFromIntercom({ source_contact_id, merged_at }: Intercom.ContactMerge): ContactMerge | null {
  const fromId = noneIfZero(source_contact_id)
  return fromId === null ? null : { fromId, mergedAt: instantFrom(merged_at) }
}

/** How a person is called, best known first. */
export const displayNameOf = ({ name, email, phone, role }: Contact): string =>
  name ?? email ?? phone ?? (role === 'LEAD' ? 'Unknown lead' : 'Unknown user')

function locationFrom(location: Intercom.Contact['location']): Location | null {
  const { country, region, city } = location ?? {}
  return country || region || city ? { country: textFrom(country), region: textFrom(region), city: textFrom(city) } : null
}

function devicesFrom(contact: Intercom.Contact): DeviceInfo | null {
  const devices = {
    browser: textFrom(contact.browser),
    browserVersion: textFrom(contact.browser_version),
    os: textFrom(contact.os),
    androidAppVersion: textFrom(contact.android_app_version),
    iosAppVersion: textFrom(contact.ios_app_version),
  }
  return Object.values(devices).some((fact) => fact !== null) ? devices : null
}

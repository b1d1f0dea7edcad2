import { describe, expect, test } from 'vitest'
import type * as Intercom from '../../../../src/intercom/types.ts'
import { contactFromIntercom, contactMergeFromIntercom, displayNameOf } from '../../../../src/resources/contacts/model.ts'

const id = '6512000000000000000000aa'
const contact = (fields: Omit<Partial<Intercom.Contact>, 'id'> = {}) => contactFromIntercom({ id, ...fields })
const pointers = (...ids: string[]) => ({ data: ids.map((each) => ({ type: 'tag', id: each })) })
const none = { ids: [], totalCount: 0, hasMore: false }

test('a contact is everything Intercom says of it, in our words', () => {
  expect(
    contact({
      type: 'contact',
      role: 'user',
      external_id: 'u-1',
      email: 'ada@example.com',
      phone: '+4930901820',
      name: 'Ada',
      avatar: { type: 'avatar', image_url: 'https://example.com/ada.png' },
      owner_id: 7,
      created_at: 1_700_000_000,
      updated_at: 1_700_000_001,
      signed_up_at: 1_700_000_002,
      last_seen_at: 1_700_000_003,
      last_replied_at: 1_700_000_004,
      last_contacted_at: 1_700_000_005,
      last_email_opened_at: 1_700_000_006,
      last_email_clicked_at: 1_700_000_007,
      unsubscribed_from_emails: true,
      has_hard_bounced: true,
      marked_email_as_spam: true,
      archived: true,
      location: { country: 'Germany', region: 'Berlin', city: 'Berlin' },
      social_profiles: { data: [{ type: 'social_profile', name: 'LinkedIn', url: 'https://example.com/in/ada' }] },
      browser: 'firefox',
      browser_version: '140',
      os: 'Debian',
      android_app_version: '1',
      ios_app_version: '2',
      language_override: 'de',
      browser_language: 'en',
      custom_attributes: { plan: 'gold' },
      tags: { ...pointers('3001'), total_count: 12, has_more: true },
      companies: pointers('a'),
      notes: pointers('b'),
      opted_in_subscription_types: pointers('c'),
      opted_out_subscription_types: pointers('d'),
    }),
  ).toEqual({
    __typename: 'Contact',
    id,
    role: 'USER',
    externalId: 'u-1',
    email: 'ada@example.com',
    emailDomain: 'example.com',
    phone: '+4930901820',
    name: 'Ada',
    avatarUrl: 'https://example.com/ada.png',
    ownerId: '7',
    createdAt: new Date('2023-11-14T22:13:20Z'),
    updatedAt: new Date('2023-11-14T22:13:21Z'),
    signedUpAt: new Date('2023-11-14T22:13:22Z'),
    lastSeenAt: new Date('2023-11-14T22:13:23Z'),
    lastRepliedAt: new Date('2023-11-14T22:13:24Z'),
    lastContactedAt: new Date('2023-11-14T22:13:25Z'),
    lastEmailOpenedAt: new Date('2023-11-14T22:13:26Z'),
    lastEmailClickedAt: new Date('2023-11-14T22:13:27Z'),
    unsubscribedFromEmails: true,
    hasHardBounced: true,
    markedEmailAsSpam: true,
    archived: true,
    location: { country: 'Germany', region: 'Berlin', city: 'Berlin' },
    socialProfiles: [{ name: 'LinkedIn', url: 'https://example.com/in/ada' }],
    devices: { browser: 'firefox', browserVersion: '140', os: 'Debian', androidAppVersion: '1', iosAppVersion: '2' },
    language: 'de',
    customAttributes: { plan: 'gold' },
    tags: { ids: ['3001'], totalCount: 12, hasMore: true },
    companies: { ids: ['a'], totalCount: 1, hasMore: false },
    notes: { ids: ['b'], totalCount: 1, hasMore: false },
    optedInto: { ids: ['c'], totalCount: 1, hasMore: false },
    optedOutOf: { ids: ['d'], totalCount: 1, hasMore: false },
    redirectedFrom: null,
  })
})

const nothing = {
  role: 'USER',
  ...{ externalId: null, email: null, emailDomain: null, phone: null, name: null, avatarUrl: null, ownerId: null, language: null },
  ...{ signedUpAt: null, lastSeenAt: null, lastRepliedAt: null, lastContactedAt: null, lastEmailOpenedAt: null, lastEmailClickedAt: null },
  ...{ createdAt: new Date(0), updatedAt: new Date(0), unsubscribedFromEmails: false, hasHardBounced: false, archived: false },
  ...{ location: null, socialProfiles: [], devices: null, customAttributes: {} },
  ...{ tags: none, companies: none, notes: none, optedInto: none, optedOutOf: none },
}

test('a contact of which Intercom says nothing is still one, and so is one that is all null', () => {
  expect(contact()).toMatchObject(nothing)
  const allNull = Object.fromEntries(
    [
      'role',
      'external_id',
      'email',
      'phone',
      'name',
      'avatar',
      'owner_id',
      'created_at',
      'updated_at',
      'signed_up_at',
      'last_seen_at',
      'location',
    ]
      .concat([
        'social_profiles',
        'browser',
        'os',
        'language_override',
        'browser_language',
        'custom_attributes',
        'tags',
        'companies',
        'notes',
      ])
      .concat(['archived', 'has_hard_bounced', 'unsubscribed_from_emails', 'opted_in_subscription_types', 'opted_out_subscription_types'])
      .map((name) => [name, null]),
  )
  expect(contact(allNull)).toMatchObject(nothing)
})

describe('what Intercom writes in more ways than one', () => {
  test.each([undefined, null, '', 0, '0'])('an owner_id of %j is nobody', (owner_id) => {
    expect(contact({ owner_id }).ownerId).toBeNull()
  })

  test('an owner is text from 2.16 on, a number before', () => {
    expect([contact({ owner_id: 127 }).ownerId, contact({ owner_id: '127' }).ownerId]).toEqual(['127', '127'])
  })

  test('an avatar is an address or an object with one', () => {
    expect(contact({ avatar: 'https://example.com/a.png' }).avatarUrl).toBe('https://example.com/a.png')
    expect(contact({ avatar: { type: 'avatar', image_url: null } }).avatarUrl).toBeNull()
  })

  test('an instant of 0 is never', () => {
    expect(contact({ last_seen_at: 0 }).lastSeenAt).toBeNull()
  })

  test('a role that is not a lead is a user', () => {
    expect([contact({ role: 'lead' }).role, contact({ role: 'contact' }).role]).toEqual(['LEAD', 'USER'])
  })

  test('a domain is what Intercom says, else what the address ends with', () => {
    expect(contact({ email: 'a@one.example', email_domain: 'two.example' }).emailDomain).toBe('two.example')
    expect(contact({ email: 'a@one.example', email_domain: '' }).emailDomain).toBe('one.example')
    expect(contact({ email: 'nonsense' }).emailDomain).toBeNull()
  })

  test('a place of which nothing is known is no place', () => {
    expect(contact({ location: { country: null, region: '', city: null } }).location).toBeNull()
    expect(contact({ location: { city: 'Cork' } }).location).toEqual({ country: null, region: null, city: 'Cork' })
  })

  test('pointers without an id are left out of what a contact points at', () => {
    expect(contact({ tags: { data: [{ id: null }, { id: 3001 }, {}], total_count: null } }).tags).toEqual({
      ids: ['3001'],
      totalCount: 1,
      hasMore: false,
    })
  })

  test('more than the pointers that came are more, whether or not Intercom says so', () => {
    expect(contact({ companies: { ...pointers('a'), total_count: 4 } }).companies).toMatchObject({ totalCount: 4, hasMore: true })
  })
})

test('a name is the best that is known', () => {
  const known = { name: 'Ada', email: 'ada@example.com', phone: '+49' }
  expect(displayNameOf(contact(known))).toBe('Ada')
  expect(displayNameOf(contact({ ...known, name: '' }))).toBe('ada@example.com')
  expect(displayNameOf(contact({ phone: '+49' }))).toBe('+49')
  expect([displayNameOf(contact()), displayNameOf(contact({ role: 'lead' }))]).toEqual(['Unknown user', 'Unknown lead'])
})

test('a merge that does not say who was merged is none', () => {
  expect(contactMergeFromIntercom({ source_contact_id: id, merged_at: 1_700_000_000 })).toEqual({
    fromId: id,
    mergedAt: new Date('2023-11-14T22:13:20Z'),
  })
  expect(contactMergeFromIntercom({ source_contact_id: id })).toEqual({ fromId: id, mergedAt: null })
  expect(contactMergeFromIntercom({ source_contact_id: null })).toBeNull()
})

import type { CompanyRecord, ContactRecord, Seconds, SegmentRecord } from '../records.ts'
import { devicesOf } from './devices.ts'
import { numberId, objectId } from './ids.ts'
import { type Place, places } from './places.ts'
import { createRandom, type Random } from './random.ts'
import { day, hour, minute } from './seconds.ts'
import { addressOf } from './staff.ts'

type Ingredients = {
  count: number
  now: Seconds
  companies: readonly CompanyRecord[]
  adminIds: readonly string[]
  tagIds: readonly string[]
  segments: readonly SegmentRecord[]
}

/**
 * The people who write in. Rare kinds come at fixed places, so that a small world has them too: the 4th has more companies, tags and
 * notes than Intercom embeds, the 7th is a lead without an address, and so on every so often.
 */
export function createContacts({ count, now, companies, adminIds, tagIds, segments }: Ingredients): ContactRecord[] {
  const random = createRandom('contacts')
  const country = places.flatMap((place) => Array.from({ length: place.share }, () => place))
  const locations = new Map(places.map((place) => [place, place.cities.map((city) => locationOf(place, city))]))
  const segmentId = new Map(segments.map(({ name, id }) => [name, id]))
  let previousEmail: string | null = null

  return Array.from({ length: count }, (_, i) => {
    const place = random.pick(country)
    const name = nameOf(place, random)
    const isLead = i % 8 === 6
    const isCrowded = isEmbeddedTooLittle(i)
    const company_ids = companies.length === 0 ? [] : companiesOf(i, isLead, isCrowded, companies, random)
    const employer = companies[i % companies.length]
    const email = emailOf({ i, isLead, name, employer: company_ids.length > 0 ? employer : undefined, previousEmail })
    previousEmail = email

    const created_at = now - Math.max(hour, Math.round(random.int(1, 900) ** 1.02 * day) - random.int(0, 86_399))
    const last_seen_at = i % 11 === 10 ? null : Math.max(created_at, now - random.around(6 * day))
    const last_email_opened_at = email !== null && random.chance(0.5) ? Math.max(created_at, now - random.around(20 * day)) : null
    const isActive = last_seen_at !== null && now - last_seen_at < 7 * day
    const inSegments = [
      isLead ? 'All Leads' : 'All Users',
      isActive ? 'Active' : 'Slipping Away',
      now - created_at < 30 * day ? 'New' : '',
      place.language === 'de' ? 'DACH' : '',
    ]

    return {
      id: objectId('contact', i),
      role: isLead ? ('lead' as const) : ('user' as const),
      external_id: isLead ? random.uuid() : numberId('u-', i + 1),
      email,
      phone: random.chance(0.55) ? phoneOf(place, random) : null,
      name: isNameless(i) ? null : name,
      avatar_url: random.chance(0.3) ? `https://static.larkspur.example/avatars/${i}.png` : null,
      owner_id: random.chance(0.35) ? random.pick(adminIds) : null,
      has_hard_bounced: i % 71 === 40,
      marked_email_as_spam: i % 113 === 60,
      unsubscribed_from_emails: random.chance(0.08),
      created_at,
      updated_at: Math.max(created_at, last_seen_at ?? 0, last_email_opened_at ?? 0),
      signed_up_at: isLead ? null : created_at + random.int(0, 20) * minute,
      last_seen_at,
      last_replied_at: null,
      last_contacted_at: null,
      last_email_opened_at,
      last_email_clicked_at: last_email_opened_at !== null && random.chance(0.4) ? last_email_opened_at + random.int(5, 300) : null,
      language_override: random.chance(0.1) ? place.language : null,
      ...devicesOf(i, place.language, last_seen_at, random),
      location: i % 19 === 18 ? null : random.pick(locations.get(place) ?? []),
      social_profiles:
        i % 29 === 5 ? [{ name: 'LinkedIn', url: `https://www.linkedin.example/in/${addressOf(name) || `contact-${i}`}` }] : [],
      custom_attributes: {
        job_role: random.pick(['owner', 'manager', 'front desk', 'therapist', 'accountant']),
        bookings_per_week: random.int(0, 180),
        average_ticket: random.int(1500, 24_000) / 100,
        two_step_verification: random.chance(0.6),
        trial_ends_at: i % 6 === 2 ? now + random.int(-20, 14) * day : null,
      },
      company_ids,
      tag_ids: isCrowded ? tagIds.slice(0, 13) : random.chance(0.3) ? random.some(tagIds, random.int(1, 4)) : [],
      segment_ids: inSegments.flatMap((segment) => segmentId.get(segment) ?? []),
      opted_in_subscription_type_ids: i % 14 === 3 ? ['70003'] : [],
      opted_out_subscription_type_ids: i % 12 === 4 ? ['70002'] : [],
    }
  })
}

/** Every 97th has more companies, tags and notes than the ten of each that Intercom embeds. */
export const isEmbeddedTooLittle = (index: number): boolean => index % 97 === 3

const isNameless = (index: number): boolean => index % 24 === 14

function companiesOf(i: number, isLead: boolean, isCrowded: boolean, companies: readonly CompanyRecord[], random: Random): string[] {
  const id = (index: number) => (companies[index % companies.length] as CompanyRecord).id
  if (isCrowded)
    return Array.from({ length: Math.min(14, companies.length) }, (_, n) => id(i + n * 3)).filter((own, n, all) => all.indexOf(own) === n)
  if (isLead || i % 10 === 9) return []
  const second = random.chance(0.12) ? [id(i + 1)] : []
  return [...new Set([id(i), ...second])]
}

/** Some leads left none, and here and there two people share one. */
function emailOf({
  i,
  isLead,
  name,
  employer,
  previousEmail,
}: {
  i: number
  isLead: boolean
  name: string
  employer?: CompanyRecord
  previousEmail: string | null
}): string | null {
  if (isLead && i % 16 === 6) return null
  if (i % 150 === 77) return previousEmail
  const domain = employer?.website?.slice('https://'.length) ?? ['inbox.example', 'post.example', 'mail.example'][i % 3]
  return `${addressOf(name) || 'hello'}.${i}@${domain}`
}

function nameOf(place: Place, random: Random): string {
  const [first, last] = [random.pick(place.first), random.pick(place.last)]
  return place.familyNameFirst ? `${last}${first}` : `${first} ${last}`
}

const phoneOf = (place: Place, random: Random): string => place.phone.replaceAll('#', () => String(random.int(0, 9)))

function locationOf({ country, countryCode, continentCode }: Place, [city, region]: readonly [string, string]) {
  return { country, region, city, country_code: countryCode, continent_code: continentCode }
}

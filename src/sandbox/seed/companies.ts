import type { CompanyRecord, Seconds } from '../records.ts'
import { objectId } from './ids.ts'
import { createRandom } from './random.ts'
import { day, hour } from './seconds.ts'

const firstWords = [
  'Harbour',
  'Juniper',
  'Copper',
  'Willow',
  'North Star',
  'Saltwater',
  'Golden Hour',
  'Old Mill',
  'Blue Door',
  'Fernhill',
  'Lindenhof',
  'Atelier',
  'Maison',
  'Estúdio',
  'Bright',
  'Quiet',
  'Riverside',
  'Kōyō',
  'Tre Kronor',
  'Żuraw',
]
const secondWords = [
  'Physiotherapy',
  'Barbers',
  'Yoga',
  'Dental',
  'Tattoo',
  'Veterinary Clinic',
  'Pilates',
  'Hair & Beauty',
  'Music School',
  'Counselling',
  'Language School',
  'Climbing',
  'Massage',
  'Opticians',
  'Pottery',
  'Driving School',
  'Escape Rooms',
  'Acupuncture',
]
const endings = ['', '', '', ' Ltd', ' GmbH', ' Inc.', ' SARL', ' & Daughters', ' Group']

/** The industry a business is in, by the second word of its name. */
const industries: Readonly<Record<string, string>> = {
  Barbers: 'Beauty',
  'Hair & Beauty': 'Beauty',
  Tattoo: 'Beauty',
  Yoga: 'Fitness',
  Pilates: 'Fitness',
  Climbing: 'Fitness',
  'Music School': 'Education',
  'Language School': 'Education',
  'Driving School': 'Education',
  Pottery: 'Leisure',
  'Escape Rooms': 'Leisure',
}

const plans = [
  { id: '4101', name: 'Solo', seats: 1, price: 19 },
  { id: '4102', name: 'Studio', seats: 6, price: 59 },
  { id: '4103', name: 'Growth', seats: 25, price: 240 },
  { id: '4104', name: 'Enterprise', seats: 180, price: 1900 },
] as const

export function createCompanies({
  count,
  now,
  tagIds,
  segmentIds,
}: {
  count: number
  now: Seconds
  tagIds: readonly string[]
  segmentIds: readonly string[]
}): CompanyRecord[] {
  const random = createRandom('companies')
  const seen = new Map<string, number>()

  return Array.from({ length: count }, (_, i) => {
    const trade = random.pick(secondWords)
    const words = `${random.pick(firstWords)} ${trade}`
    const branch = (seen.get(words) ?? 0) + 1
    seen.set(words, branch)
    // big ones are few, and a few have no plan yet
    const plan = i % 17 === 16 ? null : (plans[[0, 1, 1, 2, 1, 0, 2, 3, 1, 0][i % 10] ?? 0] ?? plans[0])
    const created_at = now - random.int(40, 1500) * day
    const size = plan ? Math.max(1, Math.round((plan.seats * random.int(40, 160)) / 100)) : null
    return {
      id: objectId('company', i),
      company_id: `lk-${String(10_400 + i * 3)}`,
      name: `${words}${branch > 1 ? ` ${branch}` : ''}${random.pick(endings)}`,
      plan: plan && { id: plan.id, name: plan.name },
      remote_created_at: created_at - random.int(0, 3) * hour,
      created_at,
      updated_at: now - random.int(1, 30 * 24) * hour,
      last_request_at: i % 23 === 22 ? null : now - random.int(0, 20 * 24) * hour,
      size,
      website: i % 9 === 8 ? null : `https://${slug(words)}${branch > 1 ? `-${branch}` : ''}.example`,
      industry: i % 13 === 12 ? null : (industries[trade] ?? 'Health'),
      monthly_spend: plan ? plan.price * Math.max(1, Math.round((size ?? 1) / plan.seats)) : 0,
      session_count: random.around(900),
      custom_attributes: {
        locations: random.int(1, plan?.name === 'Enterprise' ? 40 : 5),
        crm_id: `001${random.hex(12)}`,
        account_tier: random.pick(['gold', 'silver', 'bronze']),
        nps: random.int(-10, 90),
        renewal_at: now + random.int(5, 360) * day,
        sso_enabled: plan?.name === 'Enterprise',
      },
      tag_ids: random.chance(0.4) ? random.some(tagIds, random.int(1, 3)) : [],
      segment_ids: random.chance(0.5) ? random.some(segmentIds, 1) : [],
    }
  })
}

const slug = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/[^\w\s]/g, '')
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, '-')

import type { Seconds, SegmentRecord, SubscriptionTypeRecord, TagRecord } from '../records.ts'
import { numberId, objectId } from './ids.ts'
import { day } from './seconds.ts'

const tagNames = [
  'api',
  'android',
  'billing',
  'booking-page',
  'bug',
  'calendar-sync',
  'churn-risk',
  'feature-request',
  'feedback',
  'gdpr',
  'how-to',
  'import',
  'incident',
  'ios',
  'login',
  'onboarding',
  'permissions',
  'refund',
  'reminders',
  'security-review',
  'sms',
  'spam',
  'sso',
  'urgent',
  'vat',
  'webhooks',
  'VIP',
  'Beta tester',
  'Newsletter',
  'Partner',
  'Événement Lyon 2026',
  '重点客户',
]

export function createTags(): TagRecord[] {
  return tagNames.map((name, i) => ({ id: numberId('91', i + 1), name }))
}

const segmentNames: readonly (readonly [name: string, person: 'contact' | 'user'])[] = [
  ['All Users', 'user'],
  ['All Leads', 'contact'],
  ['Active', 'user'],
  ['New', 'user'],
  ['Slipping Away', 'user'],
  ['Trial', 'user'],
  ['Enterprise accounts', 'user'],
  ['Beta programme', 'user'],
  ['Newsletter readers', 'contact'],
  ['DACH', 'contact'],
]

export function createSegments(now: Seconds): SegmentRecord[] {
  return segmentNames.map(([name, person_type], i) => ({
    id: objectId('segment', i),
    name,
    person_type,
    created_at: now - (1400 - i * 90) * day,
    updated_at: now - (i + 1) * 3 * day,
  }))
}

export function createSubscriptionTypes(): SubscriptionTypeRecord[] {
  const type = (id: string, consent_type: 'opt_in' | 'opt_out', name: string, description: string): SubscriptionTypeRecord => {
    const default_translation = { name, description, locale: 'en' }
    return { id, state: 'live', consent_type, content_types: ['email'], default_translation, translations: [default_translation] }
  }
  const [news, tips, sms, old] = [
    type('70001', 'opt_out', 'Product news', 'What is new in Larkspur, once a month'),
    type('70002', 'opt_out', 'Tips and guides', 'How other studios use Larkspur'),
    type('70003', 'opt_in', 'Incident alerts', 'A text message when something is down'),
    type('70004', 'opt_out', 'Christmas cards', 'Sent until 2023'),
  ] as const
  news.translations.push({ name: 'Produktneuigkeiten', description: 'Was es Neues gibt, einmal im Monat', locale: 'de' })
  news.translations.push({ name: 'Nouveautés', description: 'Les nouveautés, une fois par mois', locale: 'fr' })
  return [news, tips, { ...sms, content_types: ['sms_message'] }, { ...old, state: 'archived' }]
}

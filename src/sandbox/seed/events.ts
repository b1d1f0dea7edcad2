import type { ContactRecord, EventRecord, Seconds } from '../records.ts'
import { isEmbeddedTooLittle } from './contacts.ts'
import { numberId } from './ids.ts'
import { createRandom } from './random.ts'
import { day, hour } from './seconds.ts'

const kinds: readonly (readonly [name: string, facts: (random: ReturnType<typeof createRandom>) => EventRecord['metadata']])[] = [
  ['created-booking', (random) => ({ service: random.pick(['massage', 'haircut', 'lesson', 'check-up']), amount: random.int(15, 180) })],
  ['invited-teammate', (random) => ({ role: random.pick(['owner', 'manager', 'front desk']) })],
  ['sent-reminder', (random) => ({ channel: random.pick(['sms', 'email']), recipients: random.int(1, 40) })],
  ['upgraded-plan', (random) => ({ plan: random.pick(['Studio', 'Growth', 'Enterprise']) })],
  ['connected-calendar', () => ({})],
]

/**
 * What people did in the product: a few things for every third, and more than a page of them for the crowded ones, some longer ago than
 * Intercom lists.
 */
export function createEvents({ contacts, now }: { contacts: readonly ContactRecord[]; now: Seconds }): EventRecord[] {
  const random = createRandom('events')
  const events: EventRecord[] = []
  contacts.forEach((contact, i) => {
    const count = isEmbeddedTooLittle(i) ? 70 : i % 3 === 0 ? random.int(1, 6) : 0
    const oldest = Math.max(contact.created_at, now - 150 * day)
    for (let n = 0; n < count; n += 1) {
      const [event_name, facts] = random.pick(kinds)
      const created_at = random.int(oldest, Math.max(oldest, now - hour))
      events.push({ id: numberId('55', events.length + 1), contact_id: contact.id, event_name, created_at, metadata: facts(random) })
    }
  })
  return events
}

import type { CompanyRecord, ContactRecord, NoteRecord, Seconds } from '../records.ts'
import { isEmbeddedTooLittle } from './contacts.ts'
import { numberId } from './ids.ts'
import { createRandom } from './random.ts'
import { hour } from './seconds.ts'

const bodies = [
  '<p>Called, very friendly. Prefers e-mail, please not before 10.</p>',
  '<p>Decides together with her business partner. Budget round is in <b>October</b>.</p>',
  '<p>Came from a trade fair:</p><ul><li>three locations</li><li>uses paper today</li><li>wants SMS reminders first</li></ul>',
  '<p>Asked twice for rooms and equipment. See <a href="https://larkspur.example/wishes/204">WISH-204</a>.</p>',
  '<p>Invoice goes to the bookkeeping address, not to this person.</p>',
  '<p>Speaks French and German. 🇨🇭</p>',
  '<p>Had a bad start (import lost the allergies column). Handle with care.</p>',
  '<p>Moved from Growth to Enterprise after the call with Rosalind.</p>',
]

const companyBodies = [
  '<p>Renewal goes through their head office. Contact: finance.</p>',
  '<p>Two more locations open in <b>spring</b>.</p>',
  '<p>Asked for an invoice in their own currency.</p>',
]

/**
 * What teammates noted about people: one or two for every fifth, a dozen for the crowded ones, some by nobody who is still known; and two
 * about every seventh company.
 */
export function createNotes({
  contacts,
  companies,
  adminIds,
  now,
}: {
  contacts: readonly ContactRecord[]
  companies: readonly CompanyRecord[]
  adminIds: readonly string[]
  now: Seconds
}): NoteRecord[] {
  const random = createRandom('notes')
  const notes: NoteRecord[] = []
  contacts.forEach((contact, i) => {
    const count = isEmbeddedTooLittle(i) ? 12 : i % 5 === 1 ? random.int(1, 2) : 0
    for (let n = 0; n < count; n += 1) {
      notes.push({
        id: numberId('34', notes.length + 1),
        contact_id: contact.id,
        author_id: random.chance(0.05) ? null : random.pick(adminIds),
        body: random.pick(bodies),
        created_at: random.int(contact.created_at, now - Math.min(hour, now - contact.created_at)),
      })
    }
  })
  for (const company of companies.filter((_, i) => i % 7 === 2)) {
    for (const before of [2 * hour, 30 * hour]) {
      notes.push({
        id: numberId('34', notes.length + 1),
        contact_id: null,
        company_id: company.id,
        author_id: random.pick(adminIds),
        body: random.pick(companyBodies),
        created_at: Math.max(company.created_at, now - before),
      })
    }
  }
  return notes
}

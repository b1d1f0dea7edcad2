import type { ContactRecord, ConversationRecord, Seconds } from '../records.ts'
import { beginConversation } from './first-message.ts'
import { outcomeOf } from './outcome.ts'
import { type Kind, plans } from './plans.ts'
import { createRandom, type Random } from './random.ts'
import { type Cast, createScene, type Scene } from './scene.ts'
import { day, hour } from './seconds.ts'
import { isAdminComment, isContactComment } from './statistics.ts'
import { play, type Step } from './steps.ts'
import { spam } from './topics/spam.ts'

/** The inbox, oldest first, most of it from the last weeks. Without contacts there is nobody to talk to, so it is empty. */
export function createConversations({ count, now, cast }: { count: number; now: Seconds; cast: Cast }): ConversationRecord[] {
  const { contacts } = cast
  const random = createRandom('conversations')
  const nextPartId = createPartIds(random)

  return Array.from({ length: contacts.length === 0 ? 0 : count }, (_, i) => {
    const age = Math.round(190 * day * (1 - (i + 0.5) / count) ** 2.2) + random.int(20, 90)
    const startedAt = now - age
    const contact = writerOf(contacts, random)
    const length = setLengths.get(i)
    const scene = createScene({ i, contact, random, isLong: length !== undefined, cast })
    const kind = length === undefined ? kindOf(i, age, scene) : 'long'
    const steps = length === undefined ? withOddities(i, plans[kind](scene), scene) : stretched(plans.endless(scene, length), age)

    const record = beginConversation({ i, kind, scene, contact, startedAt, contacts })
    Object.assign(record, outcomeOf({ record, kind, scene, startedAt, now, parts: play({ steps, startedAt, now, nextPartId }) }))
    remember(contact, record, now)
    return record
  })
}

/** Conversations with a set number of parts. Intercom shows the newest 500 of a thread: the first of these has more. */
const setLengths: ReadonlyMap<number, number> = new Map([
  [3, 620],
  [11, 140],
  [28, 108],
  [71, 230],
])

/** Ids of parts grow from conversation to conversation, and with time within each. */
function createPartIds(random: Random): () => string {
  let id = 37_358_000_000
  return () => {
    id += random.int(3, 211)
    return String(id)
  }
}

/** A few people write often, most hardly ever. */
function writerOf(contacts: readonly ContactRecord[], random: Random): ContactRecord {
  const last = contacts.length - 1
  return contacts[random.chance(0.25) ? random.int(0, Math.min(24, last)) : random.int(0, last)] as ContactRecord
}

function kindOf(i: number, age: number, { topic, random }: Scene): Kind {
  if (topic === spam) return 'dismissed'
  if (i % 20 === 6) return 'outbound'
  if (i % 7 === 5 && age < 60 * day) return 'asleep'
  if (i % 6 === 3 && age < 10 * day) return 'untouched'
  if (i % 4 === 1 && age < 40 * day) return 'waiting'
  if (topic.fin && random.chance(0.35)) return 'finResolves'
  return random.chance(0.5) ? 'quick' : 'long'
}

/** A long thread that fills the time since it began. */
function stretched(steps: readonly Step[], age: number): Step[] {
  const total = steps.reduce((sum, { after }) => sum + after, 0)
  return steps.map((step) => ({ ...step, after: Math.max(1, Math.floor((step.after / total) * age * 0.95)) }))
}

/** Here and there something that no list of part types has, as the set is open, and a message that was taken back. */
function withOddities(i: number, steps: Step[], { bot, contact }: Scene): Step[] {
  if (i % 37 === 17)
    return steps.toSpliced(1, 0, { after: 2, type: 'helpdesk_capacity_rebalanced', author: bot, body: '<p>Moved to a quieter queue.</p>' })
  if (i % 37 === 24) return steps.toSpliced(1, 0, { after: hour, type: 'comment', author: contact, redacted: true })
  return steps
}

/** A contact knows when it was last heard of, and cannot be younger than what it wrote. */
function remember(contact: ContactRecord, { created_at, parts, source }: ConversationRecord, now: Seconds): void {
  const heard = parts.findLast(isContactComment)?.created_at ?? (source.delivered_as === 'customer_initiated' ? created_at : 0)
  const answered = parts.findLast(isAdminComment)?.created_at ?? 0
  contact.created_at = Math.min(contact.created_at, created_at - hour)
  if (contact.signed_up_at !== null) contact.signed_up_at = Math.min(contact.signed_up_at, created_at - hour + 60)
  if (contact.last_seen_at !== null) contact.last_seen_at = Math.max(contact.last_seen_at, heard)
  if (heard > 0) contact.last_replied_at = Math.max(contact.last_replied_at ?? 0, heard)
  if (answered > 0) contact.last_contacted_at = Math.max(contact.last_contacted_at ?? 0, answered)
  contact.updated_at = Math.min(now, Math.max(contact.updated_at, heard, answered))
}

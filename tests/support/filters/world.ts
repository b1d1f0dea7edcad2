import type { ContactRecord, ConversationRecord, World } from '../../../src/sandbox/records.ts'
import { dayOf } from '../../../src/sandbox/search/days.ts'
import type { TicketRecord } from '../../../src/sandbox/ticket-records.ts'
import { aContact, aConversation, anAdmin, aTicket, aTicketType, aWorld, hexId } from '../../unit/sandbox/small-world.ts'
import { someStatistics } from '../conversations.ts'

/** What records hold, and filters ask for: few values, so that they meet. */
export const pool = {
  emails: ['Ada@Acme.io', 'bob@acme.io', 'eve@Other.org', 'zoë@acme.io'],
  names: ['Ada Lovelace', 'ada', 'Bob', 'Zoë'],
  phones: ['+1 202', '+44 20'],
  externalIds: ['EXT-1', 'ext-1', 'u-2'],
  severities: ['High', 'low', 'Highest'],
  plans: ['pro', 'Free', 'trial'],
  tagIds: Array.from({ length: 12 }, (_, at) => String(3001 + at)),
  segmentIds: [hexId(90), hexId(91)],
  adminIds: ['1001', '1002', '1003'],
  teamIds: ['2001', '2002'],
  subjects: ['Two invoices', 'refund', 'Refund please'],
  bodies: ['<p>I need support</p>', '<p>Refund me</p>', '<p>need a refund</p>'],
  ticketTypes: [
    ['4001', 'Customer'],
    ['4002', 'Back-office'],
    ['4003', 'Tracker'],
  ] as const,
  stateIds: ['5001', '5002', '5003', '5004'],
  sourceTypes: ['conversation', 'email', 'whatsapp'],
  resolutions: ['assumed_resolution', 'confirmed_resolution', 'escalated', 'negative_feedback', 'procedure_handoff'] as const,
}

/** Days on which clocks change somewhere, and one on which they do not. */
const days = ['2025-03-09', '2025-03-30', '2025-04-06', '2025-06-15', '2025-10-26', '2025-11-02']

/** Numbers from 0 up to 1, the same for the same seed. */
export function createRandom(seed: number) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
export type Random = ReturnType<typeof createRandom>

const pick = <Value>(random: Random, values: readonly Value[]): Value => values[Math.floor(random() * values.length)]!
const maybe = <Value>(random: Random, value: () => Value, share = 0.7): Value | null => (random() < share ? value() : null)
const some = <Value>(random: Random, values: readonly Value[], share: number): Value[] => values.filter(() => random() < share)

/** When and where a world is. */
export type Setting = { nowSeconds: number; timeZone: string }

/**
 * An instant on one of the days or beside it: the first second of a day in the time zone, or some whole hours later, or a second away from
 * those; or some whole hours ago.
 */
export function someSecond(random: Random, { nowSeconds, timeZone }: Setting): number {
  if (random() < 0.2) return nowSeconds - Math.floor(random() * 60) * 3_600
  const { start, next } = dayOf(Date.parse(`${pick(random, days)}T12:00:00Z`) / 1000, timeZone)
  const hours = random() < 0.5 ? 0 : Math.floor(random() * 24) * 3_600
  return pick(random, [start, next]) + hours + Math.floor(random() * 3) - 1
}

function contactOf(number: number, random: Random, setting: Setting): ContactRecord {
  const instant = () => someSecond(random, setting)
  const hasManyTags = random() < 0.15
  return aContact(number, {
    role: random() < 0.5 ? 'user' : 'lead',
    email: maybe(random, () => pick(random, pool.emails)),
    name: maybe(random, () => pick(random, pool.names)),
    phone: maybe(random, () => pick(random, pool.phones), 0.4),
    external_id: maybe(random, () => pick(random, pool.externalIds)),
    owner_id: maybe(random, () => pick(random, pool.adminIds), 0.6),
    tag_ids: hasManyTags ? [...pool.tagIds] : some(random, pool.tagIds.slice(0, 4), 0.3),
    segment_ids: some(random, pool.segmentIds, 0.4),
    created_at: instant(),
    updated_at: instant(),
    signed_up_at: maybe(random, instant),
    last_seen_at: maybe(random, instant),
    last_replied_at: maybe(random, instant),
    last_contacted_at: maybe(random, instant),
    unsubscribed_from_emails: random() < 0.3,
    custom_attributes: {
      ...(number === 1 || random() < 0.8 ? { plan: number === 1 ? 'pro' : maybe(random, () => pick(random, pool.plans)) } : {}),
      ...(number === 1 || random() < 0.8 ? { seats: number === 1 ? 1 : maybe(random, () => Math.floor(random() * 6)) } : {}),
      ...(number === 1 || random() < 0.8 ? { active: number === 1 ? true : maybe(random, () => random() < 0.5) } : {}),
      ...(number === 1 || random() < 0.8 ? { renewal_at: number === 1 ? instant() : maybe(random, instant) } : {}),
    },
  })
}

function conversationOf(number: number, random: Random, setting: Setting): ConversationRecord {
  const instant = () => someSecond(random, setting)
  const state = pick(random, ['open', 'closed', 'snoozed'] as const)
  const { source } = aConversation(number)
  const stamps = { created_at: setting.nowSeconds, updated_at: setting.nowSeconds }
  return aConversation(number, {
    state,
    open: state === 'open',
    read: random() < 0.5,
    priority: pick(random, ['none', 'low', 'urgent']),
    contact_ids: [hexId(1 + Math.floor(random() * 4)), hexId(5)].slice(0, random() < 0.3 ? 2 : 1),
    admin_assignee_id: maybe(random, () => pick(random, pool.adminIds), 0.5),
    team_assignee_id: maybe(random, () => pick(random, pool.teamIds), 0.5),
    tags: some(random, pool.tagIds.slice(0, 3), 0.3).map((id) => ({ id, applied_at: setting.nowSeconds, applied_by: null })),
    created_at: instant(),
    updated_at: instant(),
    waiting_since: maybe(random, instant),
    snoozed_until: maybe(random, instant, 0.4),
    source: {
      ...source,
      type: pick(random, pool.sourceTypes) as typeof source.type,
      subject: maybe(random, () => pick(random, pool.subjects)) ?? '',
      body: pick(random, pool.bodies),
      author: { ...source.author, email: maybe(random, () => pick(random, pool.emails)) ?? '' },
    },
    rating: maybe(
      random,
      () =>
        ({
          rating: maybe(random, () => 1 + Math.floor(random() * 5)),
          remark: null,
          ...stamps,
          contact_id: hexId(1),
          teammate: null,
        }) as never,
      0.6,
    ),
    statistics: maybe(random, () => ({ ...someStatistics, count_reopens: Math.floor(random() * 4) }), 0.6),
    ai_agent: maybe(
      random,
      () => ({
        ...{ source_type: null, source_title: null, last_answer_type: null, rating: null, rating_remark: null, content_sources: [] },
        resolution_state: maybe(random, () => pick(random, pool.resolutions)),
        ...stamps,
      }),
      0.6,
    ),
  })
}

/** What the tickets of a type are asked for: under some names all, under others some of the types. */
const ticketAttributes = {
  plan: { data_type: 'string', of: ['4001', '4002'] },
  seats: { data_type: 'integer', of: ['4001', '4003'] },
  active: { data_type: 'boolean', of: ['4001', '4002', '4003'] },
  due: { data_type: 'datetime', of: ['4002'] },
  severity: { data_type: 'list', of: ['4002', '4003'] },
  score: { data_type: 'decimal', of: ['4001', '4002'] },
} as const

const attributesOf = (typeId: string) =>
  Object.entries(ticketAttributes).flatMap(([name, { data_type, of }]) =>
    (of as readonly string[]).includes(typeId) ? [{ name, data_type }] : [],
  )

function ticketOf(number: number, random: Random, setting: Setting): TicketRecord {
  const [typeId] = pick(random, pool.ticketTypes)
  const values = {
    string: () => pick(random, pool.plans),
    list: () => pick(random, pool.severities),
    integer: () => Math.floor(random() * 6),
    decimal: () => Math.floor(random() * 12) / 2,
    boolean: () => random() < 0.5,
    datetime: () => someSecond(random, setting),
  }
  return aTicket(number, {
    ticket_type_id: typeId,
    attributes: Object.fromEntries(
      attributesOf(typeId).map(({ name, data_type }) => [name, maybe<string | number | boolean>(random, values[data_type])]),
    ),
    state_id: pick(random, pool.stateIds),
    open: random() < 0.5,
    contact_ids: some(
      random,
      [1, 2, 3, 4].map((one) => hexId(one)),
      0.3,
    ),
    admin_assignee_id: maybe(random, () => pick(random, pool.adminIds), 0.5),
    team_assignee_id: maybe(random, () => pick(random, pool.teamIds), 0.5),
    created_at: someSecond(random, setting),
    updated_at: someSecond(random, setting),
  })
}

export { contactOf as randomContact, conversationOf as randomConversation, ticketOf as randomTicket }

/** A workspace of random records in a time zone. */
export function randomWorld(seed: number, setting: Setting, size: number): World {
  const random = createRandom(seed)
  const numbers = Array.from({ length: size }, (_, at) => at + 1)
  return aWorld({
    workspace: { timezone: setting.timeZone },
    admins: pool.adminIds.map((id) => anAdmin(id)),
    tags: pool.tagIds.map((id) => ({ id, name: `Tag ${id}` })),
    contacts: numbers.map((number) => contactOf(number, random, setting)),
    conversations: numbers.map((number) => conversationOf(number, random, setting)),
    ticket_types: pool.ticketTypes.map(([id, category]) => aTicketType(id, { category, attributes: attributesOf(id) })),
    tickets: numbers.map((number) => ticketOf(number, random, setting)),
  })
}

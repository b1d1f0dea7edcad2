import type {
  AdminRecord,
  AuthorRecord,
  CompanyRecord,
  ContactRecord,
  ConversationRecord,
  Seconds,
  TagRecord,
  TeamRecord,
} from '../records.ts'
import { attach } from './attachments.ts'
import { conversationId } from './ids.ts'
import { fill, toHtml } from './messages.ts'
import { outcomeOf } from './outcome.ts'
import { by, plans, type Scene } from './plans.ts'
import { createRandom, type Random } from './random.ts'
import { day, hour } from './seconds.ts'
import { isAdminComment, isContactComment } from './statistics.ts'
import { play, type Step } from './steps.ts'
import { topics } from './topics/index.ts'
import { topicsByLanguage } from './topics/other-languages.ts'
import { spam } from './topics/spam.ts'

type Ingredients = {
  count: number
  now: Seconds
  /** The people who write; the times of their last messages are brought up to date. */
  contacts: readonly ContactRecord[]
  companies: ReadonlyMap<string, CompanyRecord>
  admins: readonly AdminRecord[]
  teams: readonly TeamRecord[]
  tags: readonly TagRecord[]
  bot: AuthorRecord
  articleUrl: (title: string) => string
}

/** The inbox, oldest first, most of it from the last weeks. Without contacts there is nobody to talk to, so it is empty. */
export function createConversations(ingredients: Ingredients): ConversationRecord[] {
  const { count, now, contacts } = ingredients
  const random = createRandom('conversations')
  let partId = 37_358_000_000
  const nextPartId = () => {
    partId += random.int(3, 211)
    return String(partId)
  }

  return Array.from({ length: contacts.length === 0 ? 0 : count }, (_, i) => {
    const age = Math.round(190 * day * (1 - (i + 0.5) / count) ** 2) + random.int(20, 90)
    const startedAt = now - age
    // a few people write often, most hardly ever
    const contact = contacts[
      random.chance(0.25) ? random.int(0, Math.min(24, contacts.length - 1)) : random.int(0, contacts.length - 1)
    ] as ContactRecord
    const scene = createScene(i, contact, random, ingredients)
    const kind = kindOf(i, age, scene, random)
    const lengthened = endlessAt.get(i)
    const steps = lengthened ? stretched(plans.endless(scene, lengthened), age) : withOddities(i, plans[kind](scene), scene)
    const parts = play({ steps, startedAt, now, nextPartId })

    const record = createRecord(
      { i, kind: lengthened ? 'long' : kind, scene, contact, startedAt, sourceId: String(3_381_000_000 + i * 97) },
      ingredients,
    )
    Object.assign(record, outcomeOf({ record, parts, scene, kind: lengthened ? 'long' : kind, startedAt, now }))
    remember(contact, record, now)
    return record
  })
}

export type Kind = Exclude<keyof typeof plans, 'endless'>

/** Conversations with a set number of parts. Intercom shows the newest 500 of a thread: the first of these has more. */
const endlessAt: ReadonlyMap<number, number> = new Map([
  [3, 620],
  [11, 140],
  [28, 108],
  [71, 230],
])

function kindOf(i: number, age: number, { topic }: Scene, random: Random): Kind {
  if (topic === spam) return 'dismissed'
  if (i % 20 === 6) return 'outbound'
  if (i % 7 === 5 && age < 60 * day) return 'asleep'
  if (i % 12 === 9 && age < 10 * day) return 'untouched'
  if (topic.fin && random.chance(0.35)) return 'finResolves'
  return random.chance(0.5) ? 'quick' : 'long'
}

function createScene(
  i: number,
  contact: ContactRecord,
  random: Random,
  { companies, admins, teams, tags, bot, articleUrl }: Ingredients,
): Scene {
  const spoken = topicsByLanguage[contact.browser_language ?? 'en']
  const topic = i % 33 === 12 ? spam : spoken && random.chance(0.75) ? spoken : random.pick(topics)
  const team = teams.find(({ name }) => name === topic.team) ?? (teams[0] as TeamRecord)
  const members = admins.filter(({ id }) => team.admin_ids.includes(id))
  const agent = random.pick(members)
  const second = random.pick(admins.filter(({ id, has_inbox_seat }) => id !== agent.id && has_inbox_seat))
  const author = { type: contact.role, id: contact.id, name: contact.name, email: contact.email ?? '' }
  const words = {
    first: contact.name?.split(' ')[0] ?? 'there',
    agent: agent.name.split(' ')[0] ?? agent.name,
    company: companies.get(contact.company_ids[0] ?? '')?.name ?? 'you',
    number: String(random.int(20_240, 20_999)),
    id: `LK-${random.int(100_000, 999_999)}`,
  }
  const tagIds = tags.filter(({ name }) => topic.tags.includes(name)).map(({ id }) => id)
  return { random, topic, words, contact: author, agent, second, team, bot, tagIds: random.some(tagIds, random.int(1, 2)), articleUrl }
}

type Start = { i: number; kind: Kind; scene: Scene; contact: ContactRecord; startedAt: Seconds; sourceId: string }

/** A conversation as it begins: the first message, and nothing else. */
function createRecord({ i, kind, scene, contact, startedAt, sourceId }: Start, { contacts }: Ingredients): ConversationRecord {
  const { random, topic, words, agent } = scene
  const byContact = kind !== 'outbound'
  const isEmail = byContact && kind !== 'finResolves' && random.chance(0.22)
  const subject = fill(random.pick(topic.subjects), words)
  const opening = toHtml(
    byContact ? random.pick(topic.openings) : 'Hi {first}, I saw that you invited your team. Shall we walk through the set-up together?',
    words,
  )
  const url = isEmail
    ? null
    : `https://app.larkspur.example/${random.pick(['calendar', 'clients', 'settings/billing', 'reports', 'booking-page'])}`
  const colleague =
    i % 31 === 7
      ? contacts.find(({ id, company_ids }) => id !== contact.id && company_ids.some((company) => contact.company_ids.includes(company)))
      : undefined

  return {
    id: conversationId(i),
    title: isEmail ? subject : null,
    created_at: startedAt,
    updated_at: startedAt,
    waiting_since: null,
    snoozed_until: null,
    open: true,
    state: 'open',
    read: false,
    priority: topic.tags.includes('urgent')
      ? random.pick(['high', 'urgent'])
      : random.chance(0.06)
        ? random.pick(['low', 'medium'])
        : 'none',
    admin_assignee_id: null,
    team_assignee_id: null,
    contact_ids: colleague ? [contact.id, colleague.id] : [contact.id],
    teammate_ids: byContact ? [] : [agent.id],
    company_id: contact.company_ids[0] ?? null,
    tags: [],
    source: {
      type: isEmail ? 'email' : i % 47 === 20 ? 'whatsapp' : 'conversation',
      id: sourceId,
      delivered_as: byContact ? 'customer_initiated' : 'admin_initiated',
      subject: isEmail ? `<p>${subject}</p>` : '',
      body: isEmail ? `${opening}\n<p>--<br>${words.first}</p>` : opening,
      author: byContact ? scene.contact : by(agent),
      attachments: random.chance(0.12) ? [attach(random)] : [],
      url,
      redacted: false,
    },
    first_contact_reply: byContact ? { created_at: startedAt, type: isEmail ? 'email' : 'conversation', url } : null,
    rating: null,
    sla_applied: null,
    statistics: null,
    ai_agent: null,
    linked_objects: [],
    custom_attributes: { Topic: topic.name, 'Copilot used': random.chance(0.3), 'Has attachments': false },
    parts: [],
  }
}

/** A long thread that fills the time since it began. */
function stretched(steps: readonly Step[], age: number): Step[] {
  const total = steps.reduce((sum, { after }) => sum + after, 0)
  return steps.map((step) => ({ ...step, after: Math.max(1, Math.floor((step.after / total) * age * 0.95)) }))
}

/** Here and there something that no list of part types has: the set is open. */
function withOddities(i: number, steps: Step[], { bot, contact }: Scene): Step[] {
  if (i % 37 === 17)
    return steps.toSpliced(1, 0, { after: 2, type: 'helpdesk_capacity_rebalanced', author: bot, body: '<p>Moved to a quieter queue.</p>' })
  if (i % 37 === 24) return steps.toSpliced(1, 0, { after: hour, type: 'comment', author: contact, redacted: true })
  return steps
}

/** A contact knows when it was last heard of, and cannot be younger than what it wrote. */
function remember(contact: ContactRecord, { created_at, parts, source }: ConversationRecord, now: Seconds): void {
  const heard = parts.findLast(isContactComment)?.created_at ?? (source.delivered_as === 'customer_initiated' ? created_at : null)
  const answered = parts.findLast(isAdminComment)?.created_at ?? null
  contact.created_at = Math.min(contact.created_at, created_at - hour)
  if (contact.signed_up_at !== null) contact.signed_up_at = Math.min(contact.signed_up_at, created_at - hour + 60)
  if (heard !== null) contact.last_replied_at = Math.max(contact.last_replied_at ?? 0, heard)
  if (answered !== null) contact.last_contacted_at = Math.max(contact.last_contacted_at ?? 0, answered)
  contact.updated_at = Math.min(now, Math.max(contact.updated_at, heard ?? 0, answered ?? 0))
}
